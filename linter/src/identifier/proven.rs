//! Numbers that prove themselves without a label: by a check digit, by their form, or within a web address.

use super::evidence::Hit;
use super::number::digits;
use super::{Identifier, Kind, identifier};
use crate::text::range;

/// The number that begins here: ten digits of a provider, nine of a prescriber, or one of
/// the appeals board.
pub(super) fn number_at(flat: &str, start: usize) -> Option<Identifier> {
    let count = flat[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + count;
    let letters = flat[..start].bytes().rev().take_while(u8::is_ascii_uppercase).count();
    let begin = start - letters;
    if flat[..begin].ends_with(|c: char| c.is_alphanumeric() || c == '-')
        || !super::number::ends(&flat[end..])
    {
        return None;
    }
    let valid = match (&flat[begin..start], count) {
        ("", 10) => flat[start..].starts_with(['1', '2']) && is_provider(&flat[start..end]),
        ("ADJ", 5..=8) => true,
        (letters, 7) if letters.len() == 2 => is_prescriber(&flat[start..end]),
        _ => false,
    };
    valid.then(|| Identifier {
        kind: Kind::Record,
        range: range(begin, end),
        evidence: "by its form".to_owned(),
    })
}

/// The check digit of a National Provider Identifier: Luhn's, with 80840 before the number.
fn is_provider(number: &str) -> bool {
    let sum = number.bytes().rev().enumerate().map(|(at, byte)| {
        let digit = u32::from(byte - b'0');
        if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
    });
    (sum.sum::<u32>() + 24).is_multiple_of(10)
}

/// The check digit of a number of the Drug Enforcement Administration.
fn is_prescriber(number: &str) -> bool {
    let digit: Vec<u32> = number.bytes().map(|byte| u32::from(byte - b'0')).collect();
    (digit[0] + digit[2] + digit[4] + 2 * (digit[1] + digit[3] + digit[5])) % 10 == digit[6]
}

/// An internet address: four numbers up to 255. Versions and sections look alike, but are shorter.
pub(super) fn internet_at(flat: &str, start: usize) -> Option<Identifier> {
    let text = &flat[start..];
    let length = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let address = text[..length].trim_end_matches('.');
    let numbers = address.split('.').filter(|part| part.parse::<u8>().is_ok());
    let all = numbers.count() == 4 && address.split('.').count() == 4;
    (all && address.len() >= 10 && super::number::ends(&text[length..]))
        .then(|| identifier(Kind::Record, start, start + address.len(), "an internet address"))
}

/// A web address that holds a number of a record: "...?claim=12345678".
pub(super) fn web(flat: &str, hit: Hit, all: bool, found: &mut Vec<Identifier>) {
    let rest = &flat[hit.start..];
    let end = rest.find(|c: char| c.is_whitespace() || "\")>]".contains(c)).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';']);
    let lower = address.to_ascii_lowercase();
    let words = ["claim", "patient", "member", "mrn", "case", "file", "user", "account", "record"];
    let numbered = words.iter().filter_map(|word| lower.find(word)).any(|at| {
        let tail = &address[at..];
        tail.match_indices(|c: char| c.is_ascii_digit()).any(|(at, _)| {
            digits(&tail[at..], 5).is_some() || tail[at..].bytes().take_while(u8::is_ascii_digit).count() > 5
        })
    });
    if numbered || all {
        found.push(identifier(Kind::Record, hit.start, hit.start + address.len(), "a web address"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_tell_numbers_apart() {
        assert!(is_provider("1234567893") && !is_provider("1234567890"));
        assert!(is_prescriber("1234563") && !is_prescriber("1234567"));
    }
}
