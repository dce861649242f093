//! What the words of a conclusion do, from `data/conclusion/vocabulary.tsv`; and a sentence as a row of
//! such words.

use std::sync::LazyLock;

use bitflags::bitflags;
use rustc_hash::FxHashMap;

use super::words::{Word, words};
use crate::text::{TextRange, range};

bitflags! {
    /// What a word or phrase may do in a conclusion. Many do several things.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct Kinds: u128 {
        // Words that decide, with a sign.
        const DECIDES = 1;
        const BARE = 1 << 1;
        const QUALITY = 1 << 2;
        const STATE = 1 << 3;
        const GRANT = 1 << 4;
        const GRANTING = 1 << 5;
        const OVERTURN = 1 << 6;
        const RIGHT = 1 << 7;
        // Nouns that are decided about.
        const NECESSITY = 1 << 8;
        const DECISION = 1 << 9;
        // Words that turn the sign.
        const NOT = 1 << 10;
        const NO = 1 << 11;
        const LACK = 1 << 12;
        const PSEUDO = 1 << 13;
        // Words of the verb.
        const BE = 1 << 14;
        const WAS = 1 << 15;
        const MODAL = 1 << 16;
        const MAYBE = 1 << 17;
        const DOES = 1 << 18;
        const DEEM = 1 << 19;
        const ADVERB = 1 << 20;
        const TO = 1 << 21;
        const AS = 1 << 22;
        const BY = 1 << 23;
        const ESTABLISH = 1 << 24;
        const EVIDENCE = 1 << 25;
        // Words that begin or join clauses.
        const THEREFORE = 1 << 26;
        const AND = 1 << 27;
        const THAT = 1 << 28;
        const WHETHER = 1 << 29;
        const BUT = 1 << 30;
        const WHILE = 1 << 31;
        const ALTHOUGH = 1 << 32;
        const BECAUSE = 1 << 33;
        const IF = 1 << 34;
        const UNLESS = 1 << 35;
        const WHEN = 1 << 36;
        const WHICH = 1 << 37;
        // Who and what.
        const REQUEST = 1 << 38;
        const DEFINITE = 1 << 39;
        const ARTICLE = 1 << 40;
        const IT = 1 << 41;
        const US = 1 << 42;
        const REVIEW = 1 << 43;
        const GUIDELINE = 1 << 44;
        const PARTY = 1 << 45;
        const SAYS = 1 << 46;
        const ACCORDING = 1 << 47;
        const GENERIC = 1 << 48;
        const SURGERY = 1 << 49;
        const PART = 1 << 50;
        const ONLY = 1 << 51;
        const ASIDE = 1 << 52;
        // Marks.
        const COMMA = 1 << 53;
        const BREAK = 1 << 54;
        const OPEN = 1 << 55;
        const CLOSE = 1 << 56;
        const QUOTE = 1 << 57;
        const QUESTION = 1 << 58;
        /// "by": who did it.
        const AGENT = 1 << 59;
        const WOULD = 1 << 60;
        const YES = 1 << 61;
        /// "fails to": turns the verb behind it.
        const FAILS = 1 << 62;
        const UNTIL = 1 << 63;
        /// "approved above": of another issue.
        const ELSEWHERE = 1 << 64;
        /// "with the exception of": the rest is decided the other way.
        const EXCEPT = 1 << 65;
        /// What a review did: "erred", "correctly".
        const ERRS = 1 << 66;
        const RIGHTLY = 1 << 67;
    }
}

/// For or against the treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    For,
    Against,
    Both,
}

impl Sign {
    pub(super) fn turned(self, times: usize) -> Self {
        match self {
            Sign::For if times % 2 == 1 => Sign::Against,
            Sign::Against if times % 2 == 1 => Sign::For,
            sign => sign,
        }
    }
}

/// A word or phrase of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kinds: Kinds,
    pub(super) sign: Sign,
    pub(super) range: TextRange,
}

impl Unit {
    pub(super) fn is(&self, kinds: Kinds) -> bool {
        self.kinds.intersects(kinds)
    }
}

struct Phrase {
    words: Vec<&'static str>,
    kinds: Kinds,
    sign: Sign,
}

const TABLE: &str = include_str!("../../data/conclusion/vocabulary.tsv");

/// The phrases by their first word, the longest first.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for row in TABLE.lines().skip(1) {
        let mut cells = row.split('\t');
        let (Some(kind), Some(sign), Some(forms)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let Some(kinds) = Kinds::from_name(&kind.to_uppercase()) else { continue };
        let sign = match sign {
            "-" => Some(Sign::Against),
            "/" => Some(Sign::Both),
            "+" => Some(Sign::For),
            _ => None,
        };
        for form in forms.split(';') {
            let words: Vec<&str> = form.split(' ').collect();
            let known = phrases.entry(words[0]).or_default();
            match known.iter_mut().find(|phrase| phrase.words == words) {
                Some(phrase) => {
                    phrase.kinds |= kinds;
                    phrase.sign = sign.unwrap_or(phrase.sign);
                }
                None => known.push(Phrase { words, kinds, sign: sign.unwrap_or(Sign::For) }),
            }
        }
    }
    for known in phrases.values_mut() {
        known.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    phrases
});

/// A sentence as a row of words; `lower` is its text in lower case.
pub(super) fn units(lower: &str) -> Vec<Unit> {
    let words = words(lower);
    let mut units = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let (unit, length) = unit_at(&words[at..], word);
        units.push(unit);
        at += length;
    }
    units
}

fn unit_at(words: &[Word<'_>], first: &Word<'_>) -> (Unit, usize) {
    let matches = |phrase: &&Phrase| {
        phrase.words.len() <= words.len()
            && phrase.words.iter().zip(words).all(|(wanted, word)| *wanted == word.text)
    };
    if let Some(phrase) = PHRASES.get(&*first.text).and_then(|known| known.iter().find(matches)) {
        let length = phrase.words.len();
        let place = range(first.range.start().into(), words[length - 1].range.end().into());
        return (Unit { kinds: phrase.kinds, sign: phrase.sign, range: place }, length);
    }
    let kinds = match &*first.text {
        "," => Kinds::COMMA,
        ";" | ":" | "-" => Kinds::BREAK,
        "(" => Kinds::OPEN,
        ")" => Kinds::CLOSE,
        "\"" => Kinds::QUOTE,
        "?" => Kinds::QUESTION,
        _ => Kinds::empty(),
    };
    (Unit { kinds, sign: Sign::For, range: first.range }, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_kind_and_every_phrase_can_be_found() {
        for row in TABLE.lines().skip(1) {
            let cells: Vec<_> = row.split('\t').collect();
            assert!(Kinds::from_name(&cells[0].to_uppercase()).is_some(), "{row}");
            for form in cells[2].split(';') {
                let found = units(form);
                assert_eq!(found.len(), 1, "{form}: {found:?}");
            }
        }
    }
}
