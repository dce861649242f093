//! Amounts: tablets, sessions, refills, weeks, hours a day. Patterns are tried in turn, and what one has
//! read the next ones leave alone.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex};
use schemars::JsonSchema;
use serde::Serialize;

use crate::lexicon::{DIGITS, Number, words_as_digits};
use crate::text::{TextRange, compiled, range};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Sessions, tablets, injections, devices: "12 sessions", "#60", "x 4", "2 times a week for 6 weeks".
    Pieces,
    /// Refills.
    Refills,
    /// Times a week.
    PerWeek,
    /// Times a year.
    PerYear,
    /// Days, however they are stated.
    Days,
    /// Hours a day.
    HoursPerDay,
    /// Hours a week.
    HoursPerWeek,
    /// Grams in a package.
    Grams,
    /// Millilitres in a package.
    Millilitres,
}

/// An amount that a text states; a range where it leaves a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Where.
    pub range: TextRange,
    /// Of what.
    pub unit: Unit,
    /// The least.
    pub low: Number,
    /// The most.
    pub high: Number,
    /// It is the product of a frequency and a time.
    pub product: bool,
}

impl Amount {
    /// Whether two amounts can be the same.
    pub fn may_be(&self, other: &Amount) -> bool {
        if self.unit == Unit::Days {
            // Months have 28 to 31 days, years 12 months.
            let near = |a: Number, b: Number| a.times(Number::whole(30)) <= b.times(Number::whole(31));
            return near(self.low, other.high) && near(other.low, self.high);
        }
        self.low <= other.high && other.low <= self.high
    }
}

struct Patterns {
    hours: Regex,
    weekly: Regex,
    weekly_reversed: Regex,
    per_week: Regex,
    per_year: Regex,
    product: Regex,
    refills: Regex,
    package: Regex,
    times: Regex,
    hash: Regex,
    supply: Regex,
    days: Regex,
    nouns: Regex,
}

const RATE: &str = r"(?:(?:\s*(?:x|times|visits|sessions|treatments|days))?\s*(?:/|per|an?|each|every)\s*(?:wk|week)|(?:\s*(?:x|times|visits|sessions|treatments))?[\s-]*weekly|\s*x\s*(?:/\s*)?(?:wk|week))";

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let n = format!(r"\b(?<n>{DIGITS})(?:\s*(?:-|to|or)\s*(?<n2>{DIGITS}))?(?:\s*\(\d+\))?");
    let m = format!(r"(?<m>{DIGITS})(?:\s*(?:-|to|or)\s*(?<m2>{DIGITS}))?(?:\s*\(\d+\))?");
    let pattern = |text: &str| compiled(&format!("(?i){text}"));
    Patterns {
        hours: pattern(&format!(
            r"{n}\s*(?:hours?|hrs?)\s*(?:/|per|a|each|every)?\s*(?:(?<day>day|daily)|week|weekly)\b"
        )),
        weekly: pattern(&format!(
            r"{n}{RATE}\b[\s,]*(?:for|x|times|over|during)?\s*(?:the\s+next\s+|a\s+total\s+of\s+|up\s+to\s+)?{m}[\s-]*(?:additional\s+|more\s+)?(?<span>weeks?|wks?|months?)\b"
        )),
        weekly_reversed: pattern(&format!(
            r"\b{m}[\s-]*(?<span>weeks?|wks?|months?)\b[\s,]*(?:at|of|,)?\s*{n}{RATE}\b"
        )),
        per_week: pattern(&format!(r"{n}{RATE}\b")),
        per_year: pattern(&format!(r"{n}\s*(?:x|times)?\s*(?:/|per|a)\s*(?:year|yr|annum)\b")),
        product: pattern(&format!(r"{n}\s*(?:x|times)\s*{m}\b")),
        refills: pattern(&format!(
            r"\b(?:(?<n>{DIGITS}|no)\s*(?:\(\d+\)\s*)?refills?\b|refills?\s*(?:x|:|of|\#|=)?\s*(?<n2>{DIGITS}|no\b)|without\s+refills?\b)"
        )),
        package: pattern(&format!(r"\b(?<n>{DIGITS})\s*-?(?:(?<g>g|gms?|grams?)|(?:ml|mls|cc))\b")),
        times: pattern(&format!(r"(?:\bx|\btimes)\s*(?<n>{DIGITS})")),
        hash: pattern(&format!(
            r"(?:\#|\b(?:qty|quantity|count)\b\.?\s*(?:of|:|\#|=|is)?\s*\#?)\s*(?<n>{DIGITS})"
        )),
        supply: pattern(&format!(r"\bdays?[\s-]+supply\s*(?:of|:|=)?\s*(?<n>{DIGITS})")),
        days: pattern(&format!(r"{n}[\s-]*(?<span>days?|weeks?|wks?|months?|years?|yrs?)\b")),
        nouns: pattern(
            r"\b(?:sessions?|visits?|treatments?|appointments?|encounters?|injections?|(?<dose>tablets?|tabs?|capsules?|caps?|pills?|patch(?:es)?)|box(?:es)?|tubes?|vials?|bottles?|units?|pairs?)\b",
        ),
    }
});

/// Words that say that an amount belongs to the past, not to a request.
const PAST: [&str; 10] =
    ["previous", "prior", "completed", "past", "attended", "received", "earlier", "already", "had", "last"];
/// Words that cannot stand between a number and what it counts.
const BETWEEN: [&str; 29] = [
    "to", "for", "of", "per", "a", "an", "week", "weeks", "day", "days", "month", "months", "year", "mg",
    "x", "times", "out", "or", "with", "at", "is", "are", "was", "were", "over", "than", "and", "in", "on",
];
/// Words that tell a dose from a number of tablets.
const DOSE: [&str; 17] = [
    "po", "p.o", "by", "oral", "daily", "twice", "once", "every", "each", "per", "a", "at", "q", "bid",
    "tid", "prn", "three",
];

/// The amounts that a flat text states. `taken` are places that mean something else: drug names, strengths.
pub(super) fn amounts(flat: &str, taken: &[TextRange]) -> Vec<Amount> {
    let digits = words_as_digits(flat);
    let mut reader = Reader { flat, digits: &digits, taken: taken.to_vec(), amounts: Vec::new() };
    let patterns = &*PATTERNS;
    reader.each(&patterns.refills, |reader, found| {
        let number = found.name("n").or(found.name("n2"));
        let number = number.map_or(Some(Number::whole(0)), |number| reader.number(number))?;
        reader.add(found, Unit::Refills, (number, number), false)
    });
    for weekly in [&patterns.hours, &patterns.weekly, &patterns.weekly_reversed, &patterns.product] {
        reader.each(weekly, Reader::weekly);
    }
    reader.each(&patterns.per_week, |reader, found| {
        reader.add(found, Unit::PerWeek, reader.bounds(found, "n")?, false)
    });
    reader.each(&patterns.per_year, |reader, found| {
        reader.add(found, Unit::PerYear, reader.bounds(found, "n")?, false)
    });
    reader.each(&patterns.package, |reader, found| {
        let unit = if found.name("g").is_some() { Unit::Grams } else { Unit::Millilitres };
        reader.add(found, unit, reader.bounds(found, "n")?, false)
    });
    reader.each(&patterns.supply, |reader, found| {
        reader.add(found, Unit::Days, reader.bounds(found, "n")?, false)
    });
    reader.each(&patterns.hash, |reader, found| {
        reader.add(found, Unit::Pieces, reader.bounds(found, "n")?, false)
    });
    reader.nouns(&patterns.nouns);
    reader.each(&patterns.days, Reader::days);
    reader.each(&patterns.times, |reader, found| {
        reader.add(found, Unit::Pieces, reader.bounds(found, "n")?, false)
    });
    reader.amounts.sort_by_key(|amount| (amount.range.start(), amount.unit));
    reader.amounts
}

type Bounds = (Number, Number);

/// The days, or the weeks, in a unit of time: fewest and most.
fn span(found: &Captures<'_>) -> (Bounds, Bounds) {
    let whole = |low, high| (Number::whole(low), Number::whole(high));
    match found
        .name("span")
        .map_or(' ', |span| span.as_str().chars().next().unwrap_or(' ').to_ascii_lowercase())
    {
        'm' => (whole(30, 30), whole(4, 5)),
        'y' => (whole(360, 366), whole(52, 52)),
        'w' => (whole(7, 7), whole(1, 1)),
        _ => (whole(1, 1), whole(1, 1)),
    }
}

fn product(a: Bounds, b: Bounds) -> Bounds {
    (a.0.times(b.0), a.1.times(b.1))
}

struct Reader<'t> {
    flat: &'t str,
    /// The same with all numbers in digits, to be searched.
    digits: &'t str,
    taken: Vec<TextRange>,
    amounts: Vec<Amount>,
}

impl Reader<'_> {
    fn each(&mut self, pattern: &Regex, mut read: impl FnMut(&mut Self, &Captures<'_>) -> Option<()>) {
        for found in pattern.captures_iter(self.digits) {
            let whole = found.get(0).expect("the whole match");
            let place = range(whole.start(), whole.end());
            if !self.is_taken(place) && read(self, &found).is_some() {
                self.taken.push(place);
            }
        }
    }

    /// The number at a place, as the text has it.
    fn number(&self, place: Match<'_>) -> Option<Number> {
        Number::read(&self.flat[place.range()])
    }

    /// A number, or the two ends of a range.
    fn bounds(&self, found: &Captures<'_>, name: &str) -> Option<Bounds> {
        let low = self.number(found.name(name)?)?;
        let high = found.name(&format!("{name}2")).and_then(|high| self.number(high));
        Some((low, high.filter(|high| *high > low).unwrap_or(low)))
    }

    fn is_taken(&self, place: TextRange) -> bool {
        self.taken.iter().any(|taken| taken.intersect(place).is_some_and(|both| !both.is_empty()))
    }

    fn add(&mut self, found: &Captures<'_>, unit: Unit, (low, high): Bounds, product: bool) -> Option<()> {
        let whole = found.get(0)?;
        if self.is_past(whole.start()) {
            return None;
        }
        self.amounts.push(Amount { range: range(whole.start(), whole.end()), unit, low, high, product });
        Some(())
    }

    /// Whether the word before a place says that what follows is past.
    fn is_past(&self, at: usize) -> bool {
        let before = self.flat[..at].trim_end_matches([' ', '(']);
        let word = before.rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
        PAST.contains(&word.as_str())
    }

    /// Hours a day or week, and frequencies with the time they go on for.
    fn weekly(&mut self, found: &Captures<'_>) -> Option<()> {
        let times = self.bounds(found, "n")?;
        let Some(time) = self.bounds(found, "m") else {
            let unit = if found.name("day").is_some() { Unit::HoursPerDay } else { Unit::HoursPerWeek };
            return self.add(found, unit, times, false);
        };
        if found.name("span").is_some() {
            let (days, weeks) = span(found);
            self.add(found, Unit::PerWeek, times, false)?;
            self.add(found, Unit::Days, product(time, days), false)?;
            return self.add(found, Unit::Pieces, product(product(times, time), weeks), true);
        }
        self.add(found, Unit::Pieces, product(times, time), true)
    }

    fn days(&mut self, found: &Captures<'_>) -> Option<()> {
        let whole = found.get(0)?;
        let rest = self.flat[whole.end()..].trim_start_matches(['-', ' ']);
        let before =
            self.flat[..whole.start()].trim_end().rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
        if rest.starts_with("old")
            || rest.starts_with("ago")
            || ["every", "each", "per", "q"].contains(&before.as_str())
        {
            return None;
        }
        self.add(found, Unit::Days, product(self.bounds(found, "n")?, span(found).0), false)
    }

    /// "Eight physical therapy sessions": a number, up to five words, and what it counts.
    fn nouns(&mut self, nouns: &Regex) {
        for found in nouns.captures_iter(self.flat) {
            let noun = found.get(0).expect("the whole match");
            let dose = found.name("dose").is_some_and(|_| {
                let rest = self.flat[noun.end()..].trim_start_matches(['(', 's', ')', ' ', ',']);
                DOSE.contains(&rest.split([' ', ',', '.']).next().unwrap_or("").to_ascii_lowercase().as_str())
            });
            let Some((start, low, high)) = (!dose).then(|| self.count_before(noun.start())).flatten() else {
                continue;
            };
            let place = range(start, noun.end());
            if !self.is_taken(place) && !self.is_past(start) {
                self.taken.push(place);
                self.amounts.push(Amount { range: place, unit: Unit::Pieces, low, high, product: false });
            }
        }
    }

    fn count_before(&self, end: usize) -> Option<(usize, Number, Number)> {
        let mut rest = self.flat[..end].trim_end_matches([' ', '-']);
        for _ in 0..6 {
            let start = rest.rfind(' ').map_or(0, |at| at + 1);
            let word = rest[start..].trim_matches(['(', ')', '"', '\'', '#']);
            let lower = word.to_ascii_lowercase();
            if let Some((low, high)) = count(&lower) {
                // "two to three sessions"
                let earlier = rest[..start].trim_end();
                let first = earlier.strip_suffix(" to").or_else(|| earlier.strip_suffix(" or"));
                let first = first.and_then(|text| {
                    let at = text.rfind(' ').map_or(0, |at| at + 1);
                    Some((at, Number::read(&text[at..])?))
                });
                return Some(match first {
                    Some((at, first)) if first < low => (at, first, high),
                    _ => (start, low, high),
                });
            }
            let joins = lower.ends_with([',', '.', ';', ':']) || BETWEEN.contains(&lower.as_str());
            if joins
                || PAST.contains(&lower.as_str())
                || word.is_empty()
                || word.starts_with(|c: char| c.is_ascii_digit())
            {
                return None;
            }
            rest = rest[..start].trim_end();
        }
        None
    }
}

/// A number as one word: "12", "twelve", "12-18", "twenty-four"; never "once".
fn count(word: &str) -> Option<Bounds> {
    if ["once", "twice", "no", "zero", "single"].contains(&word) {
        return None;
    }
    if let Some(number) = Number::read(word).filter(|_| !word.contains(' ')) {
        return Some((number, number));
    }
    let (low, high) = word.split_once('-')?;
    let (low, high) = (Number::read(low)?, Number::read(high)?);
    (low < high).then_some((low, high))
}
