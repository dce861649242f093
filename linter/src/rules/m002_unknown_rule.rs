//! # M002 unknown-rule
//!
//! ## What it does
//! Reports a suppression comment or a setting that names a rule which does not exist, and a comment that has a
//! colon and no reason behind it. A comment without a colon silences without a reason, and nothing is said of it.
//!
//! ## Why it matters
//! It does nothing, while its author believes that it does.
//!
//! ## Example
//! ```rationale
//! <!-- imrlint-ignore S0099: agreed with the editor -->
//! The request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The request is not medically necessary.
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, Rule};
use crate::finding::{Finding, Severity};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "M002",
    name: "unknown-rule",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Machinery,
};

/// The finding for a name at a place.
pub(crate) fn finding(name: &str, place: TextRange) -> Finding {
    let finding = Finding::new(&RULE, place, format!("there is no rule {name}"));
    match super::nearest(name) {
        Some(rule) => finding.help(format!("did you mean {} ({})?", rule.code, rule.name)),
        None => finding.help("`imrlint rules` lists all rules"),
    }
}
