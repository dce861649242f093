//! # D005 invalid-date
//!
//! ## What it does
//! Reports dates of the text that cannot be: a day that does not exist, a day after the decision, and a report, visit or
//! test of this claim that is dated in the year before the injury.
//!
//! Editions of guidelines, planned events and what the text calls earlier are exempt.
//!
//! ## Why it matters
//! Most are a wrong year, often in January. A report dated before the injury looks like evidence of another one.
//!
//! ## Example
//! ```summary
//! The injured worker is a 51 year old male. The progress report dated 01/05/2016 describes pain of the left knee.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker is a 51 year old male. The progress report dated 01/05/2017 describes pain of the left knee.
//! ```
//!
//! ## Fix
//! None: only the file tells the right date.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{DateMention, DateRole, Says, print_date};
use crate::finding::{Finding, Severity};
use crate::profile::HeaderField;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "D005",
    name: "invalid-date",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

/// A report older than this at the injury is history, not a mistyped year.
const MISTYPED_DAYS: i32 = 400;

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let decision = view.header_field(HeaderField::DecisionDate);
    let injury = view.header_field(HeaderField::DateOfInjury);
    for (block, said) in view.patients(Says::DATES) {
        for mention in said.dates.iter().filter(|mention| mention.role != DateRole::Edition) {
            let at = |message: String| Finding::new(&RULE, mention.range + block.range.start(), message);
            let Some(date) = mention.date else {
                if is_meant_as_date(mention) {
                    findings.push(at(format!("there is no such day as \"{}\"", mention.words)).help("correct the date"));
                }
                continue;
            };
            let after = decision.filter(|(decision, _)| date > *decision && mention.role != DateRole::Planned);
            let before = injury.filter(|(injury, _)| {
                mention.role == DateRole::Clinical && date < *injury && (*injury - date).get_days() < MISTYPED_DAYS
            });
            let clash: Option<(jiff::civil::Date, TextRange, &str)> = after
                .map(|(other, place)| (other, place, "after the decision"))
                .or(before.map(|(other, place)| (other, place, "before the injury")));
            if let Some((other, place, how)) = clash {
                findings.push(
                    at(format!("\"{}\" is {how} ({})", mention.words, print_date(other)))
                        .related(place, print_date(other))
                        .help("check the year"),
                );
            }
        }
    }
}

/// Whether numbers that are no date were meant as one: by a full year, a month's name, or what is said.
fn is_meant_as_date(mention: &DateMention) -> bool {
    let year = mention.words.len() >= 4 && mention.words[mention.words.len() - 4..].bytes().all(|b| b.is_ascii_digit());
    year || matches!(mention.role, DateRole::Injury | DateRole::Review | DateRole::Request)
}
