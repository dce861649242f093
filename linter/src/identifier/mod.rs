//! Identifiers: what tells who somebody is, and must not stand in a published letter. A file for each
//! kind says what counts as evidence of it; `mask` hides what was found from reports. Knows no rules:
//! which kinds are reported where is theirs to say.

mod email;
mod found;
mod mask;
mod number;
mod phone;
mod policy;
mod social_security;

use crate::text::{Flat, TextRange, range, size};

pub use found::Identified;
pub(crate) use found::identified;
pub use mask::{Mask, Masked};
pub use policy::{Marker, Policy};

/// What an identifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person's name or initials.
    Person,
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
    /// What is certain by the block itself.
    pub certain: Vec<Identifier>,
}

/// The identifiers of a block behind its label of `label` bytes.
pub(crate) fn read(flat: &Flat, label: u32) -> Identifiers {
    let mut certain = Vec::new();
    number::read(flat, &mut certain);
    email::read(flat, &mut certain);
    for identifier in &mut certain {
        identifier.range = flat.to_source(identifier.range) + size(label as usize);
    }
    Identifiers { certain }
}

/// Shorthand for the files of the kinds.
fn identifier(kind: Kind, start: usize, end: usize, evidence: impl Into<String>) -> Identifier {
    Identifier { kind, range: range(start, end), evidence: evidence.into() }
}
