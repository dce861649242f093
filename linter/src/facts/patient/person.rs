//! The worker's sex, by statement and by pronoun. A pronoun counts only where nobody but the worker can be
//! meant: providers, authors and bystanders have pronouns, too.

use std::sync::LazyLock;

use regex::Regex;

use super::{Patient, Quoted, Statement};
use crate::lexicon::{Matcher, regions};
use crate::text::compiled;

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

/// A pronoun that stands for the worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pronoun {
    /// The word.
    pub quoted: Quoted,
    /// Whose it is.
    pub sex: Sex,
    /// What is said can only be said of the worker: "his pain", "she underwent".
    pub own: bool,
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
        [\s,]*(?:[a-z-]+[\s,]+){0,3}?(?<sex>male|female|man|woman|gentleman|lady)\b(?<next>\s+[a-z]+)?
        |\bthis\s+(?:unfortunate\s+|pleasant\s+)?(?<named>gentleman|lady)\b";
    compiled(pattern)
});
static PRONOUN: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"\b(?i:(?<he>he|his|him|himself)|(?<she>she|her|hers|herself))\b"));
/// What only the worker does in these letters.
static SUFFERS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^\s(?:also\s+|currently\s+|still\s+)?(?:complain\w*|rate[sd]?|underwent|sustained|fell|slipped|ambulat\w*|limp\w*|takes|took|completed|experienc\w*|feels|felt|has\s+(?:pain|had|been|difficulty|trouble)|had\s+(?:pain|difficulty)|is\s+(?:in|unable|able|working|not\s+working|taking)|was\s+(?:injured|working|unable|able|lifting|walking|hit|struck)|denie[sd]\s+(?:any|having|numbness|pain|radiat))\b";
    compiled(pattern)
});
/// What of a person is examined or aches, behind "his" or "her".
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^\s(?:own\s+|chronic\s+|ongoing\s+|current\s+|usual\s+)*(?:pain|symptoms?|complaints?|injur(?:y|ies)|gait|diagnos[ei]s|disability|pain\s+level|medical\s+history|surgical\s+history|job|work\s+status)\b";
    compiled(pattern)
});

/// Other people whose sex is said.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:(?<he>husband|son|father|brother|boyfriend|uncle|grandfather|male\s+(?:physician|doctor|provider|surgeon|QME|AME|nurse|therapist|evaluator|coworker|patient))|(?:wife|daughter|mother|sister|girlfriend|aunt|grandmother|(?:female|woman|lady)\s+(?:\w+ist|physician|doctor|provider|surgeon|QME|AME|nurse|evaluator|coworker|patient)))\b";
    compiled(pattern)
});
/// What only a provider does in these letters, behind "he" or "she".
static PROVIDES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:(?<he>he)|(?<she>she))\s+(?:also\s+|then\s+|further\s+)?(?:recommend\w*|order(?:s|ed)|prescrib\w*|opine[sd]?|diagnosed|refer(?:s|red)\s+(?:him|her|the)|advis(?:es|ed)\s+(?:him|her|the|that)|found\s+(?:that|no|the|him|her)|requested\s+authorization|examined|would\s+see|will\s+see|saw\s+(?:him|her|the\s+patient)|anticipated|interpreted|authored|dictated)\b";
    compiled(pattern)
});

/// The sexes of the providers of whom a sentence tells by pronouns.
fn providers(statement: &Statement<'_>) -> (bool, bool) {
    let found = PROVIDES.captures_iter(statement.text);
    found.fold((false, false), |(he, she), found| {
        (he || found.name("he").is_some(), she || found.name("she").is_some())
    })
}

/// "his passenger, a 27-year-old", "a patient, an 87-year-old": whether a person who stands before is not the worker.
/// `before` is what the sentence says before the age.
pub(super) fn is_apposition_to_other(before: &str) -> bool {
    let before = before.trim_end();
    let noun = before.strip_suffix(" a").or_else(|| before.strip_suffix(" an")).map(str::trim_end);
    let Some(noun) = noun.and_then(|noun| noun.strip_suffix(',')) else { return false };
    let Some((place, person)) =
        PERSONS.find(noun).last().filter(|(place, _)| usize::from(place.end()) == noun.len())
    else {
        return false;
    };
    let article = noun[..usize::from(place.start())].trim_end().rsplit(' ').next().unwrap_or("");
    *person != Person::Worker || ["a", "another", "an"].contains(&article)
}

pub(super) fn read(statements: &[Statement<'_>], patient: &mut Patient) {
    let providers: Vec<_> = statements.iter().map(providers).collect();
    // Whether the last person named was the worker, and nobody else.
    let mut clear = true;
    for (number, statement) in statements.iter().enumerate() {
        let near = &providers[number.saturating_sub(1)..statements.len().min(number + 2)];
        let is_providers = |he: bool| near.iter().any(|provider| if he { provider.0 } else { provider.1 });
        let persons: Vec<Person> = PERSONS.find(statement.text).map(|(_, person)| *person).collect();
        let worker = persons.contains(&Person::Worker);
        let bystander = persons.contains(&Person::Bystander);
        let others = bystander || persons.contains(&Person::Provider);
        if !bystander && !statement.guideline {
            sexes(statement, patient);
        }
        let has = |name: &str| PRONOUN.captures_iter(statement.text).any(|found| found.name(name).is_some());
        let two = has("he") && has("she");
        patient.others.extend(
            OTHERS
                .captures_iter(statement.text)
                .map(|found| if found.name("he").is_some() { Sex::Male } else { Sex::Female }),
        );
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
            let sex = if found.name("he").is_some() { Sex::Male } else { Sex::Female };
            if is_providers(found.name("he").is_some()) {
                patient.others.push(sex);
                continue;
            }
            let own = SUFFERS.is_match(after) || OWN.is_match(after) || begins_with_part(after);
            let owned = if others { own && !bystander } else { own || (!two && (clear || worker)) };
            if owned {
                patient.pronouns.push(Pronoun {
                    quoted: statement.quoted(whole.start(), whole.end()),
                    sex,
                    own,
                });
            } else {
                patient.others.push(sex);
            }
        }
        clear = !others && (clear || worker);
    }
}

fn sexes(statement: &Statement<'_>, patient: &mut Patient) {
    for found in STATED.captures_iter(statement.text) {
        let (whole, sex) = (
            found.get(0).expect("the whole match"),
            found.name("sex").or(found.name("named")).expect("either"),
        );
        let before = statement.text[..whole.start()].to_ascii_lowercase();
        let age = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == ' ');
        if before.ends_with("her ")
            || before.ends_with("his ")
            || is_apposition_to_other(age)
            || statement.is_quoted(whole.start())
        {
            continue;
        }
        let male = ["male", "man", "gentleman"].contains(&sex.as_str().to_ascii_lowercase().as_str());
        let start =
            statement.text[..sex.end()].rfind(|c: char| c.is_ascii_digit()).map_or(sex.start(), |digit| {
                let text = &statement.text[..digit];
                let near = sex.start() - digit <= 40;
                if near { text.trim_end_matches(|c: char| c.is_ascii_digit()).len() } else { sex.start() }
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
