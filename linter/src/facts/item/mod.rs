//! The disputed item that an issue's title names, and the same item as a rationale restates it.

mod amount;
pub(crate) mod compare;
mod portion;
mod strength;

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;

use super::dates::date_in;
use crate::guideline::{DrugId, Index};
use crate::lexicon::{Level, Matcher, Region, Service, Sided, levels, regions, services, sides_among};
use crate::text::{TextRange, compiled};

pub use amount::{Amount, Unit};
pub use portion::{Portion, Share, portions};
pub(crate) use portion::{Remainder, remainder};
pub use strength::{Measure, Strength};

/// What an issue is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Drugs, with their places.
    pub drugs: Vec<(TextRange, DrugId)>,
    /// Parts of the body, with their places.
    pub regions: Vec<(TextRange, Region)>,
    /// Kinds of service, with their places.
    pub services: Vec<(TextRange, Service)>,
    /// Sides of the body.
    pub sides: Vec<Sided>,
    /// Levels of the spine, with their places.
    pub levels: Vec<(TextRange, Level)>,
    /// Strengths of drugs.
    pub strengths: Vec<Strength>,
    /// How drugs are made up, with their places.
    pub made_up: Vec<(TextRange, DosageForm)>,
    /// Numbers of sessions, tablets, refills, weeks.
    pub amounts: Vec<Amount>,
    /// How a drug is given, where the title says so.
    pub form: Option<Form>,
    /// The day of a service already rendered.
    pub service_date: Option<Date>,
    /// What stands at each of these places.
    words: Vec<(TextRange, String)>,
}

/// How a drug is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Tablets, capsules, liquids.
    Oral,
    /// Creams, gels, patches.
    Topical,
}

/// How a drug is made up, by its name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DosageForm(pub &'static str);

static TOPICAL: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\b(?:topical|creams?|gels?|ointments?|patch(?:es)?|lotions?|pads?|spray|salve|balm)\b|\d\s*%",
    )
});
static ORAL: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?i)\b(?:oral(?:ly)?|tab(?:let)?s?|cap(?:sule)?s?|by mouth|p\.?o\.?)\b|\d\s*mg\b")
});
static SERVICE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?i)\b(?:DOS|dates? of service|service date)\b[:\s]*(?<date>\d{1,2}[/-]\d{1,2}[/-]\d{2,4})")
});
static DOSAGE_FORMS: LazyLock<Matcher<DosageForm>> = LazyLock::new(|| {
    const TABLE: &str = include_str!("../../../data/lexicon/dosage_forms.tsv");
    let known =
        |name: &str| TABLE.lines().filter_map(|row| row.split('\t').next()).find(|form| *form == name);
    Matcher::from_table(TABLE, |name| DosageForm(known(name).unwrap_or("form")))
});

/// Reads the item of an issue's title, or of the part of a rationale that restates it.
pub(super) fn read(flat: &str, index: &Index) -> Item {
    let form = match (TOPICAL.is_match(flat), ORAL.is_match(flat)) {
        (true, _) => Some(Form::Topical),
        (false, true) => Some(Form::Oral),
        (false, false) => None,
    };
    let service = SERVICE_DATE.captures(flat);
    let service_date = service.as_ref().and_then(|found| date_in(&found["date"]));
    let (drugs, regions) = (drugs(flat, index), regions(flat));
    let strengths = strength::strengths(flat, !drugs.is_empty());
    let mut taken: Vec<TextRange> = drugs.iter().map(|(place, _)| *place).collect();
    taken.extend(strengths.iter().map(|strength| strength.range));
    taken.extend(
        service
            .iter()
            .filter_map(|found| found.get(0))
            .map(|found| crate::text::range(found.start(), found.end())),
    );
    let mut item = Item {
        sides: sides_among(flat, &regions),
        levels: levels(flat),
        amounts: amount::amounts(flat, &taken),
        services: services(flat),
        made_up: DOSAGE_FORMS.find(flat).map(|(place, form)| (place, *form)).collect(),
        drugs,
        regions,
        strengths,
        form,
        service_date,
        words: Vec::new(),
    };
    let mut words: Vec<(TextRange, String)> = Vec::new();
    item.each_place(|place| words.push((*place, flat[*place].trim_matches([' ', ',']).to_owned())));
    item.words = words;
    item
}

impl Item {
    /// Whether it says nothing that could be compared.
    pub fn is_silent(&self) -> bool {
        self.drugs.is_empty()
            && self.regions.is_empty()
            && self.services.is_empty()
            && self.sides.is_empty()
            && self.levels.is_empty()
            && self.strengths.is_empty()
            && self.amounts.is_empty()
            && self.made_up.is_empty()
    }

    /// The amounts of a unit.
    pub fn amounts_of(&self, unit: Unit) -> impl Iterator<Item = &Amount> + Clone {
        self.amounts.iter().filter(move |amount| amount.unit == unit)
    }

    /// The words at a place of the item.
    pub fn words(&self, place: TextRange) -> &str {
        self.words.iter().find(|(known, _)| *known == place).map_or("", |(_, words)| words)
    }

    /// The same, with its places moved.
    pub(crate) fn moved(mut self, by: impl Fn(TextRange) -> TextRange) -> Self {
        self.each_place(|place| *place = by(*place));
        self.words.iter_mut().for_each(|(place, _)| *place = by(*place));
        self
    }

    fn each_place(&mut self, mut visit: impl FnMut(&mut TextRange)) {
        self.drugs.iter_mut().for_each(|(place, _)| visit(place));
        self.regions.iter_mut().for_each(|(place, _)| visit(place));
        self.services.iter_mut().for_each(|(place, _)| visit(place));
        self.sides.iter_mut().for_each(|sided| visit(&mut sided.range));
        self.levels.iter_mut().for_each(|(place, _)| visit(place));
        self.strengths.iter_mut().for_each(|strength| visit(&mut strength.range));
        self.made_up.iter_mut().for_each(|(place, _)| visit(place));
        self.amounts.iter_mut().for_each(|amount| visit(&mut amount.range));
    }
}

/// The drugs that a flat text names.
pub(crate) fn drugs(flat: &str, index: &Index) -> Vec<(TextRange, DrugId)> {
    let matcher: &Matcher<DrugId> = index.drug_matcher();
    matcher.find(flat).map(|(range, drug)| (range, *drug)).collect()
}
