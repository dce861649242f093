//! The words that decide an issue: a closed list in `data/verdicts.tsv`.

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::recognise::compact;

/// The decision that stands behind an issue's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The denial stands: the item is not medically necessary.
    Upheld,
    /// The denial falls: the item is medically necessary and must be authorised.
    Overturned,
    /// A decision word that a determination may not use.
    Other,
}

/// The closed list of decision words and phrases.
#[derive(Debug)]
pub(super) struct DecisionWords(FxHashMap<String, Verdict>);

const TABLE: &str = include_str!("../../data/verdicts.tsv");
/// Longer tails hold no decision phrase.
const MAX_LENGTH: usize = 48;

impl DecisionWords {
    pub(super) fn load() -> Self {
        let rows = TABLE.lines().skip(1).filter_map(|row| {
            let mut cells = row.split('\t');
            Some((cells.next()?, cells.next()?))
        });
        Self(rows.map(|(phrase, verdict)| (compact(phrase), verdict_of(verdict))).collect())
    }

    /// The verdict at the end of a text: what follows its last colon, or the whole of it.
    /// Gives the verdict and the byte range of its words.
    pub(super) fn at_end(&self, text: &str) -> Option<(Verdict, usize, usize)> {
        let end = text.trim_end_matches(|c: char| c.is_whitespace() || c == '.').len();
        let tail_start = text[..end].rfind(':').map_or(0, |colon| colon + 1);
        let tail = &text[tail_start..end];
        let start = tail_start + (tail.len() - tail.trim_start().len());
        if start >= end || end - start > MAX_LENGTH {
            return None;
        }
        let verdict = *self.0.get(&compact(&text[start..end]))?;
        Some((verdict, start, end))
    }
}

fn verdict_of(cell: &str) -> Verdict {
    match cell {
        "upheld" => Verdict::Upheld,
        "overturned" => Verdict::Overturned,
        _ => Verdict::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verdict_follows_the_last_colon() {
        let words = DecisionWords::load();
        for (text, expected) in [
            ("Pre-op labs: CBC:  Upheld \n", Some((Verdict::Upheld, "Upheld"))),
            ("OVERTURNED", Some((Verdict::Overturned, "OVERTURNED"))),
            ("Norco #60: Partially\n\nOverturned.", Some((Verdict::Other, "Partially\n\nOverturned"))),
            ("Norco #60: non certified", Some((Verdict::Other, "non certified"))),
            ("Norco 10/325mg:", None),
            ("the denial was upheld", None),
            ("", None),
        ] {
            let found = words.at_end(text).map(|(verdict, start, end)| (verdict, &text[start..end]));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
