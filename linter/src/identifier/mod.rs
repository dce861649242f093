//! Identifiers: what tells who somebody is, and must not stand in a published letter. A file for each
//! kind says what counts as evidence of it; `mask` hides what was found from reports. Knows no rules:
//! which kinds are reported where is theirs to say.

mod age;
mod candidate;
mod caption;
mod date;
mod email;
mod evidence;
mod found;
mod marker;
mod mask;
mod name;
mod number;
mod organisation;
mod person;
mod phone;
mod place;
mod policy;
mod proven;
mod publication;
mod record;
mod residence;
mod role;
mod social_security;
mod vocabulary;

use crate::letter::{Block as LetterBlock, BlockKind};
use crate::profile::{IssueField, SectionRole};
use crate::rules::r013_full_date;
use crate::settings::Settings;
use crate::text::{Flat, TextRange, range, size};

pub(crate) use candidate::Candidate;
use evidence::Role;
pub use found::Identified;
pub(crate) use found::identified;
pub use mask::{Mask, Masked};
pub(crate) use name::is_particle;
pub use policy::{Marker, Policy};

/// What an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person's name or initials.
    Person,
    /// The reviewer's name.
    Reviewer,
    /// A birth date.
    BirthDate,
    /// A social security number, or a part of one.
    SocialSecurity,
    /// A telephone or fax number.
    Phone,
    /// An e-mail address.
    Email,
    /// A street, post office box, ZIP code or city of residence.
    Address,
    /// A number of a record, claim, licence or vehicle.
    Record,
    /// An age that few people reach.
    Age,
    /// What a marker left standing.
    Remainder,
    /// An employer, facility, insurer or administrator.
    Organisation,
    /// A day.
    Date,
}

impl Kind {
    /// The kind in messages, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "a person's name",
            Kind::Reviewer => "the reviewer's name",
            Kind::BirthDate => "a birth date",
            Kind::SocialSecurity => "a social security number",
            Kind::Phone => "a telephone number",
            Kind::Email => "an e-mail address",
            Kind::Address => "an address",
            Kind::Record => "a record number",
            Kind::Age => "an age over 89",
            Kind::Remainder => "a part of a redacted name or number",
            Kind::Organisation => "an organisation's name",
            Kind::Date => "a full date",
        }
    }
}

/// An identifier in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in its block.
    pub range: TextRange,
    /// What gives it away, for the message: `behind "Dr."`.
    pub evidence: String,
}

/// What a block holds of identifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identifiers {
    /// What is certain by the block itself, with the keys of its words.
    pub certain: Vec<(Identifier, Vec<u64>)>,
    /// Capitalised words, which are names if the letter names somebody so elsewhere.
    pub(crate) candidates: Vec<Candidate>,
}

/// A block under examination.
struct Block<'a> {
    kind: BlockKind,
    flat: &'a str,
}

impl Block<'_> {
    /// Guideline lines name authors and publishers.
    fn is_citation(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Field(IssueField::AdministratorGuideline | IssueField::ReviewerGuideline)
        )
    }

    /// Where every word is capitalised, capitals tell nothing.
    fn is_title_case(&self) -> bool {
        self.is_citation() || matches!(self.kind, BlockKind::Issue | BlockKind::Title(_))
    }

    /// The reviewer's own section.
    fn is_about_reviewer(&self) -> bool {
        let section = BlockKind::Paragraph;
        self.kind == BlockKind::Credentials
            || self.kind == section(SectionRole::Determination)
            || self.kind == section(SectionRole::Credentials)
    }
}

/// The identifiers of a block.
pub(crate) fn read(flat: &Flat, block: &LetterBlock, settings: &Settings) -> Identifiers {
    let policy = settings.options().identifiers;
    let view = Block { kind: block.kind, flat };
    let mut certain = Vec::new();
    number::read(flat, policy, &mut certain);
    email::read(flat, &mut certain);
    let mut acts = Vec::new();
    for hit in evidence::hits(flat) {
        match hit.role {
            Role::Number(_) => record::read(flat, hit, &mut certain),
            Role::Birth => date::birth(flat, hit, &mut certain),
            Role::AgeBefore | Role::AgeAfter => {
                age::read(flat, hit, &mut certain);
                person::read(&view, hit, &mut certain);
            }
            Role::Street | Role::Way | Role::Box => place::read(flat, hit, &mut certain),
            Role::Residence | Role::Lives | Role::Resident => residence::read(flat, hit, &mut certain),
            Role::Zip => place::zip(flat, hit, policy, &mut certain),
            Role::Web if !view.is_citation() => {
                proven::web(flat, hit, policy == Policy::SafeHarbor, &mut certain);
            }
            Role::Web => {}
            Role::Act => acts.push(hit),
            Role::Caption => caption::read(&view, hit, &mut certain),
            Role::Organisation(_) | Role::Employer(_) | Role::Facility | Role::Government | Role::Known => {
                organisation::read(&view, hit, &mut certain);
            }
            _ => person::read(&view, hit, &mut certain),
        }
    }
    let markers = marker::markers(flat);
    marker::remainders(flat, &markers, &mut certain);
    if !view.is_title_case() {
        marker::survivors(flat, &markers, &acts, &mut certain);
    }
    if settings.runs(&r013_full_date::RULE) {
        date::all(flat, policy, &mut certain);
    }
    let to_block = |place: TextRange| flat.to_source(place) + size(block.label as usize);
    let keyed = certain.into_iter().map(|mut identifier| {
        let keys = candidate::keys(&flat[identifier.range], identifier.kind);
        identifier.range = to_block(identifier.range);
        (identifier, keys)
    });
    let certain = keyed.collect();
    let mut candidates = candidate::read(flat);
    for candidate in &mut candidates {
        candidate.range = to_block(candidate.range);
    }
    Identifiers { certain, candidates }
}

/// Shorthand for the files of the kinds.
fn identifier(kind: Kind, start: usize, end: usize, evidence: impl Into<String>) -> Identifier {
    Identifier { kind, range: range(start, end), evidence: evidence.into() }
}
