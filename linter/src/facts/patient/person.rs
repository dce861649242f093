//! The worker's sex, by statement and by pronoun. A pronoun counts only where nobody but the worker can be
//! meant: providers, authors and bystanders have pronouns, too.

use std::sync::LazyLock;

use regex::Regex;

use super::{Patient, Statement};
use crate::lexicon::{Matcher, regions};

/// The worker's sex, as the letter says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Sex {
    /// How messages call it.
    pub fn word(self) -> &'static str {
        match self {
            Sex::Male => "male",
            Sex::Female => "female",
        }
    }
}

/// Who a noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    Worker,
    Provider,
    Bystander,
}

pub(super) static PERSONS: LazyLock<Matcher<Person>> = LazyLock::new(|| {
    Matcher::from_table(include_str!("../../../data/lexicon/persons.tsv"), |who| match who {
        "worker" => Person::Worker,
        "provider" => Person::Provider,
        _ => Person::Bystander,
    })
});
static STATED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)(?:\b(?:years?|yrs?)[\s-]*(?:old|of\s+age)\b|\by/?o\b|\b(?:worker|patient|claimant|applicant|employee)\s+(?:is|was)\s+an?(?:\(n\))?\b)
        [\s,]*(?:[a-z-]+[\s,]+){0,3}?(?<sex>male|female|man|woman|gentleman|lady)\b(?<next>\s+[a-z]+)?";
    Regex::new(pattern).expect("a valid pattern")
});
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?i:(?<he>he|his|him|himself)|(?<she>she|her|hers|herself))\b").expect("a valid pattern")
});
/// What only the worker does in these letters.
static SUFFERS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^\s(?:also\s+|currently\s+|still\s+)?(?:complain\w*|rate[sd]?|underwent|sustained|fell|slipped|ambulat\w*|limp\w*|takes|took|completed|experienc\w*|feels|felt|has\s+(?:pain|had|been|difficulty|trouble)|had\s+(?:pain|difficulty)|is\s+(?:in|unable|able|working|not\s+working|taking)|was\s+(?:injured|working|unable|able|lifting|walking|hit|struck)|denie[sd]\s+(?:any|having|numbness|pain|radiat))\b";
    Regex::new(pattern).expect("a valid pattern")
});
/// What of a person is examined or aches, behind "his" or "her".
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^\s(?:own\s+|chronic\s+|ongoing\s+|current\s+|usual\s+)*(?:pain|symptoms?|complaints?|injur(?:y|ies)|gait|diagnos[ei]s|disability|pain\s+level|medical\s+history|surgical\s+history|job|work\s+status)\b";
    Regex::new(pattern).expect("a valid pattern")
});

pub(super) fn read(statements: &[Statement<'_>], patient: &mut Patient) {
    // Whether the last person named was the worker, and nobody else.
    let mut clear = true;
    for statement in statements {
        let persons: Vec<Person> = PERSONS.find(statement.text).map(|(_, person)| *person).collect();
        let worker = persons.contains(&Person::Worker);
        let bystander = persons.contains(&Person::Bystander);
        let others = bystander || persons.contains(&Person::Provider);
        if !bystander && !statement.guideline {
            sexes(statement, patient);
        }
        for found in PRONOUN.captures_iter(statement.text) {
            let whole = found.get(0).expect("the whole match");
            let (before, after) = (&statement.text[..whole.start()], &statement.text[whole.end()..]);
            let both =
                before.ends_with(['/', '(']) || after.starts_with(['/', '(']) || after.starts_with(" or she");
            let author =
                after.starts_with(',') && after[1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            if both
                || author
                || before.ends_with(" or ")
                || statement.guideline
                || statement.is_quoted(whole.start())
            {
                continue;
            }
            let own = SUFFERS.is_match(after) || OWN.is_match(after) || begins_with_part(after);
            let owned = if others { own && !bystander } else { clear || worker || own };
            if owned {
                let sex = if found.name("he").is_some() { Sex::Male } else { Sex::Female };
                patient.pronouns.push((statement.quoted(whole.start(), whole.end()), sex));
            }
        }
        clear = !others && (clear || worker);
    }
}

fn sexes(statement: &Statement<'_>, patient: &mut Patient) {
    for found in STATED.captures_iter(statement.text) {
        let (whole, sex) = (found.get(0).expect("the whole match"), found.name("sex").expect("the sex"));
        let before = statement.text[..whole.start()].to_ascii_lowercase();
        if before.ends_with("her ") || before.ends_with("his ") || statement.is_quoted(whole.start()) {
            continue;
        }
        let male = ["male", "man", "gentleman"].contains(&sex.as_str().to_ascii_lowercase().as_str());
        let start =
            statement.text[..sex.end()].rfind(|c: char| c.is_ascii_digit()).map_or(sex.start(), |digit| {
                let text = &statement.text[..digit];
                let near = sex.start() - digit <= 40;
                if near {
                    text.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1)
                } else {
                    sex.start()
                }
            });
        patient.sexes.push((statement.quoted(start, sex.end()), if male { Sex::Male } else { Sex::Female }));
    }
}

/// Whether a text begins with a part of the body: "his left knee".
fn begins_with_part(after: &str) -> bool {
    let near: String = after.split_inclusive(' ').take(4).collect();
    let parts = regions(&near);
    let Some((place, _)) = parts.iter().find(|(_, region)| region.is_body()) else { return false };
    let words = near[..usize::from(place.start())].trim().to_ascii_lowercase();
    words.split(' ').all(|word| {
        ["", "left", "right", "low", "lower", "upper", "bilateral", "both", "injured"].contains(&word)
    })
}
