//! The words that give an identifier away, found all at once: one automaton for each block's text. The
//! table `data/identifier/evidence.tsv` says which part each word plays.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::text::phrase_finder;
use crate::triggers::is_whole;

/// The part that a word plays beside an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// "Dr.", before a name.
    Title,
    /// "M.D.", behind a name; `comma` wants one between, because the letters mean other things, too.
    Credential { comma: bool },
    /// "adjuster", before a name, with or without a colon.
    Person { reviewer: bool },
    /// "QME", before a name; `given` wants a given name first.
    Acronym { given: bool },
    /// "dictated by", before a name.
    Label(Wants),
    /// "noted", behind a name.
    Act,
    /// "wife", before a name.
    Relation,
    /// "v.", between two parties.
    Caption,
    /// "employed by", before an organisation.
    Employer(Link),
    /// "seen at", before an organisation.
    Facility,
    /// "Medical Center", at the end of an organisation's name.
    Organisation(Body),
    /// "County of", before a place that employs people.
    Government,
    /// An organisation by itself.
    Known,
    /// "MRN", before a number.
    Number(Label),
    /// "DOB", before a date.
    Birth,
    /// "home address", before a place.
    Residence,
    /// "lives", before a place with "in" between.
    Lives,
    /// "resident", behind a place.
    Resident,
    /// "P.O. Box", before a number.
    Box,
    /// "ZIP", before a number.
    Zip,
    /// "Avenue", behind a street's name.
    Street,
    /// "Calle", between a number and a street's name.
    Way,
    /// "year old", behind an age.
    AgeBefore,
    /// "aged", before one.
    AgeAfter,
    /// "is a", behind initials.
    Initials,
    /// "www.", at the beginning of a web address.
    Web,
}

/// What a label wants behind it, besides a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    Nothing,
    Colon,
    /// A colon, and a given name in the name: the label announces many things.
    GivenName,
}

/// How an employer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// At once: "employed by".
    Direct,
    /// Behind an occupation: "works as a cook for".
    Occupation,
    /// In apposition: "the employer, ...,".
    Apposition,
}

/// What kind of organisation a closing word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Company,
    Facility,
    Public,
    Insurer,
}

/// What a number is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// "MRN": nothing else follows.
    Record,
    /// "claim": a colon, "no." or a long number must follow.
    Noun,
    /// "visit": "no." must follow.
    Numbered,
    Npi,
    Dea,
    Licence,
    Plate,
    Wcab,
    SocialSecurity,
    Phone,
}

/// A word of evidence in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) role: Role,
    pub(super) start: usize,
    pub(super) end: usize,
}

struct Evidence {
    automaton: AhoCorasick,
    /// For each phrase of the automaton, its forms: as written, whether the case counts, its role.
    meanings: Vec<Vec<(&'static str, bool, Role)>>,
}

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let (mut phrases, mut meanings) = (Vec::new(), Vec::<Vec<_>>::new());
    for row in include_str!("../../data/identifier/evidence.tsv").lines().skip(1) {
        let mut cells = row.split('\t');
        let (name, detail) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let Some((role, exact)) = role(name, detail) else { continue };
        for phrase in cells.next().unwrap_or("").split(';') {
            let place = *places.entry(phrase.to_ascii_lowercase()).or_insert_with(|| {
                phrases.push(phrase);
                meanings.push(Vec::new());
                phrases.len() - 1
            });
            meanings[place].push((phrase, exact, role));
        }
    }
    Evidence { automaton: phrase_finder(phrases), meanings }
});

/// The role of a row, and whether the case of its phrases counts.
fn role(name: &str, detail: &str) -> Option<(Role, bool)> {
    Some(match name {
        "title" => (Role::Title, true),
        "credential" => (Role::Credential { comma: detail == "comma" }, true),
        "role" if matches!(detail, "acronym" | "clinician") => {
            (Role::Acronym { given: detail == "clinician" }, true)
        }
        "role" => (Role::Person { reviewer: detail == "reviewer" }, false),
        "label" => (Role::Label(wants(detail)), false),
        "salutation" => (Role::Label(Wants::Nothing), true),
        "act" => (Role::Act, true),
        "relation" => (Role::Relation, false),
        "caption" => (Role::Caption, true),
        "employer" => (Role::Employer(link(detail)), false),
        "facility" => (Role::Facility, false),
        "organisation" => (Role::Organisation(body(detail)), true),
        "government" => (Role::Government, true),
        "known" => (Role::Known, true),
        "number" => (Role::Number(label(detail)?), false),
        "birth" => (Role::Birth, false),
        "residence" if detail == "verb" => (Role::Lives, false),
        "residence" if detail == "resident" => (Role::Resident, true),
        "residence" => (Role::Residence, false),
        "box" => (Role::Box, false),
        "zip" => (Role::Zip, false),
        "street" => (Role::Street, true),
        "way" => (Role::Way, true),
        "age" if detail == "before" => (Role::AgeBefore, false),
        "age" => (Role::AgeAfter, false),
        "initials" => (Role::Initials, true),
        "web" => (Role::Web, false),
        _ => return None,
    })
}

fn wants(detail: &str) -> Wants {
    match detail {
        "colon" => Wants::Colon,
        "weak" => Wants::GivenName,
        _ => Wants::Nothing,
    }
}

fn link(detail: &str) -> Link {
    match detail {
        "through" => Link::Occupation,
        "noun" => Link::Apposition,
        _ => Link::Direct,
    }
}

fn body(detail: &str) -> Body {
    match detail {
        "company" => Body::Company,
        "public" => Body::Public,
        "insurer" => Body::Insurer,
        _ => Body::Facility,
    }
}

fn label(detail: &str) -> Option<Label> {
    Some(match detail {
        "record" => Label::Record,
        "noun" => Label::Noun,
        "numbered" => Label::Numbered,
        "npi" => Label::Npi,
        "dea" => Label::Dea,
        "licence" => Label::Licence,
        "plate" => Label::Plate,
        "wcab" => Label::Wcab,
        "ssn" => Label::SocialSecurity,
        "phone" => Label::Phone,
        _ => return None,
    })
}

/// The evidence in a flat text, in order; a word may play several parts.
pub(super) fn hits(flat: &str) -> impl Iterator<Item = Hit> + '_ {
    EVIDENCE.automaton.find_iter(flat).flat_map(move |found| {
        let (start, end) = (found.start(), found.end());
        let whole = is_whole(flat, start, end);
        let meanings = &EVIDENCE.meanings[found.pattern().as_usize()];
        meanings
            .iter()
            .filter(move |(phrase, exact, _)| whole && (!exact || flat[start..end] == **phrase))
            .map(move |(_, _, role)| Hit { role: *role, start, end })
    })
}
