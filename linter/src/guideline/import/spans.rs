//! From headings to pages: a topic runs from its heading to the heading of what follows it.

use super::headings::{Headings, Place};
use super::numbering::Numbering;
use crate::guideline::build::short_forms;
use crate::guideline::index::Index;
use crate::guideline::model::{Pages, Topic, TopicId};
use crate::guideline::names::Compact;

/// The pages of all topics that the document shows, in the order of the index.
pub(super) fn read(
    index: &Index,
    topics: &[TopicId],
    headings: &Headings,
    pages: &[String],
    numbering: &Numbering,
    last_page: u16,
) -> Vec<(TopicId, Pages)> {
    let mut found: Vec<(TopicId, Pages)> = Vec::new();
    for (at, id) in topics.iter().enumerate() {
        let Some(place) = headings.place(*id) else { continue };
        let known = index.topic(*id).pages.map_or(0, |pages| pages.last);
        let follows = topics[at + 1..].iter().filter(|next| {
            // What begins before the topic ends, by the index, is a part of it.
            let next = index.topic(**next);
            next.parent.is_none() && next.pages.is_some_and(|pages| pages.first >= known)
        });
        let end = follows.filter_map(|next| headings.place(*next)).find(|next| *next > place);
        let end = end.map_or(last_page, |next| last_before(next, place));
        found.push((*id, Pages { first: place.page, last: end.max(headings.repeated_to(*id, place.page)) }));
    }
    let entries = entries(index, topics, &found, pages, numbering);
    found.extend(entries);
    found.sort_unstable_by_key(|(id, _)| *id);
    found
}

/// The last page before a heading: the page above it, when it stands at the top.
fn last_before(next: Place, place: Place) -> u16 {
    if next.top { (next.page - 1).max(place.page) } else { next.page }
}

/// Entries of larger topics begin a line within their topic; each runs to the next.
fn entries(
    index: &Index,
    topics: &[TopicId],
    found: &[(TopicId, Pages)],
    pages: &[String],
    numbering: &Numbering,
) -> Vec<(TopicId, Pages)> {
    let mut entries: Vec<(TopicId, TopicId, u16)> = Vec::new();
    for id in topics {
        let topic = index.topic(*id);
        let Some((parent, within)) =
            topic.parent.and_then(|parent| found.iter().find(|(id, _)| *id == parent))
        else {
            continue;
        };
        let numbered = pages.iter().enumerate().filter_map(|(at, page)| Some((numbering.printed(at)?, page)));
        let mut inside = numbered.filter(|(number, _)| within.contains(*number));
        if let Some((number, _)) =
            inside.find(|(_, page)| page.lines().any(|line| begins(line.trim(), topic)))
        {
            entries.push((*id, *parent, number));
        }
    }
    let end = |parent: TopicId, first: u16| {
        let later = entries.iter().filter(|(_, other, page)| *other == parent && *page > first);
        later.map(|(_, _, page)| *page).min()
    };
    let last =
        |parent: TopicId| found.iter().find(|(id, _)| *id == parent).map_or(0, |(_, pages)| pages.last);
    let pages = |parent, first| Pages { first, last: end(parent, first).unwrap_or_else(|| last(parent)) };
    entries.iter().map(|(id, parent, first)| (*id, pages(*parent, *first))).collect()
}

/// Whether a line begins with the name of an entry, as whole words.
fn begins(line: &str, topic: &Topic) -> bool {
    let compact = Compact::new(line);
    std::iter::once(topic.name.as_str()).chain(short_forms(&topic.name)).any(|name| {
        let key = Compact::key(name);
        compact.as_str().starts_with(&key) && compact.end_of_name(line, 0, &key).is_some()
    })
}
