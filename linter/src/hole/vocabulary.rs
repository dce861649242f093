//! The words that lean on what comes before or behind them, from `data/hole/`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

type Pairs = FxHashMap<&'static str, Vec<&'static str>>;

static WORDS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let rows =
        include_str!("../../data/hole/words.tsv").lines().skip(1).filter_map(|row| row.split_once('\t'));
    rows.map(|(part, words)| (part, words.split(';').collect())).collect()
});
static VALID: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../../data/hole/valid.tsv")));
/// The first and last words of idioms, by the word between them.
static IDIOMS: LazyLock<FxHashMap<&'static str, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut idioms: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for idiom in include_str!("../../data/hole/idioms.tsv").lines().skip(1) {
        let mut words = idiom.split(' ');
        if let (Some(first), Some(second), Some(third)) = (words.next(), words.next(), words.next()) {
            idioms.entry(second).or_default().push((first, third));
        }
    }
    idioms
});
static COLLAPSED: LazyLock<Pairs> = LazyLock::new(|| pairs(include_str!("../../data/hole/collapsed.tsv")));

fn pairs(table: &'static str) -> Pairs {
    let mut pairs = Pairs::default();
    for row in table.lines().skip(1) {
        let mut cells = row.split('\t');
        if let (Some(left), Some(right)) = (cells.next(), cells.next()) {
            pairs.entry(left).or_default().extend(right.split(';'));
        }
    }
    pairs
}

fn is(part: &str, word: &str) -> bool {
    WORDS.get(part).is_some_and(|words| words.contains(word))
}

/// A word that wants something behind it: "by", "the".
pub(super) fn wants_more(word: &str) -> bool {
    is("left", word) || word.len() < 8 && is("left", word.to_ascii_lowercase().as_str())
}

/// A word that wants something before it: "and", "with".
pub(super) fn wants_before(word: &str) -> bool {
    is("right", word)
}

/// A finite verb, which wants its subject before it.
pub(crate) fn is_verb(word: &str) -> bool {
    is("verb", word)
}

/// A participle: "seen", "treated".
pub(super) fn is_participle(word: &str) -> bool {
    is("participle", word) || word.ends_with("ed") && word.len() > 4
}

/// A verb that makes one meaning with its preposition: "looked at".
pub(super) fn is_phrasal(word: &str) -> bool {
    is("phrasal", word)
}

/// An adverb that may stand between a sentence's subject and its verb: "then".
pub(super) fn is_adverb(word: &str) -> bool {
    is("adverb", word)
}

/// A label whose value names somebody. The fields of the letter's own header are not among them.
pub(super) fn is_label(words: &str) -> bool {
    is("label", words.to_lowercase().as_str())
}

/// A unit, which wants a number before it.
pub(super) fn is_unit(word: &str) -> bool {
    is("unit", word)
}

/// Words that may follow each other although each leans: "with and", "of at".
pub(super) fn may_meet(left: &str, right: &str) -> bool {
    VALID.get(left.to_ascii_lowercase().as_str()).is_some_and(|words| words.contains(&right))
}

/// Three words of an idiom, such as "in and out".
pub(super) fn is_idiom(first: &str, second: &str, third: &str) -> bool {
    IDIOMS.get(second).is_some_and(|sides| sides.contains(&(first, third)))
}

/// Words that never follow each other unless one between them is gone.
pub(super) fn never_meet(left: &str, right: &str) -> bool {
    COLLAPSED.get(left).is_some_and(|words| words.contains(&right))
}
