//! Numbers of records: what stands behind a label that announces one.

use super::evidence::{Hit, Label, Role};
use super::{Identifier, Kind, identifier};

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
    let more =
        flat[end..].strip_prefix(" and ").map(|rest| rest.split([' ', ',', ';', ')']).next().unwrap_or(""));
    let more = more.map(|more| more.trim_end_matches('.')).filter(|more| is_alike(word, more));
    if let Some(more) = more.filter(|_| kind == Kind::Record) {
        found.push(identifier(kind, end + 5, end + 5 + more.len(), evidence));
    }
}

/// Whether two numbers have letters and digits in the same places.
fn is_alike(one: &str, other: &str) -> bool {
    let shape = |byte: u8| {
        if byte.is_ascii_digit() {
            b'0'
        } else if byte.is_ascii_alphabetic() {
            b'A'
        } else {
            byte
        }
    };
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
