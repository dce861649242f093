//! Dates as letters write them. A birth date is an identifier by what is said before it; any other only
//! where the policy wants all dates gone.

use super::evidence::Hit;
use super::{Identifier, Kind, Policy, identifier};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Between "born" and the date there are few words: "on", "in California on".
const NEAR: usize = 24;

/// The birth date behind "born on" or "DOB".
pub(super) fn birth(flat: &str, hit: Hit, found: &mut Vec<Identifier>) {
    let end = flat.floor_char_boundary(flat.len().min(hit.end + NEAR));
    let starts = (hit.end..end)
        .filter(|at| flat.is_char_boundary(*at) && !flat[..*at].ends_with(|c: char| c.is_alphanumeric()));
    let sentence = flat[hit.end..].find(". ").map_or(flat.len(), |at| hit.end + at);
    let date = starts.take_while(|at| *at < sentence).find_map(|at| {
        let date = date_at(flat, at).or_else(|| month_at(flat, at)).or_else(|| day_at(flat, at));
        Some((at, date?))
    });
    if let Some((start, end)) = date {
        let evidence = format!("behind \"{}\"", &flat[hit.start..hit.end]);
        found.push(identifier(Kind::BirthDate, start, end, evidence));
    }
}

/// Every date with a day; where every part but the year must go, a month with its year or day, too.
pub(super) fn all(flat: &str, policy: Policy, found: &mut Vec<Identifier>) {
    let mut at = 0;
    while at < flat.len() {
        let word = flat.is_char_boundary(at)
            && !flat[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'));
        let part = |at| {
            let part = month_at(flat, at).or_else(|| numbers_at(flat, at)).or_else(|| day_at(flat, at));
            part.filter(|_| policy == Policy::SafeHarbor)
        };
        let whole = Some(at).filter(|_| word).and_then(|at| date_at(flat, at));
        match whole.or_else(|| Some(at).filter(|_| word).and_then(part)) {
            Some(end) => {
                let what =
                    if whole.is_some() { "a date with its day" } else { "more of a date than its year" };
                found.push(identifier(Kind::Date, at, end, what));
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Where the date that begins here ends: "4/17/1963", "1963-04-17", "April 17, 1963", "17 April 1963".
pub(super) fn date_at(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let first = number(rest, 4)?.or_month(rest)?;
    let end = match first {
        Part::Number(value, length) => {
            let mark = rest[length..].chars().next()?;
            let tail = &rest[length + mark.len_utf8()..];
            if mark == ' ' || mark == '-' && tail.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let month = month(tail)?;
                let behind = tail[month..].trim_start_matches([',', '.']);
                let behind = behind.strip_prefix([' ', '-'])?;
                let year = year(behind)?;
                (1..=31).contains(&value).then(|| rest.len() - behind.len() + year)?
            } else {
                numeric(rest, value, length, mark)?
            }
        }
        Part::Month(length) => {
            let tail = rest[length..].trim_start_matches('.').strip_prefix([' ', '-'])?;
            let Part::Number(day, length) = number(tail, 2)?.some()? else { return None };
            let tail = tail[length..]
                .strip_prefix("st")
                .or(tail[length..].strip_prefix("nd"))
                .or(tail[length..].strip_prefix("rd"))
                .or(tail[length..].strip_prefix("th"))
                .unwrap_or(&tail[length..]);
            let behind = tail.trim_start_matches([',', '-']).trim_start();
            let year = year(behind)?;
            (1..=31).contains(&day).then(|| rest.len() - behind.len() + year)?
        }
        Part::Neither => return None,
    };
    super::number::ends(&rest[end..]).then_some(start + end)
}

/// "April 1963", "4/1963".
fn month_at(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let length = month(rest)?;
    let behind = rest[length..].trim_start_matches([',', '.']).strip_prefix(' ')?;
    let behind = behind.strip_prefix("of ").unwrap_or(behind);
    Some(text.len() - behind.len() + year(behind)?)
}

/// "4/1963".
fn numbers_at(text: &str, start: usize) -> Option<usize> {
    let Part::Number(month, length) = number(&text[start..], 2)? else { return None };
    let behind = text[start + length..].strip_prefix('/')?;
    let year = year(behind).filter(|_| (1..=12).contains(&month))?;
    super::number::ends(&behind[year..]).then(|| text.len() - behind.len() + year)
}

/// "April 17", "April 17th".
fn day_at(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let behind = rest[month(rest)?..].trim_start_matches('.').strip_prefix(' ')?;
    let length = behind.bytes().take_while(u8::is_ascii_digit).count();
    let day = behind[..length].parse::<u32>().ok().filter(|day| (1..=31).contains(day));
    let tail = &behind[length..];
    let ordinal = ["st", "nd", "rd", "th"].iter().find(|ending| tail.starts_with(**ending)).map_or(0, |_| 2);
    day.filter(|_| super::number::ends(&tail[ordinal..])).map(|_| text.len() - tail.len() + ordinal)
}

enum Part {
    Number(u32, usize),
    Month(usize),
    Neither,
}

impl Part {
    fn or_month(self, text: &str) -> Option<Self> {
        match self {
            Part::Neither => month(text).map(Part::Month),
            part => Some(part),
        }
    }

    fn some(self) -> Option<Self> {
        (!matches!(self, Part::Neither)).then_some(self)
    }
}

fn number(text: &str, most: usize) -> Option<Part> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    match length {
        0 => Some(Part::Neither),
        length if length <= most => Some(Part::Number(text[..length].parse().ok()?, length)),
        _ => None,
    }
}

/// Three numbers with the same mark between them.
fn numeric(text: &str, first: u32, length: usize, mark: char) -> Option<usize> {
    if !matches!(mark, '/' | '-' | '.') {
        return None;
    }
    let tail = &text[length + 1..];
    let Part::Number(second, second_length) = number(tail, 2)? else { return None };
    let tail = tail[second_length..].strip_prefix(mark)?;
    let Part::Number(third, third_length) = number(tail, 4)? else { return None };
    let (month, day, year) =
        if length == 4 { (second, third, length) } else { (first, second, third_length) };
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (year == 2 || year == 4);
    fits.then_some(length + 1 + second_length + 1 + third_length)
}

/// The length of the month that a text begins with.
fn month(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text[..length].to_ascii_lowercase();
    let known = NAMES.contains(&word.as_str()) || MONTHS.contains(&word.as_str()) || word == "sept";
    known.then_some(length)
}

/// The length of the year that a text begins with.
fn year(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length == 4 && (text.starts_with("19") || text.starts_with("20"))).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form() {
        for text in [
            "4/17/1963",
            "04-17-63",
            "1963-04-17",
            "April 17, 1963",
            "Apr. 17th, 1963",
            "17 April 1963",
            "17-Apr-1963",
            "Apr-17-1963",
        ] {
            assert_eq!(date_at(text, 0), Some(text.len()), "{text}");
        }
        for text in ["10/325 mg", "L4-5-6x", "13/40/2000", "May take 2", "4-5", "2 times 6", "1/2/3"] {
            assert_eq!(date_at(text, 0), None, "{text}");
        }
    }
}
