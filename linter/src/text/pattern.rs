//! Patterns over flat text. A pattern's automaton has a place for every sort of byte that it may meet, and every
//! thread that runs it remembers what it met: with all the blanks, digits and letters of the world in it, the
//! patterns of this crate take tens of megabytes. Letters are written in Latin script, and their flat text has
//! one sort of blank.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use regex::{Regex, RegexBuilder};

/// What a thread remembers of a pattern, at most, in each direction. Bytes: enough for hundreds of letters to be read
/// as fast as without a bound.
const MEMORY: usize = 128 << 10;

/// Compiles a pattern that is part of the program. Blanks and digits are those of ASCII, word characters those
/// of Latin script, and words end at what is not ASCII.
pub(crate) fn compiled(text: &str) -> Regex {
    RegexBuilder::new(&narrow(text)).dfa_size_limit(MEMORY).build().expect("a valid pattern")
}

/// Looks for many phrases at once, whatever their case, the longest where several begin. Takes less memory than the
/// automaton that would be chosen for so few.
pub(crate) fn phrase_finder<P: AsRef<[u8]>>(phrases: impl IntoIterator<Item = P>) -> AhoCorasick {
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases)
        .expect("some hundred short phrases always build")
}

/// The pattern, with the narrow sense of each class.
fn narrow(text: &str) -> String {
    let mut narrow = String::with_capacity(2 * text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, if character == '\\' { characters.next() } else { None }) {
            (_, Some('s')) => narrow.push_str("[[:space:]]"),
            (_, Some('d')) => narrow.push_str("[[:digit:]]"),
            (_, Some('w')) => narrow.push_str(r"[[:word:]\u{C0}-\u{24F}]"),
            (_, Some('W')) => narrow.push_str(r"[^[:word:]\u{C0}-\u{24F}]"),
            (_, Some('b')) => narrow.push_str(r"(?-u:\b)"),
            (_, Some(escaped)) => narrow.extend(['\\', escaped]),
            (plain, None) => narrow.push(plain),
        }
    }
    narrow
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_digits_and_words_keep_their_sense() {
        let found =
            |text: &str, letter: &str| compiled(text).find(letter).map(|found| found.as_str().to_owned());
        let date = r"(?i)\bDOS[:\s]*\d{2}[/\-]\d{2}\b";
        assert_eq!(found(date, "the dos: 01/02,"), Some("dos: 01/02".to_owned()));
        assert_eq!(found(date, "videos: 01/02"), None);
        assert_eq!(found(r"Dr\.\s\w+\W{2}", "Dr. Müller, who"), Some("Dr. Müller, ".to_owned()));
        assert_eq!(found(r"a\\s", r"a\s"), Some(r"a\s".to_owned()));
    }
}
