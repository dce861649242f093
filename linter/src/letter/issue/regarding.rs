//! The layout of 2013: numbered determinations up front, and further down a part for each, headed
//! "1) Regarding the request for X:".

use std::sync::LazyLock;

use regex::Regex;

use super::super::line::LineFlags;
use super::decision::decision_in;
use super::numbered::{SENTENCE_WINDOW, add_fields};
use super::{IssueSpan, Text, VerdictSpan};
use crate::profile::SectionRole;
use crate::text::{LineSource, range, size};

static REGARDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?<number>\d+)[.)] regarding the request for (?<item>.+?):").expect("a valid pattern")
});

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    let mut determinations: Vec<(u32, VerdictSpan)> = Vec::new();
    let mut issues: Vec<IssueSpan> = Vec::new();
    let lines = text.lines.flags();
    for line in (0..lines.len()).filter(|line| lines[*line].is(LineFlags::NUMBERED)) {
        let start = text.lines.start(line);
        let (_, flat) = text.seen(start, text.source.len(), SENTENCE_WINDOW);
        if let Some(found) = REGARDING.captures(&flat) {
            let number = number(&found["number"]);
            let verdict =
                determinations.iter().find(|(known, _)| *known == number).map(|(_, verdict)| *verdict);
            let item = found.name("item").map_or(0..0, |item| item.range());
            if let Some(open) = issues.last_mut() {
                open.close(start);
            }
            let title = flat.to_source(range(item.start, item.end)) + size(start);
            issues.push(IssueSpan::new(range(start, title.end().into()), title, verdict));
        } else if issues.is_empty() {
            let number = number(&flat);
            let known = determinations.iter().any(|(known, _)| *known == number);
            if let Some(verdict) =
                decision_in(&flat, start).and_then(|decision| decision.verdict).filter(|_| !known)
            {
                determinations.push((number, verdict));
            }
        }
    }
    if let Some(open) = issues.last_mut() {
        let after = |at: &usize| *at > usize::from(open.title.end());
        let effect = text.outline.sections(SectionRole::Effect);
        let next =
            effect.map(|section| usize::from(text.outline.marks[section.mark].range.start())).find(after);
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
        let expected = [
            "an MRI | Upheld | - | - | No red flags.",
            "six visits | Overturned | - | The MTUS, page 1. | They help.",
        ];
        assert_eq!(issues(letter), expected);
        assert_eq!(issues(&letter.replace('\n', "\n\n")), expected, "double-spaced");
    }
}
