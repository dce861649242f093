//! Numbers of records: what stands behind a label that announces one, and numbers that prove themselves.

use super::evidence::{Hit, Label, Role};
use super::number::digits;
use super::{Identifier, Kind, identifier};
use crate::text::range;

/// What may stand between a label and its number.
const BETWEEN: [&str; 12] = [
    "number",
    "numbers",
    "no.",
    "no",
    "#",
    "id",
    "is",
    "was",
    "of",
    "ending in",
    "ends in",
    "last four digits",
];
/// A vehicle identification number has so many characters.
const VEHICLE: usize = 17;
/// A number of a record has at least this many characters.
const MIN_RECORD: usize = 5;

/// The number behind a label.
pub(super) fn read(flat: &str, hit: Hit, found: &mut Vec<Identifier>) {
    let Role::Number(label) = hit.role else { return };
    let Some((start, marked)) = value(flat, hit.end) else { return };
    let rest = &flat[start..];
    let word = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/')))
        .unwrap_or(rest.len());
    let word = rest[..word].trim_end_matches(['-', '.', '/']);
    // "ANA 0387677", "A 98765": letters, a blank and the number.
    let parted = |most: usize| {
        let digits = rest.get(word.len() + 1..)?.bytes().take_while(u8::is_ascii_digit).count();
        let letters = word.len() <= most && word.bytes().all(|byte| byte.is_ascii_uppercase());
        (letters && digits >= 4 && rest[word.len()..].starts_with(' '))
            .then(|| &rest[..word.len() + 1 + digits])
    };
    let word = match label {
        Label::Wcab => parted(3),
        Label::Licence => parted(2),
        _ => None,
    }
    .unwrap_or(word);
    let evidence = format!("behind \"{}\"", &flat[hit.start..hit.end]);
    let count = word.bytes().filter(u8::is_ascii_digit).count();
    let only_digits = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let kind = match label {
        Label::SocialSecurity if only_digits && (count == 9 || count == 4) => Kind::SocialSecurity,
        // The whole numbers are found by their form.
        Label::Phone if only_digits && (count == 10 || count == 7 && word.contains('-')) => Kind::Phone,
        Label::Npi if count == 10 && only_digits => Kind::Record,
        Label::Dea if count == 7 && letters == 2 => Kind::Record,
        Label::Wcab if count >= 5 && !is_date(word) => Kind::Record,
        Label::Licence if (3..=8).contains(&count) && letters <= 3 && word.len() >= 4 && !is_date(word) => {
            Kind::Record
        }
        Label::Plate
            if ((1..=8).contains(&count) || word.len() == VEHICLE)
                && (5..=17).contains(&word.len())
                && letters > 0 =>
        {
            Kind::Record
        }
        Label::Record
            if count >= 3 && word.len() >= MIN_RECORD && !is_date(word) && !is_case_number(word) =>
        {
            // "claim 2016", "policy 9792.10": the bare words want a mark or a long number.
            let bare = flat[hit.start..hit.end].bytes().all(|byte| byte.is_ascii_alphabetic()) && !marked;
            if bare && (count < 6 || word.contains('.')) && hit.end - hit.start > 4 {
                return;
            }
            Kind::Record
        }
        _ => return,
    };
    found.push(identifier(kind, start, start + word.len(), evidence));
}

/// Where the value behind a label begins, and whether a mark such as a colon announces it.
fn value(flat: &str, end: usize) -> Option<(usize, bool)> {
    let mut rest = &flat[end..];
    let mut marked = false;
    for _ in 0..4 {
        let trimmed = rest.trim_start_matches([' ', ':', '#', '-', '(']);
        marked |= rest[..rest.len() - trimmed.len()].contains([':', '#']);
        rest = trimmed;
        let Some(word) = BETWEEN.iter().find(|word| starts_with_word(rest, word)) else { break };
        marked |= matches!(*word, "number" | "numbers" | "no." | "no" | "#" | "id");
        rest = &rest[word.len()..];
    }
    let rest = rest.trim_start_matches(['X', 'x', '*', '-', ' ']);
    let first = rest.chars().next()?;
    first.is_ascii_alphanumeric().then_some((flat.len() - rest.len(), marked))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The number of the review is public.
fn is_case_number(word: &str) -> bool {
    word.get(..2).is_some_and(|head| head == "CM") || word.starts_with("IMR")
}

fn is_date(word: &str) -> bool {
    super::date::date_at(word, 0).is_some_and(|end| end == word.len())
}

/// Numbers that prove themselves without a label: ten digits of a provider, nine of a prescriber, or one of
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
