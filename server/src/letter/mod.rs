//! What methods want to know of a letter, in the linter's terms: no word of the protocol in here.

mod conclusion;
mod fix_all;
mod layout;
pub(crate) mod places;
mod reading;
pub(crate) mod remainder;
pub(crate) mod sentences;
pub(crate) mod snippet;
pub(crate) mod suppression;

pub(crate) use conclusion::{conclusion, conclusions};
pub(crate) use fix_all::fix_all;
pub(crate) use layout::layout;

use imr_linter::letter::{IssueSpan, Verdict};

use crate::document::Reading;
use crate::overview::Determination;

/// An issue's title without its colon and verdict, on one line.
pub(crate) fn title_of(letter: &Reading<'_>, issue: &IssueSpan) -> String {
    letter.flat(issue.title).trim_end_matches([' ', ':']).to_owned()
}

/// The determination that the issues add up to: its name, and how one says it. None while an issue has
/// no verdict that a determination may use.
pub(crate) fn determination(letter: &Reading<'_>) -> Option<(Determination, &'static str)> {
    let issues = letter.session.letter().issues();
    let verdicts: Option<Vec<Verdict>> =
        issues.iter().map(|issue| issue.verdict.map(|verdict| verdict.verdict)).collect();
    let verdicts = verdicts.filter(|verdicts| !verdicts.is_empty() && !verdicts.contains(&Verdict::Other))?;
    let all = |verdict: Verdict| verdicts.iter().all(|other| *other == verdict);
    Some(if all(Verdict::Upheld) {
        (Determination::Upheld, "Uphold")
    } else if all(Verdict::Overturned) {
        (Determination::Overturned, "Overturn")
    } else {
        (Determination::Partial, "Partial overturn")
    })
}
