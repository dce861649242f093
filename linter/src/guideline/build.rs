//! From the tables to the index: every name that a row uses must be defined by another.

use rustc_hash::FxHashMap;

use super::evidence::{Certainty, Evidence};
use super::index::Index;
use super::model::{Drug, DrugId, Edition, EditionId, Formulary, Limit, Pages, Stance, Topic, TopicId};
use super::names::Compact;
use super::tables::{self, DRUGS, EDITIONS, FORMULARY, LIMITS, TOPICS, read, values};
use crate::lexicon::Region;

/// What is wrong with a table.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// A row cannot be read.
    #[error("{table}: {source}")]
    Row {
        /// Which table.
        table: String,
        /// Where and why.
        source: csv::Error,
    },
    /// A row speaks of something that no other row defines.
    #[error("{table}: there is no {what} called \"{name}\"")]
    Dangling {
        /// Which table.
        table: String,
        /// Edition or topic.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A row does not say how it is known.
    #[error("{table}: \"{name}\" has no evidence: say in that column who says so")]
    NoEvidence {
        /// Which table.
        table: String,
        /// The row's name.
        name: String,
    },
    /// A table has the columns of no kind of row.
    #[error("{table}: neither a table of topics (edition, name, ...) nor one of editions (id, title, ...)")]
    UnknownTable {
        /// Which table.
        table: String,
    },
}

impl Index {
    /// The index that is part of the linter.
    pub fn built_in() -> Self {
        Self::read().expect("the built-in index is valid: guarded by a test")
    }

    fn read() -> Result<Self, IndexError> {
        let mut index = Self::default();
        index.read_editions("editions.tsv", EDITIONS)?;
        index.read_topics("topics.tsv", TOPICS)?;
        index.read_drugs()?;
        index.read_limits()?;
        index.prepare();
        Ok(index)
    }

    /// Reads editions; one whose name is known takes its place.
    pub(super) fn read_editions(&mut self, table: &str, text: &str) -> Result<(), IndexError> {
        for row in rows::<tables::EditionRow>(table, text)? {
            evidenced(table, &row.id, &row.evidence)?;
            let known = self.find_edition(&row.id);
            let edition = Edition {
                years: values(&row.years, ";").iter().filter_map(|year| year.parse().ok()).collect(),
                other_titles: values(&row.other_titles, ";"),
                regions: regions(table, &row.regions)?,
                pages: Pages::of(row.first_page, row.last_page),
                evidence: Evidence {
                    confidence: row.confidence,
                    certainty: Certainty::High,
                    source: row.evidence,
                },
                id: row.id,
                title: row.title,
                chapter: row.chapter,
                cites: row.cites,
                names: row.names,
                published: row.published,
                effective: row.effective,
                until: row.until,
                regulation: row.regulation,
                note: row.note,
            };
            match known {
                Some(id) => self.editions[usize::from(id.0)] = edition,
                None => self.editions.push(edition),
            }
        }
        Ok(())
    }

    /// Reads topics; one that its edition has already, in the same place, takes its place.
    pub(super) fn read_topics(&mut self, table: &str, text: &str) -> Result<(), IndexError> {
        let rows = rows::<tables::TopicRow>(table, text)?;
        let before = self.topics.len();
        let mut places = Vec::with_capacity(rows.len());
        for row in &rows {
            evidenced(table, &row.name, &row.evidence)?;
            let edition = self.edition_called(table, &row.edition)?;
            let known = self.topics[..before].iter().position(|topic| {
                let parent = topic.parent.map_or("", |parent| self.topic(parent).name.as_str());
                topic.edition == edition && topic.name == row.name && parent == row.parent
            });
            let topic = Topic {
                edition,
                name: row.name.clone(),
                number: row.number.clone(),
                kind: row.kind,
                pages: Pages::of(row.first_page, row.last_page),
                parent: None,
                aliases: values(&row.aliases, ";"),
                stance: Stance::of(&row.stance),
                detail: row.detail.clone(),
                evidence: Evidence {
                    confidence: row.confidence,
                    certainty: row.certainty,
                    source: row.evidence.clone(),
                },
            };
            places.push(known.unwrap_or(self.topics.len()));
            match known {
                Some(at) => self.topics[at] = topic,
                None => self.topics.push(topic),
            }
        }
        for (at, row) in places.into_iter().zip(&rows).filter(|(_, row)| !row.parent.is_empty()) {
            let parent = self.topic_called(table, self.topics[at].edition, &row.parent)?;
            self.topics[at].parent = Some(parent);
        }
        Ok(())
    }

    fn read_drugs(&mut self) -> Result<(), IndexError> {
        let chronic_pain = self.edition_called("drugs.tsv", "chronic-pain-2009")?;
        for row in rows::<tables::DrugRow>("drugs.tsv", DRUGS)? {
            let topics = values(&row.topics, ";;");
            let topics = topics.iter().map(|name| self.topic_called("drugs.tsv", chronic_pain, name));
            let topics = topics.collect::<Result<Vec<_>, _>>()?;
            self.drugs.push(Drug {
                brands: values(&row.brands, ";"),
                opioid: row.opioid == "yes",
                evidence: Evidence {
                    confidence: row.confidence,
                    certainty: row.certainty,
                    source: row.evidence,
                },
                topics,
                generic: row.generic,
                class: row.class,
                route: row.route,
                note: row.note,
                formulary: None,
            });
        }
        for row in rows::<tables::FormularyRow>("formulary.tsv", FORMULARY)? {
            let formulary = Formulary {
                status: row.status,
                special_fill: row.special_fill,
                perioperative_fill: row.perioperative_fill,
                list_version: row.list_version,
                evidence: Evidence {
                    confidence: row.confidence,
                    certainty: row.certainty,
                    source: row.evidence,
                },
            };
            if let Some(drug) = self.drugs.iter_mut().find(|drug| drug.generic == row.drug) {
                drug.formulary.get_or_insert(formulary);
            }
        }
        Ok(())
    }

    fn read_limits(&mut self) -> Result<(), IndexError> {
        for row in rows::<tables::LimitRow>("limits.tsv", LIMITS)? {
            let edition = self.edition_called("limits.tsv", &row.edition)?;
            let topic = match row.topic.as_str() {
                "" => None,
                name => Some(self.topic_called("limits.tsv", edition, name)?),
            };
            let evidence =
                Evidence { confidence: row.confidence, certainty: row.certainty, source: row.evidence };
            self.limits.push(Limit {
                edition,
                topic,
                condition: row.condition,
                limit: row.limit,
                page: row.page,
                evidence,
            });
        }
        Ok(())
    }

    /// Builds the look-ups.
    pub(super) fn prepare(&mut self) {
        let mut titles: Vec<(String, Vec<EditionId>)> = Vec::new();
        for (id, edition) in self.editions() {
            for title in std::iter::once(&edition.title).chain(&edition.other_titles) {
                add(&mut titles, Compact::key(title), id);
            }
        }
        self.titles = longest_first(titles);
        let mut names: Vec<Vec<(String, Vec<TopicId>)>> = vec![Vec::new(); self.editions.len()];
        // Names come before what is only derived from them, and those before aliases.
        for pass in 0..3 {
            for (id, topic) in self.topics() {
                let list = &mut names[usize::from(topic.edition.0)];
                match pass {
                    0 => {
                        add(list, Compact::key(&topic.name), id);
                        if !topic.number.is_empty() {
                            add(list, Compact::key(&topic.number), id);
                        }
                    }
                    1 => {
                        for form in short_forms(&topic.name) {
                            add(list, Compact::key(form), id);
                        }
                    }
                    _ => {
                        for alias in &topic.aliases {
                            add(list, Compact::key(alias), id);
                        }
                    }
                }
            }
        }
        self.names = names.into_iter().map(longest_first).collect();
        let mut drugs = FxHashMap::default();
        for (at, drug) in self.drugs.iter().enumerate() {
            for name in std::iter::once(&drug.generic).chain(&drug.brands) {
                drugs.entry(Compact::key(name)).or_insert(DrugId(at as u16));
            }
        }
        self.drug_names = drugs;
        self.drug_matcher.take();
        self.search.take();
    }

    fn edition_called(&self, table: &str, id: &str) -> Result<EditionId, IndexError> {
        let dangling =
            || IndexError::Dangling { table: table.to_owned(), what: "edition", name: id.to_owned() };
        self.find_edition(id).ok_or_else(dangling)
    }

    fn topic_called(&self, table: &str, edition: EditionId, name: &str) -> Result<TopicId, IndexError> {
        let found = self.topics().find(|(_, topic)| topic.edition == edition && topic.name == name);
        found.map(|(id, _)| id).ok_or_else(|| IndexError::Dangling {
            table: table.to_owned(),
            what: "topic",
            name: name.to_owned(),
        })
    }
}

fn regions(table: &str, cell: &str) -> Result<Vec<Region>, IndexError> {
    let dangling =
        |name: &str| IndexError::Dangling { table: table.to_owned(), what: "region", name: name.to_owned() };
    values(cell, ";").iter().map(|name| Region::named(name).ok_or_else(|| dangling(name))).collect()
}

/// The parts of a name that stand for it: without what is in brackets, and each side of a slash.
pub(super) fn short_forms(name: &str) -> Vec<&str> {
    let mut forms = Vec::new();
    if let Some((head, _)) = name.split_once(" (") {
        forms.push(head);
    }
    if name.contains(" / ") {
        forms.extend(name.split(" / "));
    }
    forms
}

fn add<V: Copy + PartialEq>(list: &mut Vec<(String, Vec<V>)>, key: String, value: V) {
    match list.iter_mut().find(|(known, _)| *known == key) {
        Some((_, values)) if !values.contains(&value) => values.push(value),
        Some(_) => {}
        None => list.push((key, vec![value])),
    }
}

fn longest_first<V>(mut list: Vec<(String, V)>) -> Vec<(String, V)> {
    list.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    list
}

fn evidenced(table: &str, name: &str, evidence: &str) -> Result<(), IndexError> {
    let none = || IndexError::NoEvidence { table: table.to_owned(), name: name.to_owned() };
    if evidence.trim().is_empty() { Err(none()) } else { Ok(()) }
}

fn rows<R: serde::de::DeserializeOwned>(table: &str, text: &str) -> Result<Vec<R>, IndexError> {
    read(text).map_err(|source| IndexError::Row { table: table.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data itself: every name resolves (or `built_in` fails), pages lie in the document, dates are
    /// in order, and evidence stands on every row.
    #[test]
    fn the_tables_hold_together() {
        let index = Index::built_in();
        for (_, edition) in index.editions() {
            assert!(!edition.years.is_empty(), "{}: no year", edition.id);
            assert!(!edition.evidence.source.is_empty(), "{}: no evidence", edition.id);
            if let (Some(from), Some(until)) = (edition.effective, edition.until) {
                assert!(from < until, "{}: in force until before it was", edition.id);
            }
            assert!(edition.pages.is_none_or(|pages| pages.first <= pages.last), "{}: pages", edition.id);
        }
        for (_, topic) in index.topics() {
            let edition = index.edition(topic.edition);
            let name = format!("{}: {}", edition.id, topic.name);
            assert!(!topic.evidence.source.is_empty(), "{name}: no evidence");
            let Some(pages) = topic.pages else { continue };
            assert!(pages.first <= pages.last, "{name}: {pages}");
            if let Some(document) = edition.pages {
                assert!(document.contains(pages.first) && document.contains(pages.last), "{name}: {pages}");
            }
            if let Some(parent) = topic.parent {
                let parent = index.topic(parent).pages.expect("a parent has pages");
                assert!(
                    parent.contains(pages.first) && parent.contains(pages.last),
                    "{name}: outside its topic"
                );
            }
        }
    }

    #[test]
    fn editions_of_a_title_follow_each_other() {
        let index = Index::built_in();
        for (_, a) in index.editions() {
            for (_, b) in index.editions().filter(|(_, b)| b.title == a.title && b.id != a.id) {
                let (Some(a_from), Some(b_from)) = (a.effective, b.effective) else { continue };
                if a_from < b_from {
                    assert!(a.until.is_some_and(|until| until < b_from), "{} and {} overlap", a.id, b.id);
                }
            }
        }
    }

    #[test]
    fn every_alias_and_brand_is_found() {
        let index = Index::built_in();
        for (id, topic) in index.topics() {
            for name in std::iter::once(&topic.name).chain(&topic.aliases) {
                let key = Compact::key(name);
                let found = index.names_of(topic.edition).iter().find(|(known, _)| *known == key);
                assert!(found.is_some_and(|(_, ids)| ids.contains(&id)), "{name}");
            }
        }
        for (_, drug) in index.drugs() {
            for name in std::iter::once(&drug.generic).chain(&drug.brands) {
                assert!(index.find_drug(name).is_some(), "{name}");
            }
        }
    }
}
