//! The table of a text's lines, kept up to date by reading again only what an edit touched.

use super::cut::HARD_CUT;
use super::line::{Line, read_line};
use super::recognise::Recogniser;
use crate::text::{LineSource, TextRange, range};

/// All lines of a text, in order; their lengths add up to its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    lines: Vec<Line>,
    /// Where each line begins, and where the last one ends.
    starts: Vec<u32>,
}

/// A replacement that was made: `old_end - start` bytes gave way to `new_end - start` bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Byte offset of the first byte that changed.
    pub start: usize,
    /// Byte offset behind the replaced text, in the text before.
    pub old_end: usize,
    /// Byte offset behind the new text, in the text after.
    pub new_end: usize,
}

impl Default for Lines {
    fn default() -> Self {
        Self::of(Vec::new())
    }
}

impl Lines {
    /// Reads all lines of a text.
    pub fn read(source: &impl LineSource, recogniser: &Recogniser) -> Self {
        let mut reader = Reader { source, recogniser, at: 0, physical_end: 0 };
        Self::of(std::iter::from_fn(|| reader.next()).collect())
    }

    fn of(lines: Vec<Line>) -> Self {
        let mut starts = Vec::with_capacity(lines.len() + 1);
        let mut at = 0;
        starts.push(at);
        for line in &lines {
            at += line.len;
            starts.push(at);
        }
        Self { lines, starts }
    }

    /// Takes an edit over: `source` is the text after it.
    pub fn edit(&mut self, source: &impl LineSource, recogniser: &Recogniser, edit: Edit) {
        let first = self.first_touched(source, edit.start);
        let start = self.start(first);
        let mut fresh = Vec::new();
        let mut reader = Reader { source, recogniser, at: start, physical_end: start };
        let (mut last, mut old_at) = (first, start);
        loop {
            // In step again: behind the edit, at a place where a line began before it, too.
            if reader.at >= edit.new_end {
                while last < self.lines.len() && old_at + edit.new_end < reader.at + edit.old_end {
                    old_at += self.lines[last].len as usize;
                    last += 1;
                }
                if old_at + edit.new_end == reader.at + edit.old_end && old_at >= edit.old_end {
                    break;
                }
            }
            match reader.next() {
                Some(line) => fresh.push(line),
                None => {
                    last = self.lines.len();
                    break;
                }
            }
        }
        let mut lines = std::mem::take(&mut self.lines);
        lines.splice(first..last, fresh);
        *self = Self::of(lines);
    }

    /// The first line whose reading could see the edit.
    fn first_touched(&self, source: &impl LineSource, edit_start: usize) -> usize {
        let before = edit_start.saturating_sub(1);
        let latest = source.line_start(before.min(source.len())).max(before.saturating_sub(HARD_CUT + 64));
        self.starts.partition_point(|start| *start as usize <= latest).saturating_sub(1).min(self.lines.len())
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines with the byte offset at which each begins.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.starts.iter().map(|start| *start as usize).zip(&self.lines)
    }

    /// The lines alone.
    pub fn as_slice(&self) -> &[Line] {
        &self.lines
    }

    /// Where a line begins; the end of the text for the line behind the last.
    pub fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    /// The line that begins at a byte offset, if one does; the end of the text counts.
    pub fn beginning_at(&self, offset: usize) -> Option<usize> {
        self.starts.binary_search(&(offset as u32)).ok()
    }

    /// The line that holds a byte offset.
    pub fn at(&self, offset: usize) -> usize {
        let behind = self.starts.partition_point(|start| *start as usize <= offset);
        behind.saturating_sub(1).min(self.lines.len().saturating_sub(1))
    }

    /// The lines that a byte range touches.
    pub fn of_range(&self, span: TextRange) -> std::ops::Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        self.at(span.start().into())..self.at(usize::from(span.end()) - 1) + 1
    }

    /// The byte range of some lines.
    pub fn range(&self, lines: std::ops::Range<usize>) -> TextRange {
        range(self.start(lines.start), self.start(lines.end))
    }
}

/// Reads line after line; the end of a physical line is looked for once, however often it is cut.
struct Reader<'a, S> {
    source: &'a S,
    recogniser: &'a Recogniser,
    at: usize,
    physical_end: usize,
}

impl<S: LineSource> Reader<'_, S> {
    fn next(&mut self) -> Option<Line> {
        if self.at >= self.source.len() {
            return None;
        }
        if self.at >= self.physical_end {
            self.physical_end = self.source.line_end(self.at);
        }
        let line = read_line(self.source, self.at, self.physical_end, self.recogniser);
        self.at += line.len as usize;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::profile::Profiles;
    use crate::text::StrSource;

    fn read(text: &str, recogniser: &Recogniser) -> Lines {
        Lines::read(&StrSource(text), recogniser)
    }

    fn texts<'t>(text: &'t str, recogniser: &Recogniser) -> Vec<&'t str> {
        read(text, recogniser).iter().map(|(at, line)| &text[at..at + line.len as usize]).collect()
    }

    #[test]
    fn labels_and_titles_in_the_middle_of_joined_text_begin_a_line() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let check = |expected: &[&str]| assert_eq!(texts(&expected.concat(), &recogniser), expected);
        check(&[
            "Norco #60: Upheld ",
            "Claims Administrator guideline: None. ",
            "MAXIMUS\u{a0}guideline: None.\r\n",
            "A\r",
            "B",
        ]);
        check(&["Specialty: Family Practice ", "CLINICAL CASE SUMMARY ", "The worker fell."]);
        check(&["It ended. ", "2. The request for x is not medically necessary.\n"]);
        check(&["It helped her, and it did so for a while. ", "MAXIMUS\n", "guideline: None.\n"]);
    }

    #[test]
    fn very_long_lines_are_cut_at_sentence_ends() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let sentence = |n: usize| format!("The visit number {n} brought no relief at all. ");
        let text = (0..400).map(sentence).collect::<Vec<_>>().concat();
        let lines = read(&text, &recogniser);
        assert!(lines.len() > 10);
        for (at, _) in lines.iter().skip(1) {
            assert!(text[..at].ends_with(". "), "{at}");
        }
        let solid = read(&"x".repeat(50_000), &recogniser);
        assert!(solid.as_slice().iter().all(|line| line.len as usize <= HARD_CUT));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
        #[test]
        fn editing_equals_reading_again(
            pieces in prop::collection::vec(PIECE, 1..12),
            edits in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), PIECE), 1..6),
        ) {
            let recogniser = Recogniser::new(&Profiles::built_in());
            let mut text = pieces.concat();
            let mut lines = read(&text, &recogniser);
            for (from, to, piece) in edits {
                let boundaries: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
                let (a, b) = (*from.get(&boundaries), *to.get(&boundaries));
                let (start, old_end) = (a.min(b), a.max(b).min(a.min(b) + 4000));
                let old_end = text.floor_char_boundary(old_end).max(start);
                text.replace_range(start..old_end, &piece);
                lines.edit(&StrSource(&text), &recogniser, Edit { start, old_end, new_end: start + piece.len() });
                prop_assert_eq!(&lines, &read(&text, &recogniser));
            }
        }
    }

    const PIECE: &str = "(\r|\n|\r\n|\u{c}|😀|é| |x{3000}|a longer sentence ends here\\. |Then it begins again\\. |CLINICAL CASE SUMMARY\n|CLINICAL CASE SUMMARY |Norco: Upheld |MAXIMUS guideline: |1\\. The request for |<!-- imrlint-ignore S001: x -->|word)";
}
