//! The index: everything that is known of the guidelines, and the ways to look it up.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::model::{Drug, DrugId, Edition, EditionId, Limit, Topic, TopicId};
use super::names::Compact;
use super::search::Name;
use crate::lexicon::Matcher;

/// What texts call drugs beside their generic and brand names.
const OTHER_NAMES: &str = include_str!("../../data/lexicon/drug_names.tsv");

/// All that is known of the guidelines.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) editions: Vec<Edition>,
    pub(super) topics: Vec<Topic>,
    pub(super) drugs: Vec<Drug>,
    pub(super) limits: Vec<Limit>,
    /// Titles, reduced, with the editions that go by them; longest first.
    pub(super) titles: Vec<(String, Vec<EditionId>)>,
    /// For each edition, names, aliases and numbers, reduced, with the topics that go by them; longest first.
    pub(super) names: Vec<Vec<(String, Vec<TopicId>)>>,
    pub(super) drug_names: FxHashMap<String, DrugId>,
    pub(super) drug_matcher: OnceLock<Matcher<DrugId>>,
    pub(super) search: OnceLock<Vec<Name>>,
}

impl Index {
    /// All editions, oldest first within a title.
    pub fn editions(&self) -> impl ExactSizeIterator<Item = (EditionId, &Edition)> {
        self.editions.iter().enumerate().map(|(at, edition)| (EditionId(at as u16), edition))
    }

    /// An edition.
    pub fn edition(&self, id: EditionId) -> &Edition {
        &self.editions[usize::from(id.0)]
    }

    /// The edition with a name such as `chronic-pain-2009`.
    pub fn find_edition(&self, id: &str) -> Option<EditionId> {
        self.editions().find(|(_, edition)| edition.id == id).map(|(id, _)| id)
    }

    /// All topics.
    pub fn topics(&self) -> impl ExactSizeIterator<Item = (TopicId, &Topic)> {
        self.topics.iter().enumerate().map(|(at, topic)| (TopicId(at as u16), topic))
    }

    /// The topics of an edition.
    pub fn topics_of(&self, edition: EditionId) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.topics().filter(move |(_, topic)| topic.edition == edition)
    }

    /// A topic.
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[usize::from(id.0)]
    }

    /// All drugs.
    pub fn drugs(&self) -> impl ExactSizeIterator<Item = (DrugId, &Drug)> {
        self.drugs.iter().enumerate().map(|(at, drug)| (DrugId(at as u16), drug))
    }

    /// A drug.
    pub fn drug(&self, id: DrugId) -> &Drug {
        &self.drugs[usize::from(id.0)]
    }

    /// The drug with a generic or brand name.
    pub fn find_drug(&self, name: &str) -> Option<DrugId> {
        self.drug_names.get(&Compact::key(name)).copied()
    }

    /// Finds generic and brand names in a text.
    pub fn drug_matcher(&self) -> &Matcher<DrugId> {
        self.drug_matcher.get_or_init(|| {
            let own = self.drugs().flat_map(|(id, drug)| {
                std::iter::once(&drug.generic).chain(&drug.brands).map(move |name| (name.clone(), id))
            });
            let others = OTHER_NAMES.lines().skip(1).filter_map(|row| {
                let (generic, names) = row.split_once('\t')?;
                Some((self.find_drug(generic)?, names))
            });
            let others =
                others.flat_map(|(id, names)| names.split(';').map(move |name| (name.to_owned(), id)));
            Matcher::new(own.chain(others))
        })
    }

    /// All limits.
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// Reduced titles with the editions that go by them, longest first.
    pub fn titles(&self) -> &[(String, Vec<EditionId>)] {
        &self.titles
    }

    /// Reduced names of an edition's topics, longest first.
    pub fn names_of(&self, edition: EditionId) -> &[(String, Vec<TopicId>)] {
        &self.names[usize::from(edition.0)]
    }

    /// The topics of an edition that hold a page, entries of larger topics included, the narrowest first.
    pub fn topics_on(&self, edition: EditionId, page: u16) -> Vec<TopicId> {
        let holds = |topic: &Topic| topic.pages.is_some_and(|pages| pages.contains(page));
        let mut found: Vec<TopicId> =
            self.topics_of(edition).filter(|(_, t)| holds(t)).map(|(id, _)| id).collect();
        found.sort_by_key(|id| self.topic(*id).pages.map_or(u16::MAX, |pages| pages.last - pages.first));
        found
    }
}
