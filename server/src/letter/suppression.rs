//! Comments that silence a rule, with a reason to be filled in.

use std::collections::BTreeSet;

use imr_linter::finding::{Finding, TextEdit};
use imr_linter::suppression::comment;

use crate::document::Reading;

/// The place for the reason. A comment without one silences nothing, so nobody can forget to write it.
const REASON: &str = "";

/// The comment above the paragraph of a finding.
pub(crate) fn here(letter: &Reading<'_>, finding: &Finding) -> Option<TextEdit> {
    comment::above(letter.session, &letter.letter.text, [finding], REASON).pop()
}

/// The comment at the head of the letter.
pub(crate) fn everywhere(letter: &Reading<'_>, code: &str) -> TextEdit {
    comment::everywhere(&letter.letter.text, &BTreeSet::from([code]), REASON)
}
