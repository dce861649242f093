//! `textDocument/completion`: what may come next where the cursor stands. One file for each kind of place.

mod citation;
mod credentials;
mod heading;
mod offer;
mod placeholder;
mod suppression;
mod text;

use imr_linter::letter::BlockKind;
use imr_linter::profile::{IssueField, SectionRole};
use imr_linter::text::{LineSource, TextRange, TextSize, size};
use tower_lsp::lsp_types::{CompletionItem, CompletionList, CompletionResponse, Position};

use crate::document::Reading;

/// A list is cut off here; the client asks again when more is typed.
const MAX_ITEMS: usize = 200;

/// The cursor, and what stands around it.
pub(super) struct Cursor<'a, 'b> {
    letter: &'b Reading<'a>,
    offset: TextSize,
    /// The text of the line before the cursor.
    before: String,
    /// Nothing but blanks follows on the line.
    at_end: bool,
    kind: Option<BlockKind>,
}

/// Answers.
pub(crate) fn completion(letter: &Reading<'_>, position: Position) -> CompletionResponse {
    let cursor = Cursor::new(letter, letter.offset(position));
    let mut items = cursor.items();
    let is_incomplete = items.len() > MAX_ITEMS;
    items.truncate(MAX_ITEMS);
    CompletionResponse::List(CompletionList { is_incomplete, items })
}

impl<'a, 'b> Cursor<'a, 'b> {
    fn new(letter: &'b Reading<'a>, offset: TextSize) -> Self {
        let text = &letter.letter.text;
        let line = text.line_span(text.line_of(offset));
        let offset = offset.min(line.end());
        let before = text.slice(TextRange::new(line.start(), offset)).into_owned();
        let at_end = text.slice(TextRange::new(offset, line.end())).trim().is_empty();
        Self { letter, offset, before, at_end, kind: letter.block_at(offset).map(|block| block.kind) }
    }

    fn items(&self) -> Vec<CompletionItem> {
        if self.before.contains("<!--") {
            return suppression::items(self);
        }
        if let Some(names) = placeholder::items(self) {
            return names;
        }
        let mut items = match self.kind {
            Some(BlockKind::Field(IssueField::Rationale)) => text::rationale(self),
            Some(BlockKind::Field(field)) => citation::items(self, field),
            Some(BlockKind::Credentials) => credentials::items(self),
            Some(BlockKind::Issue | BlockKind::Paragraph(SectionRole::Decisions)) => text::title(self),
            Some(BlockKind::Paragraph(SectionRole::Summary) | BlockKind::Title(SectionRole::Summary)) => {
                text::summary(self)
            }
            _ => Vec::new(),
        };
        items.extend(heading::items(self));
        items
    }

    /// The last bytes of the text before the cursor, as a range to replace.
    fn last(&self, length: usize) -> TextRange {
        TextRange::new(self.offset - size(length), self.offset)
    }

    /// The words before the cursor that are being typed: behind the last of some signs.
    fn typed(&self, signs: &[char]) -> &str {
        let start = self.before.rfind(signs).map_or(0, |at| at + 1);
        self.before[start..].trim_start()
    }

    /// The lines before the cursor up to a blank one, evened.
    fn paragraph_before(&self) -> String {
        let text = &self.letter.letter.text;
        let last = text.line_of(self.offset);
        let first = (0..last).rev().take_while(|line| !text.line_text(*line).trim().is_empty()).last();
        let start = text.line_span(first.unwrap_or(last)).start();
        self.letter.flat(TextRange::new(start, self.offset))
    }

    /// The text of the block before the cursor, evened.
    fn field_before(&self) -> String {
        let block = self.letter.block_at(self.offset);
        let start = block.map_or(self.offset, |block| block.text_range().start().min(self.offset));
        self.letter.flat(TextRange::new(start, self.offset))
    }
}
