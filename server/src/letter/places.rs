//! What belongs together in a letter: an issue's heading with the verdict, where that stands elsewhere, and the
//! sentences that conclude it; and a guideline wherever it is cited.

use imr_linter::guideline::EditionId;
use imr_linter::guideline::grammar::{Basis, Citation};
use imr_linter::letter::IssueSpan;
use imr_linter::rules::Cited;
use imr_linter::text::{TextRange, TextSize};

use super::{conclusion, conclusions};
use crate::document::Reading;

/// Where a thing stands, in the order of the letter.
pub(crate) struct Places {
    /// All of them; the first declares the thing.
    pub(crate) all: Vec<TextRange>,
    /// The one that the others refer to; from there, the one that it is about.
    pub(crate) definition: TextRange,
}

/// The places of what is at an offset.
pub(crate) fn places(letter: &Reading<'_>, offset: TextSize) -> Option<Places> {
    of_guideline(letter, offset).or_else(|| of_issue(letter, offset))
}

/// An issue: its heading, its verdict in a list before the reasons, and its conclusions. From the heading the last
/// conclusion is meant, from anywhere else the heading.
fn of_issue(letter: &Reading<'_>, offset: TextSize) -> Option<Places> {
    let is_here = |range: &TextRange| range.contains_inclusive(offset);
    let listed = |issue: &IssueSpan| issue.verdict.is_some_and(|verdict| is_here(&verdict.range));
    let (number, issue) = letter
        .session
        .view()
        .issues()
        .find(|(_, issue)| listed(issue))
        .or_else(|| letter.issue_at(offset))?;
    let heading = letter.trimmed(issue.head());
    let elsewhere =
        issue.verdict.map(|verdict| verdict.range).filter(|range| !heading.contains_range(*range));
    let mut all = vec![heading];
    all.extend(elsewhere);
    all.extend(conclusions(letter, number));
    let on_heading = is_here(&heading);
    let concludes = || conclusion(letter, number).map(|(_, range)| range);
    let definition = concludes().filter(|_| on_heading).unwrap_or(heading);
    all.iter().any(is_here).then_some(Places { all, definition })
}

/// A guideline: in the lines of all issues, and where rationales mention it.
fn of_guideline(letter: &Reading<'_>, offset: TextSize) -> Option<Places> {
    let view = letter.session.view();
    let place = |cited: &Cited<'_>| cited.citation.range + cited.offset;
    let here = view.citations().find(|cited| place(cited).contains_inclusive(offset))?;
    let same: Vec<Cited<'_>> =
        view.citations().filter(|cited| is_same(cited.citation, here.citation)).collect();
    let is_line = |cited: &&Cited<'_>| cited.citation.basis != Basis::Mention;
    let of_issue = |cited: &&Cited<'_>| cited.issue == here.issue;
    let lines = || same.iter().filter(is_line);
    // The reviewer's line comes behind the administrator's.
    let line = lines().rfind(of_issue).or_else(|| lines().next()).unwrap_or(&here);
    Some(Places { definition: place(line), all: same.iter().map(place).collect() })
}

fn is_same(a: &Citation, b: &Citation) -> bool {
    let edition = |citation: &Citation| -> Option<EditionId> { citation.edition() };
    match (edition(a), edition(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.document.printed.eq_ignore_ascii_case(&b.document.printed),
    }
}
