//! Comments that silence a rule, with a reason to be filled in.

use std::collections::BTreeSet;

use imr_linter::finding::{Finding, TextEdit};
use imr_linter::suppression::comment;

use crate::document::Reading;

/// What stands for the reason until somebody writes one.
const REASON: &str = "say why";

/// The comment above the paragraph of a finding.
pub(crate) fn here(letter: &Reading<'_>, finding: &Finding) -> Option<TextEdit> {
    comment::above(letter.session, &letter.letter.text, [finding], REASON).pop()
}

/// The comment at the head of the letter.
pub(crate) fn everywhere(letter: &Reading<'_>, code: &str) -> TextEdit {
    comment::everywhere(&letter.letter.text, &BTreeSet::from([code]), REASON)
}
