//! Clauses: where one begins, and how it stands to the others of its sentence.

use super::vocabulary::{Kinds, Unit};

/// How a clause stands to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// It states.
    Main,
    /// "while ...", at the beginning
    Contrast,
    /// "although ..."
    Concession,
    /// "because ..."
    Reason,
    /// "if ..."
    Condition,
    /// "unless ..."
    Exception,
    /// "until ..."
    Until,
    /// "when ..."
    Case,
    /// "which ..."
    Relative,
}

/// Some words of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) relation: Relation,
}

/// What a main clause may begin with.
const SUBJECT: Kinds = Kinds::DEFINITE
    .union(Kinds::ARTICLE)
    .union(Kinds::IT)
    .union(Kinds::US)
    .union(Kinds::REQUEST)
    .union(Kinds::NECESSITY)
    .union(Kinds::NO)
    .union(Kinds::GRANTING)
    .union(Kinds::THEREFORE);
const VERB: Kinds = Kinds::BE
    .union(Kinds::WAS)
    .union(Kinds::MODAL)
    .union(Kinds::WOULD)
    .union(Kinds::MAYBE)
    .union(Kinds::DOES)
    .union(Kinds::NOT);

/// Divides a sentence.
pub(super) fn divide(units: &[Unit]) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut open = Clause { start: 0, end: 0, relation: Relation::Main };
    for at in 0..units.len() {
        let Some((relation, start)) = opening(units, &open, at) else { continue };
        open.end = at;
        if !is_empty(&units[open.start..at]) {
            clauses.push(open);
        }
        open = Clause { start, end: start, relation };
    }
    open.end = units.len();
    clauses.push(open);
    clauses
}

/// The clause that begins at a word, if one does, and its first word.
fn opening(units: &[Unit], open: &Clause, at: usize) -> Option<(Relation, usize)> {
    let unit = units[at];
    let is = |at: Option<usize>, kinds| at.and_then(|at| units.get(at)).is_some_and(|unit| unit.is(kinds));
    let (before, after) = (at.checked_sub(1), Some(at + 1));
    let commas = is(before, Kinds::COMMA) && is(after, Kinds::COMMA);
    let first = is_empty(&units[open.start..at]);
    if at < open.start {
        None
    } else if unit.is(Kinds::BREAK) {
        Some((Relation::Main, at + 1))
    } else if unit.is(Kinds::BUT) {
        (!commas).then_some((Relation::Main, at + 1))
    } else if unit.is(Kinds::WHILE) {
        Some((if first { Relation::Contrast } else { Relation::Main }, at + 1))
    } else if unit.is(Kinds::ALTHOUGH) {
        Some((Relation::Concession, at + 1))
    } else if unit.is(Kinds::BECAUSE) {
        Some((Relation::Reason, at + 1))
    } else if unit.is(Kinds::IF) {
        Some((Relation::Condition, at + 1))
    } else if unit.is(Kinds::UNLESS) {
        Some((Relation::Exception, at + 1))
    } else if unit.is(Kinds::UNTIL) {
        Some((Relation::Until, at + 1))
    } else if unit.is(Kinds::WHEN) {
        Some((Relation::Case, at + 1))
    } else if unit.is(Kinds::WHICH) {
        Some((Relation::Relative, at + 1))
    } else if unit.is(Kinds::THEREFORE) && !first {
        let next = if is(after, Kinds::COMMA) { at + 2 } else { at + 1 };
        let subject = SUBJECT.difference(Kinds::THEREFORE).difference(Kinds::ARTICLE);
        is(Some(next), subject).then_some((Relation::Main, at))
    } else if unit.is(Kinds::COMMA) {
        ends_at_comma(units, open, at).then_some((Relation::Main, at + 1))
    } else {
        None
    }
}

/// Whether a comma closes the open clause, so that the main one follows.
fn ends_at_comma(units: &[Unit], open: &Clause, at: usize) -> bool {
    let rest = &units[at + 1..];
    let Some(next) = rest.first() else { return false };
    let verb = |units: &[Unit]| units.iter().any(|unit| unit.is(VERB));
    match open.relation {
        Relation::Main => false,
        Relation::Relative => next.is(VERB) || (next.is(SUBJECT) && verb(&units[open.start..at])),
        _ => {
            let stretch = rest.iter().position(|unit| unit.is(Kinds::COMMA)).unwrap_or(rest.len());
            let subject = next.is(SUBJECT);
            let joined = next.is(Kinds::AND) && rest.get(1).is_some_and(|unit| unit.is(SUBJECT));
            subject || joined || next.is(VERB) || (verb(&units[open.start..at]) && verb(&rest[..stretch]))
        }
    }
}

/// Whether some words say nothing yet.
fn is_empty(units: &[Unit]) -> bool {
    let filler = Kinds::ADVERB | Kinds::COMMA | Kinds::AND | Kinds::THEREFORE | Kinds::BREAK;
    units.iter().all(|unit| unit.is(filler))
}
