//! `imrlint/overview`: a letter at a glance, for an editor's side bar.
//!
//! Request `imrlint/overview`, params [`OverviewParams`], result [`Overview`] or null when the letter is
//! not open. Once a client has asked, the server sends it the notification `imrlint/overviewChanged`,
//! params [`OverviewChangedParams`], each time the diagnostics of a letter were computed anew; it may then
//! ask again. Ranges count columns as negotiated at `initialize`.

mod protocol;

use imr_linter::finding::{Finding, Severity};
use imr_linter::letter::{BlockKind, IssueSpan};
use imr_linter::profile::{IssueField, SectionRole};
use imr_linter::rules::About;
use imr_linter::text::TextRange;

use crate::document::Reading;
use crate::letter::{conclusion, determination, title_of};

pub use protocol::{
    CitationOverview, CitationState, ConclusionOverview, Counts, Determination, Field, FieldOverview,
    IssueOverview, Lack, Overview, OverviewChanged, OverviewChangedParams, OverviewParams, SectionOverview,
    State,
};

/// A letter's overview.
pub(crate) fn overview(letter: &Reading<'_>) -> Overview {
    let view = letter.session.view();
    let outline = letter.session.letter().outline();
    let sections = outline.sections.iter().map(|section| {
        let title = outline.marks[section.mark].range;
        SectionOverview {
            title: letter.flat(title),
            range: letter.range(letter.section(section)),
            title_range: letter.range(title),
        }
    });
    let lacks = letter.outcome.findings.iter().filter(|finding| is_lack(finding));
    let lack = |finding: &Finding| Lack {
        code: finding.rule.code.to_owned(),
        message: finding.message.clone(),
        range: letter.range(finding.range),
    };
    Overview {
        uri: letter.letter.uri.clone(),
        version: letter.letter.version,
        profile: view.profile.id.clone(),
        profile_name: view.profile.name.clone(),
        audience: view.audience,
        determination: determination(letter).map(|(name, _)| name),
        sections: sections.collect(),
        issues: view.issues().map(|(number, span)| issue(letter, number, span)).collect(),
        lacks: lacks.map(lack).collect(),
        counts: counts(letter, None),
    }
}

/// Whether something is not there. What is there with a slip in it lacks nothing.
fn is_lack(finding: &Finding) -> bool {
    let mut edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
    finding.rule.about == About::Lack && !edits.any(|edit| !edit.range.is_empty())
}

fn issue(letter: &Reading<'_>, number: usize, span: &IssueSpan) -> IssueOverview {
    let view = letter.session.view();
    let field = |field: IssueField, name: Field| FieldOverview {
        field: name,
        present: span.field(field).is_some(),
        range: span.field(field).map(|field| letter.range(field.range)),
    };
    let concluded = conclusion(letter, number).map(|(says, range)| ConclusionOverview {
        says,
        agrees: span.verdict.map(|verdict| verdict.verdict == says),
        range: letter.range(range),
    });
    IssueOverview {
        number: number + 1,
        title: title_of(letter, span),
        verdict: span.verdict.map(|verdict| verdict.verdict),
        range: letter.range(span.range),
        title_range: letter.range(view.issue_place(span)),
        verdict_range: span.verdict.map(|verdict| letter.range(verdict.range)),
        fields: vec![
            field(IssueField::AdministratorGuideline, Field::AdministratorGuideline),
            field(IssueField::ReviewerGuideline, Field::ReviewerGuideline),
            field(IssueField::Rationale, Field::Rationale),
        ],
        conclusion: concluded,
        citation: citations(letter, number),
        counts: counts(letter, Some(span.range)),
    }
}

fn citations(letter: &Reading<'_>, issue: usize) -> CitationState {
    let field = BlockKind::Field(IssueField::ReviewerGuideline);
    let section = BlockKind::Paragraph(SectionRole::Guideline);
    let view = letter.session.view();
    let doubts: Vec<TextRange> =
        letter.outcome.findings.iter().filter(|found| is_doubt(found)).map(|found| found.range).collect();
    let mut citations = Vec::new();
    for (block, facts) in view.issue_blocks(issue).filter(|(block, _)| [field, section].contains(&block.kind))
    {
        for citation in facts.guideline.iter().flat_map(|line| &line.citations) {
            let place = citation.range + block.range.start();
            citations.push(CitationOverview {
                document: citation.document.printed.clone(),
                doubtful: doubts.iter().any(|doubt| doubt.intersect(place).is_some()),
                range: letter.range(place),
            });
        }
    }
    let state = match (citations.is_empty(), citations.iter().any(|citation| citation.doubtful)) {
        (true, _) => State::None,
        (false, true) => State::Doubtful,
        (false, false) => State::Cited,
    };
    CitationState { state, citations }
}

/// Whether a finding says that a citation may not hold; remarks on it do not.
fn is_doubt(finding: &Finding) -> bool {
    finding.rule.code.starts_with('C') && finding.severity >= Severity::Warning
}

/// The findings within a range, or all of them.
pub(crate) fn counts(letter: &Reading<'_>, within: Option<TextRange>) -> Counts {
    let mut counts = Counts::default();
    let findings = letter.outcome.findings.iter();
    for finding in findings.filter(|found| within.is_none_or(|within| within.contains(found.range.start()))) {
        match finding.severity {
            Severity::Error => counts.error += 1,
            Severity::Warning => counts.warning += 1,
            Severity::Info => counts.info += 1,
            Severity::Hint => counts.hint += 1,
        }
    }
    counts
}
