//! The sentence that names an item and decides it at once, as letters of 2013 and 2014 have it: "The
//! request for X is not medically necessary and appropriate."

use std::sync::LazyLock;

use regex::Regex;

use super::VerdictSpan;
use crate::letter::{Verdict, sentences};
use crate::text::{Flat, TextRange, range, size};

static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\bthe\s+request\s+for\s+(?<item>.+)$";
    Regex::new(pattern).expect("a valid pattern")
});
static VERDICT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\s(?<verdict>(?:is|are|was|were)\s+(?<not>not\s*)?medically\s+necessary(?:\s+and\s+appropriate)?)";
    Regex::new(pattern).expect("a valid pattern")
});

/// An item, with its decision if the sentence has one, by place.
pub(super) struct Decision {
    pub(super) item: TextRange,
    pub(super) verdict: Option<VerdictSpan>,
    /// Where the sentence ends.
    pub(super) end: usize,
}

/// What the first sentence of a text decides that begins at byte offset `start` of the letter. A number
/// before it is no sentence.
pub(super) fn decision_in(flat: &Flat, start: usize) -> Option<Decision> {
    let sentence = *sentences(flat).first()?;
    let found = REQUEST.captures(&flat[sentence])?;
    let item = found.name("item")?;
    let base = usize::from(sentence.start());
    let place = |from: usize, to: usize| flat.to_source(range(base + from, base + to)) + size(start);
    let end = place(item.start(), item.end()).end().into();
    match VERDICT.captures(&flat[base + item.start()..usize::from(sentence.end())]) {
        Some(decided) => {
            let words = decided.name("verdict")?;
            let verdict = if decided.name("not").is_some() { Verdict::Upheld } else { Verdict::Overturned };
            let range = place(item.start() + words.start(), item.start() + words.end());
            let item = place(item.start(), item.start() + decided.get(0)?.start());
            Some(Decision { item, verdict: Some(VerdictSpan { verdict, range }), end })
        }
        None => {
            let item = place(item.start(), item.start() + item.as_str().trim_end_matches('.').len());
            Some(Decision { item, verdict: None, end })
        }
    }
}
