//! # T004 hard-coded-verdict
//!
//! ## What it does
//! In a template, reports a conclusion that is fixed where the verdict is a placeholder, and the reverse.
//!
//! ## Why it matters
//! Filled in, such a template contradicts itself for one of the two verdicts. An Overturned must be carried out within
//! five working days, whatever the rationale says.
//!
//! ## Example
//! ```issue template
//! {{ item }}: {{ verdict }}
//!
//! Claims Administrator guideline: {{ guideline }}
//!
//! MAXIMUS guideline: {{ guideline }}
//!
//! Decision rationale: {{ rationale }} Therefore, the request for {{ item }} is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```issue template
//! {{ item }}: {{ verdict }}
//!
//! Claims Administrator guideline: {{ guideline }}
//!
//! MAXIMUS guideline: {{ guideline }}
//!
//! Decision rationale: {{ rationale }} Therefore, the request for {{ item }} is {{ conclusion }}.
//! ```
//!
//! ## Fix
//! None: either may be the one to change.

use super::{About, Check, Fixable, Rule};
use crate::finding::{Finding, Severity};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "T004",
    name: "hard-coded-verdict",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Machinery,
};

/// The verdict is open and the conclusion is not.
pub(crate) fn fixed_conclusion(words: &str, place: TextRange, verdict: TextRange) -> Finding {
    let message = format!("the verdict is a placeholder, but the conclusion is always \"{words}\"");
    Finding::new(&RULE, place, message)
        .related(verdict, "the verdict")
        .help("make the conclusion a placeholder, or put it in a branch on the verdict")
}

/// The conclusion is open and the verdict is not.
pub(crate) fn fixed_verdict(words: &str, place: TextRange, conclusion: TextRange) -> Finding {
    let message = format!("the conclusion is a placeholder, but the verdict is always \"{words}\"");
    Finding::new(&RULE, place, message)
        .related(conclusion, "the conclusion")
        .help("make the verdict a placeholder, or write the conclusion out")
}
