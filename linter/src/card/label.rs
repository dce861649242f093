//! The cards of labels: fields of an issue, fields of the header, lines of the credentials.

use jiff::civil::Date;

use super::{Card, Circumstances};
use crate::facts::{Credential, CredentialKind, Known};
use crate::letter::HeaderValue;
use crate::profile::{HeaderField, HeaderValueKind, IssueField};
use crate::template::PAIRS;

/// What belongs behind the label of an issue's field, and by which law. `label` is how the letter calls it.
pub fn field(field: IssueField, label: &str) -> Card {
    let (what, law) = match field {
        IssueField::AdministratorGuideline => {
            ("What the claims administrator based its decision on, in the words of the denial.", "")
        }
        IssueField::ReviewerGuideline => (
            "What the reviewer bases the decision on: title, year, and section or page.",
            "8 CCR 9792.21.1; Labor Code 4610.5(c)(2)",
        ),
        IssueField::Rationale => (
            "Why the item is or is not medically necessary for this worker, ending in the conclusion that the title states.",
            "Labor Code 4610.6(c), (e)",
        ),
    };
    let mut card = Card::new(label, what);
    card.row("By law", law);
    card
}

/// A field of the header: what it is, and its day in words.
pub fn header_field(value: &HeaderValue, circumstances: &Circumstances) -> Card {
    let mut card = Card::new(value.field.title(), what(value.field));
    if !value.is_well_formed() {
        card.row("Write", form(value.kind));
    }
    if let Some(date) = value.date {
        card.row("Day", date.strftime("%A, %B %-d, %Y").to_string());
        let since = circumstances.injury.filter(|_| value.field != HeaderField::DateOfInjury);
        card.row("After the injury", since.map_or_else(String::new, |injury| days(injury, date)));
        let kind = match value.field {
            HeaderField::UrDenialDate => "date of the denial",
            HeaderField::DecisionDate => "date of the decision",
            _ => "",
        };
        if circumstances.counts.is_some_and(|(_, counts)| counts == kind) {
            card.row("Guidelines", "those in force on this day are cited");
        }
    }
    card
}

/// A licence or specialty, and whether it is a known one.
pub fn credential(credential: &Credential) -> Card {
    let what = match credential.kind {
        CredentialKind::State => "A state in which the reviewer holds a licence.",
        CredentialKind::Specialty => "A specialty in which the reviewer is certified.",
    };
    let mut card = Card::new(credential.name.as_str(), what);
    match credential.known {
        Known::Yes => {}
        Known::Nearly(name) => card.row("Perhaps meant", name),
        Known::No if PAIRS.iter().any(|(open, _)| credential.name.starts_with(open)) => {}
        Known::No => card.row("Known", "not on the list"),
    }
    card
}

fn what(field: HeaderField) -> &'static str {
    match field {
        HeaderField::CaseNumber => "The number of the review. It stays in a published letter.",
        HeaderField::DateAssigned => "The day the case was given to a reviewer.",
        HeaderField::DateOfInjury => "The day of the injury, or the last day of a cumulative one.",
        HeaderField::DecisionDate => "The day of the decision.",
        HeaderField::UrDenialDate => "The day on which utilization review denied or changed the request.",
        HeaderField::Priority => "Standard or expedited.",
        HeaderField::ApplicationReceived => "The day the application for review came in.",
    }
}

fn form(kind: HeaderValueKind) -> &'static str {
    match kind {
        HeaderValueKind::CaseNumber => "CM17-0000001",
        HeaderValueKind::ImrNumber => "IMR13-0000001",
        HeaderValueKind::Date => "MM/DD/YYYY",
        HeaderValueKind::ShortDate => "M/D/YYYY",
        HeaderValueKind::Priority => "Standard or Expedited",
        HeaderValueKind::Text => "",
    }
}

fn days(from: Date, to: Date) -> String {
    match (to - from).get_days() {
        1 => "1 day".to_owned(),
        days if days >= 0 => format!("{days} days"),
        _ => "no: it is before".to_owned(),
    }
}
