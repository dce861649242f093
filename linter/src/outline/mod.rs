//! The letter as structured data, for programs that read many: what `imrlint outline` prints. Owns the form of that
//! data, whose JSON Schema is made from these types; judges nothing. All words come from the text that is handed in,
//! so that a masked text makes a masked outline.

mod citation;
mod issue;
mod item;
mod place;
mod reader;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::facts::{CredentialKind, Known, Overall};
use crate::profile::{Audience, HeaderField, SectionRole};
use crate::session::Session;
use crate::text::TextRange;

pub use citation::{CitationOutline, CitedPages, CitedTopic, GuidelineOutline};
pub use issue::{ConclusionOutline, IssueOutline, RationaleOutline, VerdictOutline};
pub use item::{
    AmountOutline, BodyPartOutline, DrugOutline, ItemOutline, ServiceOutline, SideOutline, StrengthOutline,
};
pub use place::{Place, Position};
use reader::Reader;

/// The version of the form. It goes up when a field goes away or changes its meaning; a new field leaves it as it is.
pub const VERSION: u32 = 1;

/// A letter as structured data. Rows and columns count from one, columns in characters; ends are exclusive. Names and
/// numbers that should not be in a letter read as stars unless they were asked for.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LetterOutline {
    /// The version of this form.
    pub version: u32,
    /// The letter's path as the user named it.
    pub filename: String,
    /// The generation of letters that it follows.
    pub profile: ProfileOutline,
    /// Who it is for: as set, or by its own signs.
    pub audience: Audience,
    /// The table at its head, in order.
    pub header: Vec<HeaderOutline>,
    /// Its sections, in order.
    pub sections: Vec<SectionOutline>,
    /// The reviewer's licences and specialties, in order.
    pub credentials: Vec<CredentialOutline>,
    /// The overall determination.
    pub determination: DeterminationOutline,
    /// The disputed items, in order.
    pub issues: Vec<IssueOutline>,
}

/// A generation of letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProfileOutline {
    /// Its short name, as `g4`.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// A field of the header table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeaderOutline {
    /// Which.
    pub field: HeaderField,
    /// As printed; empty if nothing stands there.
    pub value: String,
    /// The value as YYYY-MM-DD, where it must be a date and is one.
    pub date: Option<String>,
    /// Whether the value looks as it must.
    pub well_formed: bool,
    /// Where the value stands.
    #[serde(flatten)]
    pub place: Place,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SectionOutline {
    /// What it is for, whatever its title.
    pub role: SectionRole,
    /// Its title as printed.
    pub title: String,
    /// Title and body.
    #[serde(flatten)]
    pub place: Place,
}

/// A licence or specialty of the reviewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CredentialOutline {
    /// Which of the two.
    pub kind: CredentialKind,
    /// As printed.
    pub name: String,
    /// Whether it is on the list of states or specialties.
    pub known: bool,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// The overall determination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeterminationOutline {
    /// As the letter states it; published letters do not.
    pub stated: Option<Overall>,
    /// What the verdicts add up to; none while an issue lacks a verdict.
    pub of_issues: Option<Overall>,
}

impl LetterOutline {
    /// The outline of a letter. `text` is the session's text, or one of the same length in which identifiers are
    /// hidden; `place` tells rows and columns of a range of it.
    pub fn new(session: &Session, filename: &str, text: &str, place: &dyn Fn(TextRange) -> Place) -> Self {
        let view = session.view();
        let reader = Reader { view: &view, text, place };
        let stated = view.blocks().find_map(|(_, facts)| facts.determination);
        Self {
            version: VERSION,
            filename: filename.to_owned(),
            profile: ProfileOutline { id: view.profile.id.clone(), name: view.profile.name.clone() },
            audience: view.audience,
            header: reader.header(),
            sections: reader.sections(),
            credentials: reader.credentials(),
            determination: DeterminationOutline {
                stated: stated.map(|found| found.overall),
                of_issues: view.overall().map(|(overall, _)| overall),
            },
            issues: view.issues().map(|(number, issue)| reader.issue(number, issue)).collect(),
        }
    }
}

/// The JSON Schema of [`LetterOutline`].
pub fn schema() -> Schema {
    schema_for!(LetterOutline)
}

impl Reader<'_> {
    fn header(&self) -> Vec<HeaderOutline> {
        let blocks = self.view.blocks();
        let values = blocks.flat_map(|(block, facts)| facts.header.iter().map(move |value| (block, value)));
        let outline = values.map(|(block, value)| {
            let range = value.value + block.range.start();
            HeaderOutline {
                field: value.field,
                value: self.words(range),
                date: value.date.map(|date| date.to_string()),
                well_formed: value.is_well_formed(),
                place: self.place(range),
            }
        });
        outline.collect()
    }

    fn sections(&self) -> Vec<SectionOutline> {
        let sections = self.view.letter.outline().sections.iter().map(|section| {
            let title = self.view.title_range(section);
            let place = self.place(title.cover(section.body));
            SectionOutline { role: section.role, title: self.words(title), place }
        });
        sections.collect()
    }

    fn credentials(&self) -> Vec<CredentialOutline> {
        let blocks = self.view.blocks();
        let all = blocks.flat_map(|(block, facts)| facts.credentials.iter().map(move |found| (block, found)));
        let outline = all.map(|(block, credential)| {
            let range = credential.range + block.range.start();
            CredentialOutline {
                kind: credential.kind,
                name: self.words(range),
                known: credential.known == Known::Yes,
                place: self.place(range),
            }
        });
        outline.collect()
    }
}
