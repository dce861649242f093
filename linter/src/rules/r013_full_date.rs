//! # R013 full-date
//!
//! ## What it does
//! Reports every date with its day. It runs under `identifiers = "safe-harbor"`, or when selected; under the safe harbor
//! a month with its year or day counts, too.
//!
//! ## Why it matters
//! Published decisions keep their dates on purpose. The safe harbor of 45 CFR 164.514(b)(2)(i)(C) allows the year alone.
//!
//! ## Example
//! ```summary
//! The injured worker was seen on 12/05/2016 with pain of 4/10.
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//!
//! The injured worker was seen in 2016 with pain of 4/10 and took Norco 10/325 mg.
//! ```
//!
//! ## Fix
//! An editor's choice: writes the marker of the settings. No fix changes a date or an age unseen.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R013",
    name: "full-date",
    severity: Severity::Error,
    default: false,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report(view, &RULE, Kind::Date, findings);
}
