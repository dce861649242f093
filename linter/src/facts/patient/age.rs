//! The worker's age. The age at which something began, bounds and criteria are none, nor are the ages of
//! others and of things.

use std::sync::LazyLock;

use regex::Regex;

use super::person::{PERSONS, Person, is_apposition_to_other};
use super::{Patient, Statement};
use crate::lexicon::Number;
use crate::text::compiled;

static AGE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)\b(?:(?<old>\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)[\s-]*(?:years?|yrs?)[\s-]*(?:old|of\s+age)\b|(?<short>\d{1,3})\s?(?:y/o|yo|y\.o\.)|(?:worker|patient|claimant|applicant|employee),?\s+(?:is\s+)?aged?\s+(?<aged>\d{1,3})\b)";
    compiled(pattern)
});
/// What stands before the worker's age.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)(?:\b(?:is|was)\s+(?:now\s+|currently\s+)?(?:an?|a\(n\)|now|currently|the)?\s*(?:now\s+|currently\s+)?
        |\b(?:involves|concerns|regarding|for|of)\s+an?\s+(?:now\s+)?|(?:^|,\s*|\.\s*)(?:the|this|an?)\s+(?:patient,?\s+an?\s+)?(?:now\s+)?|\b(?:the|this)\s+(?:now\s+)?|\b(?:worker|patient|claimant|applicant|employee),?\s+(?:an?\s+)?|^)$";
    compiled(pattern)
});
/// What makes it a bound, or the age of another time.
static OTHER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:over|under|older|younger|than|least|since|until|when|before|after|between|from|up to|at age|age of|at the time|at)\s*(?:the age of\s*)?$|\b(?:since|when|until|before|after|by the time|at the time)\s+(?:he|she|the\s+\w+(?:\s+worker)?)\s+(?:is|was)\s*(?:about\s+|only\s+|an?\s+)?$";
    compiled(pattern)
});

pub(super) fn read(statements: &[Statement<'_>], patient: &mut Patient) {
    for statement in statements.iter().filter(|statement| !statement.guideline) {
        for found in AGE.captures_iter(statement.text) {
            let whole = found.get(0).expect("the whole match");
            let number = found.name("old").or(found.name("short")).or(found.name("aged"));
            let Some(number) = number.filter(|_| !statement.is_quoted(whole.start())) else { continue };
            let (before, after) = (&statement.text[..whole.start()], &statement.text[whole.end()..]);
            let aged = found.name("aged").is_some();
            if aged
                || (is_worker(statement, before, after)
                    && OPENS.is_match(before)
                    && !is_apposition_to_other(before)
                    && !OTHER_TIME.is_match(before))
            {
                let age =
                    Number::read(number.as_str()).and_then(|age| age.to_string().parse().ok()).unwrap_or(0);
                patient.ages.push((statement.quoted(number.start(), whole.end()), age));
            }
        }
    }
}

/// Whether the worker is the one whose age it is: no one else is near, and the worker, or a person of a
/// sex, is.
fn is_worker(statement: &Statement<'_>, before: &str, after: &str) -> bool {
    let behind: String = after.split_inclusive(' ').take(7).collect();
    let lower = behind.to_ascii_lowercase();
    if ["or older", "or over", "and older", "or younger", "and over"]
        .iter()
        .any(|bound| lower.trim_start().starts_with(bound))
    {
        return false;
    }
    // "44 years old at the time of the injury"
    if ["at the time", "when ", "at injury", "on the date", "in 19", "in 20"]
        .iter()
        .any(|then| lower.trim_start().starts_with(then))
    {
        return false;
    }
    let mut near = PERSONS.find(&behind).map(|(_, person)| *person);
    let first = near.next();
    if first == Some(Person::Bystander) {
        return false;
    }
    let sexed = ["male", "female", "man", "woman", "gentleman", "lady"];
    let sexed = lower.split(|c: char| !c.is_ascii_alphabetic()).any(|word| sexed.contains(&word));
    let subject = PERSONS.find(before).last().map(|(_, person)| *person);
    sexed || first == Some(Person::Worker) || (subject == Some(Person::Worker) && statement.text.len() < 400)
}
