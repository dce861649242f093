//! What an imported document has told, in the form in which it is kept; and the index with it.

use serde::{Deserialize, Serialize};

use super::Reading;
use crate::guideline::evidence::{Certainty, Confidence, Evidence};
use crate::guideline::index::Index;
use crate::guideline::model::Pages;

/// The pages of an edition's topics, read from its official document. Holds no text of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// The edition, by its name in the index.
    pub edition: String,
    /// The document, in words: file name and day of the import.
    pub source: String,
    /// Its last page.
    pub last_page: u16,
    /// Its topics.
    pub topics: Vec<VerifiedTopic>,
}

/// The pages of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifiedTopic {
    /// Its name in the index.
    pub name: String,
    /// The larger topic that it is an entry of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The first page.
    pub first: u16,
    /// The last page.
    pub last: u16,
}

impl Reading {
    /// The reading, to be kept; `source` says which document it comes from.
    pub fn verified(&self, index: &Index, source: impl Into<String>) -> Verified {
        let topics = self.found.iter().map(|(id, pages)| {
            let topic = index.topic(*id);
            let within = topic.parent.map(|parent| index.topic(parent).name.clone());
            VerifiedTopic { name: topic.name.clone(), within, first: pages.first, last: pages.last }
        });
        Verified {
            edition: index.edition(self.edition).id.clone(),
            source: source.into(),
            last_page: self.last_page,
            topics: topics.collect(),
        }
    }
}

impl Index {
    /// The index with what a document has told: its rows are verified from now on. Gives the names that
    /// the index does not know; rows that no longer fit their larger topic lose their pages.
    #[must_use]
    pub fn with_verified(mut self, verified: &Verified) -> (Self, Vec<String>) {
        let Some(edition) = self.find_edition(&verified.edition) else {
            return (self, vec![verified.edition.clone()]);
        };
        let mut unknown = Vec::new();
        for row in &verified.topics {
            let parent = |id| self.topic(id).name.as_str();
            let known = self.topics_of(edition).find(|(_, topic)| {
                topic.name == row.name && topic.parent.map(parent) == row.within.as_deref()
            });
            let (Some((id, _)), true) = (known, row.first <= row.last) else {
                unknown.push(row.name.clone());
                continue;
            };
            let topic = &mut self.topics[usize::from(id.0)];
            topic.pages = Some(Pages { first: row.first, last: row.last });
            topic.evidence = Evidence {
                confidence: Confidence::Verified,
                certainty: Certainty::High,
                source: verified.source.clone(),
            };
        }
        let of = &mut self.editions[usize::from(edition.0)];
        if let Some(pages) = &mut of.pages {
            pages.last = verified.last_page;
        }
        self.drop_misplaced_entries();
        (self, unknown)
    }

    /// An entry whose topic has moved is nobody knows where.
    fn drop_misplaced_entries(&mut self) {
        for at in 0..self.topics.len() {
            let topic = &self.topics[at];
            let within = topic.parent.and_then(|parent| self.topic(parent).pages);
            if let (Some(pages), Some(within)) = (topic.pages, within)
                && !(within.contains(pages.first) && within.contains(pages.last))
            {
                self.topics[at].pages = None;
            }
        }
    }
}
