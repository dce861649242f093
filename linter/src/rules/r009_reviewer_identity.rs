//! # R009 reviewer-identity
//!
//! ## What it does
//! Reports the reviewer's name. The Medical Director, who signs the cover letter, is not meant.
//!
//! ## Why it matters
//! Labor Code 4610.6(f): the review organisation keeps the names of reviewers confidential in all communications outside
//! it. That holds for letters to the parties, too.
//!
//! ## Example
//! ```credentials
//! The Expert Reviewer has the following credentials:
//! State(s) of Licensure: California
//! Certification(s)/Specialty: Family Practice
//! Expert Reviewer: Ann Qorvath, M.D.
//! ```
//!
//! ## Use instead
//! ```credentials
//! The Expert Reviewer has the following credentials:
//! State(s) of Licensure: California
//! Certification(s)/Specialty: Family Practice
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R009",
    name: "reviewer-identity",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report(view, &RULE, Kind::Reviewer, findings);
}
