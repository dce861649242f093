//! The overall determination of a letter to the parties.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use schemars::JsonSchema;
use serde::Serialize;

use crate::letter::BlockKind;
use crate::text::{Flat, TextRange, range};

/// What was decided overall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Overall {
    /// No item is medically necessary.
    Uphold,
    /// Some items are.
    PartialOverturn,
    /// All items are.
    Overturn,
}

/// The overall determination, as a cover letter states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Determination {
    /// What was decided.
    pub overall: Overall,
    /// Its words, "UPHOLD".
    pub range: TextRange,
    /// How the sentence behind explains it ("none of the disputed items"), with its place.
    pub meaning: Option<(Overall, TextRange)>,
}

impl Overall {
    /// The word that letters use.
    pub fn word(self) -> &'static str {
        match self {
            Overall::Uphold => "UPHOLD",
            Overall::PartialOverturn => "PARTIAL OVERTURN",
            Overall::Overturn => "OVERTURN",
        }
    }
}

const LABEL: &str = "final determination:";
const WORDS: [(&str, Overall); 6] = [
    ("partially overturn", Overall::PartialOverturn),
    ("partial overturn", Overall::PartialOverturn),
    ("overturned in part", Overall::PartialOverturn),
    ("overturn", Overall::Overturn),
    ("uphold", Overall::Uphold),
    ("upheld", Overall::Uphold),
];
const MEANINGS: [(&str, Overall); 3] = [
    ("none of the disputed", Overall::Uphold),
    ("some (but not all) of the disputed", Overall::PartialOverturn),
    ("all of the disputed", Overall::Overturn),
];
/// The explanation follows at once.
const NEAR: usize = 240;

static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let finder = AhoCorasick::builder().ascii_case_insensitive(true).build([LABEL]);
    finder.expect("one short phrase always builds")
});

/// Reads the determination of a block outside the issues.
pub(super) fn read(flat: &Flat, kind: BlockKind) -> Option<Determination> {
    if matches!(kind, BlockKind::Issue | BlockKind::Field(_) | BlockKind::Header | BlockKind::Credentials) {
        return None;
    }
    let label = LABELS.find(flat.as_str())?.end();
    let behind = flat[label..].to_ascii_lowercase();
    let start = behind.len() - behind.trim_start().len();
    let (word, overall) = WORDS.into_iter().find(|(word, _)| behind[start..].starts_with(word))?;
    let rest = &behind[start + word.len()..];
    let ending = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let meaning = MEANINGS.into_iter().find_map(|(phrase, meaning)| {
        let at = behind.find(phrase).filter(|at| *at < NEAR)?;
        Some((meaning, range(label + at, label + at + phrase.len())))
    });
    let end = label + start + word.len() + ending;
    Some(Determination { overall, range: range(label + start, end), meaning })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, Overall, Option<Overall>)>) {
        let found = read(&Flat::new(text), BlockKind::Cover);
        let found =
            found.map(|found| (&text[found.range], found.overall, found.meaning.map(|(meaning, _)| meaning)));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_word_behind_the_label_and_its_meaning() {
        let all =
            "Final Determination: OVERTURN. This means we decided that all of the disputed items are needed.";
        check(all, Some(("OVERTURN", Overall::Overturn, Some(Overall::Overturn))));
        let some = "Final Determination: Partial Overturn. We decided that some (but not all) of the disputed items are.";
        check(some, Some(("Partial Overturn", Overall::PartialOverturn, Some(Overall::PartialOverturn))));
        check("FINAL DETERMINATION: UPHELD", Some(("UPHELD", Overall::Uphold, None)));
        check(
            "Final Determination: partially overturned",
            Some(("partially overturned", Overall::PartialOverturn, None)),
        );
        check("The Final Determination was based on decisions", None);
        check("Final Determination: pending", None);
    }
}
