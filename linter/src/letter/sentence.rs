//! Sentences of flat text. Decimals, spinal levels, dose abbreviations, titles, dates and numbered
//! lists do not end one.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{TextRange, range};

/// Whether an abbreviation's full stop may end a sentence, too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Never,
    Maybe,
}

const TABLE: &str = include_str!("../../data/abbreviations.tsv");

static ABBREVIATIONS: LazyLock<FxHashMap<&str, Ending>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| {
        let mut cells = row.split('\t');
        Some((cells.next()?, cells.next()?))
    });
    rows.map(|(word, ending)| (word, if ending == "never" { Ending::Never } else { Ending::Maybe })).collect()
});

/// The sentences of a flat text, in order, without the blanks between them.
pub fn sentences(flat: &str) -> Vec<TextRange> {
    let bytes = flat.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for at in memchr::memchr3_iter(b'.', b'?', b'!', bytes) {
        if at < start {
            continue;
        }
        if let Some(end) = sentence_end(flat, start, at) {
            found.push(range(start, end));
            start = end + flat[end..].len() - flat[end..].trim_start().len();
        }
    }
    if start < flat.len() {
        found.push(range(start, flat.len()));
    }
    found
}

/// Where the sentence from `start` ends, if the mark at `at` ends it: behind the mark and what closes with it.
fn sentence_end(flat: &str, start: usize, at: usize) -> Option<usize> {
    let bytes = flat.as_bytes();
    let closing = |byte: &u8| matches!(byte, b'.' | b'?' | b'!' | b'"' | b'\'' | b')' | b']');
    let end = at + bytes[at..].iter().take_while(|byte| closing(byte)).count();
    let rest = &flat[end..];
    if rest.is_empty() {
        return Some(end);
    }
    let full_stop = bytes[at] == b'.' && bytes.get(at + 1) != Some(&b'.');
    let before = &flat[start..=at];
    if let Some(rest) = rest.strip_prefix(' ') {
        let next = rest.chars().next()?;
        if !full_stop {
            return (!next.is_lowercase()).then_some(end);
        }
        let ends = match abbreviation(before) {
            Some(Ending::Never) => false,
            Some(Ending::Maybe) => next.is_uppercase() && !is_initial(before),
            None if is_list_number(before) || is_initial(before) => false,
            None => {
                !next.is_lowercase() && !matches!(next, ',' | ';')
                    || (next.is_lowercase() && ends_in_word(before))
            }
        };
        return ends.then_some(end);
    }
    // "necessary.The": the blank was forgotten.
    let glued = full_stop && end == at + 1 && ends_in_word(before) && starts_with_word(rest);
    glued.then_some(end)
}

/// Whether a text that ends with a full stop ends with an abbreviation that cannot end a sentence.
pub(super) fn is_abbreviation(text: &str) -> bool {
    abbreviation(text) == Some(Ending::Never) || is_initial(text)
}

fn abbreviation(text: &str) -> Option<Ending> {
    let word = last_word(text);
    if word.len() > 8 {
        return None;
    }
    ABBREVIATIONS.get(word.to_ascii_lowercase().as_str()).copied()
}

/// The word before the final full stop, with inner full stops: `q.i.d` of "take q.i.d.".
fn last_word(text: &str) -> &str {
    let text = text.strip_suffix('.').unwrap_or(text);
    let start = text
        .rfind(|c: char| !c.is_alphanumeric() && c != '.')
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

/// A single capital: the initial of a name, or a list letter.
fn is_initial(text: &str) -> bool {
    let word = last_word(text);
    word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// A number that begins a list item: nothing before it, or the end of another item.
fn is_list_number(text: &str) -> bool {
    let word = last_word(text);
    if word.is_empty() || word.len() > 2 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let before = text[..text.len() - word.len() - 1].trim_end();
    before.is_empty() || before.ends_with([':', ';', ',', '.', '('])
}

/// A lower-case word of some length before the final mark.
fn ends_in_word(text: &str) -> bool {
    let word = last_word(text);
    word.len() >= 4 && word.chars().all(char::is_lowercase)
}

/// A capitalised word of at least two letters.
fn starts_with_word(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are separated by ` | ` in the expectation.
    fn check(expected: &str) {
        let flat = expected.replace(" | ", " ").replace('|', "");
        let found: Vec<_> = sentences(&flat).into_iter().map(|range| &flat[range]).collect();
        let expected: Vec<_> = expected.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_ends_a_sentence() {
        check("The pain is 7.5/10. | Take 10 mg. | It is worse at L4-5. | The MRI helped.");
        check("She said \"no.\" | He agreed (in part.) | Was it needed? | Yes! | It was.");
        check("It is not medically necessary.|The request ends.");
        check("The visits ended. | then she returned.");
    }

    #[test]
    fn what_does_not() {
        check("Seen by Dr. Adams on Jan. 5 with 2.5 mg q.d. and rest.");
        check("Norco vs. Percocet, e.g. for pain, i.e. No. 5 of approx. 12 tabs. by mouth.");
        check("1. Norco 10/325 mg. | 2) Therapy: 1. home exercise; 2. Heat and ice.");
        check("Take it b.i.d. | The worker did.");
        check("R. A. Doe of the U.S. team saw drugs.com for 1.5 Tesla.");
        check("Trailing text without an end");
    }

    #[test]
    fn sentences_cover_the_text() {
        assert_eq!(sentences(""), []);
        assert_eq!(sentences("..."), [range(0, 3)]);
        assert_eq!(sentences("a. b"), [range(0, 4)]);
    }
}
