//! # R010 age-over-89
//!
//! ## What it does
//! Reports an age of 90 and more; an error under `identifiers = "safe-harbor"`.
//!
//! ## Why it matters
//! So few people are that old that the age alone may tell who somebody is: 45 CFR 164.514(b)(2)(i)(C) wants "90 or older".
//!
//! ## Example
//! ```summary
//! The injured worker is a 93 year old male with a sprain of the left knee.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker is an 84 year old male with flexion to 93 degrees and a blood pressure of 142/93.
//! ```
//!
//! ## Fix
//! An editor's choice: writes the marker of the settings. No fix changes a date or an age unseen.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::{Kind, Policy};

pub(crate) static RULE: Rule = Rule {
    code: "R010",
    name: "age-over-89",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let first = findings.len();
    redaction::report(view, &RULE, Kind::Age, findings);
    if view.settings.options().identifiers == Policy::SafeHarbor {
        findings[first..].iter_mut().for_each(|finding| finding.severity = Severity::Error);
    }
}
