//! The layout of 2013: numbered determinations up front, and further down a part for each, headed
//! "1) Regarding the request for X:".

use std::sync::LazyLock;

use regex::Regex;

use super::super::line::LineFlags;
use super::decision::decision_in;
use super::numbered::add_fields;
use super::{IssueSpan, Text, VerdictSpan};
use crate::profile::SectionRole;
use crate::text::{LineSource, range};

static REGARDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?is)^\s*(?<number>\d+)[.)]\s+regarding\s+the\s+request\s+for\s+(?<item>.+?):")
        .expect("a valid pattern")
});
/// The head of an issue, and a determination, are no longer than this many bytes.
const HEAD_WINDOW: usize = 1500;

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    let mut determinations: Vec<(u32, VerdictSpan)> = Vec::new();
    let mut issues: Vec<IssueSpan> = Vec::new();
    for line in (0..text.lines.len()).filter(|line| text.lines[*line].is(LineFlags::NUMBERED)) {
        let start = text.starts[line];
        let seen = text.source.floor_char_boundary(text.source.len().min(start + HEAD_WINDOW));
        let head = text.slice(start, seen);
        if let Some(found) = REGARDING.captures(&head) {
            let verdict =
                determinations.iter().find(|(n, _)| *n == number(&found["number"])).map(|(_, v)| *v);
            let item = found.name("item").map_or(0..0, |item| item.range());
            if let Some(open) = issues.last_mut() {
                open.close(start);
            }
            let title = range(start + item.start, start + item.end);
            issues.push(IssueSpan {
                range: range(start, title.end().into()),
                title,
                verdict,
                fields: Vec::new(),
            });
        } else if issues.is_empty() {
            let paragraph =
                head.split_inclusive('\n').take_while(|line| !line.trim().is_empty()).map(str::len).sum();
            if let Some(decision) = decision_in(&head[..paragraph], start) {
                let number = number(head.trim_start());
                if determinations.iter().all(|(known, _)| *known != number) {
                    determinations.push((number, decision.verdict));
                }
            }
        }
    }
    if let Some(open) = issues.last_mut() {
        let after = |at: &usize| *at > usize::from(open.title.end());
        let effect = text.outline.sections(SectionRole::Effect);
        let next = effect.map(|s| usize::from(text.outline.marks[s.mark].range.start())).find(after);
        open.close(next.unwrap_or(text.source.len()));
    }
    add_fields(text, &mut issues);
    issues
}

fn number(text: &str) -> u32 {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::letter::tests::issues;

    #[test]
    fn verdicts_come_from_the_numbered_determinations() {
        let letter = "Notice of Independent Medical Review Determination\n\n\
            1) MAXIMUS Federal Services, Inc. has determined the request for an MRI is not medically\n\
            necessary and appropriate.\n\n\
            2) MAXIMUS Federal Services, Inc. has determined the request for six visits is medically necessary.\n\n\
            INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE\n\nCase Summary: A fall.\n\n\
            1) Regarding the request for an MRI:\n\n\
            Rationale for the Decision:\nNo red flags.\n\n\
            2) Regarding the request for six\nvisits:\n\n\
            Section of the Medical Treatment Utilization Schedule Relied Upon by the Expert Reviewer to\n\
            Make His/Her Decision:\nThe MTUS, page 1.\n\n\
            Rationale for the Decision: They help.\n";
        assert_eq!(
            issues(letter),
            [
                "an MRI | Upheld | - | - | No red flags.",
                "six visits | Overturned | - | The MTUS, page 1. | They help.",
            ]
        );
    }
}
