//! `textDocument/formatting` and `rangeFormatting`: labels, blanks and page lists; never words.

use tower_lsp::lsp_types::{Range, TextEdit};

use super::code_action::text_edits;
use crate::document::Reading;
use crate::letter::layout;

/// Answers, for the letter or a range of it.
pub(crate) fn formatting(letter: &Reading<'_>, range: Option<Range>) -> Vec<TextEdit> {
    text_edits(letter, &layout(letter, range.map(|range| letter.span(range))))
}
