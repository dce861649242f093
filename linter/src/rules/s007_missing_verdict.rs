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
//! None: the verdict is the reviewer's. An editor offers both, or the one that a misspelt word stands for.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Applicability, Finding, Fix, Severity, TextEdit};
use crate::letter::VerdictSlip;
use crate::profile::{IssueStyle, SectionRole};
use crate::text::{TextRange, size};

pub(crate) static RULE: Rule = Rule {
    code: "S007",
    name: "missing-verdict",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    if view.profile.issue.style == IssueStyle::Single {
        findings.extend(title_that_decides_nothing(view));
        return;
    }
    for (number, issue) in view.issues().filter(|(_, issue)| issue.verdict.is_none()) {
        let place = last_line(view, view.issue_place(issue));
        let slip = view.issue_title(number).and_then(|facts| facts.verdict_slip.as_ref());
        let help = match slip {
            Some(VerdictSlip { written, colon: false, .. }) => format!("put a colon before \"{written}\""),
            Some(VerdictSlip { written, meant, .. }) => format!("\"{written}\" is no verdict: did you mean {meant}?"),
            None => "write Upheld or Overturned behind the title's colon".to_owned(),
        };
        let message = format!("{} has no verdict", view.issue_name(number));
        let finding = Finding::new(&RULE, place, message).help(help);
        findings.push(choices(view, number).into_iter().fold(finding, Finding::fix));
    }
}

/// The verdicts to choose from, where a title has its verdict behind it.
fn choices(view: &LetterView<'_>, number: usize) -> Vec<Fix> {
    let Some((block, facts)) = view.issue_title_block(number) else { return Vec::new() };
    if view.profile.issue.style != IssueStyle::Titled || facts.title.is_empty() {
        return Vec::new();
    }
    let choice = |verdict: &str, place: TextRange, before: &str| Fix {
        applicability: Applicability::Display,
        message: format!("Write {verdict}"),
        edits: vec![TextEdit { range: place + block.range.start(), replacement: format!("{before}{verdict}") }],
    };
    if let Some(slip) = &facts.verdict_slip {
        if slip.colon {
            return vec![choice(slip.meant, slip.range, "")];
        }
        // The blank before the word goes with it.
        let place = TextRange::new(slip.range.start() - size(1), slip.range.end());
        return vec![choice(slip.meant, place, ": ")];
    }
    let (end, colon) = facts.title_end;
    let before = if colon { " " } else { ": " };
    ["Upheld", "Overturned"].map(|verdict| choice(verdict, TextRange::empty(end), before)).into()
}

/// Where a letter is about one item, the title of the rationale decides; S001 tells when it is missing.
fn title_that_decides_nothing(view: &LetterView<'_>) -> Option<Finding> {
    let rationale = view.sections(SectionRole::Rationale).next()?;
    let undecided = view.issues().all(|(_, issue)| issue.verdict.is_none());
    let help = "write \"is medically necessary\" or \"is not medically necessary\" as the usual titles do";
    let message = "the title of the rationale does not say for certain whether the treatment is medically necessary";
    undecided.then(|| Finding::new(&RULE, view.title_range(rationale), message).help(help))
}

/// A title may run over several lines; the verdict is missing behind the last.
fn last_line(view: &LetterView<'_>, place: TextRange) -> TextRange {
    let end = usize::from(place.end()).saturating_sub(1);
    let last = view.letter.lines().start(view.letter.lines().at(end));
    TextRange::new(place.start().max(size(last).min(place.end())), place.end())
}
