//! The table of a text's lines, kept up to date by reading again only what an edit touched.

use std::ops::Range;

use super::cut::HARD_CUT;
use super::line::{Line, LineFlags, read_line};
use super::recognise::Recogniser;
use crate::text::{LineSource, TextRange, range};

/// All lines of a text, in order. What is known of them stands in columns, so that whoever looks for a few
/// lines among thousands passes over little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// What each looks like.
    flags: Vec<LineFlags>,
    /// The hash of each one's text.
    hashes: Vec<u64>,
    /// Where each begins, and where the last one ends.
    starts: Vec<u32>,
}

/// Lines that one look tells of.
const PASSED_AT_ONCE: usize = 64;

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
        Self { flags: Vec::new(), hashes: Vec::new(), starts: vec![0] }
    }
}

impl Lines {
    /// Reads all lines of a text.
    pub fn read(source: &impl LineSource, recogniser: &Recogniser) -> Self {
        let mut reader = Reader { source, recogniser, at: 0, physical_end: 0 };
        let mut lines = Self::default();
        lines.replace(0, 0, &std::iter::from_fn(|| reader.next()).collect::<Vec<_>>());
        lines
    }

    /// Takes an edit over: `source` is the text after it. Gives the line whose text is another, where that is
    /// all that the edit changed: all lines look as they did.
    pub fn edit(&mut self, source: &impl LineSource, recogniser: &Recogniser, edit: Edit) -> Option<usize> {
        let first = self.first_touched(source, edit.start);
        let start = self.start(first);
        let mut fresh = Vec::new();
        let mut reader = Reader { source, recogniser, at: start, physical_end: start };
        let (mut last, mut old_at) = (first, start);
        loop {
            // In step again: behind the edit, at a place where a line began before it, too.
            if reader.at >= edit.new_end {
                while last < self.len() && old_at + edit.new_end < reader.at + edit.old_end {
                    old_at = self.start(last + 1);
                    last += 1;
                }
                if old_at + edit.new_end == reader.at + edit.old_end && old_at >= edit.old_end {
                    break;
                }
            }
            match reader.next() {
                Some(line) => fresh.push(line),
                None => {
                    last = self.len();
                    break;
                }
            }
        }
        let changed = self.only_change(first..last, &fresh);
        self.replace(first, last, &fresh);
        changed
    }

    /// The one among some lines whose text differs from a fresh reading, if none looks otherwise.
    fn only_change(&self, old: Range<usize>, fresh: &[Line]) -> Option<usize> {
        if old.len() != fresh.len() {
            return None;
        }
        let mut changed = None;
        for (line, new) in old.zip(fresh) {
            if self.flags[line] != new.flags {
                return None;
            }
            let same =
                self.hashes[line] == new.hash && self.start(line) + new.len as usize == self.start(line + 1);
            if !same && changed.replace(line).is_some() {
                return None;
            }
        }
        changed
    }

    /// Puts lines in the place of others; what follows moves.
    fn replace(&mut self, first: usize, last: usize, fresh: &[Line]) {
        let old_end = self.starts[last];
        let mut end = self.starts[first];
        let ends = fresh.iter().map(|line| {
            end += line.len;
            end
        });
        self.starts.splice(first + 1..=last, ends);
        let by = end.wrapping_sub(old_end);
        let moved = self.starts[first + 1 + fresh.len()..].iter_mut();
        moved.for_each(|start| *start = start.wrapping_add(by));
        self.flags.splice(first..last, fresh.iter().map(|line| line.flags));
        self.hashes.splice(first..last, fresh.iter().map(|line| line.hash));
    }

    /// The first line whose reading could see the edit.
    fn first_touched(&self, source: &impl LineSource, edit_start: usize) -> usize {
        let before = edit_start.saturating_sub(1);
        let latest = source.line_start(before.min(source.len())).max(before.saturating_sub(HARD_CUT + 64));
        self.starts.partition_point(|start| *start as usize <= latest).saturating_sub(1).min(self.len())
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.flags.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }

    /// What each line looks like.
    pub fn flags(&self) -> &[LineFlags] {
        &self.flags
    }

    /// The hash of each line's text.
    pub(super) fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// The first line from one on that looks like any of these. Many lines are passed over at once.
    pub(super) fn next_that_is(&self, from: usize, flags: LineFlags) -> Option<usize> {
        let mut at = from;
        for lines in self.flags[from..].chunks(PASSED_AT_ONCE) {
            if lines.iter().fold(LineFlags::empty(), |all, line| all | *line).is(flags) {
                return lines.iter().position(|line| line.is(flags)).map(|skipped| at + skipped);
            }
            at += lines.len();
        }
        None
    }

    /// The ranges of the lines that look like something.
    pub fn that_are(&self, flags: LineFlags) -> impl Iterator<Item = (TextRange, LineFlags)> {
        let first = self.next_that_is(0, flags);
        let all = std::iter::successors(first, move |line| self.next_that_is(line + 1, flags));
        all.map(|line| (self.range(line..line + 1), self.flags[line]))
    }

    /// Where a line begins; the end of the text for the line behind the last.
    pub fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    /// The line that begins at a byte offset, if one does; the end of the text counts.
    pub fn beginning_at(&self, offset: usize) -> Option<usize> {
        self.starts.binary_search(&(offset as u32)).ok()
    }

    /// The first line that does not begin before a byte offset.
    pub(super) fn not_before(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < offset)
    }

    /// The line that holds a byte offset.
    pub fn at(&self, offset: usize) -> usize {
        let behind = self.starts.partition_point(|start| *start as usize <= offset);
        behind.saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// The lines that a byte range touches.
    pub fn of_range(&self, span: TextRange) -> Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        self.at(span.start().into())..self.at(usize::from(span.end()) - 1) + 1
    }

    /// The byte range of some lines.
    pub fn range(&self, lines: Range<usize>) -> TextRange {
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
        read(text, recogniser).that_are(LineFlags::all()).map(|(place, _)| &text[place]).collect()
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
        for at in (1..lines.len()).map(|line| lines.start(line)) {
            assert!(text[..at].ends_with(". "), "{at}");
        }
        let solid = read(&"x".repeat(50_000), &recogniser);
        assert!((0..solid.len()).all(|line| solid.start(line + 1) - solid.start(line) <= HARD_CUT));
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
