//! Issues: the disputed items of a letter, each with title, verdict and fields. One file for each layout.

mod decision;
mod numbered;
mod regarding;
mod single;
mod title;
mod titled;

pub use title::VerdictSlip;
pub(crate) use title::verdict_slip;

use super::Grammar;
use super::lines::Lines;
use super::mark::Mark;
use super::outline::Outline;
use super::recognise::{MarkKind, Recogniser};
use super::verdict::Verdict;
use super::watched::Shift;
use crate::profile::{IssueField, IssueStyle, Profile};
use crate::text::{Flat, LineSource, TextRange, range, size};

/// A disputed item and its decision, by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueSpan {
    /// From the title to the end of the last field; the title alone where sections take the place of fields.
    pub range: TextRange,
    /// The item as requested, with its final colon but without the verdict; empty when there is none.
    pub title: TextRange,
    /// The decision behind the title.
    pub verdict: Option<VerdictSpan>,
    /// The fields in order of appearance.
    pub fields: Vec<FieldSpan>,
    /// Labels of fields that it has already.
    pub repeats: Vec<FieldSpan>,
}

/// A verdict by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerdictSpan {
    /// Which.
    pub verdict: Verdict,
    /// Its words, or the sentence that decides.
    pub range: TextRange,
}

/// A field by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpan {
    /// Which.
    pub field: IssueField,
    /// Label and value, up to what follows.
    pub range: TextRange,
    /// Where the value begins.
    pub value_start: u32,
}

impl FieldSpan {
    /// Its label; empty for a field that begins with an opening sentence.
    pub fn label(&self) -> TextRange {
        TextRange::new(self.range.start(), self.value_start.into())
    }
}

impl IssueSpan {
    fn new(range: TextRange, title: TextRange, verdict: Option<VerdictSpan>) -> Self {
        Self { range, title, verdict, fields: Vec::new(), repeats: Vec::new() }
    }

    /// Moves with the text.
    pub(super) fn shift(&mut self, shift: Shift) {
        let verdict = self.verdict.iter_mut().map(|verdict| &mut verdict.range);
        [&mut self.range, &mut self.title].into_iter().chain(verdict).for_each(|place| shift.range(place));
        for field in self.fields.iter_mut().chain(&mut self.repeats) {
            shift.range(&mut field.range);
            shift.offset(&mut field.value_start);
        }
    }

    /// The field, if the issue has it.
    pub fn field(&self, field: IssueField) -> Option<&FieldSpan> {
        self.fields.iter().find(|span| span.field == field)
    }

    /// Title and verdict, up to the first field.
    pub fn head(&self) -> TextRange {
        let end =
            self.fields.first().map_or(self.range.end(), |field| field.range.start().min(self.range.end()));
        TextRange::new(self.range.start(), end.max(self.range.start()))
    }

    fn push(&mut self, field: FieldSpan) {
        self.close(field.range.start().into());
        self.fields.push(field);
    }

    /// Ends it, and its last field.
    fn close(&mut self, end: usize) {
        self.range = TextRange::new(self.range.start(), size(end));
        if let Some(last) = self.fields.last_mut() {
            last.range = TextRange::new(last.range.start(), size(end));
        }
    }
}

/// What the layouts read from.
pub(super) struct Text<'a, S> {
    source: &'a S,
    lines: &'a Lines,
    outline: &'a Outline,
    recogniser: &'a Recogniser,
    profile: &'a Profile,
    /// The marks of issue fields, in order.
    labels: Vec<(IssueField, Mark)>,
}

/// Finds the issues of a letter in the profile's layout, or failing that in the current one.
pub(super) fn issues<S: LineSource>(
    source: &S,
    lines: &Lines,
    outline: &Outline,
    grammar: &Grammar,
) -> Vec<IssueSpan> {
    let Some(profile) = grammar.profiles.iter().nth(outline.profile) else { return Vec::new() };
    let labels = outline.marks.iter().filter_map(|mark| match mark.kind {
        MarkKind::Field(field) => Some((field, *mark)),
        _ => None,
    });
    let labels = labels.collect();
    let text = Text { source, lines, outline, recogniser: &grammar.recogniser, profile, labels };
    let issues = match profile.issue.style {
        IssueStyle::Titled => titled::issues(&text),
        IssueStyle::Numbered => numbered::issues(&text),
        IssueStyle::Regarding => regarding::issues(&text),
        IssueStyle::Single => single::issues(&text),
    };
    if issues.is_empty() && profile.issue.style != IssueStyle::Titled {
        titled::issues(&text)
    } else {
        issues
    }
}

impl<S: LineSource> Text<'_, S> {
    fn slice(&self, start: usize, end: usize) -> String {
        self.source.slice(range(start, end)).into_owned()
    }

    /// A line, evened.
    fn line(&self, line: usize) -> Flat {
        Flat::new(&self.source.slice(self.lines.range(line..line + 1)))
    }

    /// The text from a place on, up to `limit` and at most `window` bytes, and evened.
    fn seen(&self, start: usize, limit: usize, window: usize) -> (String, Flat) {
        let end = self.source.end_within(start, limit, window).max(start);
        let text = self.slice(start, end);
        let flat = Flat::new(&text);
        (text, flat)
    }

    /// The range without blanks around it.
    fn trimmed(&self, start: usize, end: usize) -> TextRange {
        let text = self.slice(start, end);
        let lead = text.len() - text.trim_start().len();
        range(start + lead, (start + text.trim_end().len()).max(start + lead))
    }

    /// The label that begins on a line.
    fn label_on(&self, line: usize) -> Option<&(IssueField, Mark)> {
        let found = self.labels.binary_search_by_key(&(line as u32), |(_, mark)| mark.line);
        found.ok().map(|index| &self.labels[index])
    }
}

/// A field that begins at a mark; its end is set when what follows is known.
fn field_at(field: IssueField, mark: &Mark) -> FieldSpan {
    FieldSpan { field, range: mark.range, value_start: mark.range.end().into() }
}
