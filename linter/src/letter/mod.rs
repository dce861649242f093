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

use crate::profile::{Profile, Profiles};
use crate::text::{LineSource, TextRange, TextSize, range};

use block::Blocks;
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
}

impl Letter {
    /// Reads a letter.
    pub fn read(source: &impl LineSource, grammar: &Grammar) -> Self {
        Self::of(source, Lines::read(source, &grammar.recogniser), grammar, Blocks::default())
    }

    /// Takes an edit over; `source` is the text after it. Equal to reading the text anew. Gives the blocks
    /// as they were before.
    pub fn edit(&mut self, source: &impl LineSource, grammar: &Grammar, edit: Edit) -> Vec<Block> {
        let mut lines = std::mem::take(&mut self.lines);
        lines.edit(source, &grammar.recogniser, edit);
        let mut known = std::mem::take(&mut self.blocks);
        let before = std::mem::take(&mut known.all);
        *self = Self::of(source, lines, grammar, known);
        before
    }

    fn of(source: &impl LineSource, lines: Lines, grammar: &Grammar, known: Blocks) -> Self {
        let outline = Outline::read(source, &lines, grammar);
        let issues = issue::issues(source, &lines, &outline, grammar);
        let blocks = block::blocks(source, &lines, &outline, &issues, known);
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
