//! The layout of late 2013 and 2014: numbered issues, each beginning with the sentence that decides it.

use super::super::line::LineFlags;
use super::decision::{Decision, decision_in};
use super::{IssueSpan, Text, field_at};
use crate::profile::SectionRole;
use crate::text::{LineSource, range};

/// A deciding sentence is no longer than this many bytes.
const SENTENCE_WINDOW: usize = 1500;

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    text.outline
        .sections(SectionRole::Decisions)
        .flat_map(|section| {
            let end = usize::from(section.body.end());
            let mut issues: Vec<IssueSpan> = Vec::new();
            for line in text.lines_of(section.body).filter(|line| text.lines[*line].is(LineFlags::NUMBERED)) {
                let start = text.starts[line];
                let seen = text.source.floor_char_boundary(end.min(start + SENTENCE_WINDOW));
                let Some(Decision { item, verdict }) = decision_in(&text.slice(start, seen), start) else {
                    continue;
                };
                if issues
                    .last()
                    .is_some_and(|issue| issue.verdict.is_some_and(|open| open.range.end() > item.start()))
                {
                    continue; // a numbered line within the sentence before
                }
                if let Some(open) = issues.last_mut() {
                    open.close(start);
                }
                let range = range(start, verdict.range.end().into());
                issues.push(IssueSpan { range, title: item, verdict: Some(verdict), fields: Vec::new() });
            }
            if let Some(open) = issues.last_mut() {
                open.close(end);
            }
            add_fields(text, &mut issues);
            issues
        })
        .collect()
}

/// Gives every field mark to the issue that it stands in.
pub(super) fn add_fields<S: LineSource>(text: &Text<'_, S>, issues: &mut [IssueSpan]) {
    for (field, mark) in text.field_marks() {
        let at = mark.range.start();
        let Some(issue) = issues.iter_mut().find(|issue| issue.range.contains(at)) else { continue };
        // "The Claims Administrator based ..." behind its own label goes on with the same field.
        if issue.fields.last().is_some_and(|last| last.field == field) {
            continue;
        }
        let end = issue.range.end();
        issue.close(at.into());
        issue.range = crate::text::TextRange::new(issue.range.start(), end);
        issue.fields.push(field_at(field, mark));
        issue.close(end.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::tests::issues;

    #[test]
    fn the_first_sentence_names_and_decides() {
        let letter = "IMR DECISION(S) AND RATIONALE(S)\n\n\
            1. The request for Ointment 5% #1 is not medically necessary and appropriate.\n\n\
            The Claims Administrator based its decision on the MTUS.\n\n\
            The Physician Reviewer based his/her decision on the MTUS, page 1.\n\n\
            The Physician Reviewer's decision rationale: It did not help.\n\n\
            2. The request for six visits is medically necessary and appropriate.\n\n\
            The Physician Reviewer's decision rationale: They helped.\n";
        let expected = [
            "Ointment 5% #1 | Upheld | The Claims Administrator based its decision on the MTUS. | \
             The Physician Reviewer based his/her decision on the MTUS, page 1. | It did not help.",
            "six visits | Overturned | - | - | They helped.",
        ];
        assert_eq!(issues(letter), expected);
    }
}
