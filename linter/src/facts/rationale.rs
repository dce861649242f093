//! What a rationale rests on, apart from its citations.

use std::sync::LazyLock;

use regex::Regex;

use crate::letter::BlockKind;
use crate::lexicon::{Matcher, Region};
use crate::profile::IssueField;
use crate::text::{TextRange, compiled, range};

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
struct Depends {
    /// Opens a reason.
    reason: Regex,
    /// What a request may depend on.
    item: Regex,
    /// The item as a sentence's subject.
    subject: Regex,
    supported: Regex,
    therefore: Regex,
}

static DEPENDS: LazyLock<Depends> = LazyLock::new(|| Depends {
    reason: compiled(
        r"(?i)\b(?:as\s+(?:the|this|these|any|no|primary|requested)|since|because|given\s+that|with)\s+",
    ),
    item: compiled(
        r"(?ix)\b(?:surg\w*|procedures?|operation|operative|arthroscop\w*|arthroplast\w*|release|fusion|laminectomy|
          discectomy|reconstruction|replacement|repair|primary|injections?|underlying)\b",
    ),
    subject: compiled(r"(?i)^(?:the|this|that)\s+(?:\w+\s+){0,3}?(?:surg\w*|procedure|operation)\b"),
    supported: compiled(
        r"(?i)\b(?:necessary|necessity|certified|approved|authorized|supported|indicated|established|warranted)\b",
    ),
    therefore: compiled(r"(?i)\b(?:therefore|thus|so|hence|accordingly|consequently)\b"),
});
/// So far, in bytes, an item may stand behind what opens the reason, and a conclusion behind its comma.
const NEAR: usize = 60;
/// So far behind the item it may be said that it is supported.
const FAR: usize = 80;
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
    Grounds {
        weaning: WEANING.is_match(flat),
        patient: PATIENT.find(flat).next().is_some() || DATE.is_match(flat),
        depends: depends(flat),
        tests: TESTS.find(flat).map(|(range, regions)| (range, regions.clone())).collect(),
    }
}

/// "Since the surgery is not medically necessary", or "The surgery is not supported; therefore".
fn depends(flat: &str) -> Option<TextRange> {
    let mut from = 0;
    flat.split_inclusive('.').find_map(|sentence| {
        let start = from;
        from += sentence.len();
        let (first, last) = reason(sentence).or_else(|| premise(sentence))?;
        Some(range(start + first, start + last))
    })
}

fn reason(sentence: &str) -> Option<(usize, usize)> {
    DEPENDS.reason.find_iter(sentence).find_map(|reason| {
        let clause = clause(sentence, reason.end());
        let near = |item: &regex::Match<'_>| item.start() <= NEAR;
        let end =
            DEPENDS.item.find_iter(clause).take_while(near).find_map(|item| supported(clause, item.end()))?;
        Some((reason.start(), reason.end() + end))
    })
}

fn premise(sentence: &str) -> Option<(usize, usize)> {
    let start = sentence.len() - sentence.trim_start().len();
    let subject = DEPENDS.subject.find(&sentence[start..])?;
    let supported = start + supported(&sentence[start..], subject.end())?;
    let comma = supported + sentence[supported..].find([',', ';'])? + 1;
    let therefore = DEPENDS.therefore.find(clause(sentence, comma)).filter(|found| found.start() <= NEAR)?;
    Some((start, comma + therefore.end()))
}

/// Where it has been said, soon behind a place of a clause, that something is supported, or is not.
fn supported(clause: &str, at: usize) -> Option<usize> {
    DEPENDS.supported.find_at(clause, at).filter(|found| found.start() <= at + FAR).map(|found| found.end())
}

/// What stands between a place of a sentence and the next semicolon.
fn clause(sentence: &str, at: usize) -> &str {
    sentence[at..].split(';').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_may_depend_on_another_item() {
        let found = |text: &str| depends(text).map(|place| text[place].to_owned());
        assert_eq!(
            found(
                "Notes are few. As the requested knee surgery is not medically necessary, the brace is not."
            )
            .as_deref(),
            Some("As the requested knee surgery is not medically necessary")
        );
        assert_eq!(
            found("The operation is not supported; the sling is therefore not needed.").as_deref(),
            Some("The operation is not supported; the sling is therefore")
        );
        for other in [
            "Since March there was no fusion. It is necessary.",
            "Since the visit; the surgery is necessary.",
            "The worker asks for the operation, which is therefore in dispute.",
        ] {
            assert_eq!(found(other), None, "{other}");
        }
        let far = format!("Because {}the surgery is necessary, it is.", "he said so and ".repeat(5));
        assert_eq!(found(&far), None);
    }
}
