//! # E001 unreadable-text
//!
//! ## What it does
//! Reports a file that could not be checked: empty, binary, of another format, damaged, too large, or
//! gone. The other files are still checked; the exit code is 2.
//!
//! ## Why it matters
//! "No findings" must never mean "not read".
//!
//! ## Fix
//! None: save the letter as text, best in UTF-8.

use super::{About, Check, Fixable, Rule};
use crate::finding::Severity;

pub(crate) static RULE: Rule = Rule {
    code: "E001",
    name: "unreadable-text",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Machinery,
};
