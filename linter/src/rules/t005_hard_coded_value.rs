//! # T005 hard-coded-value
//!
//! ## What it does
//! In a template, reports a concrete age, sex, side or date, and the year of a guideline's edition.
//!
//! ## Why it matters
//! The template is for every letter. What was true of the letter that it was made from goes out in all others, and an
//! edition goes out of force.
//!
//! ## Example
//! ```letter template
//! CLINICAL CASE SUMMARY
//!
//! The injured worker is a 51 year old female with pain in the left knee since 09/02/2016.
//! ```
//!
//! ## Use instead
//! ```letter template
//! CLINICAL CASE SUMMARY
//!
//! The injured worker is a {{ age }} year old {{ sex }} with pain in the {{ side }} knee since {{ date_of_injury }}.
//! ```
//!
//! ## Fix
//! None: an editor puts the placeholder in.

use std::sync::LazyLock;

use regex::Regex;

use super::{About, BlockView, Check, Fixable, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;
use crate::profile::SectionRole;
use crate::text::{TextRange, compiled, range};

pub(crate) static RULE: Rule = Rule {
    code: "T005",
    name: "hard-coded-value",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Block { kinds: is_filled_in, triggers: &[], run: check },
};

/// What the profile fixes has no placeholders.
fn is_filled_in(kind: BlockKind) -> bool {
    use SectionRole::{Determination, Effect, Notice};
    !matches!(kind, BlockKind::Title(_) | BlockKind::Paragraph(Determination | Effect | Notice))
}

/// Each group is a kind of value.
static VALUES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?xi)
        \b(?<age>\d{1,3}[\s-]*(?:years?|yrs?|y/?o)[\s-]*old | aged\s\d{1,3} | age\sof\s\d{1,3})\b
        | \b(?<sex>(?:fe)?male)\b
        | \b(?<side>(?:left|right|bilateral)\s(?:upper\s|lower\s)?(?:extremity|arm|shoulder|elbow|forearm|wrist|hand|thumb
            |finger|hip|groin|thigh|leg|knee|calf|ankle|heel|foot|toe|eye|ear|buttock|carpal|rotator|inguinal
            |sacroiliac)s?)\b
        | \b(?<date>\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})
            | (?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?\s\d{4})\b";
    compiled(pattern)
});
fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    if !(view.settings.options().template && view.settings.is_rendering()) {
        return;
    }
    let mut found = |place: TextRange, what: &str| {
        let message = format!("\"{}\" is {what} that every letter of this template will have", &view.flat[place]);
        findings.push(Finding::new(&RULE, view.place(place), message).help("put a placeholder in its place"));
    };
    for captures in VALUES.captures_iter(view.flat) {
        let kinds = [("age", "an age"), ("sex", "a sex"), ("side", "a side"), ("date", "a date")];
        let named = kinds.iter().find_map(|(name, what)| Some((captures.name(name)?, what)));
        if let Some((value, what)) = named {
            found(range(value.start(), value.end()), what);
        }
    }
    // Places of citations are those of the block already.
    let line = view.facts.guideline.as_deref().map_or(&[][..], |line| line.citations.as_slice());
    for document in line.iter().chain(&view.facts.mentions).map(|citation| &citation.document) {
        if let Some(year) = document.year.filter(|year| year.known) {
            let place = document.title.cover(year.range);
            let message =
                format!("\"{}\" is an edition that every letter of this template will cite", view.quote(place));
            findings.push(Finding::new(&RULE, place, message).help("put a placeholder in its place"));
        }
    }
}
