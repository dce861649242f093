//! The reviewer's licences and specialties: in labelled lines, or in a sentence.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::LabelSlip;
use crate::letter::{BlockKind, MarkKind, Recogniser, sentences};
use crate::profile::SectionRole;
use crate::text::{Flat, TextRange, compiled, range, size};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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
/// A name this long may have two slips; a shorter one has at most one.
const LONG_NAME: usize = 14;
/// A name shorter than this must be right.
const SHORT_NAME: usize = 4;
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

/// The names of all states.
pub fn states() -> impl Iterator<Item = &'static str> {
    STATES.lines().skip(1).filter_map(|row| row.split('\t').next())
}

/// The names of all specialties that are known.
pub fn specialties() -> impl Iterator<Item = &'static str> {
    SPECIALTIES.lines().skip(1).filter_map(|row| row.split('\t').next())
}

static SENTENCES: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        compiled(
            r"(?i)\blicensed to practice(?: medicine)? in (?<list>.+?)(?:,? (?:and )?(?:is|has|was|since)\b|;|$)",
        ),
        compiled(
            r"(?i)\bboard[- ]certified in (?<list>.+?)(?:,? (?:and )?(?:is|has|was|since|licensed)\b|;|$)",
        ),
    ]
});

/// What may stand around a name and is no part of it.
static AROUND: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^(?:and\s+)?(?:the\s+)?(?:(?:state|commonwealth)s?\s+of\s+)?(?<name>.*?)(?:\s*\([^)]*\)|[\s#:]+\w?\d[\w-]*|\.)*$";
    compiled(pattern)
});
/// What says that there is no name.
static NOTHING: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)^(?:none|n/?a|not applicable|unknown|pending|tbd|-+|_+)?$"));

/// The credentials of a block, and the labels among them that are misspelt. Ranges are those of the flat
/// text.
pub(super) fn read(
    flat: &Flat,
    kind: BlockKind,
    recogniser: &Recogniser,
) -> (Vec<Credential>, Vec<LabelSlip>) {
    match kind {
        BlockKind::Credentials => labelled(flat, recogniser),
        BlockKind::Paragraph(SectionRole::Determination | SectionRole::Credentials) => {
            let mut found = inline(flat);
            // A label within joined text.
            if flat.contains("icens") || flat.contains("ertif") {
                let (named, slips) = labelled(flat, recogniser);
                found.extend(named);
                return (found, slips);
            }
            (found, Vec::new())
        }
        _ => Default::default(),
    }
}

fn inline(flat: &str) -> Vec<Credential> {
    let mut found = Vec::new();
    for sentence in sentences(flat) {
        for (kind, pattern) in [CredentialKind::State, CredentialKind::Specialty].into_iter().zip(&*SENTENCES)
        {
            if let Some(list) = pattern.captures(&flat[sentence]).and_then(|captures| captures.name("list")) {
                let place = range(list.start(), list.end()) + sentence.start();
                names(flat, kind, place, &mut found);
            }
        }
    }
    found
}

fn labelled(flat: &str, recogniser: &Recogniser) -> (Vec<Credential>, Vec<LabelSlip>) {
    let mut labels: Vec<Label> = memchr::memchr_iter(b':', flat.as_bytes())
        .filter_map(|colon| label_before(flat, colon, recogniser))
        .collect();
    // A second colon behind a label makes no second label.
    labels.dedup_by(|next, label| next.range.start() < label.range.end());
    let mut found = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        let end = labels.get(n + 1).map_or(flat.len(), |next| next.range.start().into());
        names(flat, label.kind, range(label.range.end().into(), end), &mut found);
    }
    let slips = labels.into_iter().filter(|label| label.slips > 0);
    (found, slips.map(|label| LabelSlip { range: label.range, usual: label.usual }).collect())
}

struct Label {
    range: TextRange,
    kind: CredentialKind,
    slips: u8,
    usual: String,
}

/// The label that ends with the colon: as many words before it as make one.
fn label_before(flat: &str, colon: usize, recogniser: &Recogniser) -> Option<Label> {
    let head = &flat[..colon];
    let starts = head.rmatch_indices(' ').map(|(at, _)| at + 1).take(MAX_LABEL_WORDS).chain([0]);
    let labels = starts.filter_map(|start| {
        let found = recogniser.find(&head[start..])?;
        let form = recogniser.form(found.form);
        let kind = match form.kind {
            MarkKind::Licensure => CredentialKind::State,
            MarkKind::Specialty => CredentialKind::Specialty,
            _ => return None,
        };
        Some(Label { range: range(start, colon + 1), kind, slips: found.slips, usual: form.text.clone() })
    });
    labels.min_by_key(|label| label.slips)
}

/// The names of a list with commas, semicolons, slashes or "and" between them.
fn names(flat: &str, kind: CredentialKind, list: TextRange, found: &mut Vec<Credential>) {
    let text = &flat[list];
    let mut parts = Vec::new();
    for part in pieces(text, range(0, text.len()), &[",", ";"]) {
        // "Physical Medicine and Rehabilitation" is one name, "Ohio and Texas" are two.
        let several = pieces(text, part, &[" and ", "/", " & "]);
        let split = known(&text[core(text, part)], kind) != Known::Yes
            && several.iter().any(|piece| known(&text[core(text, *piece)], kind) == Known::Yes);
        parts.extend(if split { several } else { vec![part] });
    }
    for place in parts.into_iter().map(|part| core(text, part)) {
        let name = text[place].to_owned();
        if !NOTHING.is_match(&name) {
            found.push(Credential { kind, known: known(&name, kind), name, range: place + list.start() });
        }
    }
}

/// The name itself, without "the State of" before it or "(active)" behind it.
fn core(text: &str, part: TextRange) -> TextRange {
    let name = AROUND.captures(&text[part]).and_then(|captures| captures.name("name"));
    name.map_or(part, |name| range(name.start(), name.end()) + part.start())
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
        found.push(TextRange::at(size(start + lead), size(piece.trim().len())));
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
    if folded.len() <= SHORT_NAME {
        return Known::No;
    }
    let allowed = if folded.len() < LONG_NAME { 1 } else { 2 };
    let alike = |form: &String| form.len() > SHORT_NAME && form.len().abs_diff(folded.len()) <= allowed;
    let near = list.iter().filter(|(form, _)| alike(form));
    let near = near.map(|(form, name)| (strsim::osa_distance(form, &folded), *name)).min();
    near.filter(|(distance, _)| *distance <= allowed).map_or(Known::No, |(_, name)| Known::Nearly(name))
}

fn fold(name: &str) -> String {
    name.replace('&', "and").chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use CredentialKind::{Specialty, State};

    use super::*;
    use crate::profile::Profiles;

    fn check(text: &str, expected: &[(CredentialKind, &str, Known)]) {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let found = if text.contains("licensed") { inline(text) } else { labelled(text, &recogniser).0 };
        for credential in &found {
            assert_eq!(&text[credential.range], credential.name);
        }
        let found: Vec<_> = found.iter().map(|c| (c.kind, c.name.as_str(), c.known.clone())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lists_are_read_with_and_without_blanks() {
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
    fn what_stands_around_a_name_is_left_out() {
        check(
            "State(s) of Licensure: State of Ohio, Texas (active), and D.C./Iowa & Utah Certification(s)/Specialty: Neurology/Psychiatry",
            &[
                (State, "Ohio", Known::Yes),
                (State, "Texas", Known::Yes),
                (State, "D.C", Known::Yes),
                (State, "Iowa", Known::Yes),
                (State, "Utah", Known::Yes),
                (Specialty, "Neurology", Known::Yes),
                (Specialty, "Psychiatry", Known::Yes),
            ],
        );
        check("State(s) of Licensure: None Certification(s)/Specialty: N/A", &[]);
        check(
            "He is licensed to practice in the District of Columbia and D.C. and Ohio. She rests.",
            &[
                (State, "District of Columbia", Known::Yes),
                (State, "D.C", Known::Yes),
                (State, "Ohio", Known::Yes),
            ],
        );
    }

    #[test]
    fn near_misses_and_strangers_are_told_apart() {
        check(
            "States of Licensure: Califronia, Ontario Certification/Specialty: Sports Medicinea, Hair Restoration, Neurotolgy",
            &[
                (State, "Califronia", Known::Nearly("California")),
                (State, "Ontario", Known::No),
                (Specialty, "Sports Medicinea", Known::Nearly("Sports Medicine")),
                (Specialty, "Hair Restoration", Known::No),
                (Specialty, "Neurotolgy", Known::Nearly("Neurotology")),
            ],
        );
        check("State(s) of Licensure: Certification(s)/Specialty:", &[]);
    }

    #[test]
    fn misspelt_labels_are_told() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let (named, slips) =
            labelled("State(s) of Licensur: Ohio Certification(s)/Specialty: Urology", &recogniser);
        assert_eq!(named.len(), 2);
        assert_eq!(slips, [LabelSlip { range: range(0, 21), usual: "State(s) of Licensure:".to_owned() }]);
    }
}
