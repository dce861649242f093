//! What a rationale concludes: a small grammar of deciding clauses, in the spirit of `NegEx` and
//! `ConText` (words that trigger, words that only look as if they did, scope and its end), but over clauses instead of windows
//! of words.
//!
//! A sentence becomes a row of words whose kinds are data ([`vocabulary`]). It is divided into clauses
//! ([`clause`]); in each, the words that decide are found ([`predicate`]); from each, one walk leftwards gathers
//! its verb and what turns it ([`scope`]); last, [`speaker`] tells whose opinion it is. What others hold, what is
//! asked, and what holds only under a condition is no conclusion. Where the wording leaves doubt, the
//! conclusion says so.

mod candidate;
mod clause;
mod predicate;
mod quotation;
mod scope;
mod speaker;
mod vocabulary;
mod words;

use crate::letter::sentences;
use crate::text::{TextRange, range};
use candidate::{Candidate, Weight};
use vocabulary::{Kinds, Sign, Unit, units};

/// What a conclusion says of the treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// It is medically necessary.
    Necessary,
    /// It is not.
    NotNecessary,
    /// It is in part, or one item is and another is not.
    Mixed,
}

/// A deciding clause; places are those of the flat text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) range: TextRange,
    pub(crate) subject: TextRange,
    pub(crate) decides: TextRange,
    pub(crate) polarity: Polarity,
    pub(crate) certain: bool,
    pub(crate) of_surgery: bool,
}

/// The deciding clauses of a rationale.
pub(crate) fn conclusions(flat: &str) -> Vec<Found> {
    let lower = flat.to_ascii_lowercase();
    let quoted = quotation::quotations(flat);
    let mut found = Vec::new();
    for sentence in sentences(flat) {
        let start = sentence.start();
        let mut words = units(&lower[sentence]);
        for unit in &mut words {
            unit.range += start;
        }
        words.retain(|unit| !quoted.iter().any(|quote| quote.contains_range(unit.range)));
        without_parentheses(&mut words);
        if words.iter().any(|unit| unit.is(Kinds::ASIDE | Kinds::QUESTION)) {
            continue;
        }
        found.extend(decided(&words));
    }
    found
}

/// What stands in parentheses explains, and decides nothing.
fn without_parentheses(units: &mut Vec<Unit>) {
    let mut depth = 0usize;
    let closed = units.iter().any(|unit| unit.is(Kinds::CLOSE));
    units.retain(|unit| {
        if unit.is(Kinds::OPEN) && closed {
            depth += 1;
        }
        let inside = depth > 0;
        if unit.is(Kinds::CLOSE) {
            depth = depth.saturating_sub(1);
        }
        !inside && !unit.is(Kinds::QUOTE | Kinds::OPEN | Kinds::CLOSE)
    });
}

/// The conclusions of a sentence. Clauses of opposite sign in one sentence make one mixed conclusion.
fn decided(units: &[Unit]) -> Vec<Found> {
    let mut candidates = candidate::candidates(units);
    if candidates.iter().any(|candidate| candidate.weight == Weight::Strong) {
        candidates.retain(|candidate| candidate.weight == Weight::Strong);
    }
    let signs = |sign| candidates.iter().any(|candidate| candidate.sign == sign && !candidate.aside);
    let mixed = signs(Sign::Both) || (signs(Sign::For) && signs(Sign::Against));
    if mixed {
        let first = candidates.iter().find(|candidate| !candidate.aside);
        let last = candidates.iter().rfind(|candidate| !candidate.aside);
        if let (Some(first), Some(last)) = (first, last) {
            let certain = candidates.iter().all(|candidate| candidate.certain);
            let mut both = found(units, first, Polarity::Mixed);
            both.range = both.range.cover(place(units, last.clause.0, last.clause.1));
            both.decides = both.decides.cover(place(units, last.decides.0, last.decides.1));
            both.certain = certain;
            return vec![both];
        }
    }
    candidates
        .iter()
        .map(|candidate| {
            let polarity = match candidate.sign {
                Sign::For => Polarity::Necessary,
                Sign::Against => Polarity::NotNecessary,
                Sign::Both => Polarity::Mixed,
            };
            found(units, candidate, polarity)
        })
        .collect()
}

fn found(units: &[Unit], candidate: &Candidate, polarity: Polarity) -> Found {
    Found {
        range: place(units, candidate.clause.0, candidate.clause.1),
        subject: place(units, candidate.subject.0, candidate.subject.1),
        decides: place(units, candidate.decides.0, candidate.decides.1),
        polarity,
        certain: candidate.certain && candidate.weight > Weight::Weak,
        of_surgery: candidate.of_surgery,
    }
}

/// The place of some words; empty at its beginning for none.
fn place(units: &[Unit], first: usize, end: usize) -> TextRange {
    match units.get(first..end) {
        Some([only]) => only.range,
        Some([first, .., last]) => first.range.cover(last.range),
        _ => units.get(first).map_or_else(TextRange::default, |unit| {
            range(unit.range.start().into(), unit.range.start().into())
        }),
    }
}
