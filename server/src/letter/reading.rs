//! Shorthands of a letter that is being read.

use imr_linter::letter::{Block, IssueSpan, SectionSpan};
use imr_linter::text::{Flat, LineSource, TextRange, TextSize, size};
use tower_lsp::lsp_types::{Position, Range};

use crate::document::Reading;

impl Reading<'_> {
    /// A range as the client counts.
    pub(crate) fn range(&self, range: TextRange) -> Range {
        self.letter.text.range(range, self.letter.client.encoding)
    }

    /// The place of a position.
    pub(crate) fn offset(&self, position: Position) -> TextSize {
        size(self.letter.text.offset(position, self.letter.client.encoding))
    }

    /// The place of a range.
    pub(crate) fn span(&self, range: Range) -> TextRange {
        self.letter.text.span(range, self.letter.client.encoding)
    }

    /// A range's text with one blank between words.
    pub(crate) fn flat(&self, range: TextRange) -> String {
        Flat::new(&self.letter.text.slice(range)).as_str().to_owned()
    }

    /// A range without blanks and line ends at its ends.
    pub(crate) fn trimmed(&self, range: TextRange) -> TextRange {
        let text = self.letter.text.slice(range);
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        TextRange::new(range.start() + size(start), range.start() + size(end))
    }

    /// A section with its title, without the blanks that indent the title below it.
    pub(crate) fn section(&self, section: &SectionSpan) -> TextRange {
        let outline = self.session.letter().outline();
        let whole = outline.marks[section.mark].range.cover(section.body);
        let text = self.letter.text.slice(whole);
        let last = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        if text[last..].trim().is_empty() {
            return TextRange::new(whole.start(), whole.start() + size(last));
        }
        whole
    }

    /// The block that holds a place.
    pub(crate) fn block_at(&self, offset: TextSize) -> Option<&Block> {
        self.session.block_at(offset).map(|(block, _)| block)
    }

    /// The issue that a place belongs to, with its number from zero.
    pub(crate) fn issue_at(&self, offset: TextSize) -> Option<(usize, &IssueSpan)> {
        let number = self.block_at(offset)?.issue? as usize;
        Some((number, self.session.letter().issues().get(number)?))
    }
}
