//! # S002 duplicate-section
//!
//! ## What it does
//! Reports a section whose title stands twice, and an issue with the same label twice.
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

use rustc_hash::FxHashMap;

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::SectionSpan;
use crate::profile::SectionRole;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "S002",
    name: "duplicate-section",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Unneeded,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let mut firsts: FxHashMap<SectionRole, &SectionSpan> = FxHashMap::default();
    for section in &view.letter.outline().sections {
        match firsts.get(&section.role) {
            None => {
                firsts.insert(section.role, section);
            }
            Some(first) => {
                let what = format!("\"{}\"", view.title(section.role));
                findings.push(twice(&what, view.title_range(section), view.title_range(first)));
            }
        }
    }
    for (number, issue) in view.issues() {
        for repeat in &issue.repeats {
            let Some(first) = issue.field(repeat.field) else { continue };
            let what = format!("\"{}\" of {}", view.label(repeat.field), view.issue_name(number));
            findings.push(twice(&what, repeat.range, first.label()));
        }
    }
}

fn twice(what: &str, place: TextRange, first: TextRange) -> Finding {
    Finding::new(&RULE, place, format!("{what} stands here for a second time"))
        .related(first, "it stands here first")
        .help("keep the part that belongs to this case and remove the other")
}
