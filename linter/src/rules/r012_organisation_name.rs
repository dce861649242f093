//! # R012 organisation-name
//!
//! ## What it does
//! Reports an employer, facility, insurer or claims administrator. Citations, quotations and public bodies name
//! organisations on purpose. In a letter to the parties, header, address block and list of records may.
//!
//! ## Why it matters
//! Labor Code 138.7(a) counts the employer, the administrator and any other entity among what identifies a claim.
//!
//! ## Example
//! ```summary
//! The injured worker works for Golden Valley Produce, Inc. as a driver.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker works for a grocery store. The Workers' Compensation Appeals Board was told.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R012",
    name: "organisation-name",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report_unless_addressed(view, &RULE, Kind::Organisation, findings);
}
