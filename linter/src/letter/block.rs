//! Blocks: the unit of all later work. They follow each other without a gap, so that every byte of a
//! letter belongs to one; what a block says depends on its own text and kind alone.

use std::ops::Range;

use super::divide::{Divider, OVERSIZED, block_hash};
use super::issue::IssueSpan;
use super::line::LineFlags;
use super::lines::Lines;
use super::mark::Mark;
use super::outline::{Outline, SectionSpan};
use super::paragraph::{Paragraph, paragraphs};
use super::recognise::MarkKind;
use super::watched::Shift;
use crate::profile::{IssueField, SectionRole};
use crate::text::{LineSource, TextRange, range};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Text before the first title that is no table: the cover letter, an address.
    Cover,
    /// The table at the head of the letter.
    Header,
    /// The title of a section.
    Title(SectionRole),
    /// A paragraph of a section.
    Paragraph(SectionRole),
    /// The lines with licensure and specialty.
    Credentials,
    /// An issue's title, with its verdict.
    Issue,
    /// An issue's field, or a part of a very long one.
    Field(IssueField),
}

/// How a block is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MarkForm {
    /// Index of the form in the recogniser.
    pub form: u16,
    /// Slips that were forgiven.
    pub slips: u8,
    /// Another form is just as near.
    pub tied: bool,
}

/// A stretch of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the title or label at its beginning, which is no part of its text.
    pub label: u32,
    /// Bytes of the item behind the label, in the title of an issue.
    pub item: u32,
    /// The issue it belongs to, counted from zero.
    pub issue: Option<u32>,
    /// What marks it.
    pub form: Option<MarkForm>,
    /// It is longer than blocks are, or a part of such a one.
    pub part: bool,
    /// Hash of its text.
    pub hash: u64,
}

impl Block {
    /// Where its text begins, behind the label.
    pub fn text_range(&self) -> TextRange {
        range(usize::from(self.range.start()) + self.label as usize, self.range.end().into())
    }

    /// What is known of a block is known under this: everything that what it says depends on.
    pub(crate) fn key(&self) -> Key {
        (self.hash, self.range.len().into(), self.kind, self.label, self.item, self.form)
    }
}

/// See [`Block::key`].
pub(crate) type Key = (u64, u32, BlockKind, u32, u32, Option<MarkForm>);

/// The blocks of a letter, and what is kept to find them again after an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Blocks {
    /// In order, each beginning where the one before ends.
    pub(super) all: Vec<Block>,
    /// The places of each issue's blocks among them.
    pub(super) of_issues: Vec<Vec<u32>>,
    /// The paragraphs of each section.
    paragraphs: Vec<Paragraphs>,
}

/// The paragraphs of a section, with everything that they depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Paragraphs {
    lines: Vec<LineFlags>,
    /// The line that begins one whatever stands before it.
    begins: Option<usize>,
    found: Vec<Paragraph>,
}

impl Blocks {
    /// Takes over that the text of one line is another, which is all that changed. Gives the place of the block
    /// that holds the line, and the block before; `None`, with nothing done, where the blocks may be others now.
    pub(super) fn shift(
        &mut self,
        source: &impl LineSource,
        lines: &Lines,
        line: usize,
        shift: Shift,
    ) -> Option<(usize, Block)> {
        let start = lines.start(line);
        let at =
            self.all.partition_point(|block| usize::from(block.range.start()) <= start).checked_sub(1)?;
        let mut block = self.all[at];
        shift.range(&mut block.range);
        let whole = usize::from(block.range.end()) >= lines.start(line + 1);
        if block.part || !whole || usize::from(block.range.len()) > OVERSIZED {
            return None;
        }
        let first = lines.not_before(block.range.start().into());
        (block.hash, _) = block_hash(source, lines, first, block.range);
        let before = std::mem::replace(&mut self.all[at], block);
        self.all[at + 1..].iter_mut().for_each(|block| block.range = shift.behind(block.range));
        Some((at, before))
    }
}

/// Divides a letter into blocks; `known` are those before an edit.
pub(super) fn blocks(
    source: &impl LineSource,
    lines: &Lines,
    outline: &Outline,
    issues: &[IssueSpan],
    known: Blocks,
) -> Blocks {
    let mut taken: Vec<TextRange> = issues
        .iter()
        .flat_map(|issue| [issue.head()].into_iter().chain(issue.fields.iter().map(|field| field.range)))
        .collect();
    taken.sort_by_key(|range| (range.start(), range.end()));
    let mut cutter =
        Cutter { lines, outline, taken, cuts: Vec::new(), known: known.paragraphs, paragraphs: Vec::new() };
    cutter.preamble();
    outline.sections.iter().enumerate().for_each(|(place, section)| cutter.section(place, section));
    cutter.issues(issues);
    let paragraphs = std::mem::take(&mut cutter.paragraphs);
    let cuts = cutter.finish();
    let mut divider = Divider::new(source, lines, cuts.len());
    for (n, cut) in cuts.iter().enumerate() {
        divider.divide(cut, cuts.get(n + 1).map_or(source.len(), |next| next.start));
    }
    let mut of_issues = vec![Vec::new(); issues.len()];
    for (place, block) in divider.blocks.iter().enumerate() {
        if let Some(issue) = block.issue {
            of_issues[issue as usize].push(place as u32);
        }
    }
    Blocks { all: divider.blocks, of_issues, paragraphs }
}

/// The beginning of a block.
pub(super) struct Cut {
    pub(super) start: usize,
    pub(super) kind: BlockKind,
    pub(super) label_end: usize,
    pub(super) item_end: usize,
    pub(super) issue: Option<u32>,
    pub(super) form: Option<MarkForm>,
}

impl Cut {
    fn new(start: usize, kind: BlockKind) -> Self {
        Self { start, kind, label_end: start, item_end: start, issue: None, form: None }
    }
}

struct Cutter<'a> {
    lines: &'a Lines,
    outline: &'a Outline,
    /// What belongs to issues, in order.
    taken: Vec<TextRange>,
    cuts: Vec<Cut>,
    /// The paragraphs of the sections as they were, and as they are.
    known: Vec<Paragraphs>,
    paragraphs: Vec<Paragraphs>,
}

impl Cutter<'_> {
    fn preamble(&mut self) {
        let lines = self.lines.of_range(range(0, self.outline.preamble_end));
        let lines = &self.lines.flags()[lines];
        let mut kind = None;
        for paragraph in paragraphs(lines, |_| false) {
            let table = lines[paragraph.first..paragraph.last].iter().any(|line| line.is(LineFlags::HEADER));
            let this = if table { BlockKind::Header } else { BlockKind::Cover };
            // A table that blank lines tear apart is one block.
            if !(table && kind == Some(BlockKind::Header)) {
                self.cuts.push(Cut::new(self.lines.start(paragraph.first), this));
            }
            kind = Some(this);
        }
    }

    fn section(&mut self, place: usize, section: &SectionSpan) {
        let mark = self.outline.marks[section.mark];
        self.cuts.push(Cut {
            label_end: mark.range.end().into(),
            form: Some(form_of(&mark)),
            ..Cut::new(mark.range.start().into(), BlockKind::Title(section.role))
        });
        let start = usize::from(section.body.start());
        let last = self.lines.of_range(section.body).end;
        let first = (mark.body_line as usize).min(last);
        let whole = matches!(section.role, SectionRole::Determination | SectionRole::Credentials);
        let credentials = self.credential_marks(section);
        let begins = credentials.first().and_then(|mark| (mark.line as usize).checked_sub(first));
        let paragraphs = self.paragraphs(place, first..last, begins);
        // Most sections hold nothing of the issues.
        let span = mark.range.cover(section.body);
        let taken = self.taken.iter().any(|taken| taken.intersect(span).is_some());
        let mut previous = None;
        for paragraph in &paragraphs.found {
            let at = self.lines.start(first + paragraph.first).max(start);
            let here = |mark: &Mark| {
                range(at, self.lines.start(first + paragraph.last).max(at)).contains_range(mark.range)
            };
            let kind = if credentials.iter().any(here) {
                BlockKind::Credentials
            } else {
                BlockKind::Paragraph(section.role)
            };
            // How the determination was made is one statement, whatever page break it runs over.
            let same = (whole || kind == BlockKind::Credentials) && previous == Some(kind);
            let skipped = same || (taken && self.is_taken(at));
            if !skipped {
                self.cuts.push(Cut::new(at, kind));
            }
            previous = Some(kind);
        }
        self.paragraphs.push(paragraphs);
    }

    /// The paragraphs of a section's lines: those known of it, if its lines look as they did.
    fn paragraphs(&mut self, section: usize, lines: Range<usize>, begins: Option<usize>) -> Paragraphs {
        let lines = &self.lines.flags()[lines];
        let known =
            self.known.get_mut(section).filter(|known| known.begins == begins && known.lines == lines);
        let fresh = || Paragraphs {
            lines: lines.to_vec(),
            begins,
            found: paragraphs(lines, |line| begins == Some(line)),
        };
        known.map_or_else(fresh, std::mem::take)
    }

    /// Whether a place is in an issue's title or fields.
    fn is_taken(&self, at: usize) -> bool {
        let behind = self.taken.partition_point(|range| usize::from(range.start()) <= at);
        self.taken[..behind].last().is_some_and(|range| usize::from(range.end()) > at)
    }

    fn credential_marks(&self, section: &SectionSpan) -> Vec<Mark> {
        let marks = self.outline.marks[section.mark + 1..].iter();
        let inside = marks.take_while(|mark| mark.range.end() <= section.body.end());
        inside
            .filter(|mark| matches!(mark.kind, MarkKind::Licensure | MarkKind::Specialty))
            .copied()
            .collect()
    }

    fn issues(&mut self, issues: &[IssueSpan]) {
        for (number, issue) in issues.iter().enumerate() {
            let number = Some(number as u32);
            self.cuts.push(Cut {
                label_end: issue.title.start().into(),
                item_end: issue.title.end().into(),
                issue: number,
                ..Cut::new(issue.range.start().into(), BlockKind::Issue)
            });
            for field in &issue.fields {
                let start = usize::from(field.range.start());
                self.cuts.push(Cut {
                    label_end: field.value_start as usize,
                    issue: number,
                    form: self.outline.mark_at(start).map(form_of),
                    ..Cut::new(start, BlockKind::Field(field.field))
                });
            }
        }
    }

    /// The cuts in order; where two fall on one place, the one that knows more stays. The first block
    /// begins with the text, blank lines included.
    fn finish(mut self) -> Vec<Cut> {
        self.cuts.sort_by_key(|cut| (cut.start, cut.issue.is_none(), cut.kind == BlockKind::Issue));
        self.cuts.dedup_by_key(|cut| cut.start);
        match self.cuts.first_mut() {
            Some(first) => first.start = 0,
            None => self.cuts.push(Cut::new(0, BlockKind::Cover)),
        }
        self.cuts
    }
}

fn form_of(mark: &Mark) -> MarkForm {
    MarkForm { form: mark.form, slips: mark.slips, tied: mark.tied }
}
