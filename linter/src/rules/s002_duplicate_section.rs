//! # S002 duplicate-section
//!
//! ## What it does
//! Reports a section whose title stands twice.
//!
//! ## Why it matters
//! Which of two case summaries counts? Mostly the second one was pasted from another letter, and with
//! it another patient's facts.
//!
//! ## Example
//! ```letter
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//!
//! CLINICAL CASE SUMMARY
//! The injured worker is a 38 year old roofer.
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//! ```
//!
//! ## Fix
//! None: only the author knows which part is right.

use super::{Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "S002",
    name: "duplicate-section",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let sections = &view.letter.outline().sections;
    for (index, section) in sections.iter().enumerate() {
        let Some(first) = sections[..index].iter().find(|first| first.role == section.role) else { continue };
        let message = format!("\"{}\" stands here for a second time", view.title(section.role));
        findings.push(
            Finding::new(&RULE, view.title_range(section), message)
                .related(view.title_range(first), "it stands here first")
                .help("keep the part that belongs to this case and remove the other"),
        );
    }
}
