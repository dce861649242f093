//! Telephone and fax numbers of the North American plan: area and exchange begin with 2 to 9, and
//! marks divide three, three and four digits.

use super::number::{digits, ends};
use super::{Identifier, Kind, identifier};

/// What a number has behind it that is an amount: "325-650-1000 mg".
const UNITS: [&str; 6] = [" mg", "mg", " mcg", " ml", " units", " iu"];
const EXTENSIONS: [&str; 8] =
    [" ext. ", " ext ", " ext.", ", ext. ", " x", " x ", " extension ", ", extension "];

/// The number that begins here, such as `415-555-0142`, with its bracket or country code before it.
pub(super) fn number_at(flat: &str, start: usize) -> Option<Identifier> {
    if flat[..start].ends_with('+') {
        return abroad(flat, start);
    }
    let text = &flat[start..];
    let text = text
        .strip_prefix("1")
        .filter(|rest| rest.starts_with(['-', '.', ' ']))
        .map_or(text, |rest| &rest[1..]);
    let text = text.strip_prefix('(').unwrap_or(text);
    let (area, rest) = digits(text, 3)?;
    let (mark, rest) = separator(rest)?;
    let (exchange, rest) = digits(rest, 3)?;
    let (second, rest) = separator(rest)?;
    let (_, rest) = digits(rest, 4)?;
    let plan = [area, exchange].iter().all(|part| part.starts_with(|first: char| first >= '2'));
    // "250 300 1000" may be anything: blanks alone make no telephone number.
    let marked = !(mark == " " && second == " ") || labelled(flat, start);
    let bracket = flat[..start].ends_with('(') && mark.starts_with(')');
    let begin = start - usize::from(bracket);
    let amount = UNITS.iter().any(|unit| rest.starts_with(unit));
    let end = flat.len() - rest.len() + extension(rest);
    (plan && marked && !amount && ends(rest)).then(|| identifier(Kind::Phone, begin, end, "by its form"))
}

/// "+44 20 7946 0958": the plus sign announces a country, and at least eight digits follow.
fn abroad(flat: &str, start: usize) -> Option<Identifier> {
    let before = flat[..start - 1].chars().next_back();
    let text = &flat[start..];
    let length = text.find(|c: char| !(c.is_ascii_digit() || " -.()".contains(c))).unwrap_or(text.len());
    let number = text[..length].trim_end_matches([' ', '-', '.', '(']);
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let apart = !before.is_some_and(char::is_alphanumeric) && !number.contains("  ");
    ((8..=15).contains(&count) && apart)
        .then(|| identifier(Kind::Phone, start - 1, start + number.len(), "by its form"))
}

/// How long the extension is that a text begins with.
fn extension(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let found = EXTENSIONS.iter().filter_map(|word| Some((word.len(), digits(rest.strip_prefix(word)?))));
    found.filter(|(_, count)| (1..=6).contains(count)).map(|(word, count)| word + count).max().unwrap_or(0)
}

/// What may stand between the groups of a number.
fn separator(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(|byte| matches!(byte, b' ' | b'-' | b'.' | b')' | b'/')).count();
    let known = ["-", ".", " ", ")", ") ", ")-", " - ", "/"].contains(&&text[..length]);
    known.then(|| text.split_at(length))
}

fn labelled(flat: &str, start: usize) -> bool {
    let before = super::number::before(flat, start, 24);
    ["phone", "tel", "fax", "call", "cell", "mobile"].iter().any(|label| before.contains(label))
}
