//! Blocks: the unit of all later work. They follow each other without a gap, so that every byte of a
//! letter belongs to one; what a block says depends on its own text and kind alone.

use xxhash_rust::xxh3::xxh3_64;

use super::issue::IssueSpan;
use super::line::LineFlags;
use super::lines::Lines;
use super::mark::Mark;
use super::outline::{Outline, SectionSpan};
use super::paragraph::paragraphs;
use super::recognise::MarkKind;
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
    /// Hash of its text.
    pub hash: u64,
}

impl Block {
    /// Where its text begins, behind the label.
    pub fn text_range(&self) -> TextRange {
        range(usize::from(self.range.start()) + self.label as usize, self.range.end().into())
    }
}

/// A longer block is divided, at sentence ends.
const OVERSIZED: usize = 8 * 1024;
/// A part of a divided block is no longer than this, sentence end or not.
const MAX_PART: usize = 64 * 1024;

/// Divides a letter into blocks.
pub(super) fn blocks(
    source: &impl LineSource,
    lines: &Lines,
    outline: &Outline,
    issues: &[IssueSpan],
) -> Vec<Block> {
    let mut taken: Vec<TextRange> = issues
        .iter()
        .flat_map(|issue| [issue.head()].into_iter().chain(issue.fields.iter().map(|field| field.range)))
        .collect();
    taken.sort_by_key(|range| (range.start(), range.end()));
    let mut cutter = Cutter { lines, outline, taken, cuts: Vec::new() };
    cutter.preamble();
    outline.sections.iter().for_each(|section| cutter.section(section));
    cutter.issues(issues);
    let cuts = cutter.finish();
    let mut blocks = Vec::with_capacity(cuts.len());
    for (n, cut) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(source.len(), |next| next.start);
        divide(source, lines, cut, end, &mut blocks);
    }
    blocks
}

/// The beginning of a block.
struct Cut {
    start: usize,
    kind: BlockKind,
    label_end: usize,
    item_end: usize,
    issue: Option<u32>,
    form: Option<MarkForm>,
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
}

impl Cutter<'_> {
    fn preamble(&mut self) {
        let lines = self.lines.of_range(range(0, self.outline.preamble_end));
        let lines = &self.lines.as_slice()[lines];
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

    fn section(&mut self, section: &SectionSpan) {
        let mark = self.outline.marks[section.mark];
        self.cuts.push(Cut {
            label_end: mark.range.end().into(),
            form: Some(form_of(&mark)),
            ..Cut::new(mark.range.start().into(), BlockKind::Title(section.role))
        });
        if section.body.is_empty() {
            return;
        }
        let start = usize::from(section.body.start());
        let last = self.lines.of_range(section.body).end;
        let first = (mark.body_line as usize).min(last);
        let whole = matches!(section.role, SectionRole::Determination | SectionRole::Credentials);
        let credentials = self.credential_marks(section);
        let begins =
            |index: usize| credentials.first().is_some_and(|mark| mark.line as usize == first + index);
        let mut previous = None;
        for paragraph in paragraphs(&self.lines.as_slice()[first..last], begins) {
            let at = self.lines.start(first + paragraph.first).max(start);
            let here = range(at, self.lines.start(first + paragraph.last).max(at));
            let kind = if credentials.iter().any(|mark| here.contains_range(mark.range)) {
                BlockKind::Credentials
            } else {
                BlockKind::Paragraph(section.role)
            };
            // How the determination was made is one statement, whatever page break it runs over.
            let same = (whole || kind == BlockKind::Credentials) && previous == Some(kind);
            if !same && !self.is_taken(at) {
                self.cuts.push(Cut::new(at, kind));
            }
            previous = Some(kind);
        }
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

fn divide(source: &impl LineSource, lines: &Lines, cut: &Cut, end: usize, blocks: &mut Vec<Block>) {
    let block = |start: usize, end: usize| {
        let first = start == cut.start;
        // Where another block begins inside a label or a title, this one has the part before it.
        let label = if first { cut.label_end.clamp(start, end) - start } else { 0 };
        Block {
            range: range(start, end),
            kind: cut.kind,
            label: label as u32,
            item: if first { cut.item_end.clamp(start + label, end) - start - label } else { 0 } as u32,
            issue: cut.issue,
            form: cut.form.filter(|_| first),
            hash: hash(source, lines, start, end),
        }
    };
    let mut start = cut.start;
    if end - start > OVERSIZED {
        for index in lines.at(start) + 1..lines.len() {
            let at = lines.start(index);
            if at >= end {
                break;
            }
            // Where to divide depends on the line before alone, so that an edit moves no other division.
            let before = &lines.as_slice()[index - 1];
            let here = before.is(LineFlags::ENDS_SENTENCE)
                && (before.hash.is_multiple_of(8) || at - start > MAX_PART / 4);
            if here || at - start > MAX_PART {
                blocks.push(block(start, at));
                start = at;
            }
        }
    }
    blocks.push(block(start, end));
}

/// A hash of the text of a range, from the hashes of its lines where it is made of whole lines.
fn hash(source: &impl LineSource, lines: &Lines, start: usize, end: usize) -> u64 {
    let (Some(first), Some(last)) = (lines.beginning_at(start), lines.beginning_at(end)) else {
        return xxh3_64(source.slice(range(start, end)).as_bytes());
    };
    lines.as_slice()[first..last].iter().fold((end - start) as u64, |hash, line| {
        (hash.rotate_left(5) ^ line.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
