//! Holes that closed up: two words follow each other that never do.

use super::gap::fill;
use super::vocabulary::{is_idiom, is_verb, never_meet};
use super::word::Word;
use super::{Hole, clause};
use crate::text::range;

pub(super) fn between(words: &[Word<'_>], at: usize) -> Option<Hole> {
    let (left, right) = (&words[at], &words[at + 1]);
    let stranded = || at.checked_sub(1).is_some_and(|before| is_stranding(words[before].text));
    let third = words.get(at + 2).map_or("", |word| word.text);
    let closed = if right.is_mark() {
        never_meet(left.text, right.text)
            || nobody_before_mark(words, at)
            || clause::opens_with_nothing(words, at)
            || clause::lacks_date(words, at)
            || clause::lacks_object(words, at)
            || !left.blank.is_empty() && wants_more_than_mark(left.text, right.text, third) && !stranded()
    } else {
        let belong = is_idiom(left.text, right.text, third)
            || ["least", "most"].contains(&third)
            || right.text == "and" && clause::is_shared(words, at)
            || left.text != "the" && stranded();
        never_meet(left.text, right.text) && !belong || clause::lacks_object(words, at)
    };
    closed.then(|| {
        let last = if right.text == "," && words.get(at + 2).is_some_and(|next| !next.is_mark()) {
            words[at + 2].end
        } else {
            right.end
        };
        Hole {
            range: range(left.start, last),
            certain: false,
            message: format!("a word seems to be missing between \"{}\" and \"{}\"", left.text, right.text),
            fill: Some(fill(left, right)),
        }
    })
}

/// "Per , the worker": a stray blank before a mark is common, but not behind these words.
fn wants_more_than_mark(left: &str, mark: &str, next: &str) -> bool {
    const LEANING: [&str; 11] = ["per", "by", "of", "from", "at", "the", "a", "an", "to", "with", "for"];
    let left = left.to_ascii_lowercase();
    let goes_on = ["e.g.", "i.e.", "etc", "or", "and", "but"].contains(&next);
    let ends = mark == "," || mark == "." && matches!(left.as_str(), "the" | "a" | "by" | "from" | "per");
    LEANING.contains(&left.as_str()) && ends && !goes_on
}

/// "seen by, M.D.", "an employee of, slipped", "was prescribed by."
fn nobody_before_mark(words: &[Word<'_>], at: usize) -> bool {
    let (left, right) = (words[at].text, words[at + 1].text);
    if !["by", "of", "at", "from", "with"].contains(&left) {
        return false;
    }
    let before = at.checked_sub(1).map_or("", |before| words[before].text);
    let next = words.get(at + 2).map_or("", |next| next.text);
    match right {
        "," => {
            let credential = [
                "M.D", "M.D.", "MD", "D.O", "D.O.", "DO", "D.C", "D.C.", "DC", "PA-C", "Ph.D", "Ph.D.", "NP",
            ]
            .contains(&next);
            credential
                || (is_verb(next) || next.ends_with("ed") && next.len() > 4)
                    && !is_stranding(before)
                    && !["include", "included"].contains(&next)
        }
        "." => {
            left == "by"
                && !clause::describes(words, at)
                && (before.ends_with("ed") && before.len() > 4
                    || ["seen", "written", "given", "done"].contains(&before))
        }
        _ => false,
    }
}

/// A verb or adjective that may leave its preposition stranded: "complains of", "goes by".
fn is_stranding(word: &str) -> bool {
    const KNOWN: [&str; 25] = [
        "complains",
        "complain",
        "goes",
        "go",
        "passes",
        "went",
        "stand",
        "close",
        "nearby",
        "suffers",
        "aware",
        "capable",
        "came",
        "comes",
        "looked",
        "aimed",
        "complained",
        "suffered",
        "worked",
        "lived",
        "heard",
        "thought",
        "laid",
        "consists",
        "limited",
    ];
    KNOWN.contains(&word)
}
