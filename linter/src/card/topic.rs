//! The card of a topic, section or table.

use super::{Card, edition};
use crate::guideline::{Cites, Index, Topic, TopicId, TopicKind};

/// What there is to know of a topic.
pub fn topic(index: &Index, id: TopicId) -> Card {
    let topic = index.topic(id);
    let of = index.edition(topic.edition);
    let mut card = Card::new(&topic.name, format!("{} of {}", kind(topic.kind), of.full_title()));
    rows(&mut card, index, id);
    edition::rows(&mut card, index, topic.edition);
    card.row("How sure", topic.evidence.with_source());
    card.copy = Some(canonical(index, topic));
    card
}

/// What a topic's card and a citation's say of the topic alone.
pub(super) fn rows(card: &mut Card, index: &Index, id: TopicId) {
    let topic = index.topic(id);
    card.row("About", topic.detail.clone());
    if let Some(pages) = topic.pages {
        card.row("Where", pages.in_words());
    }
    if let Some(parent) = topic.parent {
        card.row("Within", index.topic(parent).name.clone());
    }
    if let Some(stance) = topic.stance {
        card.row("Stance", format!("{stance} (not verified)"));
    }
    let entries = index.topics_of(topic.edition).filter(|(_, entry)| entry.parent == Some(id));
    card.list("Entries", entries.map(|(_, entry)| with_pages(entry)).collect());
    let limits = index.limits().iter().filter(|limit| limit.topic == Some(id));
    card.list("Limits", limits.map(|limit| format!("{}: {}", limit.condition, limit.limit)).collect());
    card.row("Also called", topic.aliases.join(", "));
}

pub(super) fn with_pages(topic: &Topic) -> String {
    match topic.pages {
        Some(pages) => format!("{}, {}", topic.name, pages.in_words()),
        None => topic.name.clone(),
    }
}

/// The topic as a guideline line cites it.
pub(super) fn canonical(index: &Index, topic: &Topic) -> String {
    let edition = index.edition(topic.edition);
    match (edition.cites, topic.pages, topic.parent) {
        (Cites::Pages, Some(pages), parent) => {
            let name = parent.map_or(&topic.name, |parent| &index.topic(parent).name);
            format!("MTUS {} Guidelines {name} Page(s): {pages}", edition.title)
        }
        (Cites::None, ..) => format!("MTUS {}", edition.full_title()),
        _ => format!("MTUS {}, Section(s): {}", edition.full_title(), topic.name),
    }
}

fn kind(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Topic => "Topic",
        TopicKind::Entry => "Entry in a topic",
        TopicKind::Section => "Section",
        TopicKind::Table => "Table",
    }
}
