//! The card of an edition.

use jiff::civil::Date;

use super::Card;
use crate::facts::dates::print;
use crate::guideline::{Cites, Edition, EditionId, Index, NameList};

/// What there is to know of an edition.
pub fn edition(index: &Index, id: EditionId) -> Card {
    let edition = index.edition(id);
    let mut card =
        Card::new(edition.full_title(), "Guideline of the Medical Treatment Utilization Schedule (MTUS)");
    rows(&mut card, index, id);
    let (count, what) =
        (index.topics_of(id).count(), if edition.cites == Cites::Pages { "topics" } else { "sections" });
    card.row(
        "Index",
        match edition.names {
            NameList::Complete => format!("{count} {what}, all there are"),
            NameList::Partial => format!("{count} {what}, not all there are"),
            NameList::Unknown => format!("{what} not known"),
        },
    );
    card.row("How sure", edition.evidence.with_source());
    card
}

/// What every card about a part of an edition says of the edition.
pub(super) fn rows(card: &mut Card, index: &Index, id: EditionId) {
    let edition = index.edition(id);
    if let Some(chapter) = edition.chapter {
        card.row("Chapter", format!("{chapter} of the ACOEM Practice Guidelines, 2nd edition"));
    }
    card.row("In force", in_force(edition));
    if !edition.regulation.is_empty() {
        card.row("Regulation", format!("8 CCR {}", edition.regulation));
    }
    if let Some(pages) = edition.pages {
        card.row("Pages", pages.to_string());
    }
    if let Some(next) = successor(index, edition) {
        card.row(
            "Superseded by",
            format!("{}, from {}", next.full_title(), next.effective.map_or(String::new(), print)),
        );
    }
    card.row("Note", edition.note.clone());
}

/// "07/18/2009 to 07/27/2016".
pub(super) fn in_force(edition: &Edition) -> String {
    match (edition.effective, edition.until) {
        (Some(from), Some(until)) => format!("{} to {}", print(from), print(until)),
        (Some(from), None) => format!("from {}", print(from)),
        (None, _) => "not known".to_owned(),
    }
}

/// The edition that took over.
pub(super) fn successor<'i>(index: &'i Index, old: &Edition) -> Option<&'i Edition> {
    let until = old.until?;
    let later =
        index.editions().map(|(_, edition)| edition).filter(|edition| edition.regulation == old.regulation);
    later
        .filter(|edition| edition.effective.is_some_and(|from| from > until))
        .min_by_key(|edition| edition.effective)
}

/// The edition of the same place in the regulation that was in force on a day.
pub(super) fn in_force_on<'i>(index: &'i Index, of: &Edition, date: Date) -> Option<&'i Edition> {
    index.editions().map(|(_, edition)| edition).find(|edition| {
        edition.regulation == of.regulation
            && edition.effective.is_some_and(|from| from <= date)
            && edition.until.is_none_or(|until| date <= until)
    })
}
