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

use super::{Check, Fixable, LetterView, Rule};
use crate::facts::{Quoted, Sex};
use crate::finding::{Finding, Severity};
use crate::letter::Block;

pub(crate) static RULE: Rule = Rule {
    code: "D001",
    name: "gender-mismatch",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    check: Check::Letter(check),
};

type Said<'a> = (&'a Block, &'a Quoted, Sex);

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let stated: Vec<Said<'_>> =
        view.patients().flat_map(|(block, said)| said.sexes.iter().map(move |(q, sex)| (block, q, *sex))).collect();
    let pronouns: Vec<Said<'_>> = view
        .patients()
        .flat_map(|(block, said)| said.pronouns.iter().map(move |(q, sex)| (block, q, *sex)))
        .collect();
    let Some(reference) = stated.first().copied().or_else(|| usual(&pronouns)) else { return };
    let (_, (_, words), sex) = reference;
    let other_statements = stated.iter().filter(|(_, _, other)| *other != sex);
    findings.extend(other_statements.map(|other| {
        let message = format!("the worker is \"{}\" here and \"{words}\" elsewhere", other.1.1);
        clash(*other, reference, message)
    }));
    let (agree, against): (Vec<Said<'_>>, Vec<Said<'_>>) = pronouns.iter().partition(|(_, _, other)| *other == sex);
    if against.len() > agree.len() && against.len() > 1 && !stated.is_empty() {
        let (times, pronoun) = (against.len(), &against[0].1.1);
        let message = format!("the worker is \"{words}\", but {times} pronouns such as \"{pronoun}\" say otherwise");
        findings.push(clash(reference, against[0], message));
        return;
    }
    let mut told = None;
    for other in against {
        let place = other.0.range;
        if told.replace(place) != Some(place) {
            let message = format!("\"{}\" is said of a worker who is \"{words}\" elsewhere", other.1.1);
            findings.push(clash(other, reference, message));
        }
    }
}

/// Where no statement is made, the sex that nearly all pronouns have.
fn usual<'a>(pronouns: &[Said<'a>]) -> Option<Said<'a>> {
    let count = |sex| pronouns.iter().filter(|(_, _, other)| *other == sex).count();
    let (he, she) = (count(Sex::Male), count(Sex::Female));
    let sex = if he > she { Sex::Male } else { Sex::Female };
    (he.max(she) >= 3 * he.min(she).max(1)).then(|| pronouns.iter().find(|(_, _, other)| *other == sex).copied())?
}

fn clash(at: Said<'_>, other: Said<'_>, message: String) -> Finding {
    Finding::new(&RULE, at.1.0 + at.0.range.start(), message)
        .related(other.1.0 + other.0.range.start(), format!("{} here", other.2.word()))
        .help("check whether the passage is about this worker at all")
}
