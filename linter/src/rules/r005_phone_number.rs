//! # R005 phone-number
//!
//! ## What it does
//! Reports a telephone or fax number. In a letter to the parties, the address block and the list of records
//! may hold some.
//!
//! ## Why it matters
//! A number leads to a person or an office, and both must be unknown to readers of a published decision
//! (Labor Code 4610.6(m)).
//!
//! ## Example
//! ```summary
//! The clinic, (415) 555-0142, reported pain of 4/10 on 12/05/2016.
//! ```
//!
//! ## Use instead
//! ```summary
//! The clinic, [REDACTED], reported pain of 4/10 at L4-5 on 12/05/2016 (ICD-10 M54.5; CPT 97110, 72148).
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R005",
    name: "phone-number",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report_unless_addressed(view, &RULE, Kind::Phone, findings);
}
