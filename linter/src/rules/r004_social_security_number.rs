//! # R004 social-security-number
//!
//! ## What it does
//! Reports a social security number, whole or by its last four digits.
//!
//! ## Why it matters
//! Nobody needs it to read the decision, and with it a stranger can open accounts. It must stand in no
//! letter, published or mailed (Civil Code 1798.85).
//!
//! ## Example
//! ```summary
//! The injured worker, SSN 219-09-9999, sustained a sprain of the left knee.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker, SSN [REDACTED], sustained a sprain of the left knee.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R004",
    name: "social-security-number",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report(view, &RULE, Kind::SocialSecurity, findings);
}
