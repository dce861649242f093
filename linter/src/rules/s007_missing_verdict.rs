//! # S007 missing-verdict
//!
//! ## What it does
//! Reports an issue without a verdict behind its title.
//!
//! ## Why it matters
//! Labor Code 4610.6(e) wants every analysis to state whether the service is medically necessary. An
//! Overturned must be carried out within five working days (8 CCR 9792.10.7): nobody may have to guess.
//!
//! ## Example
//! ```title
//! Six visits of aquatic therapy:
//! ```
//!
//! ## Use instead
//! ```title
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! None: the verdict is the reviewer's.

use super::{Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;
use crate::profile::IssueStyle;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "S007",
    name: "missing-verdict",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    // There the title of the rationale decides, and S001 tells when it is missing.
    if view.profile.issue.style == IssueStyle::Single {
        return;
    }
    for (number, issue) in view.issues().filter(|(_, issue)| issue.verdict.is_none()) {
        let place = if issue.title.is_empty() { issue.range } else { issue.title };
        let place = last_line(view, place);
        let title = view.issue_blocks(number).find(|(block, _)| block.kind == BlockKind::Issue);
        let help = match title.and_then(|(_, facts)| meant(&facts.last_word)) {
            Some((written, verdict)) => format!("\"{written}\" is no verdict: did you mean {verdict}?"),
            None => "write Upheld or Overturned behind the title's colon".to_owned(),
        };
        let message = format!("{} has no verdict", view.issue_name(number));
        findings.push(Finding::new(&RULE, place, message).help(help));
    }
}

/// A misspelled verdict.
fn meant(word: &str) -> Option<(&str, &'static str)> {
    let word = word.trim_end_matches('.');
    let near = |verdict: &&str| strsim::osa_distance(&verdict.to_lowercase(), &word.to_lowercase()) <= 2;
    ["Upheld", "Overturned"].into_iter().find(near).map(|verdict| (word, verdict))
}

/// A title may run over several lines; the verdict is missing behind the last.
fn last_line(view: &LetterView<'_>, place: TextRange) -> TextRange {
    let lines = view.letter.lines().iter().map(|(start, _)| start);
    let last = lines.take_while(|start| *start < place.end().into()).last().unwrap_or(0);
    TextRange::new(place.start().max(crate::text::size(last)), place.end())
}
