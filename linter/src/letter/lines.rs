//! The table of a text's lines, kept up to date by reading again only what an edit touched.

use super::line::{HARD_CUT, Line, read_line};
use super::recognise::Recogniser;
use crate::text::LineSource;

/// All lines of a text, in order; their lengths add up to its length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines(Vec<Line>);

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

impl Lines {
    /// Reads all lines of a text.
    pub fn read(source: &impl LineSource, recogniser: &Recogniser) -> Self {
        let mut lines = Vec::new();
        let mut at = 0;
        while at < source.len() {
            let line = read_line(source, at, recogniser);
            at += line.len as usize;
            lines.push(line);
        }
        Self(lines)
    }

    /// Takes an edit over: `source` is the text after it.
    pub fn edit(&mut self, source: &impl LineSource, recogniser: &Recogniser, edit: Edit) {
        let (first, start) = self.first_touched(source, edit.start);
        let mut fresh = Vec::new();
        let (mut at, mut last, mut old_at) = (start, first, start);
        while at < source.len() {
            // In step again: behind the edit, at a place where a line began before it, too.
            if at >= edit.new_end {
                while last < self.0.len() && old_at + edit.new_end < at + edit.old_end {
                    old_at += self.0[last].len as usize;
                    last += 1;
                }
                if old_at + edit.new_end == at + edit.old_end && old_at >= edit.old_end {
                    break;
                }
            }
            let line = read_line(source, at, recogniser);
            at += line.len as usize;
            fresh.push(line);
        }
        if at >= source.len() {
            last = self.0.len();
        }
        self.0.splice(first..last, fresh);
    }

    /// The first line whose reading could see the edit, and where it begins.
    fn first_touched(&self, source: &impl LineSource, edit_start: usize) -> (usize, usize) {
        let before = edit_start.saturating_sub(1);
        let latest = source.line_start(before.min(source.len())).max(before.saturating_sub(HARD_CUT + 64));
        let (mut index, mut start) = (0, 0);
        for line in &self.0 {
            let next = start + line.len as usize;
            if next > latest {
                break;
            }
            start = next;
            index += 1;
        }
        (index, start)
    }

    /// The lines with the byte offset at which each begins.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.0.iter().scan(0usize, |at, line| {
            let start = *at;
            *at += line.len as usize;
            Some((start, line))
        })
    }

    /// The lines alone.
    pub fn as_slice(&self) -> &[Line] {
        &self.0
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

    #[test]
    fn lengths_add_up_and_joined_labels_begin_a_line() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let text = "Norco #60: Upheld Claims Administrator guideline: None. MAXIMUS guideline: None.\r\nA\rB";
        let lines = read(text, &recogniser);
        let texts: Vec<_> = lines.iter().map(|(at, line)| &text[at..at + line.len as usize]).collect();
        let expected = [
            "Norco #60: Upheld ",
            "Claims Administrator guideline: None. ",
            "MAXIMUS guideline: None.\r\n",
            "A\r",
            "B",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn very_long_lines_are_cut_at_sentence_ends() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let sentence = |n: usize| format!("The visit number {n} brought no relief at all. ");
        let text = (0..400).map(sentence).collect::<Vec<_>>().concat();
        let lines = read(&text, &recogniser);
        assert!(lines.as_slice().len() > 10);
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

    const PIECE: &str = "(\r|\n|\r\n|\u{c}|😀|é| |x{3000}|a longer sentence ends here\\. |Then it begins again\\. |CLINICAL CASE SUMMARY\n|Norco: Upheld |MAXIMUS guideline: |word)";
}
