//! Telephone and fax numbers of the North American plan: area and exchange begin with 2 to 9, and
//! marks divide three, three and four digits.

use super::number::{digits, ends};
use super::{Identifier, Kind, identifier};

/// The number that begins here, such as `415-555-0142`, with its bracket or country code before it.
pub(super) fn number_at(flat: &str, start: usize) -> Option<Identifier> {
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
    let end = flat.len() - rest.len();
    (plan && marked && ends(rest)).then(|| identifier(Kind::Phone, begin, end, "by its form"))
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
