//! # E002 internal-error
//!
//! ## What it does
//! Tells that a rule broke on a text. The other rules still reported; what the broken one would have
//! found is not known.
//!
//! ## Why it matters
//! A clean result must never hide that something was not checked.
//!
//! ## Fix
//! None: please report it, without the letter's text.

use super::{About, Check, Fixable, Rule};
use crate::finding::Severity;

pub(crate) static RULE: Rule = Rule {
    code: "E002",
    name: "internal-error",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Machinery,
};
