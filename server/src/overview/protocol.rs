//! What the protocol says of an overview.

use imr_linter::letter::Verdict;
use imr_linter::profile::Audience;
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier, Url};

/// Which letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OverviewParams {
    /// The letter.
    pub text_document: TextDocumentIdentifier,
}

/// A letter at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// Who it is for: `public` or `party`.
    pub audience: Audience,
    /// Null while an issue has no verdict.
    pub determination: Option<Determination>,
    /// In the order of the letter.
    pub sections: Vec<SectionOverview>,
    /// In the order of the letter.
    pub issues: Vec<IssueOverview>,
    /// What the letter still lacks.
    pub lacks: Vec<Lack>,
    /// How many findings there are.
    pub counts: Counts,
}

/// What the issues add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Determination {
    /// All are upheld.
    Upheld,
    /// All are overturned.
    Overturned,
    /// Some are.
    Partial,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IssueOverview {
    /// From one.
    pub number: usize,
    /// The item without its verdict.
    pub title: String,
    /// `upheld`, `overturned`, `other` for words that a determination may not use, or null.
    pub verdict: Option<Verdict>,
    /// From the title to the end of the last field.
    pub range: Range,
    /// The title; where there is none, where it should be.
    pub title_range: Range,
    /// The words of the verdict.
    pub verdict_range: Option<Range>,
    /// The fields in order.
    pub fields: Vec<FieldOverview>,
    /// The sentence that concludes the rationale, if there is one.
    pub conclusion: Option<ConclusionOverview>,
    /// What the reviewer cites.
    pub citation: CitationState,
    /// Findings within the issue.
    pub counts: Counts,
}

/// The name of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    /// What the claims administrator cites.
    AdministratorGuideline,
    /// What the reviewer cites.
    ReviewerGuideline,
    /// Why.
    Rationale,
}

/// A field of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldOverview {
    /// Which.
    pub field: Field,
    /// Whether the issue has it.
    pub present: bool,
    /// Label and text; null if absent.
    pub range: Option<Range>,
}

/// The sentence that concludes a rationale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConclusionOverview {
    /// The verdict that fits: `upheld`, `overturned`, or `other` for a sentence that fits neither.
    pub says: Verdict,
    /// Whether that is the verdict; null without one.
    pub agrees: Option<bool>,
    /// The sentence.
    pub range: Range,
}

/// How it stands with a reviewer's citations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// There are some, and nothing to say about them.
    Cited,
    /// There is none.
    None,
    /// A finding is about one.
    Doubtful,
}

/// What the reviewer cites for an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CitationState {
    /// How it stands with it.
    pub state: State,
    /// The citations, with their places.
    pub citations: Vec<CitationOverview>,
}

/// One citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CitationOverview {
    /// The document as printed.
    pub document: String,
    /// A finding says that it may not hold.
    pub doubtful: bool,
    /// All of the citation.
    pub range: Range,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
