//! Where lines come from: a string here, a rope in the server. The engine reads text only through this.

use std::borrow::Cow;

use super::TextRange;

/// A text that can be read by line and by range. Lines end with LF, CRLF or a lone CR, as editors
/// count them; form feeds, vertical tabs and Unicode separators are ordinary blanks.
pub trait LineSource {
    /// Length in bytes.
    fn len(&self) -> usize;

    /// Whether there is no text.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The byte offset just behind the line end that follows `offset` (which may lie anywhere in the
    /// line), or the length of the text on the last line.
    fn line_end(&self, offset: usize) -> usize;

    /// The byte offset where the line that holds `offset` begins.
    fn line_start(&self, offset: usize) -> usize;

    /// The last character boundary that is not behind `offset`; the length of the text when beyond it.
    fn floor_char_boundary(&self, offset: usize) -> usize;

    /// The end of what lies before `limit` and within about `length` bytes from `start`.
    fn end_within(&self, start: usize, limit: usize, length: usize) -> usize {
        // What lies behind the limit is not looked at.
        if limit <= start + length { limit } else { self.floor_char_boundary(start + length) }
    }

    /// The text of a range that begins and ends at character boundaries.
    fn slice(&self, range: TextRange) -> Cow<'_, str>;
}

/// A plain string as a line source.
#[derive(Clone, Copy, Debug)]
pub struct StrSource<'t>(pub &'t str);

impl LineSource for StrSource<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn line_end(&self, offset: usize) -> usize {
        let bytes = self.0.as_bytes();
        match memchr::memchr2(b'\n', b'\r', &bytes[offset..]) {
            None => bytes.len(),
            Some(found) => {
                let at = offset + found;
                let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
                at + if crlf { 2 } else { 1 }
            }
        }
    }

    fn line_start(&self, offset: usize) -> usize {
        let bytes = self.0.as_bytes();
        let mut end = offset;
        // Between the two bytes of a CRLF one is still on the line that the pair ends.
        if end > 0 && end < bytes.len() && bytes[end - 1] == b'\r' && bytes[end] == b'\n' {
            end -= 1;
        }
        memchr::memrchr2(b'\n', b'\r', &bytes[..end]).map_or(0, |at| at + 1)
    }

    fn floor_char_boundary(&self, offset: usize) -> usize {
        self.0.floor_char_boundary(offset)
    }

    fn slice(&self, range: TextRange) -> Cow<'_, str> {
        Cow::Borrowed(&self.0[range])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_editors_end_them() {
        let text = "a\r\nb\rc\u{c}d\u{2028}e\n";
        let source = StrSource(text);
        let mut lines = Vec::new();
        let mut at = 0;
        while at < source.len() {
            let end = source.line_end(at);
            lines.push(&text[at..end]);
            at = end;
        }
        assert_eq!(lines, ["a\r\n", "b\r", "c\u{c}d\u{2028}e\n"]);
        assert_eq!(source.line_start(2), 0, "inside CRLF");
        assert_eq!(source.line_start(3), 3);
        assert_eq!(source.line_start(text.len()), text.len());
    }
}
