//! Patterns over flat text. A pattern's automaton has a place for every sort of byte that it may meet, and every
//! thread that runs it remembers what it met: with all the blanks, digits and letters of the world in it, the
//! patterns of this crate take tens of megabytes. Letters are written in Latin script, and their flat text has
//! one sort of blank.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition};

/// What a thread remembers of a pattern, at most, in each direction. Bytes: enough for hundreds of letters to be read
/// as fast as without a bound.
const MEMORY: usize = 128 << 10;

/// Characters that a class takes in by leaving others out, as `[^.;]` does: all that share few sorts of bytes. What is
/// missing (the scripts of India, a part of Hangul, what lies outside of the basic plane) ends a match.
const COMMON: [(char, char); 3] = [('\0', '\u{7FF}'), ('\u{1000}', '\u{CFFF}'), ('\u{E000}', '\u{FFFF}')];
/// Letters that Unicode takes for `s` and `k` where case does not count: the long s, and the sign of kelvin.
const FOLDED: [char; 2] = ['\u{17F}', '\u{212A}'];

/// Compiles a pattern that is part of the program. Blanks and digits are those of ASCII, word characters those
/// of Latin script, words end at what is not ASCII, and what a class leaves open is [`COMMON`].
pub(crate) fn compiled(text: &str) -> Regex {
    RegexBuilder::new(&narrowed(text)).dfa_size_limit(MEMORY).build().expect("a valid pattern")
}

/// The same for a large pattern that few texts meet, and only short ones: nothing is remembered of it.
pub(crate) fn compiled_for_short_texts(text: &str) -> Regex {
    RegexBuilder::new(&narrowed(text)).dfa_size_limit(0).build().expect("a valid pattern")
}

/// The end of a text, of so many bytes at most.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(bytes))..]
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

/// The pattern, with the narrow sense of each class, and no class wider than [`COMMON`].
fn narrowed(text: &str) -> String {
    within_common(regex_syntax::parse(&narrow(text)).expect("a valid pattern")).to_string()
}

fn within_common(pattern: Hir) -> Hir {
    let inner = |sub: Box<Hir>| Box::new(within_common(*sub));
    match pattern.into_kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Class(Class::Unicode(class)) => Hir::class(Class::Unicode(common(&class))),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Repetition(part) => Hir::repetition(Repetition { sub: inner(part.sub), ..part }),
        HirKind::Capture(part) => Hir::capture(Capture { sub: inner(part.sub), ..part }),
        HirKind::Concat(parts) => Hir::concat(parts.into_iter().map(within_common).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.into_iter().map(within_common).collect()),
    }
}

/// A class without what letters do not hold.
fn common(class: &ClassUnicode) -> ClassUnicode {
    let folded = |range: &ClassUnicodeRange| range.start() == range.end() && FOLDED.contains(&range.start());
    let mut common = ClassUnicode::new(class.iter().filter(|range| !folded(range)).copied());
    common.intersect(&ClassUnicode::new(COMMON.map(|(first, last)| ClassUnicodeRange::new(first, last))));
    common
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

    #[test]
    fn what_a_class_leaves_open_is_what_letters_hold() {
        let gap = |letter: &str| compiled(r"(?i)from[^.;]{1,20}?\bon\b").is_match(letter);
        assert!(gap("FROM Zoë – “x” on"));
        assert!(gap("from \u{F0B7} on"), "a bullet of Word's");
        assert!(!gap("from a. on"));
        assert!(!gap("from \u{1F600} on"));
        assert!(compiled("(?i)task").is_match("TASK") && !compiled("(?i)task").is_match("ta\u{17F}k"));
    }
}
