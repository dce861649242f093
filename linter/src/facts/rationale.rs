//! What a rationale rests on, apart from its citations.

use std::sync::LazyLock;

use regex::Regex;

use crate::letter::BlockKind;
use crate::lexicon::{Matcher, Region};
use crate::profile::IssueField;
use crate::text::{TextRange, compiled};

/// Grounds of a rationale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// It speaks of weaning or tapering.
    pub weaning: bool,
    /// It rests on the necessity of another item, such as an operation: the sentence part that says so.
    pub depends: Option<TextRange>,
    /// It says something about this patient, by the words for the person and the records.
    pub patient: bool,
    /// Tests that a guideline asks for in some parts of the body only.
    pub tests: Vec<(TextRange, Vec<Region>)>,
}

static WEANING: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\b(?:wean\w*|taper\w*|stop long-term opioids)\b"));
static DEPENDS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)(?:\b(?:as\s+(?:the|this|these|any|no|primary|requested)|since|because|given\s+that|with)\s+(?:the\s+)?[^.;]{0,60}?
        \b(?:surg\w*|procedures?|operation|operative|arthroscop\w*|arthroplast\w*|release|fusion|laminectomy|discectomy|reconstruction|replacement|repair|primary|injections?|underlying)\b[^.;]{0,80}?
        \b(?:necessary|necessity|certified|approved|authorized|supported|indicated|established|warranted)\b
        |(?:^|\.\s)(?:the|this|that)\s+(?:\w+\s+){0,3}?(?:surg\w*|procedure|operation)\b[^.;]{0,80}?
        \b(?:necessary|certified|approved|authorized|supported|established)\b[^.;]{0,40}[,;]\s+[^.;]{0,60}?\b(?:therefore|thus|so|hence|accordingly|consequently)\b)";
    compiled(pattern)
});
static TESTS: LazyLock<Matcher<Vec<Region>>> = LazyLock::new(|| {
    Matcher::from_table(include_str!("../../data/guideline/tests.tsv"), |regions| {
        regions.split(';').filter_map(Region::named).collect()
    })
});

static PATIENT: LazyLock<Matcher<()>> =
    LazyLock::new(|| Matcher::from_table(include_str!("../../data/conclusion/patient.tsv"), |_| ()));
static DATE: LazyLock<Regex> = LazyLock::new(|| compiled(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b"));

pub(super) fn read(flat: &str, kind: BlockKind) -> Grounds {
    if kind != BlockKind::Field(IssueField::Rationale) {
        return Grounds::default();
    }
    let place = |found: regex::Match<'_>| crate::text::range(found.start(), found.end());
    Grounds {
        weaning: WEANING.is_match(flat),
        patient: PATIENT.find(flat).next().is_some() || DATE.is_match(flat),
        depends: DEPENDS.find(flat).map(place),
        tests: TESTS.find(flat).map(|(range, regions)| (range, regions.clone())).collect(),
    }
}
