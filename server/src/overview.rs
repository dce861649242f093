//! `imrlint/overview`: a letter at a glance, for an editor's side bar.
//!
//! Request `imrlint/overview`, params [`OverviewParams`], result [`Overview`] or null when the letter is
//! not open. Once a client has asked, the server sends it the notification `imrlint/overviewChanged`,
//! params [`OverviewChangedParams`], each time the diagnostics of a letter were computed anew; it may then
//! ask again. Ranges count columns as negotiated at `initialize`.

use imr_linter::finding::Severity;
use imr_linter::letter::{BlockKind, IssueSpan, Verdict};
use imr_linter::profile::{Audience, IssueField, SectionRole};
use imr_linter::text::TextRange;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier, Url};

use crate::document::Reading;
use crate::letter::{conclusion, determination, title_of};

/// Which letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewParams {
    /// The letter.
    pub text_document: TextDocumentIdentifier,
}

/// A letter at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The letter.
    pub uri: Url,
    /// The version of its text that this is about.
    pub version: i32,
    /// The profile that it follows, by id (`g4`).
    pub profile: String,
    /// The profile's name, for people.
    pub profile_name: String,
    /// `public` or `party`.
    pub audience: &'static str,
    /// `upheld`, `overturned` or `partial`; null while an issue has no verdict.
    pub determination: Option<&'static str>,
    /// In the order of the letter.
    pub sections: Vec<SectionOverview>,
    /// In the order of the letter.
    pub issues: Vec<IssueOverview>,
    /// What the letter still lacks.
    pub lacks: Vec<Lack>,
    /// How many findings there are.
    pub counts: Counts,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SectionOverview {
    /// Its title as the letter prints it.
    pub title: String,
    /// Title and body.
    pub range: Range,
    /// The title.
    pub title_range: Range,
}

/// A disputed item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IssueOverview {
    /// From one.
    pub number: usize,
    /// The item without its verdict.
    pub title: String,
    /// `upheld`, `overturned`, `other` for words that a determination may not use, or null.
    pub verdict: Option<&'static str>,
    /// From the title to the end of the last field.
    pub range: Range,
    /// The title; where there is none, where it should be.
    pub title_range: Range,
    /// The words of the verdict.
    pub verdict_range: Option<Range>,
    /// The fields in order: `administratorGuideline`, `reviewerGuideline`, `rationale`.
    pub fields: Vec<FieldOverview>,
    /// The sentence that concludes the rationale, if there is one.
    pub conclusion: Option<ConclusionOverview>,
    /// What the reviewer cites.
    pub citation: CitationState,
    /// Findings within the issue.
    pub counts: Counts,
}

/// A field of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldOverview {
    /// Which.
    pub field: &'static str,
    /// Whether the issue has it.
    pub present: bool,
    /// Label and text; null if absent.
    pub range: Option<Range>,
}

/// The sentence that concludes a rationale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConclusionOverview {
    /// The verdict that fits: `upheld`, `overturned`, or `other` for a sentence that fits neither.
    pub says: &'static str,
    /// Whether that is the verdict; null without one.
    pub agrees: Option<bool>,
    /// The sentence.
    pub range: Range,
}

/// What the reviewer cites for an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CitationState {
    /// `cited`, `none` when there is no citation, `doubtful` when a finding is about one.
    pub state: &'static str,
    /// The citations, with their places.
    pub citations: Vec<CitationOverview>,
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CitationOverview {
    /// The document as printed.
    pub document: String,
    /// All of the citation.
    pub range: Range,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lack {
    /// The rule that says so.
    pub code: String,
    /// What.
    pub message: String,
    /// Where it belongs, as near as can be told.
    pub range: Range,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Infos.
    pub info: usize,
    /// Hints.
    pub hint: usize,
}

/// The notification `imrlint/overviewChanged`.
#[derive(Debug)]
pub enum OverviewChanged {}

/// Which letter's overview changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewChangedParams {
    /// The letter.
    pub uri: Url,
    /// The version of its text.
    pub version: i32,
}

impl Notification for OverviewChanged {
    type Params = OverviewChangedParams;
    const METHOD: &'static str = "imrlint/overviewChanged";
}

/// Rules that tell what is missing.
const LACKS: [&str; 8] = ["S001", "S004", "S006", "S007", "S008", "S009", "C010", "V002"];

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
    let lacks = letter.outcome.findings.iter().filter(|finding| LACKS.contains(&finding.rule.code));
    let lack = |finding: &imr_linter::finding::Finding| Lack {
        code: finding.rule.code.to_owned(),
        message: finding.message.clone(),
        range: letter.range(finding.range),
    };
    Overview {
        uri: letter.letter.uri.clone(),
        version: letter.letter.version,
        profile: view.profile.id.clone(),
        profile_name: view.profile.name.clone(),
        audience: match view.audience {
            Audience::Public => "public",
            Audience::Party => "party",
        },
        determination: determination(letter).map(|(name, _)| name),
        sections: sections.collect(),
        issues: view.issues().map(|(number, span)| issue(letter, number, span)).collect(),
        lacks: lacks.map(lack).collect(),
        counts: counts(letter, None),
    }
}

fn issue(letter: &Reading<'_>, number: usize, span: &IssueSpan) -> IssueOverview {
    let view = letter.session.view();
    let field = |field: IssueField, name: &'static str| FieldOverview {
        field: name,
        present: span.field(field).is_some(),
        range: span.field(field).map(|field| letter.range(field.range)),
    };
    let concluded = conclusion(letter, number).map(|(says, range)| ConclusionOverview {
        says: name_of(says),
        agrees: span.verdict.map(|verdict| verdict.verdict == says),
        range: letter.range(range),
    });
    IssueOverview {
        number: number + 1,
        title: title_of(letter, span),
        verdict: span.verdict.map(|verdict| name_of(verdict.verdict)),
        range: letter.range(span.range),
        title_range: letter.range(view.issue_place(span)),
        verdict_range: span.verdict.map(|verdict| letter.range(verdict.range)),
        fields: vec![
            field(IssueField::AdministratorGuideline, "administratorGuideline"),
            field(IssueField::ReviewerGuideline, "reviewerGuideline"),
            field(IssueField::Rationale, "rationale"),
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
    let (mut citations, mut doubtful) = (Vec::new(), false);
    for (block, facts) in view.issue_blocks(issue).filter(|(block, _)| [field, section].contains(&block.kind))
    {
        doubtful |=
            letter.outcome.findings.iter().any(|finding| {
                finding.rule.code.starts_with('C') && block.range.contains_range(finding.range)
            });
        for citation in facts.guideline.iter().flat_map(|line| &line.citations) {
            citations.push(CitationOverview {
                document: citation.document.printed.clone(),
                range: letter.range(citation.range + block.range.start()),
            });
        }
    }
    let state = match (citations.is_empty(), doubtful) {
        (true, _) => "none",
        (false, true) => "doubtful",
        (false, false) => "cited",
    };
    CitationState { state, citations }
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

fn name_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Upheld => "upheld",
        Verdict::Overturned => "overturned",
        Verdict::Other => "other",
    }
}
