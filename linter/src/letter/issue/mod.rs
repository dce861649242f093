//! Issues: the disputed items of a letter, each with title, verdict and fields. One file for each layout.

mod decision;
mod numbered;
mod regarding;
mod single;
mod title;
mod titled;

pub(crate) use title::misspelled_verdict;

use super::Grammar;
use super::line::Line;
use super::lines::Lines;
use super::outline::{Mark, Outline};
use super::recognise::Recogniser;
use super::verdict::Verdict;
use crate::profile::{IssueField, IssueStyle, Profile};
use crate::text::{LineSource, TextRange, range};

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

impl IssueSpan {
    /// The field, if the issue has it.
    pub fn field(&self, field: IssueField) -> Option<&FieldSpan> {
        self.fields.iter().find(|span| span.field == field)
    }

    fn close(&mut self, end: usize) {
        self.range = TextRange::new(self.range.start(), crate::text::size(end));
        if let Some(last) = self.fields.last_mut() {
            last.range = TextRange::new(last.range.start(), crate::text::size(end));
        }
    }
}

/// What the layouts read from.
pub(super) struct Text<'a, S> {
    pub(super) source: &'a S,
    pub(super) lines: &'a [Line],
    pub(super) starts: Vec<usize>,
    pub(super) outline: &'a Outline,
    pub(super) recogniser: &'a Recogniser,
    pub(super) profile: &'a Profile,
}

/// Finds the issues of a letter in the profile's layout, or failing that in the current one.
pub(super) fn issues<S: LineSource>(
    source: &S,
    lines: &Lines,
    outline: &Outline,
    grammar: &Grammar,
) -> Vec<IssueSpan> {
    let recogniser = &grammar.recogniser;
    let Some(profile) = grammar.profiles.iter().nth(outline.profile) else { return Vec::new() };
    let starts = lines.iter().map(|(start, _)| start).chain([source.len()]).collect();
    let text = Text { source, lines: lines.as_slice(), starts, outline, recogniser, profile };
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
    /// The line that holds a byte offset.
    fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1).min(self.lines.len())
    }

    /// The lines that a byte range touches.
    fn lines_of(&self, span: TextRange) -> std::ops::Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        self.line_at(span.start().into())..self.line_at(usize::from(span.end()) - 1) + 1
    }

    fn slice(&self, start: usize, end: usize) -> String {
        self.source.slice(range(start, end)).into_owned()
    }

    fn line_text(&self, line: usize) -> String {
        self.slice(self.starts[line], self.starts[line + 1])
    }

    /// The range without blanks around it.
    fn trimmed(&self, start: usize, end: usize) -> TextRange {
        let text = self.slice(start, end);
        let lead = text.len() - text.trim_start().len();
        range(start + lead, (start + text.trim_end().len()).max(start + lead))
    }

    /// The marks of issue fields, with the field.
    fn field_marks(&self) -> impl Iterator<Item = (IssueField, &Mark)> {
        use super::recognise::MarkKind;
        self.outline.marks.iter().filter_map(|mark| match mark.kind {
            MarkKind::Field(field) => Some((field, mark)),
            _ => None,
        })
    }
}

/// A field that begins at a mark; its end is set when what follows is known.
fn field_at(field: IssueField, mark: &Mark) -> FieldSpan {
    FieldSpan { field, range: mark.range, value_start: mark.range.end().into() }
}
