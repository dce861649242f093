//! Where the names of topics stand as headings: on a line of their own, outside the list of contents.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};

use super::numbering::{self, Numbering};
use crate::guideline::build::short_forms;
use crate::guideline::index::Index;
use crate::guideline::model::TopicId;
use crate::guideline::names::Compact;

/// A line of the list of contents: a name, leaders, a page.
static CONTENTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\.\s*){3,}\d{1,4}$|\S\s{3,}\d{1,4}$").expect("a valid pattern"));
/// A page with so many of them is part of the list of contents.
const MIN_CONTENTS: usize = 4;

/// A heading's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The printed page.
    pub(super) page: u16,
    /// The line on it.
    pub(super) line: usize,
    /// Nothing but the page's header stands above it.
    pub(super) top: bool,
}

/// For every topic that was found, where its heading stands.
pub(super) struct Headings {
    places: FxHashMap<TopicId, Place>,
    /// Pages on which a topic's name is repeated as a running title.
    repeats: FxHashMap<TopicId, Vec<u16>>,
}

impl Headings {
    pub(super) fn find(index: &Index, topics: &[TopicId], pages: &[String], numbering: &Numbering) -> Self {
        let names = names(index, topics);
        let running = running_lines(pages);
        let mut all: FxHashMap<TopicId, Vec<Place>> = FxHashMap::default();
        for (at, page) in pages.iter().enumerate() {
            let Some(number) = numbering.printed(at) else { continue };
            if page.lines().filter(|line| CONTENTS.is_match(line.trim_end())).count() >= MIN_CONTENTS {
                continue;
            }
            let lines: Vec<&str> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let is_edge = |line: &str| numbering::is_number(line) || running.contains(line);
            let first = lines.iter().position(|line| !is_edge(line)).unwrap_or(0);
            for line in first..lines.len() {
                let alone = Compact::key(lines[line]);
                let wrapped = lines.get(line + 1).map(|next| alone.clone() + &Compact::key(next));
                let named = names.get(&alone).or_else(|| wrapped.and_then(|key| names.get(&key)));
                for topic in named.into_iter().flatten() {
                    all.entry(*topic).or_default().push(Place { page: number, line, top: line == first });
                }
            }
        }
        let mut places = FxHashMap::default();
        let mut repeats = FxHashMap::default();
        for (topic, found) in all {
            // A name may stand alone on a line elsewhere, too: the one nearest to where it is expected.
            let expected = index.topic(topic).pages.map_or(1, |pages| pages.first);
            let nearest =
                found.iter().min_by_key(|place| (place.page.abs_diff(expected), place.page, place.line));
            if let Some(place) = nearest {
                places.insert(topic, *place);
                repeats.insert(topic, found.iter().map(|place| place.page).collect());
            }
        }
        Self { places, repeats }
    }

    /// How many topics were found.
    pub(super) fn topics(&self) -> usize {
        self.places.len()
    }

    pub(super) fn place(&self, topic: TopicId) -> Option<Place> {
        self.places.get(&topic).copied()
    }

    /// The last page, from the heading on, that repeats the topic's name without a gap.
    pub(super) fn repeated_to(&self, topic: TopicId, from: u16) -> u16 {
        let pages = self.repeats.get(&topic).map_or(&[][..], Vec::as_slice);
        let mut last = from;
        while pages.contains(&(last + 1)) {
            last += 1;
        }
        last
    }
}

/// The names that a heading may print, reduced: the full one before short ones.
fn names(index: &Index, topics: &[TopicId]) -> FxHashMap<String, Vec<TopicId>> {
    let mut names: FxHashMap<String, Vec<TopicId>> = FxHashMap::default();
    for topic in topics {
        names.entry(Compact::key(&index.topic(*topic).name)).or_default().push(*topic);
    }
    for topic in topics {
        for form in short_forms(&index.topic(*topic).name) {
            names.entry(Compact::key(form)).or_insert_with(|| vec![*topic]);
        }
    }
    names
}

/// Lines that most pages repeat: headers and footers.
fn running_lines(pages: &[String]) -> FxHashSet<&str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for page in pages {
        let lines: FxHashSet<&str> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        for line in lines {
            *counts.entry(line).or_default() += 1;
        }
    }
    let often = (pages.len() / 2).max(2);
    counts.into_iter().filter(|(_, count)| *count > often).map(|(line, _)| line).collect()
}
