//! # R006 email-address
//!
//! ## What it does
//! Reports an e-mail address.
//!
//! ## Why it matters
//! It names a person or an office, and both must be unknown to readers of a published decision (Labor Code
//! 4610.6(m)).
//!
//! ## Example
//! ```summary
//! Records were sent by a.doe@example.org on 12/05/2016.
//! ```
//!
//! ## Use instead
//! ```summary
//! Records were sent by [REDACTED] on 12/05/2016. Pain was 4/10 at rest.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R006",
    name: "email-address",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report(view, &RULE, Kind::Email, findings);
}
