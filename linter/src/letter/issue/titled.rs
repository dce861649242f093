//! The layout of 2014 and later: `Title: Upheld`, then three labelled fields.

use super::super::line::LineFlags;
use super::super::paragraph::{Paragraph, paragraphs};
use super::{IssueSpan, Text, VerdictSpan, field_at, title};
use crate::profile::{IssueField, SectionRole};
use crate::text::{Flat, LineSource, TextRange, range};

/// A section's opening statement lies within this many bytes.
const STATEMENT_WINDOW: usize = 1024;

/// Something that an issue is made of, in the order of the text.
enum Event {
    /// A verdict at the end of a line.
    Verdict { line: usize, verdict: VerdictSpan },
    /// A label.
    Label { field: IssueField, mark: usize },
}

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    let sections: Vec<TextRange> =
        text.outline.sections(SectionRole::Decisions).map(|section| section.body).collect();
    let spans = if sections.is_empty() { unclaimed(text) } else { sections };
    spans.into_iter().flat_map(|span| Section::new(text, span).issues()).collect()
}

/// Without the title of the decisions, issues are looked for from the first field label on.
fn unclaimed<S: LineSource>(text: &Text<'_, S>) -> Vec<TextRange> {
    let Some((_, first)) = text.field_marks().next() else { return Vec::new() };
    let at = usize::from(first.range.start());
    let section =
        text.outline.sections.iter().find(|section| section.body.contains_inclusive(first.range.start()));
    section.map_or_else(
        || vec![range(0, text.source.len())],
        |section| {
            debug_assert!(usize::from(section.body.start()) <= at);
            vec![section.body]
        },
    )
}

struct Section<'a, 't, S> {
    text: &'a Text<'t, S>,
    span: TextRange,
    first_line: usize,
    paragraphs: Vec<Paragraph>,
}

impl<'a, 't, S: LineSource> Section<'a, 't, S> {
    fn new(text: &'a Text<'t, S>, span: TextRange) -> Self {
        let lines = text.lines_of(span);
        let marks: Vec<usize> = text.field_marks().map(|(_, mark)| mark.line as usize).collect();
        let begins = |index: usize| marks.binary_search(&(lines.start + index)).is_ok();
        let paragraphs = paragraphs(&text.lines[lines.clone()], begins);
        Self { text, span, first_line: lines.start, paragraphs }
    }

    fn issues(&self) -> Vec<IssueSpan> {
        let events = self.events();
        let mut issues: Vec<IssueSpan> = Vec::new();
        // What lies before the floor belongs to something else.
        let mut floor = self.statement_end().unwrap_or(self.span.start().into());
        let mut behind_label = false;
        for event in &events {
            match event {
                Event::Verdict { line, verdict } => {
                    let start = self.title_start(floor, verdict.range.start().into(), *line, behind_label);
                    let title = self.text.trimmed(start, verdict.range.start().into());
                    open(&mut issues, start, title, Some(*verdict));
                    floor = verdict.range.end().into();
                    behind_label = false;
                }
                Event::Label { field, mark } => {
                    let mark = &self.text.outline.marks[*mark];
                    if issues.last().is_none_or(|issue| issue.field(*field).is_some()) {
                        let title =
                            self.title_without_verdict(floor, mark.range.start().into(), behind_label);
                        open(&mut issues, title.start().into(), title, None);
                    }
                    if let Some(issue) = issues.last_mut() {
                        issue.close(mark.range.start().into());
                        issue.fields.push(field_at(*field, mark));
                    }
                    floor = mark.range.end().into();
                    behind_label = true;
                }
            }
        }
        if let Some(last) = issues.last_mut() {
            last.close(self.span.end().into());
        }
        issues
    }

    /// Where the fixed statement ends that opens the section.
    fn statement_end(&self) -> Option<usize> {
        let statement =
            self.text.profile.statements.iter().find(|s| s.first && s.section == SectionRole::Decisions)?;
        let start = usize::from(self.span.start());
        let seen =
            self.text.source.floor_char_boundary(usize::from(self.span.end()).min(start + STATEMENT_WINDOW));
        let flat = Flat::new(&self.text.slice(start, seen));
        let comparison = statement.text.compare(&flat)?;
        let closing =
            flat[comparison.end..].len() - flat[comparison.end..].trim_start_matches([':', '.']).len();
        Some(start + usize::from(flat.to_source(range(0, comparison.end + closing)).end()))
    }

    fn events(&self) -> Vec<Event> {
        let marks = &self.text.outline.marks;
        let labels = (0..marks.len()).filter_map(|mark| match marks[mark].kind {
            super::super::recognise::MarkKind::Field(field) => Some((field, mark)),
            _ => None,
        });
        let in_span = |at: TextRange| self.span.contains_range(at);
        let mut events: Vec<(usize, Event)> = labels
            .filter(|(_, mark)| in_span(marks[*mark].range))
            .map(|(field, mark)| (usize::from(marks[mark].range.start()), Event::Label { field, mark }))
            .collect();
        for line in self.text.lines_of(self.span) {
            if let Some(verdict) = self.verdict_at(line).filter(|verdict| in_span(verdict.range)) {
                events.push((verdict.range.start().into(), Event::Verdict { line, verdict }));
            }
        }
        events.sort_by_key(|(at, _)| *at);
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// The verdict that a line ends with, if it stands where a verdict stands.
    fn verdict_at(&self, line: usize) -> Option<VerdictSpan> {
        let lines = self.text.lines;
        if !lines[line].is(LineFlags::VERDICT) {
            return None;
        }
        let content = self.text.line_text(line);
        let (verdict, start, end) = self.text.recogniser.verdict_at_end(&content)?;
        let before = content[..start].trim_end();
        let at = self.text.starts[line];
        let own_label =
            self.text.field_marks().any(|(_, mark)| usize::from(mark.range.end()) == at + before.len());
        let next =
            (line + 1..lines.len()).find(|next| !lines[*next].is(LineFlags::BLANK | LineFlags::COMMENT_ONLY));
        let next_continues = next.is_some_and(|next| {
            lines[next].is(LineFlags::CONTINUES)
                && !self.text.field_marks().any(|(_, mark)| mark.line as usize == next)
        });
        if own_label || next_continues {
            return None;
        }
        if before.is_empty() {
            // The verdict has wrapped: what comes before must be waiting for it.
            let previous = (0..line).rev().find(|previous| !lines[*previous].is(LineFlags::BLANK))?;
            let waiting = self.text.line_text(previous);
            let labelled =
                next.is_some_and(|next| self.text.field_marks().any(|(_, mark)| mark.line as usize == next));
            if !waiting.trim_end().ends_with(':') && !labelled {
                return None;
            }
        }
        Some(VerdictSpan { verdict, range: range(at + start, at + end) })
    }

    /// Where the title that ends at `end`, on `line`, begins.
    fn title_start(&self, floor: usize, end: usize, line: usize, behind_label: bool) -> usize {
        let local = line - self.first_line;
        let mut at = self.paragraphs.partition_point(|paragraph| paragraph.first <= local).saturating_sub(1);
        loop {
            let paragraph_start = self.text.starts[self.first_line + self.paragraphs[at].first];
            let start = paragraph_start.max(floor);
            let inside = floor > paragraph_start || (behind_label && floor >= paragraph_start);
            let found = title::start_in(&self.text.slice(start, end), inside);
            match found {
                Some(offset) => return start + offset,
                None if at == 0 || inside => return start,
                None => at -= 1,
            }
        }
    }

    /// The title before a label where no verdict was found; empty where there is none either.
    fn title_without_verdict(&self, floor: usize, end: usize, behind_label: bool) -> TextRange {
        let local = self.text.line_at(end) - self.first_line;
        let empty = range(end, end);
        let Some(at) = self.paragraphs.partition_point(|paragraph| paragraph.first < local).checked_sub(1)
        else {
            return empty;
        };
        let start = self.text.starts[self.first_line + self.paragraphs[at].first];
        let inside = behind_label && start < floor;
        let start = start.max(floor);
        if start >= end {
            return empty;
        }
        let paragraph = self.text.slice(start, end);
        let offset = title::start_in(&paragraph, inside).unwrap_or(0);
        let candidate = &paragraph[offset..];
        if candidate.trim().is_empty() || !(title::looks_like_title(candidate) || !inside && behind_label) {
            return empty;
        }
        self.text.trimmed(start + offset, end)
    }
}

fn open(issues: &mut Vec<IssueSpan>, start: usize, title: TextRange, verdict: Option<VerdictSpan>) {
    if let Some(previous) = issues.last_mut() {
        previous.close(start);
    }
    let end = verdict.map_or(title.end(), |verdict| verdict.range.end());
    let start = title.start().min(crate::text::size(start));
    issues.push(IssueSpan { range: TextRange::new(start, end), title, verdict, fields: Vec::new() });
}
