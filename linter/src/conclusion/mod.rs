//! What a rationale concludes: a small grammar of deciding clauses, in the spirit of `NegEx` and
//! `ConText` (words that trigger, words that only look as if they did, scope and its end), but over clauses instead of windows
//! of words.
//!
//! A sentence becomes a row of words whose kinds are data ([`vocabulary`]). It is divided into clauses
//! ([`clause`]); in each, the words that decide are found ([`predicate`]); from each, one walk leftwards gathers
//! its verb and what turns it ([`scope`]); last, [`speaker`] tells whose opinion it is. What others hold, what is
//! asked, and what holds only under a condition is no conclusion. Where the wording leaves doubt, the
//! conclusion says so.

mod answer;
mod candidate;
mod clause;
mod glued;
mod predicate;
mod quotation;
mod scope;
mod speaker;
mod subject;
mod vocabulary;
mod words;

use schemars::JsonSchema;
use serde::Serialize;

use crate::letter::sentences;
use crate::text::TextRange;
pub use candidate::About;
use candidate::{Candidate, Weight};
use vocabulary::{Kinds, Sign, Unit, units};

/// What a conclusion says of the treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
    /// What it is about.
    pub(crate) matter: About,
    /// It is no conclusion but the ground of one: "as the operation is not medically necessary".
    pub(crate) premise: bool,
    /// Where it is mixed, what its clauses are about.
    pub(crate) parts: Vec<TextRange>,
}

/// The deciding clauses of a rationale.
pub(crate) fn conclusions(flat: &str) -> Vec<Found> {
    let lower = flat.to_ascii_lowercase();
    let quoted = quotation::quotations(flat);
    let mut found: Vec<Found> = Vec::new();
    // Whether the sentence before asks, and whether it decides: an answer, or a contrast, leans on it.
    let (mut asked, mut decides) = (false, false);
    for sentence in sentences(flat) {
        let start = sentence.start();
        let mut words = units(&lower[sentence]);
        for unit in &mut words {
            unit.range += start;
        }
        words.retain(|unit| !quoted.iter().any(|quote| quote.contains_range(unit.range)));
        without_parentheses(&mut words);
        without_label(&mut words);
        let aside = words.iter().any(|unit| unit.is(Kinds::ASIDE | Kinds::QUESTION));
        let mut here = if aside { Vec::new() } else { decided(&words) };
        if here.is_empty() && (asked || decides) {
            let leaning = if asked { answer::answer(&words) } else { answer::contrast(&words) };
            here.extend(leaning.map(|answer| answered(&words, answer)));
        }
        decides = here.iter().any(|found| found.certain);
        asked = answer::asks(&words) && !decides;
        found.append(&mut here);
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

/// "Medical necessity: not established." reads like the sentence without its colon.
fn without_label(units: &mut Vec<Unit>) {
    let label = matches!(units.as_slice(), [first, second, ..] if first.is(Kinds::NECESSITY) && second.is(Kinds::BREAK));
    if label {
        units.remove(1);
    }
}

/// The conclusions of a sentence, of its heaviest words. Clauses of opposite sign make one mixed conclusion.
fn decided(units: &[Unit]) -> Vec<Found> {
    let mut candidates = candidate::candidates(units);
    let heaviest = candidates.iter().map(|candidate| candidate.weight).max().unwrap_or(Weight::Weak);
    candidates.retain(|candidate| candidate.weight == heaviest);
    let premises = candidates.iter().filter(|candidate| candidate.aside && candidate.about == About::Surgery);
    let premises: Vec<Found> =
        premises.map(|premise| Found { premise: true, ..found(units, premise) }).collect();
    if candidates.iter().any(|candidate| !candidate.aside) {
        candidates.retain(|candidate| !candidate.aside);
    }
    let signs = |sign| candidates.iter().any(|candidate| candidate.sign == sign);
    let mixed = signs(Sign::Both) || (signs(Sign::For) && signs(Sign::Against));
    if mixed {
        return premises.into_iter().chain(mixture(units, &candidates)).collect();
    }
    candidates.retain(|candidate| candidate.weight > Weight::Weak || candidate.about == About::Request);
    let stated = candidates.iter().map(|candidate| found(units, candidate));
    premises.into_iter().chain(stated).collect()
}

/// One conclusion from clauses that disagree, with what each of them is about.
fn mixture(units: &[Unit], candidates: &[Candidate]) -> Option<Found> {
    let (first, last) = (found(units, candidates.first()?), found(units, candidates.last()?));
    Some(Found {
        range: first.range.cover(last.range),
        subject: first.subject,
        decides: first.decides.cover(last.decides),
        polarity: Polarity::Mixed,
        certain: candidates.iter().all(|candidate| candidate.certain && candidate.weight > Weight::Weak),
        parts: candidates.iter().map(|candidate| place(units, candidate.subject)).collect(),
        ..first
    })
}

fn answered(units: &[Unit], answer: answer::Answer) -> Found {
    Found {
        range: place(units, (answer.subject.0, answer.decides.1)),
        subject: place(units, answer.subject),
        decides: place(units, answer.decides),
        polarity: polarity(answer.sign),
        certain: true,
        matter: About::Other,
        premise: false,
        parts: Vec::new(),
    }
}

fn polarity(sign: Sign) -> Polarity {
    match sign {
        Sign::For => Polarity::Necessary,
        Sign::Against => Polarity::NotNecessary,
        Sign::Both => Polarity::Mixed,
    }
}

fn found(units: &[Unit], candidate: &Candidate) -> Found {
    Found {
        range: place(units, candidate.clause),
        subject: place(units, candidate.subject),
        decides: place(units, candidate.decides),
        polarity: polarity(candidate.sign),
        certain: candidate.certain && candidate.weight > Weight::Weak,
        matter: candidate.about,
        premise: false,
        parts: Vec::new(),
    }
}

/// The place of some words; where there are none, the place before which they are missing.
fn place(units: &[Unit], (first, end): (usize, usize)) -> TextRange {
    match units.get(first..end) {
        Some([only]) => only.range,
        Some([first, .., last]) => first.range.cover(last.range),
        _ => units.get(first).map_or_else(TextRange::default, |unit| TextRange::empty(unit.range.start())),
    }
}
