//! The reviewer's licences and specialties: in labelled lines, or in a sentence.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::letter::{BlockKind, MarkKind, Recogniser};
use crate::profile::SectionRole;
use crate::text::{Flat, TextRange, range, size};

/// A licence or specialty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Licence or specialty.
    pub kind: CredentialKind,
    /// Its name as the letter has it.
    pub name: String,
    /// Whether the name is a known one.
    pub known: Known,
    /// Its place.
    pub range: TextRange,
}

/// What a credential is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// A state in which the reviewer holds a licence.
    State,
    /// A specialty in which the reviewer is certified.
    Specialty,
}

/// Whether a name is on the list of states or specialties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is.
    Yes,
    /// It nearly is: the name on the list.
    Nearly(&'static str),
    /// It is not.
    No,
}

/// A label has at most this many words.
const MAX_LABEL_WORDS: usize = 6;
const STATES: &str = include_str!("../../data/states.tsv");
const SPECIALTIES: &str = include_str!("../../data/specialties.tsv");

static LISTS: LazyLock<[FxHashMap<String, &'static str>; 2]> = LazyLock::new(|| {
    let list = |table: &'static str| {
        let rows = table.lines().skip(1).flat_map(|row| {
            let name = row.split('\t').next().unwrap_or(row);
            row.split('\t').take(2).flat_map(|cell| cell.split(';')).map(move |form| (fold(form), name))
        });
        rows.filter(|(form, _)| !form.is_empty()).collect()
    };
    [list(STATES), list(SPECIALTIES)]
});

static SENTENCES: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let pattern = |text| Regex::new(text).expect("a valid pattern");
    [
        pattern(r"(?i)\blicensed to practice(?: medicine)? in (?:the states? of )?([^.;]+?)(?:[.;]|$)"),
        pattern(r"(?i)\bboard[- ]certified in ([^.;]+?)(?:,? and (?:is )?(?:licensed|has)\b|[.;]|$)"),
    ]
});

/// Ranges are those of the flat text.
pub(super) fn read(flat: &Flat, kind: BlockKind, recogniser: &Recogniser) -> Vec<Credential> {
    match kind {
        BlockKind::Credentials => labelled(flat, recogniser),
        BlockKind::Paragraph(SectionRole::Determination | SectionRole::Credentials) => {
            let mut found = sentence(flat);
            // A label within joined text.
            if flat.contains("icens") || flat.contains("ertif") {
                found.extend(labelled(flat, recogniser));
            }
            found
        }
        _ => Vec::new(),
    }
}

fn sentence(flat: &str) -> Vec<Credential> {
    let mut found = Vec::new();
    for (kind, pattern) in [CredentialKind::State, CredentialKind::Specialty].into_iter().zip(&*SENTENCES) {
        if let Some(value) = pattern.captures(flat).and_then(|captures| captures.get(1)) {
            names(flat, kind, range(value.start(), value.end()), &mut found);
        }
    }
    found
}

fn labelled(flat: &str, recogniser: &Recogniser) -> Vec<Credential> {
    let labels: Vec<(TextRange, CredentialKind)> = memchr::memchr_iter(b':', flat.as_bytes())
        .filter_map(|colon| label_before(flat, colon, recogniser))
        .collect();
    let mut found = Vec::new();
    for (n, (label, kind)) in labels.iter().enumerate() {
        let end = labels.get(n + 1).map_or(flat.len(), |(next, _)| next.start().into());
        names(flat, *kind, range(label.end().into(), end), &mut found);
    }
    found
}

/// The label that ends with the colon: as many words before it as make one.
fn label_before(flat: &str, colon: usize, recogniser: &Recogniser) -> Option<(TextRange, CredentialKind)> {
    let head = &flat[..colon];
    let starts = head.rmatch_indices(' ').map(|(at, _)| at + 1).take(MAX_LABEL_WORDS).chain([0]);
    let mut labels = starts.filter_map(|start| {
        let found = recogniser.find(&head[start..])?;
        let kind = match recogniser.form(found.form).kind {
            MarkKind::Licensure => CredentialKind::State,
            MarkKind::Specialty => CredentialKind::Specialty,
            _ => return None,
        };
        Some((found.slips, range(start, colon + 1), kind))
    });
    let first = labels.next()?;
    let best = labels.fold(first, |best, next| if next.0 < best.0 { next } else { best });
    Some((best.1, best.2))
}

/// The names of a list with commas, semicolons or "and" between them.
fn names(flat: &str, kind: CredentialKind, list: TextRange, found: &mut Vec<Credential>) {
    let text = &flat[list];
    let whole = range(0, text.len());
    for part in pieces(text, whole, &[",", ";"]) {
        // "Physical Medicine and Rehabilitation" is one name, "Ohio and Texas" are two.
        let parts =
            if known(&text[part], kind) == Known::Yes { vec![part] } else { pieces(text, part, &[" and "]) };
        for part in parts {
            let name = text[part].trim_end_matches('.').to_owned();
            let place = TextRange::at(part.start() + list.start(), size(name.len()));
            if !name.is_empty() {
                found.push(Credential { kind, known: known(&name, kind), name, range: place });
            }
        }
    }
}

/// The trimmed pieces of `part` of a text between any of the separators.
fn pieces(text: &str, part: TextRange, separators: &[&str]) -> Vec<TextRange> {
    let mut found = Vec::new();
    let (mut start, end) = (usize::from(part.start()), usize::from(part.end()));
    loop {
        let next =
            separators.iter().filter_map(|by| Some((text[start..end].find(by)? + start, by.len()))).min();
        let stop = next.map_or(end, |(at, _)| at);
        let piece = &text[start..stop];
        let lead = piece.len() - piece.trim_start().len();
        found.push(range(start + lead, start + lead + piece.trim().len()));
        match next {
            Some((at, length)) => start = at + length,
            None => return found,
        }
    }
}

fn known(name: &str, kind: CredentialKind) -> Known {
    let list = &LISTS[kind as usize];
    let folded = fold(name);
    if list.contains_key(&folded) {
        return Known::Yes;
    }
    let slips = if folded.len() < 10 { 1 } else { 2 };
    let near = list.iter().filter(|(form, _)| form.len() > 3 && form.len().abs_diff(folded.len()) <= slips);
    let near = near.map(|(form, name)| (strsim::osa_distance(form, &folded), *name)).min();
    near.filter(|(distance, _)| *distance <= slips).map_or(Known::No, |(_, name)| Known::Nearly(name))
}

fn fold(name: &str) -> String {
    name.replace('&', "and").chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profiles;

    fn check(text: &str, expected: &[(CredentialKind, &str, Known)]) {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let inline = text.contains("licensed");
        let found = if inline { sentence(text) } else { labelled(text, &recogniser) };
        for credential in &found {
            assert_eq!(&text[credential.range], credential.name);
        }
        let found: Vec<_> = found.iter().map(|c| (c.kind, c.name.as_str(), c.known.clone())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lists_are_read_with_and_without_blanks() {
        use CredentialKind::{Specialty, State};
        check(
            "State(s) of Licensure: New Jersey,New York Certification(s)/Specialty: Preventive Medicine, Public Health & General Preventive Medicine",
            &[
                (State, "New Jersey", Known::Yes),
                (State, "New York", Known::Yes),
                (Specialty, "Preventive Medicine", Known::Yes),
                (Specialty, "Public Health & General Preventive Medicine", Known::Yes),
            ],
        );
        check(
            "The expert reviewer is Board Certified in Internal Medicine and is licensed to practice in Ohio and CA. He",
            &[
                (State, "Ohio", Known::Yes),
                (State, "CA", Known::Yes),
                (Specialty, "Internal Medicine", Known::Yes),
            ],
        );
    }

    #[test]
    fn near_misses_and_strangers_are_told_apart() {
        use CredentialKind::{Specialty, State};
        check(
            "States of Licensure: Califronia, Ontario Certification/Specialty: Sports Medicinea, Hair Restoration",
            &[
                (State, "Califronia", Known::Nearly("California")),
                (State, "Ontario", Known::No),
                (Specialty, "Sports Medicinea", Known::Nearly("Sports Medicine")),
                (Specialty, "Hair Restoration", Known::No),
            ],
        );
        check("State(s) of Licensure: Certification(s)/Specialty:", &[]);
    }
}
