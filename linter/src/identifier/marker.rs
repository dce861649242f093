//! Markers of redaction, and what they left standing: a name or number that touches one.

use std::sync::LazyLock;

use regex::Regex;

use super::evidence::Hit;
use super::name::{Strength, name_at, name_before, word_at};
use super::role::{acts, next_word};
use super::vocabulary::{is_drug, is_eponym, is_eponym_use, is_function, is_given, is_ordinary};
use super::{Identifier, Kind, identifier};
use crate::text::{TextRange, compiled, range};

static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\[\s*(?:name |date |number )?(?:redacted|removed|withheld|deleted)\s*\]|\((?:redacted|name withheld)\)|<redacted>|\[(?:name|ssn|phone|email|address|organization|number)\]|\bX{4,}\b|\bX{3}-X{2}(?:-X{4})?\b|\*{3}-\*{2}|_{3,}|\*{4,}|\u{2588}+";
    compiled(pattern)
});

/// The markers of a flat text.
pub(crate) fn markers(flat: &str) -> Vec<TextRange> {
    let might = memchr::memchr3(b'[', b'_', b'*', flat.as_bytes()).is_some()
        || flat.contains("XX")
        || flat.contains("xx")
        || flat.contains(['\u{2588}', '(', '<']) && flat.to_ascii_lowercase().contains("redacted");
    if !might {
        return Vec::new();
    }
    MARKER.find_iter(flat).map(|found| range(found.start(), found.end())).collect()
}

/// What stands beside the markers and should have gone with them.
pub(super) fn remainders(flat: &str, markers: &[TextRange], found: &mut Vec<Identifier>) {
    for marker in markers {
        let (start, end) = (usize::from(marker.start()), usize::from(marker.end()));
        let text = flat[*marker].to_ascii_lowercase();
        let tail = flat[end..].strip_prefix('-').and_then(|tail| super::number::digits(tail, 4));
        if text.starts_with(['x', '*']) && tail.is_some() {
            found.push(identifier(Kind::SocialSecurity, end + 1, end + 5, "behind a marker"));
            continue;
        }
        // "J[REDACTED]": the first letters of the name stayed.
        let letters =
            flat[..start].chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        if letters > 0 && text.starts_with('[') && flat[start - letters..].starts_with(char::is_uppercase) {
            found.push(identifier(Kind::Remainder, start - letters, start, "before a marker"));
        }
        if let Some(place) = number_behind(flat, end) {
            found.push(identifier(
                Kind::Remainder,
                place.start().into(),
                place.end().into(),
                "behind a marker",
            ));
            continue;
        }
        // "[REDACTED]-Doe": the second half of the name stayed.
        let half = flat[end..].strip_prefix('-').and_then(|_| word_at(flat, end + 1));
        if let Some(word) =
            half.filter(|word| word.is_capitalised() && !is_ordinary(word.text) && !is_eponym(word.text))
        {
            found.push(identifier(Kind::Remainder, word.start, word.end, "behind a marker"));
        }
        let titled =
            ["Dr. ", "Dr ", "Mr. ", "Mrs. ", "Ms. "].iter().any(|title| flat[..start].ends_with(title));
        if let Some(name) =
            flat[end..].strip_prefix(' ').and_then(|_| name_at(flat, end + 1, Strength::Other))
        {
            let word = &flat[name];
            let full = super::name::is_full(flat, name);
            let medical =
                is_eponym(word) && (!titled || is_eponym_use(flat, name.start().into(), name.end().into()));
            let acting = text.starts_with('[') && !is_drug(word) && acts(next_word(flat, name));
            if (titled || full || acting) && !medical && !is_ordinary(word.split(' ').next().unwrap_or(word))
            {
                found.push(identifier(
                    Kind::Remainder,
                    name.start().into(),
                    name.end().into(),
                    "behind a marker",
                ));
            }
        }
        if let Some(name) = flat[..start].strip_suffix(' ').and_then(|head| name_before(flat, head.len())) {
            let title = flat[..usize::from(name.start())].trim_end();
            // "Ann [REDACTED]": the given name stayed.
            let own = |word: &str| !is_ordinary(word) && !is_drug(word) && !is_eponym(word);
            let begins = title.is_empty() || title.ends_with(['.', ':', '"']);
            let acting = !begins || acts(next_word(flat, *marker));
            let word = &flat[name];
            let given = text.starts_with('[')
                && !is_ordinary(word)
                && (is_given(word) || own(word) && acting && !word.contains(' '));
            if given
                || ["Dr.", "Dr", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms"]
                    .iter()
                    .any(|known| title.ends_with(known))
            {
                found.push(identifier(
                    Kind::Remainder,
                    name.start().into(),
                    name.end().into(),
                    "before a marker",
                ));
            }
        }
    }
}

/// "[REDACTED]-7788", "[REDACTED] 555-0188": the last digits of a number stayed.
fn number_behind(flat: &str, end: usize) -> Option<TextRange> {
    let rest = &flat[end..];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let place = if let Some(tail) = rest.strip_prefix('-') {
        let count = digits(tail);
        (count >= 3).then(|| (end + 1, end + 1 + count))?
    } else {
        let (_, tail) = super::number::digits(rest.strip_prefix(' ')?, 3)?;
        let count = digits(tail.strip_prefix('-')?);
        (count == 4).then(|| (end + 1, end + 9))?
    };
    super::number::ends(&flat[place.1..]).then(|| range(place.0, place.1))
}

/// "Dr. [REDACTED] ordered films, and Doe read them": where somebody's name was removed, a capitalised word
/// that does what people do is a name, too. At the beginning of a sentence every word is capitalised.
pub(super) fn survivors(flat: &str, markers: &[TextRange], acts: &[Hit], found: &mut Vec<Identifier>) {
    let titles = ["Dr.", "Dr", "Mr.", "Mrs.", "Ms."];
    let person = |marker: &TextRange| {
        let before = flat[..usize::from(marker.start())].trim_end();
        titles.iter().any(|title| before.ends_with(title))
    };
    if !markers.iter().any(person) {
        return;
    }
    for act in acts {
        let Some(end) = flat[..act.start].strip_suffix(' ').map(str::len) else { continue };
        let start = flat[..end].rfind(' ').map_or(0, |at| at + 1);
        let Some(word) = word_at(flat, start).filter(|word| word.end == end) else { continue };
        let before = flat[..start].trim_end();
        let begins = before.is_empty() || before.ends_with(['.', ':', '"', '?', '!', ')']);
        let alone = !before.rsplit(' ').next().is_some_and(|word| {
            word.starts_with(char::is_uppercase) && !word.ends_with([',', ';']) && !is_function(word)
        });
        let named = word.is_capitalised()
            && word.text.chars().any(char::is_lowercase)
            && word.text.len() > 2
            && !is_function(word.text)
            && !is_ordinary(word.text)
            && !is_eponym(word.text)
            && !is_drug(word.text);
        if named && alone && !begins && !is_cited(&flat[act.end..]) {
            let evidence = format!("before \"{}\"", &flat[act.start..act.end]);
            found.push(identifier(Kind::Remainder, word.start, word.end, evidence));
        }
    }
}

/// Whether the rest of a sentence gives the year of a publication.
fn is_cited(rest: &str) -> bool {
    let near = &rest[..rest.floor_char_boundary(rest.len().min(60))];
    ["(19", "(20", "in 19", "in 20", "et al"].iter().any(|year| near.contains(year))
}
