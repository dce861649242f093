//! # S008 no-issues
//!
//! ## What it does
//! Reports a letter whose decisions section holds no disputed item.
//!
//! ## Why it matters
//! A determination that decides nothing leaves the dispute open.
//!
//! ## Example
//! ```letter
//! IMR ISSUES, DECISIONS AND RATIONALES
//! The Final Determination was based on decisions for the disputed items/services set forth below:
//! ```
//!
//! ## Use instead
//! ```letter
//! IMR ISSUES, DECISIONS AND RATIONALES
//! The Final Determination was based on decisions for the disputed items/services set forth below:
//!
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::{IssueStyle, SectionRole};

pub(crate) static RULE: Rule = Rule {
    code: "S008",
    name: "no-issues",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    if view.issues().next().is_some() || view.profile.issue.style == IssueStyle::Single {
        return;
    }
    let Some(section) = view.sections(SectionRole::Decisions).next() else { return };
    let words: u32 = view.blocks_in(section.body).map(|(_, facts)| facts.words + facts.fixed_words).sum();
    // Where there is no text at all, S004 has said so.
    if words > 0 {
        let message = format!("no disputed item stands under \"{}\"", view.title(section.role));
        let help = "give each item as a title with its verdict (\"MRI of the left knee: Upheld\"), its guidelines and its rationale";
        findings.push(Finding::new(&RULE, view.title_range(section), message).help(help));
    }
}
