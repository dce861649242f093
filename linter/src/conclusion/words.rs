//! The words of a sentence as the grammar wants them: lower case, contractions and glued words taken
//! apart, usual slips of the pen mended, hyphens and line-end hyphens undone.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::glued;
use crate::text::{TextRange, range};

/// A word, or a mark that matters: `, ; : ( ) " ?` and a dash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) range: TextRange,
}

const TABLE: &str = include_str!("../../data/conclusion/spellings.tsv");

/// For each spelling that needs it, the words that it stands for.
static SPELLINGS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| row.split_once('\t'));
    rows.flat_map(|(written, read)| written.split(';').map(move |form| (form, read))).collect()
});

/// The words of a text in lower case, with their places in it.
pub(super) fn words(lower: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(lower.len() / 5);
    let mut at = 0;
    while let Some(next) = lower[at..].chars().next() {
        let mut end = at + next.len_utf8();
        if next.is_alphanumeric() {
            end = at + word_length(&lower[at..]);
            let mut word = Cow::Borrowed(&lower[at..end]);
            if let Some(rest) = torn(&lower[end..]) {
                word = Cow::Owned(format!("{word}{}", &lower[end + 2..end + 2 + rest]));
                end += 2 + rest;
            }
            push(&mut found, word, range(at, end));
        } else if matches!(next, ',' | ';' | ':' | '(' | ')' | '"' | '?') {
            found.push(Word { text: Cow::Borrowed(&lower[at..end]), range: range(at, end) });
        } else if lower[at..].starts_with("- ") && lower[..at].ends_with(' ') || lower[at..].starts_with("--")
        {
            end = at + lower[at..].len() - lower[at..].trim_start_matches('-').len();
            found.push(Word { text: Cow::Borrowed("-"), range: range(at, end) });
        }
        at = end;
    }
    found
}

/// Letters and digits; full stops and slashes between digits; apostrophes between letters.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let joins = match letter {
            '.' | '/' => before.is_ascii_digit() && next.is_ascii_digit(),
            '\'' => before.is_alphabetic() && next.is_alphabetic(),
            letter => letter.is_alphanumeric(),
        };
        if !joins {
            return at;
        }
        before = letter;
    }
    text.len()
}

/// The rest of a word that a line's end has torn, behind `- `.
fn torn(rest: &str) -> Option<usize> {
    let rest = rest.strip_prefix("- ")?;
    let length = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let apart = ["and", "or", "to", "the", "is", "not", "medically"].contains(&&rest[..length]);
    (length > 1 && !apart).then_some(length)
}

fn push<'t>(found: &mut Vec<Word<'t>>, word: Cow<'t, str>, range: TextRange) {
    match SPELLINGS.get(&*word) {
        Some(read) => found.extend(read.split(' ').map(|text| Word { text: Cow::Borrowed(text), range })),
        None => match glued::parts(&word) {
            Some(parts) => {
                found.extend(parts.into_iter().map(|text| Word { text: Cow::Borrowed(text), range }));
            }
            None => found.push(Word { text: word, range }),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<_> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn words_are_evened() {
        check(
            "norco 10/325 mg #60, 7.5mg: isn't notmedically necessary.",
            "norco 10/325 mg 60 , 7.5mg : is not not medically necessary",
        );
        check("is not-medically neces- sary", "is not medically necessary");
        check("x-ray and/or ct - l4-5", "x ray and or ct - l4 5");
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "it cannot be";
        let found: Vec<_> = words(text).into_iter().map(|word| &text[word.range]).collect();
        assert_eq!(found, ["it", "cannot", "cannot", "be"]);
    }
}
