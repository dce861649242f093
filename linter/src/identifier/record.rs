//! Numbers of records: what stands behind a label that announces one, and numbers that prove themselves.

use super::evidence::{Hit, Label, Role};
use super::number::digits;
use super::{Identifier, Kind, identifier};
use crate::text::range;

/// What may stand between a label and its number.
const BETWEEN: [(&str, Mark); 21] = [
    ("number", Mark::Number),
    ("numbers", Mark::Number),
    ("nos.", Mark::Number),
    ("nos", Mark::Number),
    ("no.", Mark::Number),
    ("no", Mark::Number),
    ("num.", Mark::Number),
    ("id", Mark::Number),
    ("is", Mark::Nothing),
    ("was", Mark::Nothing),
    ("of", Mark::Nothing),
    ("ending in", Mark::Part),
    ("ends in", Mark::Part),
    ("ending with", Mark::Part),
    ("ending", Mark::Part),
    ("last four digits", Mark::Part),
    ("last 4 digits", Mark::Part),
    ("last four", Mark::Part),
    ("last 4", Mark::Part),
    ("reg.", Mark::Number),
    ("registration", Mark::Number),
];
/// What stands between a label and its number, the strongest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Nothing,
    Colon,
    /// "no.", "#".
    Number,
    /// "ending in", or a part that is hidden.
    Part,
}
/// A vehicle identification number has so many characters.
const VEHICLE: usize = 17;
/// A number of a record has at least this many characters.
const MIN_RECORD: usize = 5;

/// The number behind a label.
pub(super) fn read(flat: &str, hit: Hit, found: &mut Vec<Identifier>) {
    let Role::Number(label) = hit.role else { return };
    let Some((start, mark)) = value(flat, hit.end) else { return };
    let rest = &flat[start..];
    let word = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/')))
        .unwrap_or(rest.len());
    let word = rest[..word].trim_end_matches(['-', '.', '/']);
    let word = match label {
        Label::Wcab | Label::Licence => parted(rest, word, 3),
        Label::SocialSecurity if word.len() == 3 => grouped(rest, word),
        Label::Record | Label::Noun | Label::Numbered if mark > Mark::Nothing => {
            parted(rest, word, 4).or_else(|| grouped(rest, word))
        }
        _ => None,
    }
    .unwrap_or(word);
    let evidence = format!("behind \"{}\"", &flat[hit.start..hit.end]);
    let count = word.bytes().filter(u8::is_ascii_digit).count();
    let only_digits = word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' ' | b'.'));
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let kind = match label {
        Label::SocialSecurity if only_digits && (count == 9 || count == 4 && mark > Mark::Nothing) => {
            Kind::SocialSecurity
        }
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
                && letters > 0
                && !word.contains(|c: char| c.is_lowercase()) =>
        {
            Kind::Record
        }
        Label::Record | Label::Noun | Label::Numbered
            if count >= 3
                && word.len() >= MIN_RECORD
                && announces(label, mark, word)
                && !is_date(word)
                && !is_case_number(word) =>
        {
            Kind::Record
        }
        _ => return,
    };
    let end = start + word.len();
    found.push(identifier(kind, start, end, evidence.clone()));
    // "claim numbers WC-1234 and WC-1235".
    let more = flat[end..].strip_prefix(" and ").map(|rest| rest.split([' ', ',', ';', ')']).next().unwrap_or(""));
    let more = more.map(|more| more.trim_end_matches('.')).filter(|more| is_alike(word, more));
    if let Some(more) = more.filter(|_| kind == Kind::Record) {
        found.push(identifier(kind, end + 5, end + 5 + more.len(), evidence));
    }
}

/// Whether two numbers have letters and digits in the same places.
fn is_alike(one: &str, other: &str) -> bool {
    let shape = |byte: u8| if byte.is_ascii_digit() { b'0' } else if byte.is_ascii_alphabetic() { b'A' } else { byte };
    one.bytes().map(shape).eq(other.bytes().map(shape))
}

/// "ANA 0387677", "A 98765": letters, a blank and the number.
fn parted<'t>(rest: &'t str, word: &str, most: usize) -> Option<&'t str> {
    let tail = rest[word.len()..].strip_prefix(' ')?;
    let end = tail.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(tail.len());
    let number = tail[..end].trim_end_matches('-');
    let letters = word.len() <= most
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_uppercase());
    (letters && number.len() >= 4 && !is_date(number)).then(|| &rest[..word.len() + 1 + number.len()])
}

/// "2016 0044 8812": groups of digits with blanks between them.
fn grouped<'t>(rest: &'t str, word: &str) -> Option<&'t str> {
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut end = word.len();
    while let Some(tail) = rest[end..].strip_prefix(' ') {
        let count = tail.bytes().take_while(u8::is_ascii_digit).count();
        if !(2..=6).contains(&count) || !super::number::ends(&tail[count..]) {
            break;
        }
        end += 1 + count;
    }
    (end > word.len()).then(|| &rest[..end])
}

/// Whether a label with what stands behind it announces a number: "claim 2016" and "visit 12" do not.
fn announces(label: Label, mark: Mark, word: &str) -> bool {
    let year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let years = word
        .split_once('-')
        .map_or(year(word), |(first, last)| year(first) && (year(last) || last.len() == 2));
    match label {
        Label::Record => true,
        _ if word.contains('/') || years && mark < Mark::Number => false,
        Label::Noun if mark == Mark::Nothing => {
            word.bytes().filter(u8::is_ascii_digit).count() >= 6 && !word.contains('.')
        }
        Label::Noun => true,
        _ => mark >= Mark::Number,
    }
}

/// Where the value behind a label begins, and what announces it.
fn value(flat: &str, end: usize) -> Option<(usize, Mark)> {
    let mut rest = &flat[end..];
    let mut mark = Mark::Nothing;
    // A label that ends with the mark itself: "MR#", "social security number".
    if ["#", "number", "no.", "no"].iter().any(|told| flat[..end].to_ascii_lowercase().ends_with(told)) {
        mark = Mark::Number;
    }
    for _ in 0..5 {
        let trimmed = rest.trim_start_matches([' ', ':', '#', '-', '(', ')']);
        let skipped = &rest[..rest.len() - trimmed.len()];
        if skipped.contains('#') {
            mark = mark.max(Mark::Number);
        } else if skipped.contains([':', '-']) {
            mark = mark.max(Mark::Colon);
        }
        rest = trimmed;
        // "Policy #s".
        rest = rest.strip_prefix("s ").filter(|_| skipped.ends_with('#')).unwrap_or(rest);
        let Some((word, told)) = BETWEEN.iter().find(|(word, _)| starts_with_word(rest, word)) else { break };
        mark = mark.max(*told);
        rest = &rest[word.len()..];
    }
    let hidden = ["XX", "xx", "*", "-"].iter().any(|mask| rest.starts_with(mask));
    let shown = if hidden { rest.trim_start_matches(['X', 'x', '*', '-', ' ']) } else { rest };
    if shown.len() < rest.len() {
        mark = Mark::Part;
    }
    let first = shown.chars().next()?;
    first.is_ascii_alphanumeric().then_some((flat.len() - shown.len(), mark))
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
