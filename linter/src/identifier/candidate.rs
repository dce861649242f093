//! Capitalised words: each may be a name that the letter gives in full elsewhere. Facts hold no words, only
//! their hashes.

use xxhash_rust::xxh3::xxh3_64;

use super::Kind;
use super::name::word_at;
use super::vocabulary::{is_eponym, is_eponym_use, is_function, is_ordinary};
use crate::text::{TextRange, range};

/// A capitalised word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Where it stands in its block.
    pub(crate) range: TextRange,
    /// Its hash.
    pub(crate) key: u64,
    /// It may stand for a person or an organisation by itself: no ordinary word, no surname in medicine's
    /// use.
    pub(crate) telling: bool,
}

/// A shorter word tells nothing.
const MIN_WORD: usize = 3;

/// The hash of a word.
pub(crate) fn key(word: &str) -> u64 {
    xxh3_64(word.to_lowercase().as_bytes())
}

/// The capitalised words of a flat text.
pub(super) fn read(flat: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = flat[at..].find(|c: char| c.is_uppercase()).map(|skip| at + skip) {
        let inside = flat[..start].ends_with(|c: char| c.is_alphanumeric() || c == '\'');
        let Some(word) = word_at(flat, start).filter(|_| !inside) else {
            at = start + flat[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at = word.end;
        if word.text.len() < MIN_WORD || is_function(word.text) {
            continue;
        }
        let medical = is_eponym(word.text) && is_eponym_use(flat, word.start, word.end);
        let telling = !medical && !is_ordinary(word.text);
        found.push(Candidate { range: range(word.start, word.end), key: key(word.text), telling });
    }
    found
}

/// The keys by which an identifier is found again: the words of a name, all of a number.
pub(super) fn keys(text: &str, kind: Kind) -> Vec<u64> {
    match kind {
        Kind::Person | Kind::Reviewer | Kind::Remainder | Kind::Organisation => {
            let words = text.split([' ', ',']).map(|word| word.trim_end_matches(['.', ',']));
            let words = words.map(|word| word.strip_suffix("'s").unwrap_or(word));
            let told = |word: &&str| {
                word.len() >= MIN_WORD && word.starts_with(char::is_uppercase) && !is_function(word)
            };
            words.filter(told).map(key).collect()
        }
        _ => vec![key(text)],
    }
}
