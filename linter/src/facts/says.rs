//! What kinds of things blocks say, in a word each: a rule that compares goes straight to the few blocks
//! that say what it compares, however many others the letter has.

use std::ops::Range;

use bitflags::bitflags;

use super::{Facts, Patient};

bitflags! {
    /// Kinds of facts that a block has.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Says: u32 {
        /// How to appeal.
        const APPEAL = 1;
        /// Fields of the header table.
        const HEADER = 1 << 1;
        /// The reviewer's credentials.
        const CREDENTIALS = 1 << 2;
        /// Fixed statements.
        const STATEMENTS = 1 << 3;
        /// The disputed item.
        const ITEM = 1 << 4;
        /// Citations, in a guideline line or in passing.
        const CITATIONS = 1 << 5;
        /// Places where words are missing.
        const HOLES = 1 << 6;
        /// Who somebody is, for certain.
        const IDENTIFIERS = 1 << 7;
        /// Capitalised words.
        const CAPITALISED = 1 << 8;
        /// Quotation marks.
        const QUOTATIONS = 1 << 9;
        /// The overall determination.
        const DETERMINATION = 1 << 10;
        /// Placeholders.
        const PLACEHOLDERS = 1 << 11;
        /// The worker's sex.
        const SEXES = 1 << 12;
        /// Pronouns that stand for the worker, and who else is spoken of.
        const PRONOUNS = 1 << 13;
        /// The worker's age.
        const AGES = 1 << 14;
        /// Dates.
        const DATES = 1 << 15;
        /// Parts of the body with their side.
        const SIDES = 1 << 16;
        /// Parts of the body.
        const REGIONS = 1 << 17;
        /// A part on one side that is then on the other.
        const CROSSED = 1 << 18;
        /// What is said not to be documented.
        const ABSENT = 1 << 19;
        /// What is documented.
        const DOCUMENTED = 1 << 20;
        /// Operations.
        const OPERATIONS = 1 << 21;
        /// How long treatment went on.
        const DURATIONS = 1 << 22;
        /// Findings of an examination.
        const SIGNS = 1 << 23;
        /// Something that a block rule finds wrong.
        const MISTAKES = 1 << 24;
    }
}

impl Says {
    /// The kinds of facts among these.
    pub(crate) fn of(facts: &Facts) -> Self {
        let cited = facts.guideline.as_ref().is_some_and(|line| !line.citations.is_empty());
        let own = [
            (Self::APPEAL, facts.appeal),
            (Self::HEADER, !facts.header.is_empty()),
            (Self::CREDENTIALS, !facts.credentials.is_empty()),
            (Self::STATEMENTS, !facts.statements.is_empty()),
            (Self::ITEM, facts.item.is_some()),
            (Self::CITATIONS, cited || !facts.mentions.is_empty()),
            (Self::HOLES, !facts.holes.is_empty()),
            (Self::IDENTIFIERS, !facts.identifiers.certain.is_empty()),
            (Self::CAPITALISED, !facts.identifiers.candidates.is_empty()),
            (Self::QUOTATIONS, !(facts.quotations.marks.is_empty() && facts.quotations.strays.is_empty())),
            (Self::DETERMINATION, facts.determination.is_some()),
            (Self::PLACEHOLDERS, !facts.placeholders.is_empty()),
        ];
        let patient = facts.patient.as_deref().map_or(Self::empty(), Self::of_patient);
        Self::among(&own) | patient
    }

    fn of_patient(said: &Patient) -> Self {
        Self::among(&[
            (Self::SEXES, !said.sexes.is_empty()),
            (Self::PRONOUNS, !(said.pronouns.is_empty() && said.others.is_empty())),
            (Self::AGES, !said.ages.is_empty()),
            (Self::DATES, !said.dates.is_empty()),
            (Self::SIDES, !said.sides.is_empty()),
            (Self::REGIONS, !said.regions.is_empty()),
            (Self::CROSSED, !said.crossed.is_empty()),
            (Self::ABSENT, !said.absent.is_empty()),
            (Self::DOCUMENTED, !said.documented.is_empty()),
            (Self::OPERATIONS, !said.operations.is_empty()),
            (Self::DURATIONS, !said.durations.is_empty()),
            (Self::SIGNS, !said.findings.is_empty()),
        ])
    }

    fn among(kinds: &[(Self, bool)]) -> Self {
        kinds.iter().filter(|(_, there)| *there).map(|(kind, _)| *kind).collect()
    }
}

/// For each kind of fact, the blocks of a letter that have it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Index {
    blocks: Vec<Says>,
    /// By the kind's bit, the places of the blocks among all.
    places: [Vec<u32>; 25],
}

impl Index {
    /// Takes over that some blocks gave way to others.
    pub(crate) fn replace(&mut self, old: Range<usize>, fresh: &[Says]) {
        if old.len() == fresh.len() {
            old.zip(fresh).for_each(|(place, says)| self.change(place, *says));
            return;
        }
        self.blocks.splice(old, fresh.iter().copied());
        self.places.iter_mut().for_each(Vec::clear);
        for (place, says) in self.blocks.iter().enumerate() {
            for bit in bits(*says) {
                self.places[bit].push(place as u32);
            }
        }
    }

    fn change(&mut self, place: usize, says: Says) {
        let differs = self.blocks[place] ^ says;
        self.blocks[place] = says;
        for bit in bits(differs) {
            let places = &mut self.places[bit];
            match places.binary_search(&(place as u32)) {
                Ok(found) => drop(places.remove(found)),
                Err(here) => places.insert(here, place as u32),
            }
        }
    }

    /// The blocks that have facts of one kind, by their places.
    pub(crate) fn places(&self, kind: Says) -> &[u32] {
        bits(kind).next().map_or(&[], |bit| &self.places[bit])
    }
}

/// The places of the bits that are set.
fn bits(says: Says) -> impl Iterator<Item = usize> {
    let mut rest = says.bits();
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros();
        rest &= rest.checked_sub(1)?;
        Some(bit as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_that_follows_changes_is_a_fresh_one() {
        let (a, b, c) = (Says::AGES | Says::HOLES, Says::HOLES, Says::empty());
        let fresh = |blocks: &[Says]| {
            let mut index = Index::default();
            index.replace(0..0, blocks);
            index
        };
        let mut index = fresh(&[a, b, c, a]);
        assert_eq!(index.places(Says::HOLES), [0, 1, 3]);
        index.replace(1..3, &[c, a]);
        assert_eq!(index, fresh(&[a, c, a, a]));
        index.replace(0..2, &[b]);
        assert_eq!(index, fresh(&[b, a, a]));
        index.replace(0..3, &[]);
        assert_eq!(index, fresh(&[]));
    }
}
