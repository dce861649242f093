//! The card of a section's title.

use super::Card;
use crate::profile::{Audience, Profile, SectionRole};

/// What belongs under a title, and by which law; `lacks` is what the letter at hand still lacks.
pub fn section(profile: &Profile, role: SectionRole, lacks: &[String]) -> Card {
    let section = profile.section(role);
    let title = section.map_or("", |section| section.title()).trim_end_matches(':');
    let mut card = Card::new(title, what(role));
    card.row("By law", law(role));
    if let Some(section) = section {
        let who: Vec<&str> =
            [(Audience::Public, "published letters"), (Audience::Party, "letters for the parties")]
                .into_iter()
                .filter(|(audience, _)| section.required.contains(audience))
                .map(|(_, name)| name)
                .collect();
        card.row("Required in", who.join(" and "));
    }
    card.list("This letter lacks", lacks.to_vec());
    card
}

fn what(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Notice => "The title of the notice, with the determinations in short.",
        SectionRole::Determination => {
            "Who decided: an independent reviewer in active practice, with states of licensure and specialties, and without a name."
        }
        SectionRole::Documents => "The documents reviewed, by provider or kind and by date.",
        SectionRole::Summary => {
            "The worker's condition from the records: age, sex, injury, findings, treatment so far, the request and the review that denied it."
        }
        SectionRole::Issue => "The treatment in dispute.",
        SectionRole::Guideline => "The guideline relied upon, and why.",
        SectionRole::Rationale => "The reasons, ending in the conclusion that the title states.",
        SectionRole::Decisions => {
            "Each disputed item with its verdict, the administrator's and the reviewer's guidelines, and the rationale."
        }
        SectionRole::Credentials => {
            "States of licensure and board certification of the reviewer, without a name."
        }
        SectionRole::Effect => "What the decision sets in motion, and how to appeal.",
        SectionRole::Other => "A section of the house's own.",
    }
}

fn law(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Determination | SectionRole::Credentials => "Labor Code 4610.6(f), 139.5(d)(4)",
        SectionRole::Documents => "8 CCR 9792.10.6(d); Labor Code 4610.6(b)",
        SectionRole::Summary => "8 CCR 9792.10.6(d); Labor Code 4610.6(e)",
        SectionRole::Guideline => "8 CCR 9792.21.1; Labor Code 4610.5(c)(2)",
        SectionRole::Decisions | SectionRole::Issue | SectionRole::Rationale => "Labor Code 4610.6(c), (e)",
        SectionRole::Effect => "Labor Code 4610.6(h), (j); 8 CCR 9792.10.7",
        SectionRole::Notice | SectionRole::Other => "",
    }
}
