//! The card of a citation: document, edition, topics, pages, and whether it was in force.

use jiff::Unit;
use jiff::civil::Date;

use super::{Card, count, edition, page, topic};
use crate::facts::dates::print;
use crate::guideline::grammar::{Citation, DocumentKind, PageRange, Whole};
use crate::guideline::{EditionId, Evidence, Index};
use crate::lexicon::Region;

/// What a letter says that decides how a citation applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// The date that decides which edition applies, and what it is the date of.
    pub counts: Option<(Date, &'static str)>,
    /// The date of the injury.
    pub injury: Option<Date>,
}

/// What there is to know of a citation.
pub fn citation(index: &Index, citation: &Citation, circumstances: &Circumstances) -> Card {
    match &citation.document.kind {
        DocumentKind::Editions(editions) | DocumentKind::Nearly(editions) => {
            of_editions(index, citation, editions, circumstances)
        }
        DocumentKind::Whole(whole) => {
            let name = match whole {
                Whole::Mtus => "Medical Treatment Utilization Schedule (MTUS)",
                Whole::Acoem => "ACOEM Practice Guidelines",
            };
            let mut card = Card::new(name, "Cited as a whole, without a chapter");
            card.row("Search sequence", "MTUS first; if it is silent, current ACOEM or ODG; then other guidelines and studies (8 CCR 9792.21.1)");
            card
        }
        DocumentKind::Source(source) => {
            let mut card = Card::new(&citation.document.printed, "A source outside of the MTUS");
            card.row(
                "Published by",
                if source.named && source.publishers.is_empty() {
                    "named, not known to imrlint".to_owned()
                } else if source.publishers.is_empty() {
                    "not named: say who published it".to_owned()
                } else {
                    source.publishers.join(", ")
                },
            );
            if let Some((name, reason)) = source.weak {
                card.row("Weight", format!("{name}: {reason}"));
            }
            card.row(
                "Search sequence",
                "only where the MTUS is silent (8 CCR 9792.21.1, Labor Code 4610.5(c)(2))",
            );
            card
        }
        DocumentKind::Unknown => {
            let mut card = Card::new(&citation.document.printed, "No guideline that imrlint knows");
            card.row("Check", "title and year; the MTUS has none of this name");
            card
        }
    }
}

fn of_editions(
    index: &Index,
    citation: &Citation,
    editions: &[EditionId],
    circumstances: &Circumstances,
) -> Card {
    let Some(id) = editions.first().copied() else { return Card::default() };
    if editions.len() > 1 {
        let mut card = Card::new(&citation.document.printed, "Which edition is meant is not certain");
        let each = editions.iter().map(|id| index.edition(*id));
        card.list(
            "Editions",
            each.map(|e| format!("{}: {}", e.full_title(), edition::in_force(e))).collect(),
        );
        applies(&mut card, index, id, circumstances);
        return card;
    }
    let of = index.edition(id);
    let mut card =
        Card::new(of.full_title(), "Guideline of the Medical Treatment Utilization Schedule (MTUS)");
    edition::rows(&mut card, index, id);
    applies(&mut card, index, id, circumstances);
    scope(&mut card, of.regions.contains(&Region::Pain), circumstances);
    let mut weakest: Option<&Evidence> = None;
    for named in &citation.topics {
        let Some(first) = named.topics.first() else {
            card.row("Topic", format!("\"{}\" is not in the index", named.printed));
            continue;
        };
        let topic = index.topic(*first);
        weakest = Some(weakest.map_or(&topic.evidence, |known| known.weaker(&topic.evidence)));
        card.row("Topic", topic::with_pages(topic));
        topic::rows(&mut card, index, *first);
    }
    for locator in &citation.pages {
        match locator.pages {
            PageRange::Good(pages) => {
                for number in
                    [pages.first, pages.last].into_iter().take(if pages.first == pages.last { 1 } else { 2 })
                {
                    let contents = page::contents(index, id, number);
                    let holds =
                        if contents.is_empty() { "not known".to_owned() } else { contents.join("; ") };
                    card.row("On page", format!("{number}: {holds}"));
                }
            }
            PageRange::Descending(..) | PageRange::NoNumber => {
                card.row("On page", format!("\"{}\" is no page or range of pages", locator.printed));
            }
        }
    }
    let evidence = weakest.unwrap_or(&of.evidence);
    card.row("How sure", evidence.with_source());
    let known: Vec<_> = citation.topics.iter().filter_map(|named| named.topics.first()).collect();
    card.copy = match known.as_slice() {
        [only] => Some(topic::canonical(index, index.topic(**only))),
        _ => None,
    };
    card
}

/// Which edition holds on the date that counts.
fn applies(card: &mut Card, index: &Index, id: EditionId, circumstances: &Circumstances) {
    let Some((date, what)) = circumstances.counts else { return };
    let of = index.edition(id);
    let text = match edition::in_force_on(index, of, date) {
        Some(current) if current.id == of.id => "this edition".to_owned(),
        Some(current) => current.full_title(),
        None => "not known".to_owned(),
    };
    card.row("On the date that counts", format!("{text} ({what}, {})", print(date)));
}

/// Chronic pain guidelines are for pain beyond the expected time of healing, about three months.
fn scope(card: &mut Card, chronic: bool, circumstances: &Circumstances) {
    let (Some((date, _)), Some(injury)) = (circumstances.counts, circumstances.injury) else { return };
    let Ok(span) = injury.until((Unit::Month, date)) else { return };
    let months = usize::try_from(span.get_months()).unwrap_or(0);
    let text = match (chronic, months < 3) {
        (true, true) => "chronic pain; this injury may still be acute",
        (true, false) => "chronic pain; this injury is past the acute stage",
        (false, true) => "this injury may still be acute",
        (false, false) => "where pain persists, the chronic pain guideline applies, too",
    };
    card.row("Scope", format!("{text} ({} since the injury)", count(months, "month", "months")));
}
