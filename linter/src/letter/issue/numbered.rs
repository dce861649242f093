//! The layout of late 2013 and 2014: numbered issues, each beginning with the sentence that decides it.

use super::super::line::LineFlags;
use super::decision::{Decision, decision_in};
use super::{IssueSpan, Text, field_at};
use crate::profile::SectionRole;
use crate::text::{LineSource, TextRange, range};

/// A deciding sentence is no longer than this many bytes.
pub(super) const SENTENCE_WINDOW: usize = 1500;

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    let sections = text.outline.sections(SectionRole::Decisions);
    sections.flat_map(|section| in_section(text, section.body)).collect()
}

fn in_section<S: LineSource>(text: &Text<'_, S>, body: TextRange) -> Vec<IssueSpan> {
    let end = usize::from(body.end());
    let mut issues: Vec<IssueSpan> = Vec::new();
    let numbered = |line: &usize| text.lines.flags()[*line].is(LineFlags::NUMBERED);
    for line in text.lines.of_range(body).filter(numbered) {
        let start = text.lines.start(line);
        let (_, flat) = text.seen(start, end, SENTENCE_WINDOW);
        let Some(Decision { item, verdict, end: sentence_end }) = decision_in(&flat, start) else { continue };
        if issues.last().is_some_and(|open| usize::from(open.range.end()) > start) {
            continue; // a numbered line within the sentence before
        }
        if let Some(open) = issues.last_mut() {
            open.close(start);
        }
        issues.push(IssueSpan::new(range(start, sentence_end), item, verdict));
    }
    if let Some(open) = issues.last_mut() {
        open.close(end);
    }
    add_fields(text, &mut issues);
    issues
}

/// Gives every field mark to the issue that it stands in.
pub(super) fn add_fields<S: LineSource>(text: &Text<'_, S>, issues: &mut [IssueSpan]) {
    for (field, mark) in &text.labels {
        let at = mark.range.start();
        let behind = issues.partition_point(|issue| issue.range.start() <= at);
        let issue = behind.checked_sub(1).map(|index| &mut issues[index]);
        let Some(issue) = issue.filter(|issue| issue.range.contains(at)) else { continue };
        // "The Claims Administrator based ..." behind its own label goes on with the same field.
        if issue.fields.last().is_some_and(|last| last.field == *field) {
            continue;
        }
        if issue.field(*field).is_some() {
            issue.repeats.push(field_at(*field, mark));
            continue;
        }
        let end = issue.range.end();
        issue.push(field_at(*field, mark));
        issue.close(end.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::tests::issues;

    const LETTER: &str = "IMR DECISION(S) AND RATIONALE(S)\n\n\
        1. The request for Ointment 5% #1 is not medically necessary and appropriate.\n\n\
        The Claims Administrator based its decision on the MTUS.\n\n\
        The Physician Reviewer based his/her decision on the MTUS, page 1.\n\n\
        The Physician Reviewer's decision rationale: It did not help.\n\n\
        2. The request for six visits is medically necessary and appropriate.\n\n\
        The Physician Reviewer's decision rationale: They helped. It is not medically necessary to wait.\n";
    const EXPECTED: [&str; 2] = [
        "Ointment 5% #1 | Upheld | The Claims Administrator based its decision on the MTUS. | \
         The Physician Reviewer based his/her decision on the MTUS, page 1. | It did not help.",
        "six visits | Overturned | - | - | They helped. It is not medically necessary to wait.",
    ];

    #[test]
    fn the_first_sentence_names_and_decides() {
        assert_eq!(issues(LETTER), EXPECTED);
        assert_eq!(issues(&LETTER.replace('\n', " \n\n")), EXPECTED, "double-spaced");
        assert_eq!(
            issues(
                &LETTER
                    .replace("\n\n", " ")
                    .replace("IMR DECISION(S) AND RATIONALE(S) ", "IMR DECISION(S) AND RATIONALE(S)\n")
            ),
            EXPECTED,
            "joined"
        );
    }

    #[test]
    fn a_later_sentence_decides_nothing() {
        let undecided = LETTER.replace(" is not medically necessary and appropriate", "");
        assert!(issues(&undecided)[0].starts_with("Ointment 5% #1 | - | "));
        assert_eq!(issues(&undecided).len(), 2);
        let glued = LETTER.replace("not medically", "notmedically");
        assert!(issues(&glued)[0].starts_with("Ointment 5% #1 | Upheld | "));
    }
}
