//! Blocks: the unit of all later work. They follow each other without a gap, so that every byte of a
//! letter belongs to one; what a block says depends on its own text and kind alone.

use xxhash_rust::xxh3::xxh3_64;

use super::issue::IssueSpan;
use super::line::{Line, LineFlags};
use super::lines::Lines;
use super::outline::{Mark, Outline, SectionSpan};
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

/// A stretch of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the label at its beginning, which is no part of its text.
    pub label: u32,
    /// The issue it belongs to, counted from zero.
    pub issue: Option<u32>,
    /// The form that marks it, and the slips that were forgiven.
    pub form: Option<(u16, u8)>,
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
    let starts: Vec<usize> = lines.iter().map(|(start, _)| start).chain([source.len()]).collect();
    let mut cutter = Cutter { lines: lines.as_slice(), starts: &starts, outline, cuts: Vec::new() };
    cutter.preamble();
    for section in &outline.sections {
        cutter.section(section, issues);
    }
    cutter.issues(issues);
    let cuts = cutter.finish();
    let mut blocks = Vec::with_capacity(cuts.len());
    for (n, cut) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(source.len(), |next| next.start);
        divide(source, lines.as_slice(), &starts, cut, end, &mut blocks);
    }
    blocks
}

/// The beginning of a block.
struct Cut {
    start: usize,
    kind: BlockKind,
    label_end: usize,
    issue: Option<u32>,
    form: Option<(u16, u8)>,
}

struct Cutter<'a> {
    lines: &'a [Line],
    starts: &'a [usize],
    outline: &'a Outline,
    cuts: Vec<Cut>,
}

impl Cutter<'_> {
    fn cut(&mut self, start: usize, kind: BlockKind) {
        self.cuts.push(Cut { start, kind, label_end: start, issue: None, form: None });
    }

    fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn preamble(&mut self) {
        let end =
            self.starts.partition_point(|start| *start < self.outline.preamble_end).min(self.lines.len());
        let mut kind = None;
        for paragraph in paragraphs(&self.lines[..end], |_| false) {
            let table =
                self.lines[paragraph.first..paragraph.last].iter().any(|line| line.is(LineFlags::HEADER));
            let this = if table { BlockKind::Header } else { BlockKind::Cover };
            // A table that blank lines tear apart is one block.
            if !(table && kind == Some(BlockKind::Header)) {
                self.cut(self.starts[paragraph.first], this);
            }
            kind = Some(this);
        }
    }

    fn section(&mut self, section: &SectionSpan, issues: &[IssueSpan]) {
        let mark = self.outline.marks[section.mark];
        self.cuts.push(Cut {
            start: mark.range.start().into(),
            kind: BlockKind::Title(section.role),
            label_end: mark.range.start().into(),
            issue: None,
            form: Some((mark.form, mark.slips)),
        });
        let (start, end) = (usize::from(section.body.start()), usize::from(section.body.end()));
        if start >= end {
            return;
        }
        let last = self.line_at(end - 1) + 1;
        let first = (mark.body_line as usize).min(last);
        let whole = matches!(section.role, SectionRole::Determination | SectionRole::Credentials);
        let credentials = self.credential_marks(section);
        let mut previous = None;
        for paragraph in paragraphs(&self.lines[first..last], |index| {
            credentials.first().is_some_and(|mark| mark.line as usize == first + index)
        }) {
            let at = self.starts[first + paragraph.first].max(start);
            let inside = issues.iter().any(|issue| is_inside(issue, at));
            let here = range(at, self.starts[first + paragraph.last].max(at));
            let kind = if credentials.iter().any(|mark| here.contains_range(mark.range)) {
                BlockKind::Credentials
            } else {
                BlockKind::Paragraph(section.role)
            };
            // How the determination was made is one statement, whatever page break it runs over.
            let same = (whole || kind == BlockKind::Credentials) && previous == Some(kind);
            if !inside && !same {
                self.cut(at, kind);
            }
            previous = Some(kind);
        }
    }

    fn credential_marks(&self, section: &SectionSpan) -> Vec<Mark> {
        let is_credential = |mark: &&Mark| matches!(mark.kind, MarkKind::Licensure | MarkKind::Specialty);
        let marks = self.outline.marks.iter().filter(is_credential);
        marks.filter(|mark| section.body.contains_range(mark.range)).copied().collect()
    }

    fn issues(&mut self, issues: &[IssueSpan]) {
        for (number, issue) in issues.iter().enumerate() {
            let issue_number = Some(number as u32);
            let start = issue.range.start().into();
            self.cuts.push(Cut {
                start,
                kind: BlockKind::Issue,
                label_end: start,
                issue: issue_number,
                form: None,
            });
            for field in &issue.fields {
                let start = field.range.start().into();
                let mark = self.outline.marks.iter().find(|mark| mark.range.start() == field.range.start());
                self.cuts.push(Cut {
                    start,
                    kind: BlockKind::Field(field.field),
                    label_end: field.value_start as usize,
                    issue: issue_number,
                    form: mark.map(|mark| (mark.form, mark.slips)),
                });
            }
        }
    }

    /// The cuts in order; where two fall on one place, the one that knows more stays. The first block
    /// begins with the text, blank lines included.
    fn finish(mut self) -> Vec<Cut> {
        self.cuts.sort_by_key(|cut| (cut.start, cut.issue.is_none()));
        self.cuts.dedup_by_key(|cut| cut.start);
        match self.cuts.first_mut() {
            Some(first) => first.start = 0,
            None => self.cut(0, BlockKind::Cover),
        }
        if let Some(first) = self.cuts.first_mut() {
            first.label_end = first.label_end.max(first.start);
        }
        self.cuts
    }
}

/// Whether a place is in an issue's title or fields (an issue may stretch over sections).
fn is_inside(issue: &IssueSpan, at: usize) -> bool {
    let at = crate::text::size(at);
    let title_end = issue.fields.first().map_or(issue.range.end(), |field| field.range.start());
    let title_end = title_end.min(issue.range.end());
    TextRange::new(issue.range.start(), title_end.max(issue.range.start())).contains(at)
        || issue.fields.iter().any(|field| field.range.contains(at))
}

fn divide(
    source: &impl LineSource,
    lines: &[Line],
    starts: &[usize],
    cut: &Cut,
    end: usize,
    blocks: &mut Vec<Block>,
) {
    let block = |start: usize, end: usize, label: usize| Block {
        range: range(start, end),
        kind: cut.kind,
        label: label as u32,
        issue: cut.issue,
        form: cut.form.filter(|_| start == cut.start),
        hash: hash(source, lines, starts, start, end),
    };
    let label = cut.label_end.saturating_sub(cut.start);
    let mut start = cut.start;
    if end - start > OVERSIZED {
        let first = starts.partition_point(|at| *at <= start);
        for index in first..lines.len() {
            let at = starts[index];
            if at >= end {
                break;
            }
            // Where to divide depends on the line before alone, so that an edit moves no other division.
            let before = &lines[index - 1];
            let here = before.is(LineFlags::ENDS_SENTENCE)
                && (before.hash.is_multiple_of(8) || at - start > MAX_PART / 4);
            if here || at - start > MAX_PART {
                blocks.push(block(start, at, if start == cut.start { label } else { 0 }));
                start = at;
            }
        }
    }
    blocks.push(block(start, end, if start == cut.start { label } else { 0 }));
}

/// A hash of the text of a range, from the hashes of its lines where it is made of whole lines.
fn hash(source: &impl LineSource, lines: &[Line], starts: &[usize], start: usize, end: usize) -> u64 {
    let (Ok(first), Ok(last)) = (starts.binary_search(&start), starts.binary_search(&end)) else {
        return xxh3_64(source.slice(range(start, end)).as_bytes());
    };
    lines[first..last].iter().fold((end - start) as u64, |hash, line| {
        (hash.rotate_left(5) ^ line.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
