//! Dates as letters write them: 11/18/2016, 11-18-16, November 18, 2016.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::text::{TextRange, compiled, range};

/// A numeric date: month, day and year with slashes or hyphens; a year of two digits is of this century
/// unless it is later than any letter.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['/', '-']);
    let mut number = || {
        parts
            .next()
            .map(str::trim)
            .filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let (month, day, year) = (number()?, number()?, number()?);
    let year = match year.len() {
        2 => {
            let year: i16 = year.parse().ok()?;
            if year > 35 { 1900 + year } else { 2000 + year }
        }
        4 => year.parse().ok()?,
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A date as letters print it.
pub(crate) fn print(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.month(), date.day(), date.year())
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)\b(?:
        (?<numeric>\d{1,2}\s?/\s?\d{1,2}\s?/\s?(?:\d{4}|\d{2})|\d{1,2}-\s?\d{1,2}-\s?(?:\d{4}|\d{2}))
      | (?<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|
          sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})
    )\b";
    compiled(pattern)
});

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The dates of a flat text, in order; none for a day that does not exist.
pub(crate) fn dates(flat: &str) -> Vec<(TextRange, Option<Date>)> {
    let mut found = Vec::new();
    for captures in DATE.captures_iter(flat) {
        let whole = captures.get(0).expect("the whole match");
        let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '-'));
        let rest = flat[whole.end()..].trim_start_matches(['/', '-']);
        let runs_on =
            joins(flat[whole.end()..].chars().next()) && rest.starts_with(|c: char| c.is_ascii_digit());
        if joins(flat[..whole.start()].chars().next_back()) || runs_on {
            continue;
        }
        let date = match captures.name("numeric") {
            Some(numeric) => date_in(numeric.as_str()),
            None => long(&captures["month"], &captures["day"], &captures["year"]),
        };
        found.push((range(whole.start(), whole.end()), date));
    }
    found
}

fn long(month: &str, day: &str, year: &str) -> Option<Date> {
    let month = month.to_ascii_lowercase();
    let month = MONTHS.iter().position(|name| month.starts_with(name))?;
    Date::new(year.parse().ok()?, month as i8 + 1, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numeric_dates_are_read() {
        let read = |text| date_in(text).map(print);
        assert_eq!(read("11/18/16"), Some("11/18/2016".to_owned()));
        assert_eq!(read("2-3-1998"), Some("02/03/1998".to_owned()));
        assert_eq!(read("7/4/76"), Some("07/04/1976".to_owned()));
        assert_eq!(read("02/30/2017"), None);
        assert_eq!(read("11/2016"), None);
    }

    #[test]
    fn dates_are_found_in_every_form() {
        let read = |text: &str| {
            let found = dates(text).into_iter();
            found.map(|(place, date)| (text[place].to_owned(), date.map(print))).collect::<Vec<_>>()
        };
        for text in ["on 3-4-15,", "(03/04/2015)", "March 4, 2015", "Mar. 4th 2015", "3-4- 2015"] {
            assert_eq!(read(text)[0].1.as_deref(), Some("03/04/2015"), "{text}");
        }
        assert_eq!(read("February 30, 2017"), [("February 30, 2017".to_owned(), None)]);
        assert_eq!(read("Norco 10/325, 2-3 times, 1/2/3/4, 120/80, May 2016, L4-5-S1"), []);
    }
}
