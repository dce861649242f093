//! The layout of 2014 and later: `Title: Upheld`, then three labelled fields.

use super::super::line::LineFlags;
use super::super::paragraph::{Paragraph, paragraphs};
use super::{IssueSpan, Text, VerdictSpan, field_at, title};
use crate::letter::{Mark, Verdict};
use crate::profile::{IssueField, SectionRole};
use crate::text::{Flat, LineSource, TextRange, range, size};

/// A section's opening statement lies within this many bytes.
const STATEMENT_WINDOW: usize = 1024;
/// Its first words lie within this many; more is not looked at where no statement begins.
const BEGINNING_WINDOW: usize = 96;
/// A title is no longer than this many bytes.
const MAX_TITLE: usize = 2048;

/// Something that an issue is made of.
enum Event {
    /// A verdict at the end of a line.
    Verdict(VerdictLine),
    /// A label.
    Label(IssueField, Mark),
}

/// A line that ends with a decision word.
struct VerdictLine {
    line: usize,
    verdict: VerdictSpan,
    /// Nothing else stands on the line.
    bare: bool,
    /// A label begins on the next line with text.
    label_next: bool,
}

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    let sections: Vec<TextRange> =
        text.outline.sections(SectionRole::Decisions).map(|section| section.body).collect();
    let spans = if sections.is_empty() { unclaimed(text) } else { sections };
    spans.into_iter().flat_map(|span| Section::new(text, span).issues()).collect()
}

/// Without the title of the decisions, issues are looked for around the first field label.
fn unclaimed<S: LineSource>(text: &Text<'_, S>) -> Vec<TextRange> {
    let Some((_, first)) = text.labels.first() else { return Vec::new() };
    let bodies = text.outline.sections.iter().map(|section| section.body);
    let around = bodies.clone().find(|body| body.contains_inclusive(first.range.start()));
    vec![around.unwrap_or_else(|| range(0, text.source.len()))]
}

struct Section<'a, 't, S> {
    text: &'a Text<'t, S>,
    span: TextRange,
    first_line: usize,
    paragraphs: Vec<Paragraph>,
}

impl<'a, 't, S: LineSource> Section<'a, 't, S> {
    fn new(text: &'a Text<'t, S>, span: TextRange) -> Self {
        let mut lines = text.lines.of_range(span);
        // The rest of the heading's line says nothing of how the section is set.
        let heading = || text.trimmed(span.start().into(), text.lines.start(lines.start + 1)).is_empty();
        lines.start += usize::from(lines.len() > 1 && heading());
        let begins = |index: usize| text.label_on(lines.start + index).is_some();
        let paragraphs = paragraphs(&text.lines.flags()[lines.clone()], begins);
        Self { text, span, first_line: lines.start, paragraphs }
    }

    fn issues(&self) -> Vec<IssueSpan> {
        let events = self.events();
        let mut issues: Vec<IssueSpan> = Vec::new();
        // What lies before the floor belongs to something else.
        let mut floor = self.statement_end().unwrap_or(self.span.start().into());
        let mut behind_label = false;
        for (n, event) in events.iter().enumerate() {
            match event {
                Event::Verdict(found) => {
                    if !self.decides(found, events.get(n + 1), behind_label) {
                        continue;
                    }
                    let title = self.title_before_verdict(found, floor, behind_label);
                    open(&mut issues, title, Some(found.verdict));
                    floor = found.verdict.range.end().into();
                    behind_label = false;
                }
                Event::Label(field, mark) => {
                    let title = self.title_before_label(mark, floor, behind_label);
                    match issues.last_mut().filter(|issue| !begins_another(issue, *field, title)) {
                        Some(issue) if issue.field(*field).is_some() => {
                            issue.repeats.push(field_at(*field, mark));
                        }
                        Some(issue) => issue.push(field_at(*field, mark)),
                        None => {
                            open(&mut issues, title, None);
                            issues
                                .last_mut()
                                .into_iter()
                                .for_each(|issue| issue.push(field_at(*field, mark)));
                        }
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
        let statements = &self.text.profile.statements;
        let statement = statements.iter().find(|s| s.first && s.section == SectionRole::Decisions)?;
        let (start, limit) = (usize::from(self.span.start()), self.span.end().into());
        let (_, beginning) = self.text.seen(start, limit, BEGINNING_WINDOW);
        if !statement.text.could_begin(&beginning) {
            return None;
        }
        let (_, flat) = self.text.seen(start, limit, STATEMENT_WINDOW);
        let end = statement.text.compare(&flat)?.end;
        let closing = flat[end..].len() - flat[end..].trim_start_matches([':', '.']).len();
        Some(start + usize::from(flat.to_source(range(0, end + closing)).end()))
    }

    /// Verdict lines and labels, in the order of the text.
    fn events(&self) -> Vec<Event> {
        let labels = self.text.labels.iter().filter(|(_, mark)| self.span.contains_range(mark.range));
        let labels = labels.map(|(field, mark)| (mark.range.start(), Event::Label(*field, *mark)));
        let lines = self.text.lines.of_range(self.span).filter_map(|line| self.verdict_line(line));
        let verdicts = lines.map(|found| (found.verdict.range.start(), Event::Verdict(found)));
        let mut events: Vec<_> = labels.chain(verdicts).collect();
        events.sort_by_key(|(at, _)| *at);
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// The verdict that a line ends with, unless it is the value of a label or the sentence goes on.
    fn verdict_line(&self, line: usize) -> Option<VerdictLine> {
        let lines = self.text.lines.flags();
        if !lines[line].is(LineFlags::VERDICT) {
            return None;
        }
        let flat = self.text.line(line);
        let (verdict, start, end) = self.text.recogniser.verdict_at_end(&flat)?;
        let line_start = self.text.lines.start(line);
        let place = flat.to_source(range(start, end)) + size(line_start);
        let before = flat[..start].trim_end();
        let before_end = flat.to_source(range(0, before.len())).end() + size(line_start);
        let labelled = self.text.labels.binary_search_by_key(&before_end, |(_, mark)| mark.range.end());
        let next =
            (line + 1..lines.len()).find(|next| !lines[*next].is(LineFlags::BLANK | LineFlags::COMMENT_ONLY));
        let label_next = next.is_some_and(|next| self.text.label_on(next).is_some());
        let goes_on = !label_next && next.is_some_and(|next| lines[next].is(LineFlags::CONTINUES));
        let found = VerdictLine {
            line,
            verdict: VerdictSpan { verdict, range: place },
            bare: before.is_empty(),
            label_next,
        };
        let inside = self.span.contains_range(place) && (before.is_empty() || labelled.is_err());
        (inside && !goes_on).then_some(found)
    }

    /// Whether a verdict line decides an issue, and does not tell of something else in passing.
    fn decides(&self, found: &VerdictLine, next: Option<&Event>, behind_label: bool) -> bool {
        let plain = found.verdict.verdict != Verdict::Other;
        // The verdict has wrapped: what comes before must be waiting for it, or a label follow.
        if found.bare && !self.is_awaited(found.line) && !(plain && found.label_next) {
            return false;
        }
        // Within a field, "Earlier request: Approved" may be a part of the story.
        let own = || plain && self.is_last_or_before_title(found, next);
        found.label_next || own() || (plain && !behind_label)
    }

    fn is_awaited(&self, line: usize) -> bool {
        let lines = self.text.lines.flags();
        let before = (0..line).rev().find(|before| !lines[*before].is(LineFlags::BLANK));
        before.is_some_and(|before| lines[before].is(LineFlags::ENDS_COLON))
    }

    /// Whether the line ends a paragraph behind which nothing stands but another title.
    fn is_last_or_before_title(&self, found: &VerdictLine, next: Option<&Event>) -> bool {
        let local = found.line - self.first_line;
        let at = self.paragraph_of(local);
        let ends = self.paragraphs[at].last == local + 1
            && self.paragraph_start(at) != usize::from(found.verdict.range.start());
        ends && match (self.paragraphs.get(at + 1), next) {
            (None, _) => true,
            (Some(paragraph), Some(Event::Verdict(next))) => {
                (paragraph.first..paragraph.last).contains(&(next.line - self.first_line))
            }
            _ => false,
        }
    }

    fn paragraph_of(&self, local: usize) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.first <= local).saturating_sub(1)
    }

    fn paragraph_start(&self, at: usize) -> usize {
        self.text.lines.start(self.first_line + self.paragraphs[at].first)
    }

    fn title_before_verdict(&self, found: &VerdictLine, floor: usize, behind_label: bool) -> TextRange {
        let end = usize::from(found.verdict.range.start());
        let at = self.paragraph_of(found.line - self.first_line);
        let (title, _) = self.title_before(at, end, floor, behind_label);
        let unsure = found.bare && !self.is_awaited(found.line);
        if unsure && !title::could_be_title(&self.flat(title)) { range(end, end) } else { title }
    }

    /// The title before a label where no verdict was found; empty where there is none either.
    fn title_before_label(&self, mark: &Mark, floor: usize, behind_label: bool) -> TextRange {
        let end = usize::from(mark.range.start());
        let empty = range(end, end);
        let local = mark.line as usize - self.first_line;
        let before = self.paragraphs.partition_point(|paragraph| paragraph.first < local).checked_sub(1);
        let Some(at) = before.filter(|_| floor < end) else { return empty };
        let (title, inside) = self.title_before(at, end, floor, behind_label);
        let flat = self.flat(title);
        let fits = if inside && behind_label {
            title::looks_like_title(&flat)
        } else {
            title::could_be_title(&flat)
        };
        if fits && !flat.is_empty() { title } else { empty }
    }

    /// The title that ends at `end`, in paragraph `at` or before it; and whether something else began
    /// that paragraph.
    fn title_before(&self, mut at: usize, end: usize, floor: usize, behind_label: bool) -> (TextRange, bool) {
        loop {
            let paragraph_start = self.paragraph_start(at);
            let start = paragraph_start.max(floor).min(end);
            let inside = floor > paragraph_start || (behind_label && floor >= paragraph_start);
            let paragraph = self.text.slice(start, end);
            let found = title::start_in(&paragraph, inside).filter(|_| !paragraph.trim().is_empty());
            match found {
                Some(offset) => return (self.text.trimmed(start + offset, end), inside),
                None if at == 0 || inside || paragraph.len() > MAX_TITLE => {
                    return (self.text.trimmed(start, end), inside);
                }
                None => at -= 1,
            }
        }
    }

    fn flat(&self, place: TextRange) -> Flat {
        Flat::new(&self.text.source.slice(place))
    }
}

/// Whether a label behind an issue's fields belongs to another issue: the issue has that field, and the
/// label opens an issue, comes before the last field, or has a title before it.
fn begins_another(issue: &IssueSpan, field: IssueField, title: TextRange) -> bool {
    let order = |field: IssueField| IssueField::ALL.iter().position(|known| *known == field);
    let last = issue.fields.last().map(|last| last.field);
    let opens =
        field == IssueField::AdministratorGuideline || last.is_some_and(|last| order(field) < order(last));
    issue.field(field).is_some() && (opens || !title.is_empty())
}

fn open(issues: &mut Vec<IssueSpan>, title: TextRange, verdict: Option<VerdictSpan>) {
    if let Some(previous) = issues.last_mut() {
        previous.close(title.start().into());
    }
    let end = verdict.map_or(title.end(), |verdict| verdict.range.end());
    issues.push(IssueSpan::new(TextRange::new(title.start(), end), title, verdict));
}

#[cfg(test)]
mod tests {
    use crate::letter::tests::issues;

    fn in_letter(issues_text: &str) -> Vec<String> {
        issues(&format!(
            "CLINICAL CASE SUMMARY\n\nA fall.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n{issues_text}"
        ))
    }

    const FIELDS: &str = "\n\nClaims Administrator guideline: Page one.\n\nMAXIMUS guideline: Page two.\n\nDecision rationale: It did not help.";

    #[test]
    fn a_status_in_a_rationale_decides_nothing() {
        let text = |story: &str| {
            format!("Brace: Upheld{FIELDS}\n\n{story}\n\nIt did not help.\n\nBoots: Overturned{FIELDS}\n")
        };
        for story in ["Earlier request: Approved", "Earlier review: Upheld", "The status was:\nDenied"] {
            let found = in_letter(&text(story));
            let story = story.replace('\n', " ");
            let rationale = format!("It did not help. {story} It did not help.");
            assert_eq!(
                found,
                [
                    format!("Brace: | Upheld | Page one. | Page two. | {rationale}"),
                    "Boots: | Overturned | Page one. | Page two. | It did not help.".to_owned()
                ]
            );
        }
    }

    #[test]
    fn issues_without_fields_follow_each_other() {
        let text = format!("Surgery: Upheld{FIELDS}\n\nCold unit: Upheld\n\nAssistant surgeon: Upheld\n");
        let expected = [
            "Surgery: | Upheld | Page one. | Page two. | It did not help.",
            "Cold unit: | Upheld | - | - | -",
            "Assistant surgeon: | Upheld | - | - | -",
        ];
        assert_eq!(in_letter(&text), expected);
    }

    #[test]
    fn titles_that_lack_something_are_titles() {
        let before = format!("Brace: Upheld{FIELDS}\n\n");
        let second = |title: &str| in_letter(&format!("{before}{title}{FIELDS}\n")).pop().expect("an issue");
        assert_eq!(
            second("Six visits of therapy Upheld"),
            "Six visits of therapy Upheld | - | Page one. | Page two. | It did not help."
        );
        assert_eq!(
            second("Six visits of therapy that were requested"),
            "Six visits of therapy that were requested | - | Page one. | Page two. | It did not help."
        );
        assert_eq!(
            second("Six visits of therapy: Uphelt"),
            "Six visits of therapy: Uphelt | - | Page one. | Page two. | It did not help."
        );
        assert_eq!(
            second("Six visits of therapy\n\nUpheld"),
            "Six visits of therapy | Upheld | Page one. | Page two. | It did not help."
        );
        assert_eq!(
            second("Six visits of therapy:\n\nUpheld"),
            "Six visits of therapy: | Upheld | Page one. | Page two. | It did not help."
        );
        assert_eq!(
            second("It was not medically necessary.\n\nUpheld"),
            " | Upheld | Page one. | Page two. | It did not help."
        );
    }

    #[test]
    fn a_label_said_twice_is_no_new_issue() {
        let text = format!("Brace: Upheld{FIELDS}\n\nDecision rationale: D.\n");
        assert_eq!(
            in_letter(&text),
            ["Brace: | Upheld | Page one. | Page two. | It did not help. Decision rationale: D."]
        );
        let text = format!("Brace: Upheld{FIELDS}{FIELDS}\n");
        assert_eq!(
            in_letter(&text),
            [
                "Brace: | Upheld | Page one. | Page two. | It did not help.",
                " | - | Page one. | Page two. | It did not help."
            ]
        );
    }
}
