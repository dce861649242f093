//! The card of a drug.

use jiff::civil::Date;

use super::{Card, topic};
use crate::guideline::{DrugId, Index};

/// The MTUS Drug List is in force from here on (8 CCR 9792.27.1).
const FORMULARY_FROM: Date = Date::constant(2018, 1, 1);

/// What there is to know of a drug; `date` is the date that counts for a letter, if there is one.
pub fn drug(index: &Index, id: DrugId, date: Option<Date>) -> Card {
    let drug = index.drug(id);
    let told = drug.class.to_lowercase().contains("opioid");
    let opioid = if drug.opioid && !told { ", an opioid" } else { "" };
    let mut card = Card::new(&drug.generic, format!("{}{opioid}", capitalised(&drug.class)));
    card.row("Brands", drug.brands.join(", "));
    card.row("Given", drug.route.clone());
    let topics = drug.topics.iter().map(|id| topic::with_pages(index.topic(*id)));
    card.list("Chronic Pain 2009", topics.collect());
    card.row("Note", drug.note.clone());
    if date.is_none_or(|date| date >= FORMULARY_FROM) {
        card.row(
            "MTUS Drug List (from 2018)",
            match &drug.formulary {
                Some(formulary) => {
                    let mut text =
                        format!("{} ({}; {})", formulary.status, formulary.list_version, formulary.evidence);
                    for (days, what) in [
                        (&formulary.special_fill, "special fill"),
                        (&formulary.perioperative_fill, "perioperative fill"),
                    ] {
                        if !days.is_empty() {
                            text.extend(["; ", what, " ", days]);
                        }
                    }
                    text
                }
                None => {
                    "not in the index; a drug that is not on the list needs prospective review".to_owned()
                }
            },
        );
    }
    card.row("How sure", drug.evidence.with_source());
    card
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
