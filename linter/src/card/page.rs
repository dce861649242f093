//! The card of a page.

use super::{Card, edition, topic};
use crate::guideline::{EditionId, Index};

/// What a page of an edition holds.
pub fn page(index: &Index, id: EditionId, page: u16) -> Card {
    let of = index.edition(id);
    let mut card = Card::new(format!("Page {page}"), format!("of {}", of.full_title()));
    card.list("Holds", contents(index, id, page));
    if card.rows.is_empty() {
        let beyond = of.pages.is_some_and(|pages| !pages.contains(page));
        let known = if beyond { "there is no such page" } else { "not known" };
        card.row("Holds", known);
    }
    edition::rows(&mut card, index, id);
    card
}

/// The topics on a page, the narrowest first.
pub(super) fn contents(index: &Index, id: EditionId, page: u16) -> Vec<String> {
    let topics = index.topics_on(id, page);
    topics
        .iter()
        .map(|id| format!("{} ({})", topic::with_pages(index.topic(*id)), index.topic(*id).evidence))
        .collect()
}
