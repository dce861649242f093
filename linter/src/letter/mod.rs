//! The letter as data: lines, outline, issues, blocks. Total (any text is a letter of sorts), lossless
//! (every byte belongs to a block) and linear. Knows no rules.

mod block;
mod cues;
mod cut;
mod divide;
mod header;
mod issue;
mod line;
mod lines;
mod mark;
mod outline;
mod paragraph;
mod recognise;
mod sentence;
pub(crate) mod signs;
mod verdict;
mod watched;

use std::ops::Range;

use crate::profile::{Profile, Profiles};
use crate::text::{LineSource, TextRange, TextSize, range};

use block::Blocks;
pub(crate) use block::Key;
pub use block::{Block, BlockKind, MarkForm};
pub use header::HeaderValue;
pub(crate) use header::header_values;
pub(crate) use issue::verdict_slip;
pub use issue::{FieldSpan, IssueSpan, VerdictSlip, VerdictSpan};
pub use line::LineFlags;
pub use lines::{Edit, Lines};
pub use mark::Mark;
pub use outline::{Outline, SectionSpan};
pub use recognise::{Form, Found, MarkKind, Recogniser};
pub use sentence::sentences;
pub use verdict::Verdict;
use watched::{Seen, Shift, Watched};

/// What a letter is read with: the profiles, and how to recognise their titles and labels.
#[derive(Debug)]
pub struct Grammar {
    profiles: Profiles,
    recogniser: Recogniser,
    /// The profile that the settings demand, by its place in the order of ranks.
    pinned: Option<usize>,
}

impl Grammar {
    /// A grammar of these profiles; `pinned` names the one to read every letter with. An unknown name
    /// pins nothing.
    pub fn new(profiles: Profiles, pinned: Option<&str>) -> Self {
        let recogniser = Recogniser::new(&profiles);
        let wanted = pinned.and_then(|name| profiles.find(name)).map(|profile| profile.id.clone());
        let pinned = wanted.and_then(|id| profiles.iter().position(|profile| profile.id == id));
        Self { profiles, recogniser, pinned }
    }

    /// All profiles.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// The union of their titles and labels.
    pub fn recogniser(&self) -> &Recogniser {
        &self.recogniser
    }
}

/// The structure of one letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    lines: Lines,
    outline: Outline,
    issues: Vec<IssueSpan>,
    blocks: Blocks,
    /// Where the text itself was looked at.
    seen: Seen,
}

/// Blocks that gave way to others.
#[derive(Debug)]
pub(crate) struct Change {
    /// Those before.
    pub(crate) before: Vec<Block>,
    /// The places of those now; the first of those before had the same place.
    pub(crate) now: Range<usize>,
}

impl Letter {
    /// Reads a letter.
    pub fn read(source: &impl LineSource, grammar: &Grammar) -> Self {
        Self::of(source, Lines::read(source, &grammar.recogniser), grammar, Blocks::default())
    }

    /// Takes an edit over; `source` is the text after it. Equal to reading the text anew.
    pub(crate) fn edit(&mut self, source: &impl LineSource, grammar: &Grammar, edit: Edit) -> Change {
        let len = self.lines.start(self.lines.len());
        let changed = self.lines.edit(source, &grammar.recogniser, edit);
        let small = changed.and_then(|line| self.edit_text(source, line, len, edit));
        small.unwrap_or_else(|| self.edit_structure(source, grammar))
    }

    /// Takes over an edit that made the text of one line another and left all lines looking as they did. Nothing
    /// but that line's block is another, if the structure was not read from the text that was edited.
    fn edit_text(&mut self, source: &impl LineSource, line: usize, len: usize, edit: Edit) -> Option<Change> {
        if self.seen.touches(edit) {
            return None;
        }
        let shift = Shift::of(edit, self.lines.start(line), len);
        let (at, before) = self.blocks.shift(source, &self.lines, line, shift)?;
        self.outline.shift(shift);
        self.issues.iter_mut().for_each(|issue| issue.shift(shift));
        self.seen.shift(shift);
        Some(Change { before: vec![before], now: at..at + 1 })
    }

    /// Reads the structure again, lines excepted.
    fn edit_structure(&mut self, source: &impl LineSource, grammar: &Grammar) -> Change {
        let mut known = std::mem::take(&mut self.blocks);
        let mut before = std::mem::take(&mut known.all);
        *self = Self::of(source, std::mem::take(&mut self.lines), grammar, known);
        let now = self.blocks();
        let same = |(old, new): &(&Block, &Block)| old.key() == new.key();
        let head = before.iter().zip(now).take_while(same).count();
        let tail = before[head..].iter().rev().zip(now[head..].iter().rev()).take_while(same).count();
        before.truncate(before.len() - tail);
        Change { before: before.split_off(head), now: head..now.len() - tail }
    }

    fn of(source: &impl LineSource, lines: Lines, grammar: &Grammar, known: Blocks) -> Self {
        let watched = Watched::new(source);
        let outline = Outline::read(&watched, &lines, grammar);
        let issues = issue::issues(&watched, &lines, &outline, grammar);
        let blocks = block::blocks(source, &lines, &outline, &issues, known);
        Self { lines, outline, issues, blocks, seen: watched.seen() }
    }

    /// The lines.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Titles, labels, sections and signs.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The disputed items.
    pub fn issues(&self) -> &[IssueSpan] {
        &self.issues
    }

    /// The blocks; one begins where the other ends.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks.all
    }

    /// The places of an issue's blocks among the blocks, in order.
    pub fn issue_blocks(&self, issue: usize) -> impl Iterator<Item = usize> + '_ {
        self.blocks.of_issues.get(issue).into_iter().flatten().map(|place| *place as usize)
    }

    /// The block that holds a byte offset.
    pub fn block_at(&self, offset: TextSize) -> Option<&Block> {
        let behind = self.blocks().partition_point(|block| block.range.start() <= offset);
        self.blocks().get(behind.checked_sub(1)?)
    }

    /// The profile that the letter follows.
    pub fn profile<'g>(&self, grammar: &'g Grammar) -> &'g Profile {
        let mut profiles = grammar.profiles.iter();
        profiles.nth(self.outline.profile).expect("the outline's profile is one of the grammar's")
    }

    /// The paragraph that begins at or below a byte offset: the first text after it, up to what begins
    /// another. Empty when no text follows.
    pub fn paragraph_below(&self, offset: usize) -> TextRange {
        let end = self.lines.start(self.lines.len());
        let first = self
            .lines
            .beginning_at(offset)
            .unwrap_or_else(|| (self.lines.at(offset) + 1).min(self.lines.len()));
        // A paragraph is soon over; there is no need to look at the whole rest of a long letter.
        let lines = &self.lines.flags()[first..];
        let lines = &lines[..lines.len().min(MAX_PARAGRAPH)];
        let found = paragraph::paragraphs(lines, |index| self.outline.has_mark_on(first + index));
        let place = |paragraph: &paragraph::Paragraph| {
            self.lines.range(first + paragraph.first..first + paragraph.last)
        };
        found.first().map_or_else(|| range(end, end), place)
    }
}

/// Lines that a paragraph has at most, for a comment above it.
const MAX_PARAGRAPH: usize = 2000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::profile::IssueField;
    use crate::text::StrSource;

    fn grammar() -> Grammar {
        Grammar::new(Profiles::built_in(), None)
    }

    /// The issues of a letter, a line each: title, verdict, administrator, reviewer, rationale.
    pub(super) fn issues(text: &str) -> Vec<String> {
        let fold = |range: TextRange| text[range].split_whitespace().collect::<Vec<_>>().join(" ");
        let letter = Letter::read(&StrSource(text), &grammar());
        let line = |issue: &IssueSpan| {
            let verdict = issue.verdict.map_or("-".to_owned(), |found| format!("{:?}", found.verdict));
            let mut cells = vec![fold(issue.title), verdict];
            cells.extend(IssueField::ALL.map(|field| {
                let value = issue.field(field).map(|f| TextRange::new(f.value_start.into(), f.range.end()));
                value.map_or("-".to_owned(), fold)
            }));
            cells.join(" | ")
        };
        letter.issues().iter().map(line).collect()
    }

    /// A text that counts the bytes that are read of it.
    struct Counted<'t>(StrSource<'t>, std::cell::Cell<usize>);

    impl LineSource for Counted<'_> {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn line_end(&self, offset: usize) -> usize {
            self.0.line_end(offset)
        }

        fn line_start(&self, offset: usize) -> usize {
            self.0.line_start(offset)
        }

        fn floor_char_boundary(&self, offset: usize) -> usize {
            self.0.floor_char_boundary(offset)
        }

        fn slice(&self, range: TextRange) -> std::borrow::Cow<'_, str> {
            self.1.set(self.1.get() + usize::from(range.len()));
            self.0.slice(range)
        }
    }

    #[test]
    fn typing_in_prose_reads_the_lines_around_it_and_no_structure() {
        let grammar = grammar();
        let letter = "CLINICAL CASE SUMMARY\n\nShe fell from a ladder.\n\nShe rested for a week.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n\
            Brace: Upheld\n\nMAXIMUS guideline: Page two.\n\nDecision rationale:\nThe knee gave way each time that she\nwent downstairs with a load, \
            and the brace did\nnot keep it from that in the months after.\n";
        let read = |passage: &str, instead: &str| {
            let start = letter.find(passage).expect("a passage of it");
            let text = letter.replacen(passage, instead, 1);
            let mut known = Letter::read(&StrSource(letter), &grammar);
            let source = Counted(StrSource(&text), std::cell::Cell::default());
            let edit = Edit { start, old_end: start + passage.len(), new_end: start + instead.len() };
            known.edit(&source, &grammar, edit);
            assert_eq!(known, Letter::read(&source.0, &grammar), "{instead}");
            source.1.get()
        };
        for (passage, instead) in [
            ("from a", "off a"),
            ("ladder.\n\nShe", "ladder.\n\nThen she"),
            ("with a load", "with her load"),
            ("not keep", "not ever keep"),
            ("did\nnot", "did\nperhaps not"),
            ("after.", "before."),
        ] {
            assert!(read(passage, instead) < 200, "{instead}");
        }
        for (passage, instead) in
            [("CASE", "COURSE"), ("Brace", "Boots"), ("rationale:", "rationale"), ("a load", "a\nload")]
        {
            assert!(read(passage, instead) > 300, "{instead}");
        }
    }

    #[test]
    fn what_is_typed_at_the_very_end_is_in_the_last_block() {
        let grammar = grammar();
        let letter = "CLINICAL CASE SUMMARY\n\nShe fell from a ladder onto her hand, which swelled at once";
        let text = format!("{letter} and hurt");
        let edit = Edit { start: letter.len(), old_end: letter.len(), new_end: text.len() };
        let mut known = Letter::read(&StrSource(letter), &grammar);
        let change = known.edit(&StrSource(&text), &grammar, edit);
        assert_eq!(change.now, 1..2, "one block");
        assert_eq!(known, Letter::read(&StrSource(&text), &grammar));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]
        #[test]
        fn every_byte_belongs_to_one_block(pieces in prop::collection::vec(PIECE, 0..30)) {
            let text = pieces.concat();
            let letter = Letter::read(&StrSource(&text), &grammar());
            let mut at = 0;
            for block in letter.blocks() {
                prop_assert_eq!(usize::from(block.range.start()), at);
                prop_assert!(block.text_range().start() <= block.range.end());
                at = block.range.end().into();
            }
            prop_assert_eq!(at, text.len());
        }
    }

    const PIECE: &str = "(\n|\r\n|\n\n| \n|\u{c}|é|CLINICAL CASE SUMMARY\n|IMR ISSUES, DECISIONS AND RATIONALES\n|HOW THE IMR FINAL DETERMINATION WAS MADE\n|State\\(s\\) of Licensure: Ohio\n|Case Number: 1\n|Norco: Upheld\n|: Upheld |Upheld\n|MAXIMUS guideline: x|Decision rationale:|Claims Administrator guideline:\n|A sentence ends here\\. |ISSUE AT DISPUTE: x\n|RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS NOT MEDICALLY NECESSARY:|1\\. The request for x is not medically necessary\\.\n|1\\) Regarding the request for x:\n)";
}
