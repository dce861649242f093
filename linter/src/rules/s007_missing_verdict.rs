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
        let place = last_line(view, view.issue_place(issue));
        let meant = view.issue_title(number).and_then(|facts| facts.misspelled_verdict.as_ref());
        let help = match meant {
            Some((written, verdict)) => format!("\"{written}\" is no verdict: did you mean {verdict}?"),
            None => "write Upheld or Overturned behind the title's colon".to_owned(),
        };
        let message = format!("{} has no verdict", view.issue_name(number));
        findings.push(Finding::new(&RULE, place, message).help(help));
    }
}

/// A title may run over several lines; the verdict is missing behind the last.
fn last_line(view: &LetterView<'_>, place: TextRange) -> TextRange {
    let lines = view.letter.lines().iter().map(|(start, _)| start);
    let last = lines.take_while(|start| *start < place.end().into()).last().unwrap_or(0);
    TextRange::new(place.start().max(crate::text::size(last)), place.end())
}
