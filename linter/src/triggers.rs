//! The one automaton that serves all block rules: each says which words it waits for, and a block is
//! searched once for the words of all.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::rules::{self, Check, Rule};
use crate::text::{TextRange, range};

/// The words of all running rules.
#[derive(Debug)]
pub(crate) struct Triggers {
    automaton: Option<AhoCorasick>,
    /// For every word, the rule that waits for it.
    owners: Vec<usize>,
}

/// For every rule of the catalogue, where its words stand in a block's flat text.
pub(crate) struct Hits(Vec<Vec<TextRange>>);

impl Triggers {
    pub(crate) fn new(running: &[(usize, &'static Rule)]) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut owners = Vec::new();
        for (place, rule) in running {
            if let Check::Block { triggers, .. } = rule.check {
                words.extend(triggers);
                owners.extend(std::iter::repeat_n(*place, triggers.len()));
            }
        }
        let automaton = (!words.is_empty()).then(|| {
            AhoCorasickBuilder::new()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .build(words)
                .expect("some hundred short words always build")
        });
        Self { automaton, owners }
    }

    /// Searches a block. Words count as whole words only where they begin and end with a letter or digit.
    pub(crate) fn hits(&self, flat: &str) -> Hits {
        let mut hits = vec![Vec::new(); rules::all().len()];
        if let Some(automaton) = &self.automaton {
            for found in automaton.find_overlapping_iter(flat) {
                if is_whole(flat, found.start(), found.end()) {
                    hits[self.owners[found.pattern().as_usize()]].push(range(found.start(), found.end()));
                }
            }
        }
        Hits(hits)
    }
}

impl Hits {
    /// The places of a rule's words; `place` is the rule's in the catalogue.
    pub(crate) fn of(&self, place: usize) -> &[TextRange] {
        self.0.get(place).map_or(&[], Vec::as_slice)
    }
}

pub(crate) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let part_of_word = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    !part_of_word(text[..start].chars().next_back(), text[start..].chars().next())
        && !part_of_word(text[..end].chars().next_back(), text[end..].chars().next())
}
