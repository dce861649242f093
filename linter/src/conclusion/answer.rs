//! Sentences that lean on the one before: "Is the brace necessary? It is not.", "The brace is necessary. The cane,
//! by contrast, is not."

use super::scope::{Traits, Verb, verb_before};
use super::vocabulary::{Kinds, Sign, Unit};

/// How a sentence without a deciding word of its own decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) sign: Sign,
    /// The words of its subject.
    pub(super) subject: (usize, usize),
    /// The words that answer.
    pub(super) decides: (usize, usize),
}

/// "by contrast" stands among the first words of its sentence.
const LEAD: usize = 8;

/// Whether a sentence asks if something is necessary, or tells what a review said of it.
pub(super) fn asks(units: &[Unit]) -> bool {
    let open = Kinds::QUESTION | Kinds::WHETHER;
    let decides = Kinds::DECIDES | Kinds::BARE | Kinds::NECESSITY | Kinds::GRANT;
    let has = |kinds| units.iter().any(|unit| unit.is(kinds));
    has(decides) && ((has(open) && !has(Kinds::LACK)) || has(Kinds::REVIEW))
}

/// "It is not.", "No.", "On this record they are."
pub(super) fn answer(units: &[Unit]) -> Option<Answer> {
    let alone = |at: usize| {
        let before = at.checked_sub(1).is_none_or(|before| units[before].is(STOP));
        before && units.get(at + 1).is_none_or(|next| next.is(STOP)) && units[at].is(Kinds::YES | Kinds::NO)
    };
    // "No.", "No, ...", "On this record, no."
    if let Some(at) = [0, units.len().checked_sub(1)?].into_iter().find(|at| alone(*at)) {
        let sign = if units[at].is(Kinds::YES) { Sign::For } else { Sign::Against };
        return Some(Answer { sign, subject: (at, at), decides: (at, at + 1) });
    }
    let (verb, end) = closed_verb(units)?;
    let pronoun = verb.start.checked_sub(1).filter(|at| units[*at].is(Kinds::IT))?;
    Some(Answer {
        sign: Sign::For.turned(verb.turns),
        subject: (pronoun, verb.start),
        decides: (verb.start, end),
    })
}

/// "The cane, by contrast, is not." decides as the sentence before it does, or the other way round.
pub(super) fn contrast(units: &[Unit]) -> Option<Answer> {
    let (verb, end) = closed_verb(units)?;
    let start = units.iter().position(|unit| !unit.is(Kinds::BUT | Kinds::COMMA | Kinds::ADVERB))?;
    // "The five refills are not." needs no word of contrast.
    let short = end == units.len() && verb.turns > 0;
    let contrasts = short || units.iter().take(LEAD).any(|unit| unit.is(Kinds::BUT));
    (contrasts && start < verb.start && !verb.is(Traits::PAST)).then(|| Answer {
        sign: Sign::For.turned(verb.turns),
        subject: (start, verb.start),
        decides: (verb.start, end),
    })
}

/// What may follow a verb that says all.
const STOP: Kinds = Kinds::COMMA.union(Kinds::BREAK).union(Kinds::BECAUSE);

/// The first verb behind which nothing more is said, and where it ends.
fn closed_verb(units: &[Unit]) -> Option<(Verb, usize)> {
    let ends = (1..=units.len()).filter(|end| units.get(*end).is_none_or(|unit| unit.is(STOP)));
    let mut verbs = ends.map(|end| (verb_before(units, 0, end), end));
    let open = Traits::MAYBE | Traits::MODAL | Traits::WOULD;
    verbs.find(|(verb, end)| verb.is(Traits::FINITE) && !verb.is(open) && verb.start < *end)
}
