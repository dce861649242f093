//! Holes that left their blanks behind: a word that leans on the next, a wide blank, and a word that leans
//! on the one before.

use super::Hole;
use super::vocabulary::{
    is_adverb, is_idiom, is_participle, is_unit, is_verb, may_meet, wants_before, wants_more,
};
use super::word::{Width, Word};
use crate::identifier::is_particle;
use crate::text::{TextRange, range};

const TITLES: [&str; 6] = ["Dr.", "Dr", "Mr.", "Mrs.", "Ms.", "Drs."];

/// A hole in the blank behind a word.
pub(super) fn between(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let (left, right) = (&words[at], &words[at + 1]);
    if left.text == "." && !left.blank.is_empty() {
        return sentence_start(words, at);
    }
    if right.text == "'s" {
        return Some(hole(left, right, true));
    }
    let width = left.width();
    if width == Width::Narrow {
        return None;
    }
    let leans = wants_more(left.text);
    let third = words.get(at + 2).map_or("", |word| word.text);
    let meets = || {
        right.is_mark()
            || wants_before(right.text)
                && !may_meet(left.text, right.text)
                && !is_idiom(left.text, right.text, third)
            || is_verb(right.text)
                && !may_meet(left.text, right.text)
                && !is_adjective(left.text, right.text, third)
    };
    let certain = match width {
        Width::Narrow => false,
        Width::Wide | Width::Widest => leans && meets(),
        Width::Break { before, .. } if before >= 2 => leans && meets(),
        Width::Break { after, .. } => leans && (right.is_mark() || after == 1 && meets()),
    };
    if certain && !(right.text == ":" || right.text == ")") {
        return Some(hole(left, right, true));
    }
    // A number is gone before its unit, or a word behind an article; columns of a table look alike.
    let number = is_unit(right.text) && left.text.chars().all(char::is_alphabetic);
    let wide = width == Width::Widest && left.blank.len() <= 6 && !in_table(words, at);
    let before_unit = number && (wide || width == Width::Wide && leans);
    let word = leans
        && right.text.starts_with(if left.text == "the" { char::is_alphabetic } else { char::is_lowercase });
    (wide && word || before_unit).then(|| hole(left, right, false))
}

/// "with reported pain": the verb's form describes the noun behind it.
fn is_adjective(left: &str, right: &str, third: &str) -> bool {
    const OBJECTS: [&str; 15] =
        ["that", "the", "a", "an", "his", "her", "their", "to", "on", "by", "for", "in", "with", "he", "she"];
    right.ends_with("ed") && !["at", "by", "to"].contains(&left) && !OBJECTS.contains(&third)
}

/// "Dr. 's", "Mr. was", "Dr.  , who".
pub(super) fn title(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let (left, right) = (&words[at], &words[at + 1]);
    let owner = left.text.strip_suffix("'s").filter(|title| TITLES.contains(title));
    if !TITLES.contains(&left.text) && owner.is_none() {
        return None;
    }
    let before = at.checked_sub(1).map(|before| words[before].text.to_ascii_lowercase());
    let by_itself = before.is_some_and(|before| {
        matches!(
            before.as_str(),
            "the" | "a" | "his" | "her" | "their" | "my" | "your" | "this" | "another" | "treating" | "same"
        )
    });
    let lower =
        right.text.starts_with(char::is_lowercase) && right.text.len() > 1 && !is_particle(right.text);
    let couple = right.text == "and" && words.get(at + 2).is_some_and(|next| TITLES.contains(&next.text));
    let street = words[at.saturating_sub(4)..at]
        .iter()
        .any(|word| word.text.len() <= 5 && word.text.bytes().all(|b| b.is_ascii_digit()));
    let empty = owner.is_some() || right.text == "'s" || right.is_mark() && right.text != ")" || lower;
    // "Dr" without its full stop is short for doctor in notes.
    let plain = left.text.starts_with("Dr")
        && !left.text.starts_with("Dr.")
        && !left.text.starts_with("Drs.")
        && (owner.is_some() || right.is_mark() || left.blank.is_empty());
    if by_itself || couple || street || plain || !empty {
        return None;
    }
    let mut hole = hole(left, right, true);
    hole.range = range(left.start, left.end + left.blank.len());
    if let Some(title) = owner {
        let end = left.start + title.len();
        hole.message = format!("nobody owns the \"'s\" behind \"{title}\"");
        hole.fill = Some((range(end, end), " ".to_owned(), String::new()));
    }
    Some(hole)
}

/// "rests.  reported that": a sentence that begins with its verb.
fn sentence_start(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let (left, right) = (&words[at], &words[at + 1]);
    let abbreviation = at
        .checked_sub(1)
        .is_some_and(|before| words[before].text.len() <= 3 || words[before].text.contains('.'));
    let wide = matches!(left.width(), Width::Wide | Width::Widest);
    let third = words.get(at + 2).map_or("", |word| word.text);
    let acts = is_verb(right.text) || is_adverb(right.text) && (is_verb(third) || is_participle(third));
    (wide && !abbreviation && acts).then(|| hole(left, right, true))
}

/// Whether other wide blanks stand on the same line.
fn in_table(words: &[Word<'_>], at: usize) -> bool {
    let breaks = |word: &Word<'_>| matches!(word.width(), Width::Break { .. });
    let before = words[..at].iter().rev().take_while(|word| !breaks(word));
    let behind = words[at + 1..].iter().take_while(|word| !breaks(word));
    before.chain(behind).take(40).filter(|word| word.width() == Width::Widest).count() > 0
}

fn hole(left: &Word<'_>, right: &Word<'_>, certain: bool) -> Hole {
    let message = match right.text {
        "'s" => format!("nobody owns the \"'s\" behind \"{}\"", left.text),
        mark if right.is_mark() => {
            format!("something is missing between \"{}\" and the \"{mark}\"", left.text)
        }
        word => format!("something is missing between \"{}\" and \"{word}\"", left.text),
    };
    Hole { range: left.gap(), certain, message, fill: Some(fill(left, right)) }
}

/// The blank goes, and what stands around the marker instead.
pub(super) fn fill(left: &Word<'_>, right: &Word<'_>) -> (TextRange, String, String) {
    let tight = right.is_mark() || right.text == "'s";
    let line_end = left.blank.find(['\n', '\r']);
    let behind = match line_end {
        _ if tight => String::new(),
        Some(at) => left.blank[at..].trim_end_matches([' ', '\t']).to_owned(),
        None => " ".to_owned(),
    };
    (left.gap(), " ".to_owned(), behind)
}
