//! Letter profiles: what a generation of letters looks like, read from `data/profiles/*.toml`.
//! Owns the data model and its reading; recognising lines with it is the letter's business.

mod alignment;
mod phrase;
mod read;
mod wording;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use alignment::{Change, Comparison};
pub use phrase::{Part, Phrase, PhraseId, Phrases, parts};
pub use read::{ProfileError, Profiles};
pub use wording::Wording;

/// One generation of letters, or a house's own form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Short name, as in `profile = "g4"`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Other names that choose it, such as the years it was used in.
    pub aliases: Vec<String>,
    /// Later generations have higher ranks; ties in recognition go to the higher.
    pub rank: u32,
    /// How the reviewer's licence and specialty are stated.
    pub credentials: Credentials,
    /// The sections in their order.
    pub sections: Vec<Section>,
    /// Fixed wording.
    pub statements: Vec<Statement>,
    /// The table at the head of the letter.
    pub header: Header,
    /// How a disputed item and its decision are laid out.
    pub issue: IssueForm,
    /// What reviewers type again and again.
    pub phrases: Phrases,
}

impl Profile {
    /// The section with a role, if the profile has one.
    pub fn section(&self, role: SectionRole) -> Option<&Section> {
        self.sections.iter().find(|section| section.role == role)
    }

    /// Whether `name` is the profile's id or one of its aliases.
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.aliases.iter().any(|alias| alias == name)
    }
}

/// Who reads the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// As the Division publishes it: without the cover letter, with names removed.
    Public,
    /// As it is mailed to the parties: with cover letter, documents list and appeal notice.
    Party,
}

/// How far the wording of a profile can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sourcing {
    /// Read in letters or in a public source.
    Sourced,
    /// Probable wording that nobody could check: what rests on it is info at most.
    Recalled,
}

/// How the reviewer's credentials are stated.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Where they stand.
    pub form: CredentialForm,
    /// Labels of the line with the states of licensure, with their colon.
    #[serde(default)]
    pub licensure: Vec<String>,
    /// Labels of the line with the certified specialties, with their colon.
    #[serde(default)]
    pub specialty: Vec<String>,
}

/// Where the reviewer's credentials stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CredentialForm {
    /// In labelled lines.
    Block,
    /// "is Board Certified in ... and is licensed to practice in ...".
    Inline,
    /// A section of their own.
    Section,
}

/// What a section is for, whatever its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionRole {
    /// The title of the whole notice, in the generations that have one.
    Notice,
    /// How the determination was made, and by whom.
    Determination,
    /// The records that were reviewed.
    Documents,
    /// The clinical case summary.
    Summary,
    /// The disputed item, where it has a section of its own.
    Issue,
    /// The guideline relied upon, where it has a section of its own.
    Guideline,
    /// The rationale, where it has a section of its own.
    Rationale,
    /// The issues with their decisions and rationales.
    Decisions,
    /// The reviewer's qualifications, where they have a section of their own.
    Credentials,
    /// What the decision sets in motion.
    Effect,
    /// Any other section of a house's form.
    Other,
}

/// A section of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// What it is for.
    pub role: SectionRole,
    /// Its titles as letters print them, the canonical one first.
    pub titles: Vec<String>,
    /// Titles that say that the denial stands.
    #[serde(default)]
    pub upheld_titles: Vec<String>,
    /// Titles that say that the denial falls.
    #[serde(default)]
    pub overturned_titles: Vec<String>,
    /// The audiences that cannot do without it.
    #[serde(default)]
    pub required: Vec<Audience>,
    /// How far the titles can be relied on.
    pub evidence: Sourcing,
    /// Whether text may follow the title, and its colon, on the same line.
    #[serde(default)]
    pub inline: bool,
}

impl Section {
    /// The title to print.
    pub fn title(&self) -> &str {
        &self.titles[0]
    }
}

/// Words that every letter of the profile repeats.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// A name within the profile.
    pub id: String,
    /// The section it stands in.
    pub section: SectionRole,
    /// Whether it opens the section.
    #[serde(default)]
    pub first: bool,
    /// How far the wording can be relied on.
    pub evidence: Sourcing,
    /// The wording.
    pub text: Wording,
    /// What lists call it; its id where nothing is said.
    #[serde(default)]
    pub label: String,
    /// What stands in each `{*}` of it, by the names that placeholders have.
    #[serde(default)]
    pub slots: Vec<String>,
}

/// The table at the head of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The fields that the table must hold, where there is a table.
    pub required: Vec<HeaderField>,
    /// All fields.
    #[serde(rename = "field")]
    pub fields: Vec<HeaderFieldForm>,
}

/// A field of the header table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderField {
    /// The number of the review, such as CM17-0000001.
    CaseNumber,
    /// The day the case was given to a reviewer.
    DateAssigned,
    /// The day of the injury, or the last day of a cumulative one.
    DateOfInjury,
    /// The day of the decision.
    DecisionDate,
    /// The day on which utilization review denied or changed the request.
    UrDenialDate,
    /// Standard or expedited.
    Priority,
    /// The day the application for review came in.
    ApplicationReceived,
}

impl HeaderField {
    /// The field's name as current letters print it.
    pub fn title(self) -> &'static str {
        match self {
            HeaderField::CaseNumber => "Case Number",
            HeaderField::DateAssigned => "Date Assigned",
            HeaderField::DateOfInjury => "Date of Injury",
            HeaderField::DecisionDate => "Decision Date",
            HeaderField::UrDenialDate => "UR Denial Date",
            HeaderField::Priority => "Priority",
            HeaderField::ApplicationReceived => "Application Received",
        }
    }
}

/// How a header field is labelled and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderFieldForm {
    /// Which field.
    pub id: HeaderField,
    /// Labels with their colon, the canonical one first.
    pub labels: Vec<String>,
    /// What the value must look like.
    pub kind: HeaderValueKind,
}

/// The form of a header value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeaderValueKind {
    /// CM, two digits of the year, a hyphen, seven digits.
    CaseNumber,
    /// IMR, two digits of the year, a hyphen, digits: the numbers of early 2013.
    ImrNumber,
    /// MM/DD/YYYY.
    Date,
    /// M/D/YYYY or M/D/YY, as earlier letters have them.
    ShortDate,
    /// Standard or Expedited.
    Priority,
    /// Anything.
    Text,
}

/// How a profile lays out an issue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueForm {
    /// The layout.
    pub style: IssueStyle,
    /// Its fields in order; empty where sections take their place.
    #[serde(default, rename = "field")]
    pub fields: Vec<IssueFieldForm>,
}

/// The layouts of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueStyle {
    /// `Title: Upheld`, then labelled fields.
    Titled,
    /// `1. The request for X is not medically necessary and appropriate.`, then fields.
    Numbered,
    /// Numbered determinations up front; `1) Regarding the request for X:`, then fields.
    Regarding,
    /// The letter is about one item, and its sections are the fields.
    Single,
}

/// A field of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IssueField {
    /// What the claims administrator based its decision on, quoted from the denial.
    AdministratorGuideline,
    /// What the reviewer bases the decision on.
    ReviewerGuideline,
    /// Why.
    Rationale,
}

impl IssueField {
    /// All fields, in the order of a letter.
    pub const ALL: [IssueField; 3] =
        [IssueField::AdministratorGuideline, IssueField::ReviewerGuideline, IssueField::Rationale];
}

/// How an issue field is marked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssueFieldForm {
    /// Which field.
    pub id: IssueField,
    /// Labels with their colon, which are no part of the value; the canonical one first.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Sentence openings that are part of the value.
    #[serde(default)]
    pub openings: Vec<String>,
}

impl IssueFieldForm {
    /// What marks the field, as one would type it.
    pub fn mark(&self) -> &str {
        self.labels.first().or(self.openings.first()).map_or("", String::as_str)
    }
}
