//! Markers of redaction, and what they left standing: a name or number that touches one.

use std::sync::LazyLock;

use regex::Regex;

use super::name::{Strength, name_at, name_before};
use super::vocabulary::{is_eponym, is_eponym_use, is_ordinary};
use super::{Identifier, Kind, identifier};
use crate::text::{TextRange, range};

static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\[\s*(?:name |date |number )?(?:redacted|removed|withheld|deleted)\s*\]|\((?:redacted|name withheld)\)|<redacted>|\[(?:name|ssn|phone|email|address|organization|number)\]|\bX{4,}\b|\bX{3}-X{2}\b|_{3,}|\*{4,}|\u{2588}+";
    Regex::new(pattern).expect("a valid pattern")
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
        if text.starts_with("xx") && tail.is_some() {
            found.push(identifier(Kind::SocialSecurity, end + 1, end + 5, "behind a marker"));
            continue;
        }
        // "J[REDACTED]": the first letters of the name stayed.
        let letters =
            flat[..start].chars().rev().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        if letters > 0 && text.starts_with('[') && flat[start - letters..].starts_with(char::is_uppercase) {
            found.push(identifier(Kind::Remainder, start - letters, start, "before a marker"));
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
            if (titled || full) && !medical && !is_ordinary(word.split(' ').next().unwrap_or(word)) {
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
            if ["Dr.", "Dr", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms"]
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
