//! Holes that closed up in a passive clause, whose end is known: "She was seen at in 2014" lacks a place,
//! "He was hired by, and began" somebody. Clauses that describe a noun before them lack nothing: "the
//! clinic she was seen at in 2014".

use super::vocabulary::{is_participle, is_phrasal};
use super::word::Word;

/// A determiner stands at most so many words before the last word of a subject.
const SUBJECT: usize = 5;

/// Whether something is missing between the preposition at a place and what follows.
pub(super) fn lacks_object(words: &[Word<'_>], at: usize) -> bool {
    let (left, right) = (words[at].text, words[at + 1].text);
    let third = words.get(at + 2).map_or("", |word| word.text);
    let leans = match left {
        "by" => match right {
            "in" | "to" | "where" => true,
            "as" => matches!(third, "a" | "an"),
            "," => matches!(third, "and" | "but") && !shares_object(words, at + 2),
            _ => false,
        },
        "to" => matches!(right, "for" | "by"),
        "at" => matches!(right, "in" | "for"),
        _ => false,
    };
    leans
        && passive_subject(words, at).is_some_and(|subject| {
            starts_clause(words, subject) && (left != "to" || is_person(words[subject].text))
        })
}

/// Whether the passive clause before a preposition describes something: "what it was caused by".
pub(super) fn describes(words: &[Word<'_>], at: usize) -> bool {
    passive_subject(words, at).is_some_and(|subject| !starts_clause(words, subject))
}

/// "According to, rest is enough", "Per, ...": a comma at once behind words that open a sentence.
pub(super) fn opens_with_nothing(words: &[Word<'_>], at: usize) -> bool {
    let (left, right) = (words[at].text, words[at + 1].text);
    let opening = matches!(left, "Per") && is_start(words, at)
        || left == "to"
            && at.checked_sub(1).is_some_and(|before| {
                matches!(words[before].text, "According" | "according" | "Pursuant" | "pursuant")
            });
    opening && right == "," && !shares_object(words, at + 1)
}

/// "On , she fell", "seen on , and": a date is gone before a stray blank.
pub(super) fn lacks_date(words: &[Word<'_>], at: usize) -> bool {
    let left = words[at].text;
    let stray = words[at + 1].text == "," && !words[at].blank.is_empty();
    let opening = matches!(left, "On" | "In" | "Since" | "Until") && is_start(words, at);
    let before = at.checked_sub(1).map_or("", |before| words[before].text);
    let dated = left == "dated"
        || left == "on"
            && matches!(
                before,
                "seen"
                    | "injured"
                    | "evaluated"
                    | "examined"
                    | "performed"
                    | "completed"
                    | "denied"
                    | "received"
                    | "admitted"
                    | "discharged"
                    | "hired"
            );
    stray && (opening || dated)
}

/// "seen by and treated with care": a second verb has its own preposition, and both share what follows.
pub(super) fn is_shared(words: &[Word<'_>], at: usize) -> bool {
    let verb = words.get(at + 2).is_some_and(|word| is_participle(word.text));
    let next = words.get(at + 3).map_or("", |word| word.text);
    verb && matches!(next, "by" | "with" | "at" | "for" | "under")
}

/// Whether a later preposition stands before a comma, so that both share what follows it: "caused by, and a
/// result of, the fall".
fn shares_object(words: &[Word<'_>], at: usize) -> bool {
    let sentence = words[at + 1..].iter().take_while(|word| word.text != ".");
    let pairs = sentence.clone().zip(sentence.skip(1));
    let leaning = ["of", "by", "to", "with", "for", "from", "in", "on", "at"];
    pairs.take(12).any(|(left, right)| leaning.contains(&left.text) && right.text == ",")
}

/// The last word of the subject of "was seen" before a preposition.
fn passive_subject(words: &[Word<'_>], at: usize) -> Option<usize> {
    let verb = at.checked_sub(1)?;
    if !is_participle(words[verb].text) || is_phrasal(words[verb].text) {
        return None;
    }
    let mut place = verb.checked_sub(1)?;
    let skipped =
        ["first", "last", "initially", "then", "later", "also", "subsequently", "previously", "being"];
    while skipped.contains(&words[place].text) {
        place = place.checked_sub(1)?;
    }
    if !matches!(words[place].text, "was" | "were" | "is" | "been") {
        return None;
    }
    place = place.checked_sub(1)?;
    while matches!(words[place].text, "has" | "have" | "had") {
        place = place.checked_sub(1)?;
    }
    Some(place)
}

/// Whether a subject begins its sentence or clause, and describes no noun before it.
fn starts_clause(words: &[Word<'_>], subject: usize) -> bool {
    const PRONOUNS: [&str; 4] = ["he", "she", "it", "they"];
    const DETERMINERS: [&str; 8] = ["the", "a", "an", "this", "that", "his", "her", "their"];
    let first = (0..SUBJECT).map_while(|back| subject.checked_sub(back)).find(|place| {
        let text = words[*place].text.to_lowercase();
        is_start(words, *place) || PRONOUNS.contains(&text.as_str()) || DETERMINERS.contains(&text.as_str())
    });
    let Some(first) = first else { return false };
    is_start(words, first)
        || first.checked_sub(1).is_some_and(|before| {
            words[before].is_mark()
                || matches!(
                    words[before].text,
                    "and" | "then" | "when" | "because" | "but" | "while" | "after"
                )
        })
}

fn is_person(subject: &str) -> bool {
    matches!(
        subject.to_lowercase().as_str(),
        "he" | "she" | "they" | "patient" | "worker" | "employee" | "applicant" | "claimant" | "care"
    )
}

/// Whether a sentence begins at a word.
fn is_start(words: &[Word<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| matches!(words[before].text, "." | "?" | "!" | ":"))
}
