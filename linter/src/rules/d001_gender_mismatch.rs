//! # D001 gender-mismatch
//!
//! ## What it does
//! Reports a pronoun, or a statement, that gives the injured worker another sex than the summary does.
//!
//! Only pronouns that can mean nobody but the worker count. Physicians, therapists, authors and relatives have pronouns
//! of their own.
//!
//! ## Why it matters
//! The usual cause is text that was written about another person. A party will ask what else in it is not about this one.
//!
//! ## Example
//! ```rationale
//! The injured worker moves the knee freely. She completed six visits of therapy. Therefore, the request for 6 sessions of
//! physical therapy for the left knee is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The injured worker moves the knee freely. He completed six visits of therapy. Therefore, the request for 6 sessions of
//! physical therapy for the left knee is not medically necessary.
//! ```
//!
//! ## Fix
//! None: the whole passage is to be read again.

use std::cmp::Ordering;

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Quoted, Says, Sex};
use crate::finding::{Finding, Severity};
use crate::letter::Block;

pub(crate) static RULE: Rule = Rule {
    code: "D001",
    name: "gender-mismatch",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

type Said<'a> = (&'a Block, &'a Quoted, Sex);

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let stated: Vec<Said<'_>> =
        view.patients(Says::SEXES).flat_map(|(block, said)| said.sexes.iter().map(move |(q, sex)| (block, q, *sex))).collect();
    // Where the letter speaks of another woman, "her report" may be hers; "her pain" is still the worker's.
    let others: Vec<Sex> = view.patients(Says::PRONOUNS).flat_map(|(_, said)| said.others.iter().copied()).collect();
    let pronouns: Vec<Said<'_>> = view
        .patients(Says::PRONOUNS)
        .flat_map(|(block, said)| said.pronouns.iter().map(move |pronoun| (block, pronoun)))
        .filter(|(_, pronoun)| pronoun.own || !others.contains(&pronoun.sex))
        .map(|(block, pronoun)| (block, &pronoun.quoted, pronoun.sex))
        .collect();
    let Some(reference) = usual(&stated, &pronouns) else { return };
    let (_, (_, words), sex) = reference;
    if let Some(other) = stated.iter().find(|(_, _, other)| *other != sex) {
        let against = pronouns.iter().filter(|(_, _, other)| *other == sex).count();
        let elsewhere = if reference.1.1.len() > 6 {
            format!("\"{words}\" elsewhere")
        } else {
            format!("{against} pronouns such as \"{words}\" say otherwise")
        };
        let message = format!("the worker is \"{}\" here, but {elsewhere}", other.1.1);
        findings.push(clash(*other, reference, message));
        return;
    }
    let mut told = None;
    for other in pronouns.iter().filter(|(_, _, other)| *other != sex) {
        let place = other.0.range;
        if told.replace(place) != Some(place) {
            let message = format!("\"{}\" is said of a worker who is \"{words}\" elsewhere", other.1.1);
            findings.push(clash(*other, reference, message));
        }
    }
}

/// A statement weighs as much as so many pronouns.
const STATEMENT: usize = 2;

/// What speaks for the sex that most of the letter gives the worker: a statement, else a pronoun. None where
/// pronouns alone do not agree.
fn usual<'a>(stated: &[Said<'a>], pronouns: &[Said<'a>]) -> Option<Said<'a>> {
    let count = |all: &[Said<'a>], sex| all.iter().filter(|(_, _, other)| *other == sex).count();
    let weight = |sex| STATEMENT * count(stated, sex) + count(pronouns, sex);
    let (male, female) = (weight(Sex::Male), weight(Sex::Female));
    let sex = match (stated.first(), male.cmp(&female)) {
        (Some((_, _, first)), Ordering::Equal) => *first,
        (_, Ordering::Greater) => Sex::Male,
        _ => Sex::Female,
    };
    if stated.is_empty() && male.max(female) < 3 * male.min(female).max(1) {
        return None;
    }
    stated.iter().chain(pronouns).find(|(_, _, other)| *other == sex).copied()
}

fn clash(at: Said<'_>, other: Said<'_>, message: String) -> Finding {
    Finding::new(&RULE, at.1.0 + at.0.range.start(), message)
        .related(other.1.0 + other.0.range.start(), format!("{} here", other.2.word()))
        .help("check whether the passage is about this worker at all")
}
