//! Names of people: what a stretch of capitalised words must look like to be one. Whether there is reason
//! to think so is for `person.rs` to say.

use super::vocabulary::{is_drug, is_eponym, is_function, is_given, is_ordinary};
use crate::text::{TextRange, range};

/// How much the evidence beside a name counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// A title: whatever word follows is a name.
    Title,
    /// Anything else: an ordinary word is none.
    Other,
}

/// A name has at most this many words.
const MAX_WORDS: usize = 5;
const PARTICLES: [&str; 28] = [
    "de", "la", "las", "le", "les", "los", "del", "dela", "della", "van", "von", "vom", "zu", "der", "den",
    "di", "da", "das", "dos", "du", "el", "al", "bin", "ibn", "ter", "ten", "te", "y",
];
/// So many of them may stand in a row: "de la".
const PARTICLES_IN_A_ROW: usize = 3;
const SUFFIXES: [&str; 10] = [", Jr.", ", Jr", " Jr.", " Jr", ", Sr.", " Sr.", " Sr", " III", " II", ", III"];

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Something other than a blank follows.
    pub(super) last: bool,
}

impl Word<'_> {
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// "J", "J." or "J.D.".
    pub(super) fn is_initial(&self) -> bool {
        let mut parts = self.text.trim_end_matches('.').split('.');
        parts.all(|part| part.chars().count() == 1 && part.starts_with(char::is_uppercase))
    }

    fn is_shouted(&self) -> bool {
        self.text.chars().count() > 1 && !self.text.chars().any(char::is_lowercase)
    }
}

/// The word that begins at a place; a possessive ending is no part of it.
pub(super) fn word_at(flat: &str, start: usize) -> Option<Word<'_>> {
    let rest = flat.get(start..)?;
    let inner = |c: char| c.is_alphabetic() || matches!(c, '\'' | '-' | '.');
    let length = rest.find(|c: char| !inner(c)).unwrap_or(rest.len());
    let mut text = rest[..length].trim_end_matches(['-', '\'']);
    let dotted = text.ends_with('.')
        && (text.len() <= 4 && text.chars().filter(|c| *c == '.').count() * 2 >= text.len() || text == "St.");
    if !dotted {
        text = text.split('.').next().unwrap_or(text);
    }
    let owner = text.strip_suffix("'s").or_else(|| text.strip_suffix("'S"));
    let text = owner.unwrap_or(text);
    let end = start + text.len();
    (!text.is_empty()).then(|| Word { text, start, end, last: !flat[end..].starts_with(' ') })
}

/// The name that begins at a place.
pub(super) fn name_at(flat: &str, start: usize, strength: Strength) -> Option<TextRange> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = start;
    while words.len() < MAX_WORDS {
        let Some(word) = word_at(flat, at) else { break };
        let named = word.is_capitalised() && (!is_function(word.text) || word.is_initial());
        if !(named || leads_to_name(flat, word)) {
            break;
        }
        words.push(word);
        if word.last {
            break;
        }
        at = word.end + 1;
    }
    trim_end(&mut words, strength);
    let first = words.first()?;
    // "AAOx3" is no word.
    let cut = words.last().is_some_and(|last| flat[last.end..].starts_with(|c: char| c.is_ascii_digit()));
    if cut || !is_name(&words, strength) {
        return None;
    }
    let mut end = words.last()?.end;
    end += SUFFIXES.iter().find(|suffix| flat[end..].starts_with(**suffix)).map_or(0, |suffix| suffix.len());
    Some(range(first.start, end))
}

/// "de", "van der": particles before a capitalised word.
fn leads_to_name(flat: &str, word: Word<'_>) -> bool {
    let mut word = word;
    for _ in 0..PARTICLES_IN_A_ROW {
        if !is_particle(&word.text.to_lowercase()) || word.last {
            return false;
        }
        match word_at(flat, word.end + 1) {
            Some(next) if next.is_capitalised() => return true,
            Some(next) => word = next,
            None => return false,
        }
    }
    false
}

/// A word that surnames begin with, in lower case.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// The name that ends at a place.
pub(super) fn name_before(flat: &str, end: usize) -> Option<TextRange> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = end;
    while words.len() < MAX_WORDS {
        let start =
            flat[..at].rfind(|c: char| c.is_whitespace() || "(\"/[:;".contains(c)).map_or(0, |at| at + 1);
        let Some(word) = word_at(flat, start).filter(|word| word.end == at) else { break };
        let particle = is_particle(word.text) && !words.is_empty();
        if !(particle || word.is_capitalised() && (!is_function(word.text) || word.is_initial())) {
            break;
        }
        words.insert(0, word);
        if start == 0 || !flat[..start].ends_with(' ') {
            break;
        }
        at = start - 1;
    }
    // "Physician Ann Doe, M.D.", "Internal Medicine, M.D."
    while words
        .first()
        .is_some_and(|word| !word.is_capitalised() || is_ordinary(word.text) && !word.is_initial())
    {
        words.remove(0);
    }
    let first = words.first()?;
    is_name(&words, Strength::Other).then(|| range(first.start, end))
}

/// Ordinary words behind a name are no part of it, but a given name makes the word behind it a surname.
fn trim_end(words: &mut Vec<Word<'_>>, strength: Strength) {
    let ordinary = |words: &[Word<'_>]| {
        let last = words.last()?;
        let kept = match words.len() {
            1 => strength == Strength::Title,
            2 => is_given(words[0].text) || words[0].is_initial() && strength == Strength::Title,
            _ => false,
        };
        let particle = !last.is_capitalised();
        let trailing_initial = last.is_initial() && !last.text.ends_with('.');
        Some(particle || trailing_initial || is_ordinary(last.text) && !last.is_initial() && !kept)
    };
    while words.len() > 1 && ordinary(words) == Some(true) {
        words.pop();
    }
    // "Dr. Doe Orthopedic Report": what follows an ordinary word is none either.
    let cut = (1..words.len())
        .filter(|at| words[*at].is_capitalised() && !words[*at].is_initial())
        .filter(|at| !is_particle(&words[*at].text.to_lowercase()))
        .find(|at| is_ordinary(words[*at].text) && !is_given(words[at - 1].text));
    words.truncate(cut.unwrap_or(words.len()));
}

fn is_name(words: &[Word<'_>], strength: Strength) -> bool {
    let Some(first) = words.first() else { return false };
    let surname = words.iter().find(|word| !word.is_initial() && word.is_capitalised());
    match (strength, surname) {
        (Strength::Title, Some(_)) => true,
        (_, None) => first.text.contains('.') && words.len() <= 2,
        (Strength::Other, Some(name)) => {
            let ordinary = is_ordinary(first.text) && !first.is_initial();
            let short = name.text.chars().count() < 2 || name.text.find('-') == Some(1);
            !ordinary
                && !short
                && (!name.is_shouted()
                    || words.len() > 1
                        && words
                            .iter()
                            .all(|word| word.is_initial() || word.is_shouted() && word.text.len() > 3))
        }
    }
}

/// Whether a name has several words, and each looks like a name's: none is an ordinary word, a drug or a
/// surname of medicine alone.
pub(super) fn is_all_own(text: &str) -> bool {
    let own = |word: &str| {
        let word = word.trim_end_matches('.');
        let own = !is_ordinary(word) && !is_drug(word) && !is_eponym(word);
        own || is_given(word)
    };
    // Words in capitals may be abbreviations.
    let shouted = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase)
    };
    let spelled = !text.split(' ').any(shouted) || text.split(' ').any(is_given);
    text.contains(' ') && text.split(' ').all(own) && spelled
}

/// Whether the words of a name need no more support than they bring: two or more, an initial, or a given
/// name.
pub(super) fn is_full(flat: &str, name: TextRange) -> bool {
    let text = &flat[name];
    text.contains(' ') || text.contains('.') || is_given(text)
}
