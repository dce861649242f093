//! Phrases that the line scanner looks for within a line: labels and titles that joined text holds in the
//! middle, labels of the header table, suppression comments.

use aho_corasick::AhoCorasick;

use super::recognise::{Form, MarkKind, is_upper};
use crate::profile::Profiles;
use crate::text::phrase_finder;

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A field label or opening.
    Label,
    /// The label of a list of credentials; lists have no end of their own.
    CredentialLabel,
    /// A title in capitals, with its form.
    Title(u16),
    /// "The request for", which begins a numbered issue of older letters.
    Request,
    /// A header label.
    Header,
}

/// A phrase found: what it is, and where it begins and ends.
pub(super) type Place = (Cue, usize, usize);

#[derive(Debug)]
pub(super) struct Cues {
    automaton: AhoCorasick,
    kinds: Vec<Cue>,
}

const REQUESTS: [&str; 2] = ["the request for", "regarding the request for"];

impl Cues {
    pub(super) fn new(forms: &[Form], profiles: &Profiles) -> Self {
        let mut patterns: Vec<(&str, Cue)> = Vec::new();
        for (index, form) in forms.iter().enumerate() {
            match form.kind {
                MarkKind::Field(_) => patterns.push((&form.text, Cue::Label)),
                MarkKind::Licensure | MarkKind::Specialty => {
                    patterns.push((&form.text, Cue::CredentialLabel));
                }
                MarkKind::Section(_) if is_upper(&form.text) => {
                    patterns.push((&form.text, Cue::Title(index as u16)));
                }
                MarkKind::Section(_) => {}
            }
        }
        for field in profiles.iter().flat_map(|profile| &profile.header.fields) {
            patterns.extend(field.labels.iter().map(|label| (label.as_str(), Cue::Header)));
        }
        patterns.extend(REQUESTS.map(|request| (request, Cue::Request)));
        patterns.sort_by(|a, b| a.0.cmp(b.0));
        patterns.dedup_by(|a, b| a.0 == b.0);
        let automaton = phrase_finder(patterns.iter().map(|(text, _)| text));
        Self { automaton, kinds: patterns.into_iter().map(|(_, cue)| cue).collect() }
    }

    /// The phrases of an evened text, in order.
    pub(super) fn find(&self, flat: &str) -> Vec<Place> {
        let found = self.automaton.find_iter(flat);
        found.map(|found| (self.kinds[found.pattern().as_usize()], found.start(), found.end())).collect()
    }
}
