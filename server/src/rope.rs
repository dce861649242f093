//! A letter's text as a rope: the only file that knows `ropey`, and the only one that translates between
//! the protocol's positions and bytes. No position is too strange: what lies outside is clamped, as the
//! protocol says.
//!
//! Lines end where the protocol ends them (LF, CRLF, lone CR), which is why `ropey` is used without its
//! default features: form feeds and Unicode separators end no line.

use std::borrow::Cow;
use std::ops::Range as Span;

use imr_linter::letter::Edit;
use imr_linter::text::{LineSource, TextRange, TextSize, range, size};
use ropey::Rope;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 units: what every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

/// A text; copies share what they have in common.
#[derive(Clone, Debug, Default)]
pub struct Text(Rope);

impl Encoding {
    /// The best that a client offers.
    pub fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Self {
        let offers = |kind: PositionEncodingKind| offered.is_some_and(|offered| offered.contains(&kind));
        if offers(PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(PositionEncodingKind::UTF32) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

impl Text {
    /// A text.
    pub fn new(text: &str) -> Self {
        Self(Rope::from_str(text))
    }

    /// Whether it is this text.
    pub fn is(&self, text: &str) -> bool {
        self.0 == text
    }

    /// The byte offset of a position: a line behind the last is the end of the text, a column behind the
    /// last the end of its line, and a place within a character its beginning.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let Ok(start) = self.0.try_line_to_byte(position.line as usize) else { return self.0.len_bytes() };
        let line = self.line_text(position.line as usize);
        let column = position.character as usize;
        if line.len() <= column && encoding == Encoding::Utf8 {
            return start + line.len();
        }
        let mut units = 0;
        for (at, character) in line.char_indices() {
            let next = units + width(character, encoding);
            if next > column {
                return start + at;
            }
            units = next;
        }
        start + line.len()
    }

    /// The position of a byte offset.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = self.floor_char_boundary(offset);
        let line = self.0.try_byte_to_line(offset).unwrap_or(0);
        let start = self.0.try_line_to_byte(line).unwrap_or(0);
        let before = self.slice(range(start, offset));
        let column = match encoding {
            Encoding::Utf8 => before.len(),
            _ => before.chars().map(|character| width(character, encoding)).sum(),
        };
        Position::new(line as u32, column as u32)
    }

    /// A byte range of the core as a range of the protocol.
    pub fn range(&self, range: TextRange, encoding: Encoding) -> Range {
        Range::new(self.position(range.start().into(), encoding), self.position(range.end().into(), encoding))
    }

    /// A range of the protocol as a byte range; one that is the wrong way round is turned.
    pub fn span(&self, range: Range, encoding: Encoding) -> TextRange {
        let (a, b) = (self.offset(range.start, encoding), self.offset(range.end, encoding));
        TextRange::new(size(a.min(b)), size(a.max(b)))
    }

    /// Replaces a range, or everything.
    pub fn edit(&mut self, place: Option<Range>, new: &str, encoding: Encoding) -> Edit {
        let Some(place) = place else {
            let old_end = self.0.len_bytes();
            self.0 = Rope::from_str(new);
            return Edit { start: 0, old_end, new_end: new.len() };
        };
        let place = self.span(place, encoding);
        let (start, old_end) = (usize::from(place.start()), usize::from(place.end()));
        let first = self.character(start);
        let last = self.character(old_end);
        // Both places are in the text, so neither call can fail.
        let removed = self.0.try_remove(first..last);
        let inserted = self.0.try_insert(first, new);
        debug_assert!(removed.is_ok() && inserted.is_ok());
        Edit { start, old_end, new_end: start + new.len() }
    }

    /// The whole text.
    pub fn to_text(&self) -> String {
        self.0.to_string()
    }

    /// How many lines there are; a line end at the very end begins another.
    pub fn lines(&self) -> usize {
        self.0.len_lines()
    }

    /// A line without its line end.
    pub fn line_text(&self, line: usize) -> Cow<'_, str> {
        let start = self.0.try_line_to_byte(line).unwrap_or(self.0.len_bytes());
        let end = self.0.try_line_to_byte(line + 1).unwrap_or(self.0.len_bytes());
        match self.slice(range(start, end.max(start))) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_end_matches(['\n', '\r'])),
            Cow::Owned(mut text) => {
                text.truncate(text.trim_end_matches(['\n', '\r']).len());
                Cow::Owned(text)
            }
        }
    }

    /// The byte range of a line, without its line end.
    pub fn line_span(&self, line: usize) -> TextRange {
        let start = self.0.try_line_to_byte(line).unwrap_or(self.0.len_bytes());
        range(start, start + self.line_text(line).len())
    }

    /// The line that holds a byte offset.
    pub fn line_of(&self, offset: TextSize) -> usize {
        self.0.try_byte_to_line(offset.into()).unwrap_or_else(|_| self.lines().saturating_sub(1))
    }

    fn character(&self, offset: usize) -> usize {
        self.0.try_byte_to_char(offset).unwrap_or_else(|_| self.0.len_chars())
    }

    fn bytes(&self, span: Span<usize>) -> Cow<'_, str> {
        match self.0.get_byte_slice(span) {
            None => Cow::Borrowed(""),
            Some(slice) => slice.as_str().map_or_else(|| Cow::Owned(slice.to_string()), Cow::Borrowed),
        }
    }
}

impl LineSource for Text {
    fn len(&self) -> usize {
        self.0.len_bytes()
    }

    fn line_end(&self, offset: usize) -> usize {
        let line = self.0.try_byte_to_line(offset).unwrap_or(0);
        self.0.try_line_to_byte(line + 1).unwrap_or(self.0.len_bytes())
    }

    fn line_start(&self, offset: usize) -> usize {
        let line = self.0.try_byte_to_line(offset).unwrap_or(0);
        self.0.try_line_to_byte(line).unwrap_or(0)
    }

    fn floor_char_boundary(&self, offset: usize) -> usize {
        let found = self.0.try_byte_to_char(offset).and_then(|place| self.0.try_char_to_byte(place));
        found.unwrap_or_else(|_| self.0.len_bytes())
    }

    fn slice(&self, range: TextRange) -> Cow<'_, str> {
        self.bytes(range.start().into()..range.end().into())
    }
}

fn width(character: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => character.len_utf8(),
        Encoding::Utf16 => character.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

#[cfg(test)]
mod tests {
    use imr_linter::text::StrSource;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn lines_end_where_the_protocol_ends_them() {
        let text = Text::new("a\r\nb\rc\u{c}d\u{2028}e\u{85}f\n");
        let lines: Vec<_> = (0..text.lines()).map(|line| text.line_text(line).into_owned()).collect();
        assert_eq!(lines, ["a", "b", "c\u{c}d\u{2028}e\u{85}f", ""]);
    }

    #[test]
    fn columns_count_what_the_client_counts() {
        let text = Text::new("x\né😀z");
        for (encoding, column) in [(Encoding::Utf8, 6), (Encoding::Utf16, 3), (Encoding::Utf32, 2)] {
            assert_eq!(text.position(8, encoding), Position::new(1, column));
            assert_eq!(text.offset(Position::new(1, column), encoding), 8);
        }
        assert_eq!(text.offset(Position::new(1, 2), Encoding::Utf16), 4, "within a pair of surrogates");
        assert_eq!(text.offset(Position::new(1, 1), Encoding::Utf8), 2, "within a character");
    }

    #[test]
    fn strange_positions_are_clamped() {
        let text = Text::new("ab\r\ncd");
        for encoding in ALL {
            assert_eq!(text.offset(Position::new(0, 99), encoding), 2, "before the line end");
            assert_eq!(text.offset(Position::new(7, 0), encoding), 6);
            assert_eq!(text.offset(Position::new(u32::MAX, u32::MAX), encoding), 6);
            let reversed = Range::new(Position::new(1, 1), Position::new(0, 1));
            assert_eq!(text.span(reversed, encoding), range(1, 5));
        }
        assert_eq!(text.position(3, Encoding::Utf16), Position::new(0, 3), "between CR and LF");
    }

    #[test]
    fn the_rope_reads_as_a_string_does() {
        let long = "A line of some length, with é and 😀 in it.\r\n".repeat(200) + "end\rof\nit";
        let (rope, plain) = (Text::new(&long), StrSource(&long));
        for offset in 0..=long.len() {
            assert_eq!(rope.line_start(offset), plain.line_start(offset), "{offset}");
            assert_eq!(rope.floor_char_boundary(offset), plain.floor_char_boundary(offset));
            if offset < long.len() {
                assert_eq!(rope.line_end(offset), plain.line_end(offset), "{offset}");
            }
        }
        assert_eq!(rope.slice(range(2, 5000)), plain.slice(range(2, 5000)));
    }
}
