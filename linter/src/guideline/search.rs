//! Looking names up across the whole index, as people type them.

use super::index::Index;
use super::model::{DrugId, EditionId, TopicId};
use super::names::Compact;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// A topic, section or table.
    Topic(TopicId),
    /// A drug.
    Drug(DrugId),
    /// An edition.
    Edition(EditionId),
}

/// A name prepared for the search.
#[derive(Debug)]
pub(super) struct Name {
    key: String,
    /// A bit for each letter and digit in it: names whose letters differ too much need no closer look.
    letters: u64,
    entries: Vec<Entry>,
}

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What goes by the name.
    pub entries: Vec<Entry>,
    /// Slips that were forgiven; none if the name is right.
    pub slips: usize,
}

impl Index {
    /// What goes by a name, whatever its case, blanks and punctuation; failing that, what goes by the
    /// nearest names.
    pub fn search(&self, text: &str) -> Hits {
        let key = Compact::key(text);
        let names = self.search_names();
        if let Ok(at) = names.binary_search_by(|name| name.key.as_str().cmp(&key)) {
            return Hits { entries: names[at].entries.clone(), slips: 0 };
        }
        let allowed = if key.len() < 4 { 0 } else { 1 + usize::from(key.len() >= 8) };
        let letters = letters(&key);
        let mut best = Hits { entries: Vec::new(), slips: usize::MAX };
        for name in names {
            let far = name.key.len().abs_diff(key.len()) > allowed
                || (name.letters ^ letters).count_ones() as usize > 2 * allowed;
            if far {
                continue;
            }
            let slips = strsim::osa_distance(&name.key, &key);
            if slips <= allowed && slips <= best.slips {
                if slips < best.slips {
                    best = Hits { entries: Vec::new(), slips };
                }
                best.entries.extend(&name.entries);
            }
        }
        best.entries.sort_unstable();
        best.entries.dedup();
        if best.entries.is_empty() { Hits::default() } else { best }
    }

    fn search_names(&self) -> &[Name] {
        self.search.get_or_init(|| {
            let mut found: Vec<(String, Entry)> = Vec::new();
            for (id, edition) in self.editions() {
                let titles = std::iter::once(&edition.title).chain(&edition.other_titles);
                found.extend(titles.map(|title| (Compact::key(title), Entry::Edition(id))));
                found.push((Compact::key(&edition.id), Entry::Edition(id)));
                found.push((Compact::key(&edition.full_title()), Entry::Edition(id)));
            }
            for (id, _) in self.editions() {
                for (key, topics) in self.names_of(id) {
                    found.extend(topics.iter().map(|topic| (key.clone(), Entry::Topic(*topic))));
                }
            }
            for (id, drug) in self.drugs() {
                let names = std::iter::once(&drug.generic).chain(&drug.brands);
                found.extend(names.map(|name| (Compact::key(name), Entry::Drug(id))));
            }
            found.sort();
            found.dedup();
            let mut names: Vec<Name> = Vec::new();
            for (key, entry) in found {
                match names.last_mut().filter(|name| name.key == key) {
                    Some(name) => name.entries.push(entry),
                    None => names.push(Name { letters: letters(&key), key, entries: vec![entry] }),
                }
            }
            names
        })
    }
}

fn letters(key: &str) -> u64 {
    key.bytes().fold(0, |bits, byte| bits | 1 << (byte % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every name of the index, with its letters' case turned and with one letter lost, is found.
    #[test]
    fn every_name_is_found_miscased_and_with_a_slip() {
        let index = Index::built_in();
        let mut checked = 0;
        let mut check = |name: &str, entry: Entry| {
            let upper = name.to_uppercase();
            assert!(index.search(&upper).entries.contains(&entry), "{upper}");
            let key = Compact::key(name);
            if key.len() >= 5 {
                let middle = name.char_indices().filter(|(_, c)| c.is_alphanumeric()).nth(key.len() / 2);
                let at = middle.map_or(0, |(at, _)| at);
                let slip: String = name.char_indices().filter(|(n, _)| *n != at).map(|(_, c)| c).collect();
                let hits = index.search(&slip);
                let other_name = hits.slips == 0;
                assert!(other_name || hits.entries.contains(&entry), "{slip} for {name}: {hits:?}");
                checked += 1;
            }
        };
        for (id, topic) in index.topics() {
            std::iter::once(&topic.name).chain(&topic.aliases).for_each(|name| check(name, Entry::Topic(id)));
        }
        for (id, drug) in index.drugs() {
            std::iter::once(&drug.generic).chain(&drug.brands).for_each(|name| check(name, Entry::Drug(id)));
        }
        assert!(checked > 900, "{checked}");
        assert_eq!(index.search("no such thing at all"), Hits::default());
    }
}
