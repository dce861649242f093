//! What the index is made of: editions, topics, drugs, limits.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;

use super::evidence::Evidence;
use super::tables::Cites;
use crate::lexicon::Region;

/// Names an edition within an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId(pub(super) u16);

/// Names a topic within an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub(super) u16);

/// Names a drug within an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DrugId(pub(super) u16);

/// An edition of a guideline of the Medical Treatment Utilization Schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name in commands and settings: `chronic-pain-2009`.
    pub id: String,
    /// The title as letters print it.
    pub title: String,
    /// The years that letters print behind the title, the usual one first.
    pub years: Vec<u16>,
    /// Other titles it goes by.
    pub other_titles: Vec<String>,
    /// The chapter of the ACOEM Practice Guidelines, 2nd edition.
    pub chapter: Option<u8>,
    /// The parts of the body, or the field, that it is about.
    pub regions: Vec<Region>,
    /// How letters cite it.
    pub cites: Cites,
    /// Whether the index knows all names of its topics or sections.
    pub names: NameList,
    /// When it was published, as far as known.
    pub published: String,
    /// The first day in force; not always known.
    pub effective: Option<Date>,
    /// The last day in force; none if it still is, or if nobody knows.
    pub until: Option<Date>,
    /// Its section of title 8 of the California Code of Regulations.
    pub regulation: String,
    /// Its pages.
    pub pages: Option<Pages>,
    /// Where this row comes from.
    pub evidence: Evidence,
    /// What else there is to say.
    pub note: String,
}

/// How complete the list of an edition's names is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameList {
    /// All names are known: another one is wrong.
    Complete,
    /// Some names are known.
    Partial,
    /// None are.
    #[default]
    Unknown,
}

/// Pages from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pages {
    /// First page.
    pub first: u16,
    /// Last page, not before the first.
    pub last: u16,
}

/// A topic, section or table of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its edition.
    pub edition: EditionId,
    /// Its name as printed.
    pub name: String,
    /// Its number, in editions that number their sections.
    pub number: String,
    /// What it is.
    pub kind: TopicKind,
    /// Its pages, where known.
    pub pages: Option<Pages>,
    /// The larger topic that it is an entry of.
    pub parent: Option<TopicId>,
    /// Other names.
    pub aliases: Vec<String>,
    /// What the guideline says of it, in a word.
    pub stance: Option<Stance>,
    /// What else there is to say.
    pub detail: String,
    /// Where this row comes from.
    pub evidence: Evidence,
}

/// What a row of the topics is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicKind {
    /// A topic of an alphabetical guideline.
    #[default]
    Topic,
    /// A drug's or device's place within a larger topic.
    Entry,
    /// A section of a chapter.
    Section,
    /// A table or algorithm.
    Table,
}

/// What a guideline says of a treatment, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Recommended.
    Recommended,
    /// Recommended under conditions.
    Conditional,
    /// Not recommended.
    NotRecommended,
    /// Under study.
    UnderStudy,
}

/// A drug by its generic name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drug {
    /// The generic name; several substances with a slash between.
    pub generic: String,
    /// Brand names.
    pub brands: Vec<String>,
    /// Its class.
    pub class: String,
    /// Whether it is an opioid.
    pub opioid: bool,
    /// How it is given.
    pub route: String,
    /// Its topics in the chronic pain guideline of 2009.
    pub topics: Vec<TopicId>,
    /// Where to look if it has none.
    pub note: String,
    /// Its status on the MTUS Drug List.
    pub formulary: Option<Formulary>,
    /// Where this row comes from.
    pub evidence: Evidence,
}

/// A drug's status on the MTUS Drug List (8 CCR 9792.27.15), in force since 2018-01-01.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formulary {
    /// Exempt or non-exempt.
    pub status: String,
    /// Days that may be dispensed at the first visit.
    pub special_fill: String,
    /// Days that may be dispensed around surgery.
    pub perioperative_fill: String,
    /// The version of the list that says so.
    pub list_version: String,
    /// Where this row comes from.
    pub evidence: Evidence,
}

/// A visit, dose or trial limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The edition that sets it.
    pub edition: EditionId,
    /// The topic it belongs to; none if to the whole edition.
    pub topic: Option<TopicId>,
    /// For what.
    pub condition: String,
    /// How much.
    pub limit: String,
    /// On which page, as printed.
    pub page: String,
    /// Where this row comes from.
    pub evidence: Evidence,
}

impl Edition {
    /// Title and year, as letters cite it.
    pub fn full_title(&self) -> String {
        match self.years.first() {
            Some(year) => format!("{} {year}", self.title),
            None => self.title.clone(),
        }
    }

    /// Whether it was in force on a day; unknown where nobody knows since when it is.
    pub fn in_force(&self, date: Date) -> Option<bool> {
        Some(self.effective? <= date && self.until.is_none_or(|until| date <= until))
    }
}

impl Pages {
    /// Pages from a first and a last one; the last may be left out.
    pub fn of(first: Option<u16>, last: Option<u16>) -> Option<Self> {
        let first = first?;
        Some(Self { first, last: last.unwrap_or(first) })
    }

    /// "page 32", "pages 98-99".
    pub fn in_words(self) -> String {
        format!("page{} {self}", if self.first == self.last { "" } else { "s" })
    }

    /// Whether a page is among them.
    pub fn contains(self, page: u16) -> bool {
        (self.first..=self.last).contains(&page)
    }

    /// Whether any page is in both, give or take some.
    pub fn overlaps(self, other: Pages, tolerance: u16) -> bool {
        self.first <= other.last.saturating_add(tolerance)
            && other.first <= self.last.saturating_add(tolerance)
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

impl Stance {
    pub(super) fn of(cell: &str) -> Option<Self> {
        match cell {
            "recommended" => Some(Stance::Recommended),
            "conditional" => Some(Stance::Conditional),
            "not recommended" => Some(Stance::NotRecommended),
            "under study" => Some(Stance::UnderStudy),
            _ => None,
        }
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stance::Recommended => "recommended",
            Stance::Conditional => "recommended under conditions",
            Stance::NotRecommended => "not recommended",
            Stance::UnderStudy => "under study",
        })
    }
}
