//! The cursor, and what stands before it. Rules of the place are asked of evened text, and what is to be
//! replaced is always a range of the letter itself.

use imr_linter::letter::{BlockKind, MarkKind};
use imr_linter::text::{Flat, LineSource, TextRange, TextSize, range};

use crate::document::Reading;

/// The cursor, and what stands around it.
pub(super) struct Cursor<'a, 'b> {
    pub(super) letter: &'b Reading<'a>,
    pub(super) offset: TextSize,
    /// The text of the line before the cursor.
    pub(super) before: String,
    /// Nothing but blanks follows on the line.
    pub(super) at_end: bool,
    pub(super) kind: Option<BlockKind>,
    /// The block's text before the cursor, evened.
    pub(super) said: Flat,
    /// Where that text begins.
    start: TextSize,
    /// Where the line begins.
    line: TextSize,
}

/// What is typed of something: it goes on at the cursor, and may begin on a line above.
pub(super) struct Typed {
    /// What stands of it on the lines above, evened; it stays there.
    above: String,
    /// What stands of it before the cursor.
    pub(super) here: String,
    /// Where that stands: what is to be replaced.
    pub(super) range: TextRange,
}

impl<'a, 'b> Cursor<'a, 'b> {
    pub(super) fn new(letter: &'b Reading<'a>, offset: TextSize) -> Self {
        let text = &letter.letter.text;
        let line = text.line_span(text.line_of(offset));
        let offset = offset.min(line.end());
        let slice = |start, end| text.slice(TextRange::new(start, end)).into_owned();
        let block = letter.block_at(offset);
        let start = block.map_or(offset, |block| block.text_range().start().min(offset));
        Self {
            letter,
            offset,
            before: slice(line.start(), offset),
            at_end: slice(offset, line.end()).trim().is_empty(),
            kind: block.map(|block| block.kind),
            said: Flat::new(&slice(start, offset)),
            start,
            line: line.start(),
        }
    }

    /// What is typed from a place of the letter on.
    pub(super) fn from(&self, place: TextSize) -> Typed {
        let blanks = |text: &str| (text.len() - text.trim_start().len()) as u32;
        let slice = |start| self.letter.letter.text.slice(TextRange::new(start, self.offset));
        let start = place + TextSize::new(blanks(&slice(place)));
        let here = start.max(self.line);
        let here = here + TextSize::new(blanks(&slice(here)));
        let above = if start < self.line {
            self.letter.flat(TextRange::new(start, self.line))
        } else {
            String::new()
        };
        Typed { above, here: slice(here).into_owned(), range: TextRange::new(here, self.offset) }
    }

    /// What is typed behind a part of the block's evened text.
    pub(super) fn behind(&self, said: usize) -> Typed {
        let end = if said == 0 { 0 } else { usize::from(self.said.to_source(range(0, said)).end()) };
        self.from(self.start + imr_linter::text::size(end))
    }

    /// What is typed behind the last of some signs in the block; a full stop counts at a word's end.
    pub(super) fn behind_signs(&self, signs: &[char]) -> Typed {
        let ends = |at: usize| self.said[at + 1..].is_empty() || self.said[at + 1..].starts_with(' ');
        let found = self.said.rmatch_indices(signs).find(|(at, sign)| *sign != "." || ends(*at));
        self.behind(found.map_or(0, |(at, sign)| at + sign.len()))
    }

    /// What is typed on the line.
    pub(super) fn on_line(&self) -> Typed {
        self.from(self.line)
    }

    /// Whether the line begins a paragraph: nothing, a blank line or the title of a section stands above it.
    pub(super) fn begins_paragraph(&self) -> bool {
        let text = &self.letter.letter.text;
        let Some(above) = text.line_of(self.offset).checked_sub(1).map(|line| text.line_span(line)) else {
            return true;
        };
        let is_blank = |span| text.slice(span).trim().is_empty();
        let marks = &self.letter.session.letter().outline().marks;
        let is_title = |range: TextRange| {
            above.contains_inclusive(range.end()) && is_blank(TextRange::new(range.end(), above.end()))
        };
        let mut titles = marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Section(_)));
        is_blank(above) || titles.any(|mark| is_title(mark.range))
    }

    /// Where the lines before the cursor begin that no blank line parts.
    pub(super) fn paragraph(&self) -> TextSize {
        let text = &self.letter.letter.text;
        let last = text.line_of(self.offset);
        let first = (0..last).rev().take_while(|line| !text.line_text(*line).trim().is_empty()).last();
        text.line_span(first.unwrap_or(last)).start()
    }

    /// What stands above the paragraph in its block, evened.
    pub(super) fn above_paragraph(&self) -> String {
        self.letter.flat(TextRange::new(self.start, self.paragraph().max(self.start)))
    }
}

impl Typed {
    /// What is left of words whose beginning stands on the lines above; nothing if they begin otherwise.
    pub(super) fn rest<'w>(&self, words: &'w str) -> Option<&'w str> {
        self.behind(words).map(|at| &words[at..])
    }

    /// The same, as an offset in the words.
    pub(super) fn behind(&self, words: &str) -> Option<usize> {
        let head = words.get(..self.above.len())?;
        let rest = &words[self.above.len()..];
        head.eq_ignore_ascii_case(&self.above).then(|| words.len() - rest.trim_start().len()).filter(|_| {
            // A word that goes on is another word.
            self.above.is_empty() || !rest.starts_with(char::is_alphanumeric)
        })
    }

    /// All that is typed.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.above, self.here).trim().to_owned()
    }
}
