//! Numbers as letters write them: digits, decimals, and words up to a hundred. Values are in thousandths,
//! so that 7.5 and 7.50 are the same.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::text::compiled;

/// A number, exact to three decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(u64);

/// A pattern, without a group of its own, for numbers in digits.
pub(crate) const DIGITS: &str = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\b";

static IN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)\b(?:(?:twenty|thirty|forty|fifty|sixty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?
        |one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen
        |eighteen|nineteen|seventy|eighty|ninety|single|once|twice)\b";
    compiled(pattern)
});

/// The text with zeros in place of each number in words, so that a pattern finds both kinds by [`DIGITS`]. Places stay
/// the same; [`Number::read`] reads what stands there in the text itself.
pub(crate) fn words_as_digits(text: &str) -> Cow<'_, str> {
    IN_WORDS.replace_all(text, |number: &Captures<'_>| "0".repeat(number[0].len()))
}

const WORDS: [(&str, u64); 31] = [
    ("zero", 0),
    ("no", 0),
    ("one", 1),
    ("single", 1),
    ("once", 1),
    ("two", 2),
    ("twice", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
];

impl Number {
    /// A whole number.
    pub const fn whole(value: u64) -> Self {
        Self(value * 1000)
    }

    /// Reads digits or words.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Self::digits(&text.replace(',', ""));
        }
        let mut parts = text.split([' ', '-']).filter(|part| !part.is_empty());
        let word = |part: &str| WORDS.iter().find(|(word, _)| *word == part).map(|(_, value)| *value);
        let first = word(parts.next()?)?;
        let second = parts.next().map_or(Some(0), word)?;
        Some(Self::whole(first + second))
    }

    fn digits(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if whole.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let fraction = format!("{fraction:0<3}");
        let whole = if whole.is_empty() { "0" } else { whole };
        Some(Self(whole.parse::<u64>().ok()? * 1000 + fraction[..3].parse::<u64>().ok()?))
    }

    /// The value for a report.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The product of two numbers.
    pub fn times(self, other: Self) -> Self {
        Self(self.0.saturating_mul(other.0) / 1000)
    }

    /// The sum of two numbers.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left of it, if that is not less than nothing.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 1000, self.0 % 1000);
        if fraction == 0 {
            return write!(f, "{whole}");
        }
        let fraction = format!("{fraction:03}");
        write!(f, "{whole}.{}", fraction.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_digits_where_they_stand() {
        let text = "Twenty-four visits, two times; no one was often there (5)";
        assert_eq!(words_as_digits(text), "00000000000 visits, 000 times; no 000 was often there (5)");
    }

    #[test]
    fn digits_and_words_are_the_same_numbers() {
        let read = |text: &str| Number::read(text).map(|number| number.to_string());
        for (text, value) in [
            ("7.50", "7.5"),
            ("12", "12"),
            ("Twelve", "12"),
            ("twenty-four", "24"),
            ("1,000", "1000"),
            ("once", "1"),
            ("0.025", "0.025"),
        ] {
            assert_eq!(read(text).as_deref(), Some(value), "{text}");
        }
        assert_eq!(read("some"), None);
        assert_eq!(Number::whole(2).times(Number::whole(6)), Number::whole(12));
    }
}
