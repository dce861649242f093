//! Looking things up as people type them: a citation, a topic, a drug, an edition or a rule.

use super::{Card, Circumstances, citation, drug, edition, rule, topic};
use crate::guideline::grammar::{Citation, DocumentKind, read_line, read_mentions};
use crate::guideline::{EditionId, Entry, Index};
use crate::rules;
use crate::text::Flat;

/// What there is to know of a text: the cards of what goes by that name, else of what it cites, else of
/// what goes by the nearest names. Empty when nothing is known.
pub fn look_up(index: &Index, text: &str, circumstances: &Circumstances) -> Vec<Card> {
    if let Some(rule) = rules::find(text.trim()) {
        return vec![self::rule(rule)];
    }
    let hits = index.search(text);
    if hits.slips == 0 && !hits.entries.is_empty() {
        return hits.entries.iter().map(|entry| of_entry(index, *entry, circumstances)).collect();
    }
    let flat = Flat::new(text);
    let known = |citation: &Citation| citation.document.kind != DocumentKind::Unknown;
    let line = read_line(&flat, index).citations;
    let cited = if line.iter().any(known) { line } else { read_mentions(&flat, index) };
    if cited.iter().any(known) {
        return cited.iter().map(|cited| citation(index, cited, circumstances)).collect();
    }
    hits.entries.iter().map(|entry| of_entry(index, *entry, circumstances)).collect()
}

/// The cards of the topics and sections of a name, or of the nearest names, in one edition or in all.
pub fn look_up_topic(index: &Index, name: &str, edition: Option<EditionId>) -> Vec<Card> {
    let entries = index.search(name).entries.into_iter();
    let topics = entries.filter_map(|entry| match entry {
        Entry::Topic(id) => Some(id),
        Entry::Drug(_) | Entry::Edition(_) => None,
    });
    let wanted = topics.filter(|id| edition.is_none_or(|edition| index.topic(*id).edition == edition));
    wanted.map(|id| topic(index, id)).collect()
}

fn of_entry(index: &Index, entry: Entry, circumstances: &Circumstances) -> Card {
    match entry {
        Entry::Topic(id) => topic(index, id),
        Entry::Drug(id) => drug(index, id, circumstances.counts.map(|(date, _)| date)),
        Entry::Edition(id) => edition(index, id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(text: &str) -> Vec<String> {
        let cards = look_up(&Index::built_in(), text, &Circumstances::default());
        cards.into_iter().map(|card| card.title).collect()
    }

    #[test]
    fn names_citations_and_rules_are_told_apart() {
        assert_eq!(titles("c003"), ["C003 unsupported-page"]);
        // The editions of 2009 and 2016 both have it.
        assert_eq!(titles("MUSCLE RELAXANTS (for pain)"), ["Muscle relaxants (for pain)"; 2]);
        assert!(titles("flexeril").contains(&"cyclobenzaprine".to_owned()));
        assert_eq!(
            titles("MTUS Low Back Complaints 2004, Section(s): Summary."),
            ["Low Back Complaints 2004"]
        );
        assert_eq!(titles("ACOEM Chapter 12, Table 12-8, page 309"), ["Low Back Complaints 2004"]);
        assert!(titles("Muscle relaxents").contains(&"Muscle relaxants (for pain)".to_owned()));
        assert_eq!(titles("no such thing at all"), Vec::<String>::new());
    }
}
