//! The letter as data: lines, outline, issues, blocks. Total (any text is a letter of sorts), lossless
//! (every byte belongs to a block) and linear. Knows no rules.

mod block;
mod header;
mod issue;
mod line;
mod lines;
mod outline;
mod paragraph;
mod recognise;
mod sentence;
mod verdict;

use crate::profile::{Profile, Profiles};
use crate::text::{LineSource, TextRange, TextSize, range};

pub use block::{Block, BlockKind};
pub use header::HeaderValue;
pub(crate) use header::header_values;
pub(crate) use issue::misspelled_verdict;
pub use issue::{FieldSpan, IssueSpan, VerdictSpan};
pub use line::{Line, LineFlags};
pub use lines::{Edit, Lines};
pub use outline::{Mark, Outline, SectionSpan};
pub use recognise::{Form, Found, MarkKind, Recogniser};
pub use sentence::sentences;
pub use verdict::Verdict;

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
    blocks: Vec<Block>,
}

impl Letter {
    /// Reads a letter.
    pub fn read(source: &impl LineSource, grammar: &Grammar) -> Self {
        Self::of(source, Lines::read(source, &grammar.recogniser), grammar)
    }

    /// Takes an edit over; `source` is the text after it. Equal to reading the text anew.
    pub fn edit(&mut self, source: &impl LineSource, grammar: &Grammar, edit: Edit) {
        let mut lines = std::mem::take(&mut self.lines);
        lines.edit(source, &grammar.recogniser, edit);
        *self = Self::of(source, lines, grammar);
    }

    fn of(source: &impl LineSource, lines: Lines, grammar: &Grammar) -> Self {
        let outline = Outline::read(source, &lines, grammar);
        let issues = issue::issues(source, &lines, &outline, grammar);
        let blocks = block::blocks(source, &lines, &outline, &issues);
        Self { lines, outline, issues, blocks }
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
        &self.blocks
    }

    /// The block that holds a byte offset.
    pub fn block_at(&self, offset: TextSize) -> Option<&Block> {
        let behind = self.blocks.partition_point(|block| block.range.start() <= offset);
        self.blocks.get(behind.checked_sub(1)?)
    }

    /// The profile that the letter follows.
    pub fn profile<'g>(&self, grammar: &'g Grammar) -> &'g Profile {
        let mut profiles = grammar.profiles.iter();
        profiles.nth(self.outline.profile).expect("the outline's profile is one of the grammar's")
    }

    /// The paragraph that begins at or below a byte offset: the first text after it, up to what begins
    /// another. Empty when no text follows.
    pub fn paragraph_below(&self, offset: usize) -> TextRange {
        let starts: Vec<usize> = self.lines.iter().map(|(start, _)| start).collect();
        let first = starts.partition_point(|start| *start < offset);
        let lines = &self.lines.as_slice()[first..];
        // A paragraph is soon over; there is no need to look at the whole rest of a long letter.
        let lines = &lines[..lines.len().min(2000)];
        let begins = |index: usize| {
            self.outline.marks.binary_search_by_key(&((first + index) as u32), |m| m.line).is_ok()
        };
        let Some(found) = paragraph::paragraphs(lines, begins).first().copied() else {
            let end = self.blocks.last().map_or(0, |block| block.range.end().into());
            return range(end, end);
        };
        let start = starts[first + found.first];
        range(
            start,
            start + lines[found.first..found.last].iter().map(|line| line.len as usize).sum::<usize>(),
        )
    }
}

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
