//! The identifiers of a letter, gathered from its blocks. Once somebody is named for certain, the same
//! words are the same name wherever they stand.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{Candidate, Kind};
use crate::facts::Says;
use crate::letter::BlockKind;
use crate::rules::LetterView;
use crate::text::{TextRange, TextSize, size};

/// An identifier with its place in the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub range: TextRange,
    /// What gives it away.
    pub evidence: String,
    /// What its block is.
    pub block: BlockKind,
    /// All places of the same identifier, this one among them.
    pub places: Vec<TextRange>,
    keys: Vec<u64>,
}

/// All identifiers of a letter, in the order of the text, none within another.
pub(crate) fn identified(view: &LetterView<'_>) -> Vec<Identified> {
    let mut all: Vec<Identified> = Vec::new();
    for (block, facts) in view.saying(Says::IDENTIFIERS) {
        all.extend(facts.identifiers.certain.iter().map(|(identifier, keys)| Identified {
            kind: identifier.kind,
            range: identifier.range + block.range.start(),
            evidence: identifier.evidence.clone(),
            block: block.kind,
            places: Vec::new(),
            keys: keys.clone(),
        }));
    }
    if all.is_empty() {
        return all;
    }
    let names = Names::of(&all);
    if !names.is_empty() {
        for (block, facts) in view.saying(Says::CAPITALISED) {
            names.repeated(&facts.identifiers.candidates, block.range.start(), block.kind, &mut all);
        }
    }
    let mut all = apart(all);
    let groups = group(&all);
    let mut places: FxHashMap<usize, Vec<TextRange>> = FxHashMap::default();
    for (found, group) in all.iter().zip(&groups) {
        places.entry(*group).or_default().push(found.range);
    }
    for (found, group) in all.iter_mut().zip(&groups) {
        found.places.clone_from(&places[group]);
    }
    all
}

/// The words of names that are certain.
struct Names {
    people: FxHashMap<u64, Kind>,
    /// Organisations by their first word: the second, if it has one, must follow.
    organisations: FxHashMap<u64, Option<u64>>,
}

impl Names {
    fn of(all: &[Identified]) -> Self {
        let mut names = Self { people: FxHashMap::default(), organisations: FxHashMap::default() };
        for found in all {
            match (found.kind, found.keys.first()) {
                (Kind::Person | Kind::Reviewer, _) => {
                    names.people.extend(found.keys.iter().map(|key| (*key, found.kind)));
                }
                (Kind::Organisation, Some(first)) => {
                    names.organisations.insert(*first, found.keys.get(1).copied());
                }
                _ => {}
            }
        }
        names
    }

    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.organisations.is_empty()
    }

    /// Adds the words of a block that repeat a name.
    fn repeated(
        &self,
        candidates: &[Candidate],
        offset: TextSize,
        block: BlockKind,
        all: &mut Vec<Identified>,
    ) {
        let mut at = 0;
        while let Some(first) = candidates.get(at) {
            let next =
                candidates.get(at + 1).filter(|next| next.range.start() <= first.range.end() + size(2));
            let run = |next: Option<&Candidate>| {
                let end = next.map_or(first.range.end(), |next| next.range.end());
                (TextRange::new(first.range.start(), end) + offset, 1 + usize::from(next.is_some()))
            };
            let person = self.people.get(&first.key).filter(|_| first.telling);
            let organisation = self.organisations.get(&first.key);
            let (kind, (range, words)) = match (person, organisation) {
                (Some(kind), _) => (*kind, run(next.filter(|next| self.people.contains_key(&next.key)))),
                (None, Some(Some(second))) if next.is_some_and(|next| next.key == *second) => {
                    (Kind::Organisation, run(next))
                }
                (None, Some(None)) if first.telling => (Kind::Organisation, run(None)),
                _ => {
                    at += 1;
                    continue;
                }
            };
            let keys = candidates[at..at + words].iter().map(|candidate| candidate.key).collect();
            let evidence = "named elsewhere in the letter".to_owned();
            all.push(Identified { kind, range, evidence, block, places: Vec::new(), keys });
            at += words;
        }
    }
}

/// Of identifiers that overlap, the one that says most stays.
fn apart(mut all: Vec<Identified>) -> Vec<Identified> {
    let weight = |found: &Identified| {
        let repeated = found.evidence.starts_with("named");
        (found.kind != Kind::Remainder, repeated, Reverse(found.range.len()), found.range.start())
    };
    all.sort_by_key(weight);
    let mut kept: Vec<Identified> = Vec::with_capacity(all.len());
    for found in all {
        let place = kept.partition_point(|other| other.range.end() <= found.range.start());
        if kept.get(place).is_none_or(|next| next.range.start() >= found.range.end()) {
            kept.insert(place, found);
        }
    }
    kept
}

/// For each identifier, the first one that is the same: of the same kind, with a word in common.
fn group(all: &[Identified]) -> Vec<usize> {
    let mut first: FxHashMap<(Kind, u64), usize> = FxHashMap::default();
    all.iter()
        .enumerate()
        .map(|(at, found)| {
            // A surname tells people apart; a given name may be another's.
            let keys = || found.keys.iter().rev().map(|key| (found.kind, *key));
            let group = keys().find_map(|key| first.get(&key).copied()).unwrap_or(at);
            keys().for_each(|key| {
                first.entry(key).or_insert(group);
            });
            group
        })
        .collect()
}
