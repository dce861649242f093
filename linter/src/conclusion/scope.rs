//! The verb of a deciding word: one walk to the left over copulas, modals, adverbs and what interrupts them,
//! which counts the words that turn the sign. It ends at the subject.

use bitflags::bitflags;

use super::vocabulary::{Kinds, Unit};

/// The verb that stands before a deciding word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Verb {
    /// Where it begins.
    pub(super) start: usize,
    /// How often it turns the sign.
    pub(super) turns: usize,
    pub(super) traits: Traits,
}

bitflags! {
    /// What a verb is made of.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) struct Traits: u16 {
        /// It is a verb, and not only adverbs.
        const FINITE = 1;
        /// "was", "been", "has"
        const PAST = 1 << 1;
        /// "may", "might", "could"
        const MAYBE = 1 << 2;
        /// "would"
        const WOULD = 1 << 3;
        /// "to be", of no verb before it
        const INFINITIVE = 1 << 4;
        /// "deemed", "considered"
        const DEEMED = 1 << 5;
        /// "partially"
        const PART = 1 << 6;
        /// "denied as"
        const GRANTED = 1 << 7;
        /// "must", "should"
        const MODAL = 1 << 8;
    }
}

impl Verb {
    pub(super) fn is(&self, traits: Traits) -> bool {
        self.traits.intersects(traits)
    }
}

/// "is shown by the records of the clinic to be": so many words may stand between.
const HOP: usize = 10;
/// "appropriate and": words that decide, too, and share the verb.
const JOINED: Kinds =
    Kinds::QUALITY.union(Kinds::DECIDES).union(Kinds::BARE).union(Kinds::STATE).union(Kinds::GRANT);
const AUXILIARY: Kinds = Kinds::BE
    .union(Kinds::WAS)
    .union(Kinds::MODAL)
    .union(Kinds::WOULD)
    .union(Kinds::MAYBE)
    .union(Kinds::DOES);

/// The verb before `at`, which does not reach beyond `floor`.
pub(super) fn verb_before(units: &[Unit], floor: usize, at: usize) -> Verb {
    let mut verb = Verb { start: at, ..Verb::default() };
    while verb.start > floor {
        let unit = units[verb.start - 1];
        let step = if unit.is(Kinds::PSEUDO) {
            1
        } else if unit.is(Kinds::NOT) {
            verb.turns += 1;
            1
        } else if unit.is(Kinds::NO) {
            // "is neither", "is of no"; elsewhere it belongs to the subject
            if !follows(units, floor, verb.start - 1, AUXILIARY | Kinds::ADVERB) {
                break;
            }
            verb.turns += 1;
            1
        } else if unit.is(AUXILIARY) {
            let full = !verb.is(Traits::INFINITIVE) || !unit.is(Kinds::BE);
            verb.traits.set(Traits::FINITE, full || verb.is(Traits::FINITE));
            verb.traits.set(Traits::PAST, unit.is(Kinds::WAS) || verb.is(Traits::PAST));
            verb.traits.set(Traits::MAYBE, unit.is(Kinds::MAYBE) || verb.is(Traits::MAYBE));
            verb.traits.set(Traits::MODAL, unit.is(Kinds::MODAL) || verb.is(Traits::MODAL));
            verb.traits.set(Traits::WOULD, unit.is(Kinds::WOULD) || verb.is(Traits::WOULD));
            1
        } else if unit.is(Kinds::TO) && follows(units, floor, verb.start - 1, AUXILIARY | Kinds::NOT) {
            1
        } else if unit.is(Kinds::TO | Kinds::AS) {
            let back = hop(units, floor, verb.start - 1);
            verb.traits.remove(Traits::FINITE);
            verb.traits.set(Traits::INFINITIVE, back == 0);
            verb.traits.set(Traits::DEEMED, back > 0);
            let granted = back > 0 && units[verb.start - 1 - back].is(Kinds::GRANT);
            verb.traits.set(Traits::GRANTED, granted);
            1 + back
        } else if unit.is(Kinds::FAILS) {
            verb.turns += 1;
            verb.traits |= Traits::FINITE;
            1
        } else if unit.is(Kinds::DEEM) {
            verb.traits |= Traits::DEEMED;
            1
        } else if unit.is(Kinds::PART) {
            verb.traits |= Traits::PART;
            1
        } else if unit.is(Kinds::ADVERB | Kinds::ARTICLE) {
            1
        } else if unit.is(Kinds::AND) && follows(units, floor, verb.start - 1, JOINED) {
            2
        } else if unit.is(Kinds::COMMA) {
            match interruption(units, floor, verb.start - 1) {
                Some(start) => verb.start - start,
                None => break,
            }
        } else {
            break;
        };
        verb.start -= step;
    }
    verb
}

/// Whether the word before `at` is of some kinds.
fn follows(units: &[Unit], floor: usize, at: usize, kinds: Kinds) -> bool {
    at > floor && units[at - 1].is(kinds)
}

/// From "to" or "as" back over "by the records" to "supported": how many words.
fn hop(units: &[Unit], floor: usize, at: usize) -> usize {
    let near = floor.max(at.saturating_sub(HOP));
    let holds = Kinds::DEEM | Kinds::QUALITY | Kinds::ESTABLISH | Kinds::GRANT;
    let Some(place) = (near..at).rev().find(|place| units[*place].is(holds)) else { return 0 };
    let apart =
        units[place + 1..at].first().is_none_or(|unit| unit.is(Kinds::BY | Kinds::ADVERB | Kinds::COMMA));
    if apart { at - place } else { 0 }
}

/// "not, at this time,": where the part between two commas begins, if the verb goes on before it.
fn interruption(units: &[Unit], floor: usize, comma: usize) -> Option<usize> {
    let goes_on = AUXILIARY | Kinds::NOT | Kinds::DEEM;
    let at = |place: usize| units[place];
    if comma > floor && at(comma - 1).is(goes_on) {
        return Some(comma);
    }
    let near = floor.max(comma.saturating_sub(HOP));
    let first = (near..comma).rev().find(|place| at(*place).is(Kinds::COMMA))?;
    (first > floor && at(first - 1).is(goes_on)).then_some(first)
}
