//! Empty slots: marks and labels with nothing where something must be.

use super::Hole;
use super::vocabulary::is_label;
use super::word::Word;
use crate::text::{TextRange, range};

/// The slot that begins with a word.
pub(super) fn at(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let word = &words[at];
    let next = words.get(at + 1);
    let empty = |place, message: &str, fill| {
        Some(Hole { range: place, certain: false, message: message.to_owned(), fill })
    };
    let span = |next: &Word<'_>| range(word.start, next.end);
    match word.text {
        "," if !word.blank.is_empty() && next.is_some_and(|next| next.text == ",") => empty(
            span(next?),
            "nothing stands between two commas",
            Some((word.gap(), " ".into(), String::new())),
        ),
        "$" if next.is_some_and(|next| next.text.starts_with(char::is_lowercase))
            && !word.blank.is_empty() =>
        {
            empty(
                span(next?),
                "an amount is missing behind \"$\"",
                Some((word.gap(), String::new(), " ".into())),
            )
        }
        "(" if is_box(words, at) => None,
        "(" if next.is_some_and(|next| matches!(next.text, "," | ")")) => empty(
            span(next?),
            "nothing stands in the brackets",
            Some((word.gap(), String::new(), String::new())),
        ),
        text if text.starts_with("-year") && (text.ends_with("-old") || text == "-year") => {
            let before = at.checked_sub(1).map_or("", |before| words[before].text);
            if before.ends_with(|c: char| c.is_ascii_digit()) {
                return None;
            }
            let place = range(word.start, word.start);
            empty(word.range(), "the age is missing", Some((place, String::new(), String::new())))
        }
        text if text.starts_with("year") => age(words, at),
        ":" => label(words, at),
        _ => None,
    }
}

/// "( ) Yes": a box to tick, at the beginning of an entry.
fn is_box(words: &[Word<'_>], at: usize) -> bool {
    let entry = at.checked_sub(1).is_none_or(|before| words[before].is_mark());
    let answer = words.get(at + 2).is_some_and(|word| word.text.starts_with(char::is_uppercase));
    words[at].blank == " " && (entry || answer)
}

/// "is a year old male", "is a year-old male".
fn age(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let text = words[at].text;
    let old = if matches!(text, "year-old" | "years-old") { at } else { at + 1 };
    let known = old == at || matches!(text, "year" | "years") && words.get(old)?.text == "old";
    let before = words.get(at.checked_sub(1)?)?;
    let article = matches!(before.text, "a" | "an" | "is" | "was" | "this");
    let person = words.get(old + 1)?.text;
    let person = ["male", "female", "man", "woman", "injured", "worker", "employee", "right", "left"]
        .iter()
        .any(|word| person.starts_with(word));
    (known && article && person).then(|| Hole {
        range: range(before.end, words[at].end),
        certain: false,
        message: "the age is missing".to_owned(),
        fill: Some((before.gap(), " ".to_owned(), " ".to_owned())),
    })
}

/// "Claimant: " with nothing behind it but the next label, or the end.
fn label(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let (colon, before) = (&words[at], words.get(at.checked_sub(1)?)?);
    let two = at.checked_sub(2).map(|first| &words[first]).filter(|first| first.blank == " ");
    let name = |first: &Word<'_>| is_label(&joined(first, before));
    let first = two.filter(|two| name(two)).or_else(|| is_label(before.text).then_some(before))?;
    // "Dear claimant:" greets.
    let greeting = words.iter().rev().find(|word| word.start < first.start);
    if !first.text.starts_with(char::is_uppercase) || greeting.is_some_and(|word| word.text == "Dear") {
        return None;
    }
    let rest = &words[at + 1..];
    let next_label = rest.iter().take(4).position(|word| word.text == ":");
    let empty = match next_label {
        // Another label follows: at once on this line, or on the next.
        Some(words_between) => {
            (1..=3).contains(&words_between) && (colon.blank.contains(['\n', '\r']) || next_is_label(rest))
        }
        None => rest.is_empty(),
    };
    empty.then(|| Hole {
        range: range(first.start, colon.end + colon.blank.find(['\n', '\r']).unwrap_or(0)),
        certain: false,
        message: format!("nothing stands behind \"{}\"", joined(first, before)),
        fill: Some((TextRange::empty(crate::text::size(colon.end)), " ".to_owned(), String::new())),
    })
}

fn next_is_label(rest: &[Word<'_>]) -> bool {
    let Some(first) = rest.first() else { return false };
    is_label(first.text) || rest.get(1).is_some_and(|second| is_label(&joined(first, second)))
}

fn joined(first: &Word<'_>, last: &Word<'_>) -> String {
    if first.start == last.start { last.text.to_owned() } else { format!("{} {}", first.text, last.text) }
}
