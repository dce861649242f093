//! # R003 birth-date
//!
//! ## What it does
//! Reports a birth date. In a letter to the parties, the address block may hold it.
//!
//! ## Why it matters
//! With a birth date, sex and place most people can be told apart. The age, which letters state on purpose, is enough
//! for the decision.
//!
//! ## Example
//! ```summary
//! The injured worker was born on April 17, 1963 and sustained a sprain of the left knee.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker is a 53 year old male who sustained a sprain of the left knee on April 17, 2016.
//! ```
//!
//! ## Fix
//! An editor's choice: writes the marker of the settings. No fix changes a date or an age unseen.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R003",
    name: "birth-date",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report_unless_addressed(view, &RULE, Kind::BirthDate, findings);
}
