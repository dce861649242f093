//! # R011 partial-redaction
//!
//! ## What it does
//! Reports a part of a name or number that stands beside a marker of redaction.
//!
//! ## Why it matters
//! Somebody meant to remove it and stopped half-way.
//!
//! ## Example
//! ```summary
//! Dr. [REDACTED] Qorvath noted improvement of the left knee.
//! ```
//!
//! ## Use instead
//! ```summary
//! Dr. [REDACTED] noted improvement of the left knee.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R011",
    name: "partial-redaction",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report(view, &RULE, Kind::Remainder, findings);
}
