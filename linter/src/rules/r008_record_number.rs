//! # R008 record-number
//!
//! ## What it does
//! Reports numbers of claims, policies, medical records, the appeals board (ADJ), providers (NPI), prescribers (DEA),
//! licences and vehicles, and web addresses that hold one. The number of the review is public, except under
//! `identifiers = "safe-harbor"`. In a letter to the parties, header, address block and list of records may hold them.
//!
//! ## Why it matters
//! A number leads to the file, and the file to the person.
//!
//! ## Example
//! ```summary
//! The injured worker (MRN 00448812) has a claim before the appeals board, ADJ10234567.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker (MRN [REDACTED]) was coded as ICD-10 M54.5 and CPT 97110 on 12/05/2016.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R008",
    name: "record-number",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report_unless_addressed(view, &RULE, Kind::Record, findings);
}
