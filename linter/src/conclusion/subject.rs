//! The subject of a deciding verb, and what turns the sign from outside that verb: "none of the visits is", "I do
//! not find that it is".

use super::vocabulary::{Kinds, Sign, Unit};

/// What may govern a clause with "that": "I find that", "there is no evidence that", "it is clear that".
const GOVERNS: Kinds = Kinds::DEEM
    .union(Kinds::SAYS)
    .union(Kinds::ESTABLISH)
    .union(Kinds::EVIDENCE)
    .union(Kinds::PSEUDO)
    .union(Kinds::LACK)
    .union(Kinds::QUALITY)
    .union(Kinds::US)
    .union(Kinds::IT);
/// "evidence in the file that": so many words may stand between.
const GOVERNOR: usize = 6;
/// What is not the object of a verb of finding: "considered by", "cited guidelines".
const NO_OBJECT: Kinds = Kinds::BY
    .union(Kinds::TO)
    .union(Kinds::AND)
    .union(Kinds::COMMA)
    .union(Kinds::GUIDELINE)
    .union(Kinds::REVIEW)
    .union(Kinds::PARTY)
    .union(Kinds::EVIDENCE);
/// What a subject begins with behind a comma.
const BEGINS: Kinds = Kinds::DEFINITE
    .union(Kinds::REQUEST)
    .union(Kinds::IT)
    .union(Kinds::US)
    .union(Kinds::NO)
    .union(Kinds::NECESSITY)
    .union(Kinds::ARTICLE);
/// What shows that a clause has its verb already.
const VERB: Kinds =
    Kinds::BE.union(Kinds::WAS).union(Kinds::DOES).union(Kinds::STATE).union(Kinds::SAYS).union(Kinds::COMMA);
/// What stands before a subject and is no part of it.
const FILLER: Kinds =
    Kinds::THEREFORE.union(Kinds::ADVERB).union(Kinds::COMMA).union(Kinds::AND).union(Kinds::BUT);

/// The subject of a verb, from its first word to the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) start: usize,
    /// A verb of saying or finding governs it.
    pub(super) governed: bool,
}

/// The subject of the verb that begins at `verb`, in a clause that begins at `floor`.
pub(super) fn subject(units: &[Unit], floor: usize, verb: usize) -> Subject {
    // "no reason to deny"
    let infinitive = units.get(verb).is_some_and(|unit| unit.is(Kinds::TO));
    if infinitive && verb > floor && units[verb - 1].is(Kinds::EVIDENCE) {
        return Subject { start: verb, governed: true };
    }
    let is = |at: usize, kinds| units.get(at).is_some_and(|unit| unit.is(kinds));
    let fronted = is(floor, Kinds::BY.union(Kinds::ACCORDING));
    let begins = |at: usize| fronted || is(at, BEGINS) || (is(at, Kinds::AND) && is(at + 1, BEGINS));
    // The commas of "none of the pads, the wires and the unit" begin no subject.
    let listed = |comma: usize| {
        let commas = (floor..verb).filter(|at| is(*at, Kinds::COMMA)).count();
        // a list of two has no comma
        let two = commas == 1 && is(comma + 1, Kinds::AND);
        is(floor, Kinds::NO) && !two && !units[floor..comma].iter().any(|unit| unit.is(VERB))
    };
    // ", no refills, is": in passing
    let passing = |at: usize| is(at + 1, Kinds::NO) && verb > at + 2 && is(verb - 1, Kinds::COMMA);
    let parts = |at: &usize| {
        is(*at, Kinds::COMMA) && begins(at + 1) && (is(at + 1, Kinds::NO) || !listed(*at)) && !passing(*at)
    };
    let comma = (floor..verb).rev().find(parts);
    // "nothing forbids it and the request is": another clause, whatever began the first
    let request = |at: usize| {
        is(at, Kinds::IT.union(Kinds::REQUEST)) || (is(at, Kinds::DEFINITE) && is(at + 1, Kinds::REQUEST))
    };
    let and = (floor..verb).rev().find(|at| is(*at, Kinds::AND) && request(at + 1));
    let first = comma.max(and).map_or(floor, |at| at + 1);
    let governs = |that: &usize| {
        // "care that is" is no "I find that"
        let relative = that + 1 == verb && !units[that.saturating_sub(1)].is(Kinds::DEEM | Kinds::SAYS);
        // "granted that it is safe, the injection is": what was governed has ended
        let over =
            *that < first && units[*that..first].iter().any(|unit| unit.is(VERB.difference(Kinds::COMMA)));
        let near = (*that).saturating_sub(GOVERNOR).max(floor);
        !relative && !over && units[near..*that].iter().any(|unit| unit.is(GOVERNS))
    };
    if let Some(that) = (floor..verb).rev().find(|at| units[*at].is(Kinds::THAT)).filter(governs) {
        return Subject { start: that + 1, governed: true };
    }
    let finds = |at: &usize| {
        let owned = units[at - 1].is(Kinds::DEFINITE | Kinds::ARTICLE);
        let object = !units[at + 1].is(NO_OBJECT);
        units[*at].is(Kinds::DEEM | Kinds::SAYS) && object && !owned
    };
    if let Some(found) = (first + 1..verb.saturating_sub(1)).rev().find(finds) {
        return Subject { start: found + 1, governed: true };
    }
    let start = (first..verb).find(|at| !units[*at].is(FILLER)).unwrap_or(verb);
    Subject { start, governed: false }
}

/// How often words outside the verb turn the sign.
pub(super) fn turns(units: &[Unit], floor: usize, subject: Subject, verb: usize) -> usize {
    // "No, the request ..." only answers.
    let determiner =
        |at: usize| units[at].is(Kinds::NO) && units.get(at + 1).is_some_and(|unit| !unit.is(Kinds::COMMA));
    let own = usize::from((subject.start..verb.min(subject.start + 3)).any(determiner));
    if !subject.governed {
        return own;
    }
    let comma =
        (floor..subject.start).rev().skip(1).find(|at| units[*at].is(Kinds::COMMA | Kinds::THEREFORE));
    let behind = comma.map_or(floor, |at| at + 1);
    // "without them it is impossible to say that"
    let who = (behind..subject.start).rev().find(|at| units[*at].is(Kinds::IT | Kinds::US));
    let turning = |at: &usize| {
        let unit = units[*at];
        if who.is_some_and(|who| *at < who) && !unit.is(Kinds::NOT | Kinds::NO) {
            return false;
        }
        let against = unit.sign == Sign::Against && unit.is(Kinds::QUALITY | Kinds::STATE | Kinds::RIGHT);
        against || unit.is(Kinds::NOT | Kinds::LACK | Kinds::FAILS) || determiner(*at)
    };
    own + (behind..subject.start).filter(turning).count()
}
