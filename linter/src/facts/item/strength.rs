//! Strengths of drugs: 10/325mg, 7.5-325 mg, 5%, 100 mcg.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;

use crate::lexicon::Number;
use crate::text::{TextRange, compiled, range};

/// A strength; one value for each substance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// Where.
    pub range: TextRange,
    /// The values, in order.
    pub values: Vec<Number>,
    /// Their unit; none where a combination such as 10/325 stands without one.
    pub unit: Option<Measure>,
}

/// A unit of strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Milligrams; grams are a thousand of them.
    Milligrams,
    /// Micrograms.
    Micrograms,
    /// Per cent.
    Percent,
}

impl Strength {
    /// Whether two strengths can be the same: one may leave out the second substance.
    pub fn may_be(&self, other: &Strength) -> bool {
        let unit = self.unit.is_none() || other.unit.is_none() || self.unit == other.unit;
        unit && self.values.iter().zip(&other.values).all(|(a, b)| a == b)
    }

    /// Whether they differ in nothing but the unit.
    pub fn differs_in_unit(&self, other: &Strength) -> bool {
        self.values.iter().zip(&other.values).all(|(a, b)| a == b) && self.unit != other.unit
    }
}

static STRENGTH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)(?<values>(?:\b\d+(?:,\d{3})?(?:\.\d+)?|\B\.\d+)(?:\s?(?:mg)?\s?[/-]\s?\d+(?:\.\d+)?)*)\s*-?
        (?<unit>mgs?\b|milligrams?\b|mcgs?\b|[uµ]g\b|micrograms?\b|%|percent\b|per\scent\b)";
    compiled(pattern)
});
static COMBINATION: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"\b(?<values>\d+(?:\.\d+)?\s?[/-]\s?\d{3})\b"));
/// What tells a dose from a strength.
const DAILY: [&str; 7] = ["/day", "per day", "a day", "daily", "/24", "med", "morphine"];

/// The strengths that a flat text states. Combinations without a unit count only beside a `drug`.
pub(super) fn strengths(flat: &str, drug: bool) -> Vec<Strength> {
    let mut found: Vec<Strength> = Vec::new();
    for captures in STRENGTH.captures_iter(flat) {
        let whole = captures.get(0).expect("the whole match");
        let rest = flat[whole.end()..].trim_start().to_ascii_lowercase();
        if DAILY.iter().any(|word| rest.starts_with(word)) {
            continue;
        }
        let unit = match captures["unit"].to_ascii_lowercase().as_str() {
            "%" => Measure::Percent,
            unit if unit.starts_with("per") => Measure::Percent,
            unit if unit.starts_with("mg") || unit.starts_with("milli") => Measure::Milligrams,
            _ => Measure::Micrograms,
        };
        found.extend(strength(&captures["values"], range(whole.start(), whole.end()), Some(unit)));
    }
    if drug && found.is_empty() {
        for captures in COMBINATION.captures_iter(flat) {
            let whole = captures.get(0).expect("the whole match");
            let apart = |text: &str, end: bool| {
                let next = if end { text.chars().next_back() } else { text.chars().next() };
                !next.is_some_and(|c| matches!(c, '/' | '-' | '.') || c.is_ascii_digit())
            };
            if apart(&flat[..whole.start()], true) && apart(&flat[whole.end()..], false) {
                found.extend(strength(&captures["values"], range(whole.start(), whole.end()), None));
            }
        }
    }
    found
}

fn strength(values: &str, range: TextRange, unit: Option<Measure>) -> Option<Strength> {
    let values = values.to_ascii_lowercase().replace("mg", "");
    let values = values.split(['/', '-']).map(Number::read).collect::<Option<Vec<_>>>()?;
    Some(Strength { range, values, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strengths_are_the_same_however_they_are_written() {
        let read = |text: &str| strengths(text, true).remove(0);
        let norco = read("Norco 10/325mg #60");
        for text in ["10-325 mg", "10mg/325mg", "10 / 325 mg", "10/325 #60", "10 mg"] {
            assert!(norco.may_be(&read(text)), "{text}");
        }
        for text in ["5/325 mg", "10/300 mg", "10 mcg"] {
            assert!(!norco.may_be(&read(text)), "{text}");
        }
        assert!(read("7.5mg").may_be(&read("7.50 mg")));
        assert!(read("20mg").differs_in_unit(&read("20 mcg")));
        assert_eq!(strengths("at most 120 mg per day; 11/18/2016", true), []);
    }
}
