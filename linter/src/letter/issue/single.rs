//! The layout of early 2013: the letter is about one item, and its sections are the issue's parts.

use super::{FieldSpan, IssueSpan, Text, VerdictSpan};
use crate::profile::{IssueField, SectionRole};
use crate::text::LineSource;

pub(super) fn issues<S: LineSource>(text: &Text<'_, S>) -> Vec<IssueSpan> {
    let section = |role| text.outline.sections(role).next();
    let Some(issue) = section(SectionRole::Issue) else { return Vec::new() };
    let title = text.trimmed(issue.body.start().into(), issue.body.end().into());
    let fields = [
        (IssueField::ReviewerGuideline, SectionRole::Guideline),
        (IssueField::Rationale, SectionRole::Rationale),
    ];
    let fields = fields.into_iter().filter_map(|(field, role)| {
        let body = section(role)?.body;
        Some(FieldSpan { field, range: body, value_start: body.start().into() })
    });
    let verdict = section(SectionRole::Rationale).and_then(|rationale| {
        let mark = &text.outline.marks[rationale.mark];
        // A title with a slip in it may have lost its "NOT": it decides nothing.
        let verdict = text.recogniser.form(mark.form).decides.filter(|_| mark.slips == 0)?;
        Some(VerdictSpan { verdict, range: mark.range })
    });
    let mut issue = IssueSpan::new(title, title, verdict);
    issue.fields = fields.collect();
    vec![issue]
}

#[cfg(test)]
mod tests {
    use crate::letter::tests::issues;

    #[test]
    fn the_title_of_the_rationale_decides() {
        let letter = |not: &str| {
            format!(
                "MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE: Six visits\n\nCASE SUMMARY: A fall.\n\n\
                 MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND WHY:\nThe MTUS.\n\n\
                 RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS {not}MEDICALLY NECESSARY:\nReasons.\n"
            )
        };
        assert_eq!(issues(&letter("NOT ")), ["Six visits | Upheld | - | The MTUS. | Reasons."]);
        assert_eq!(issues(&letter("")), ["Six visits | Overturned | - | The MTUS. | Reasons."]);
        assert_eq!(issues(&letter("N ")), ["Six visits | - | - | The MTUS. | Reasons."], "not certain");
    }
}
