//! The sentence that names an item and decides it at once, as letters of 2013 and 2014 have it: "The
//! request for X is not medically necessary and appropriate."

use std::sync::LazyLock;

use regex::Regex;

use super::VerdictSpan;
use crate::letter::Verdict;
use crate::text::{TextRange, range};

static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?is)\bthe\s+request\s+for\s+(?<item>.+?)\s+(?<verdict>(?:is|are|was|were)\s+(?<not>not\s+)?medically\s+necessary(?:\s+and\s+appropriate)?)";
    Regex::new(pattern).expect("a valid pattern")
});

/// An item with its decision, by place.
pub(super) struct Decision {
    pub(super) item: TextRange,
    pub(super) verdict: VerdictSpan,
}

/// The first such sentence of a text that begins at byte offset `start` of the letter.
pub(super) fn decision_in(text: &str, start: usize) -> Option<Decision> {
    let found = SENTENCE.captures(text)?;
    let place = |name: &str| found.name(name).map(|part| range(start + part.start(), start + part.end()));
    let verdict = if found.name("not").is_some() { Verdict::Upheld } else { Verdict::Overturned };
    Some(Decision { item: place("item")?, verdict: VerdictSpan { verdict, range: place("verdict")? } })
}
