//! `textDocument/hover`: the card of what is under the cursor.

use tower_lsp::lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::document::Reading;

/// Answers.
pub(crate) fn hover(letter: &Reading<'_>, position: Position) -> Option<Hover> {
    let (range, card) = letter.session.card_at(&letter.letter.text, letter.offset(position))?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: card.markdown() };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(letter.range(range)) })
}
