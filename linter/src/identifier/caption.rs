//! Captions: the parties of a case, with "v." between them.

use super::evidence::Hit;
use super::name::{is_all_own, name_before};
use super::vocabulary::{is_drug, is_eponym, is_given, is_ordinary};
use super::{Block, Identifier, Kind};
use crate::text::TextRange;

/// "Ann Doe v. Acme Roofing Inc.": a person and an organisation.
pub(super) fn read(block: &Block<'_>, hit: Hit, found: &mut Vec<Identifier>) {
    let Some((person, organisation)) = parties(block, hit) else { return };
    let identifiers = [(Kind::Person, person), (Kind::Organisation, organisation)];
    found.extend(identifiers.map(|(kind, range)| Identifier { kind, range, evidence: "a party".to_owned() }));
}

/// The parties of a caption: "Re: Ann Doe v. Acme Roofing Inc.". Drugs and treatments are compared in the
/// same words, and courts cite other people's cases.
fn parties(block: &Block<'_>, hit: Hit) -> Option<(TextRange, TextRange)> {
    let flat = block.flat;
    let head = flat[..hit.start].strip_suffix(' ')?;
    // "Ann Doe, Applicant, v."
    let parts = [", Applicant,", ", Plaintiff,", ", Petitioner,"];
    let head = parts.iter().find_map(|part| head.strip_suffix(part)).unwrap_or(head);
    let person = name_before(flat, head.len())?;
    let other =
        super::organisation::party_at(flat, flat[hit.end..].starts_with(' ').then_some(hit.end + 1)?)?;
    let before = flat[..usize::from(person.start())].trim_end();
    let announced = ["Re:", "RE:", "Matter of", "matter of", "of:", "Caption:", "case of"]
        .iter()
        .any(|word| before.ends_with(word));
    let behind = &flat[usize::from(other.end())..];
    let near = &behind[..behind.floor_char_boundary(40)];
    let cited = near.contains("Cal.") || near.contains("(19") || near.contains("(20");
    let exact = flat[hit.start..hit.end].starts_with('v') && !flat[hit.start..].starts_with("vs");
    let words = |place: TextRange| flat[place].contains(' ');
    let drugs = flat[person].split(' ').chain(flat[other].split(' ')).any(is_drug);
    // Treatments and diagnoses are compared with "vs."; nobody's name is among them.
    let first = person.start() == 0.into();
    let own = is_all_own(&flat[person]) && (first || flat[person].split(' ').next().is_some_and(is_given));
    let whole = first && flat[usize::from(other.end())..].trim_end_matches('.').is_empty();
    let surname = whole && exact && words(other) && !is_ordinary(&flat[person]) && !is_eponym(&flat[person]);
    let sure = announced || surname || words(person) && words(other) && (exact || own);
    (sure && !cited && !drugs && !block.is_citation()).then_some((person, other))
}
