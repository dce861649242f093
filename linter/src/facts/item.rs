//! The disputed item that an issue's title names.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::dates::date_in;
use crate::guideline::{DrugId, Index};
use crate::lexicon::{Matcher, Region, Service, regions, services};
use crate::text::TextRange;

/// What an issue is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Drugs, with their places.
    pub drugs: Vec<(TextRange, DrugId)>,
    /// Parts of the body, with their places.
    pub regions: Vec<(TextRange, Region)>,
    /// Kinds of service, with their places.
    pub services: Vec<(TextRange, Service)>,
    /// How a drug is given, where the title says so.
    pub form: Option<Form>,
    /// The day of a service already rendered.
    pub service_date: Option<Date>,
}

/// How a drug is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tablets, capsules, liquids.
    Oral,
    /// Creams, gels, patches.
    Topical,
}

static TOPICAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:topical|creams?|gels?|ointments?|patch(?:es)?|lotions?|pads?|spray|salve|balm)\b|\d\s*%",
    )
    .expect("a valid pattern")
});
static ORAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:oral(?:ly)?|tab(?:let)?s?|cap(?:sule)?s?|by mouth|p\.?o\.?)\b|\d\s*mg\b")
        .expect("a valid pattern")
});
static SERVICE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:DOS|dates? of service|service date)\b[:\s]*(?<date>\d{1,2}[/-]\d{1,2}[/-]\d{2,4})")
        .expect("a valid pattern")
});

/// Reads the item of an issue's title.
pub(super) fn read(flat: &str, index: &Index) -> Item {
    let form = match (TOPICAL.is_match(flat), ORAL.is_match(flat)) {
        (true, _) => Some(Form::Topical),
        (false, true) => Some(Form::Oral),
        (false, false) => None,
    };
    let service_date = SERVICE_DATE.captures(flat).and_then(|found| date_in(&found["date"]));
    Item { drugs: drugs(flat, index), regions: regions(flat), services: services(flat), form, service_date }
}

/// The drugs that a flat text names.
pub(crate) fn drugs(flat: &str, index: &Index) -> Vec<(TextRange, DrugId)> {
    let matcher: &Matcher<DrugId> = index.drug_matcher();
    matcher.find(flat).map(|(range, drug)| (range, *drug)).collect()
}
