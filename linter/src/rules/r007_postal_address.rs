//! # R007 postal-address
//!
//! ## What it does
//! Reports a street, post office box, ZIP code or city of residence. In a letter to the parties, the address block may
//! hold them. The state is public.
//!
//! ## Why it matters
//! An address leads to a person; so does the town that somebody lives in (45 CFR 164.514(b)(2)(i)(B)).
//!
//! ## Example
//! ```summary
//! The injured worker lives at 1427 Alder Court, Apt 3, Vallejo, CA 94590 with a spouse.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker lives in California with a spouse and takes Norco 10/325 mg.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R007",
    name: "postal-address",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report_unless_addressed(view, &RULE, Kind::Address, findings);
}
