//! Dates as letters write them.

use jiff::civil::Date;

/// A numeric date: month, day and year with slashes or hyphens; a year of two digits is of this century
/// unless it is later than any letter.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    let mut parts = text.trim().split(['/', '-']);
    let mut number =
        || parts.next().filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
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
}
