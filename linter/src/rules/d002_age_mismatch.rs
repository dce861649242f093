//! # D002 age-mismatch
//!
//! ## What it does
//! Reports a second age of the injured worker that differs from the first.
//!
//! Ages at which something began, bounds such as "over 50", criteria of a guideline and the ages of other people are no
//! ages of the worker.
//!
//! ## Why it matters
//! Two ages mean that one was mistyped, or that a passage is about someone else.
//!
//! ## Example
//! ```rationale
//! The worker is a 44 year old male who moves the knee freely. Therefore, the request for 6 sessions of physical therapy
//! for the left knee is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The worker is a 51 year old male who moves the knee freely. Therefore, the request for 6 sessions of physical therapy
//! for the left knee is not medically necessary.
//! ```
//!
//! ## Fix
//! None: only the file tells which age is right.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::Says;
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "D002",
    name: "age-mismatch",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let mut ages =
        view.patients(Says::AGES).flat_map(|(block, said)| said.ages.iter().map(move |(quoted, age)| (block, quoted, *age)));
    let Some((first_block, (first_place, first_words), first)) = ages.next() else { return };
    let mut told = vec![first];
    for (block, (place, words), age) in ages {
        if told.contains(&age) {
            continue;
        }
        told.push(age);
        let message = format!("the worker is \"{words}\" here and \"{first_words}\" elsewhere");
        findings.push(
            Finding::new(&RULE, *place + block.range.start(), message)
                .related(*first_place + first_block.range.start(), "the other age")
                .help("compare with the file, and check whether the passage is about this worker"),
        );
    }
}
