//! # D004 date-order
//!
//! ## What it does
//! Checks that dates follow each other as events do: injury, utilization review, application, assignment, decision in
//! the table at the head of the letter; and in the text, that the request for authorization does not come after the
//! review that decided it, or before the injury.
//!
//! ## Why it matters
//! A date out of order is a wrong date, and deadlines are counted from it.
//!
//! ## Example
//! ```summary
//! The injured worker is a 51 year old male. The request for authorization is dated 12/27/2016. Utilization review denied
//! the request on 12/20/2016.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker is a 51 year old male. The request for authorization is dated 12/07/2016. Utilization review denied
//! the request on 12/20/2016.
//! ```
//!
//! ## Fix
//! None: only the file tells which date is wrong.

use jiff::civil::Date;

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{DateRole, Says, print_date};
use crate::finding::{Finding, Severity};
use crate::profile::HeaderField;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "D004",
    name: "date-order",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

/// The fields of the table, in the order of events.
const ORDER: [(HeaderField, &str); 5] = [
    (HeaderField::DateOfInjury, "the injury"),
    (HeaderField::UrDenialDate, "the denial"),
    (HeaderField::ApplicationReceived, "the application"),
    (HeaderField::DateAssigned, "the assignment"),
    (HeaderField::DecisionDate, "the decision"),
];

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let dated: Vec<(Date, TextRange, &str)> = ORDER
        .iter()
        .filter_map(|(field, what)| view.header_field(*field).map(|(date, place)| (date, place, *what)))
        .collect();
    for pair in dated.windows(2) {
        let [(first, first_place, before), (second, place, after)] = pair else { continue };
        if second < first {
            let message =
                format!("{after} ({}) comes before {before} ({})", print_date(*second), print_date(*first));
            findings.push(Finding::new(&RULE, *place, message).related(*first_place, *before).help(
                "correct the wrong date: injury, denial, application, assignment and decision follow each other",
            ));
        }
    }
    requests(view, findings);
}

/// Requests of the text that come after the review, or before the injury.
fn requests(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let mentions = |role| {
        let all = view.patients(Says::DATES).flat_map(|(block, said)| said.dates.iter().map(move |date| (block, date)));
        let of_role = all.filter(move |(_, mention)| mention.role == role);
        of_role.filter_map(|(block, mention)| Some((mention.date?, mention.range + block.range.start(), mention)))
    };
    let review = view.header_field(HeaderField::UrDenialDate);
    let review = review.or_else(|| mentions(DateRole::Review).next().map(|(date, place, _)| (date, place)));
    let injury = view.header_field(HeaderField::DateOfInjury);
    let mut told = Vec::new();
    for (date, place, mention) in mentions(DateRole::Request) {
        if told.contains(&date) {
            continue;
        }
        let late = review.filter(|(review, _)| date > *review).map(|found| (found, "after the review that decided it"));
        let early = injury.filter(|(injury, _)| date < *injury).map(|found| (found, "before the injury"));
        if let Some(((other, other_place), how)) = late.or(early) {
            told.push(date);
            let message = format!("the request is dated \"{}\", {how} ({})", mention.words, print_date(other));
            let finding = Finding::new(&RULE, place, message).at(Severity::Warning);
            findings.push(finding.related(other_place, print_date(other)).help("compare both dates with the file"));
        }
    }
}
