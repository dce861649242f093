//! # T003 malformed-placeholder
//!
//! ## What it does
//! Reports a placeholder or tag that is opened and not closed, holds another or has no name, and in a template a branch
//! or loop without its end. A lone `[` is text.
//!
//! ## Why it matters
//! The program that fills the template in stops there, or takes half of the letter for a name.
//!
//! ## Example
//! ```rationale
//! The worker is {{ age years old. The request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The worker is 51 years old [and healthy. The request is not medically necessary.
//! ```
//!
//! ## Fix
//! None: only the author knows where it should end.

use super::{About, BlockView, Check, Fixable, Rule};
use crate::facts::PlaceholderKind;
use crate::finding::{Finding, Severity};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "T003",
    name: "malformed-placeholder",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Block { kinds: |_| true, triggers: &[], run: check },
};

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    let malformed = view.facts.placeholders.iter().filter(|found| found.kind == PlaceholderKind::Malformed);
    findings.extend(malformed.map(|found| finding(found.range, &found.written)));
}

/// The finding for a place of a template or letter.
pub(crate) fn finding(place: TextRange, message: &str) -> Finding {
    Finding::new(&RULE, place, message)
}
