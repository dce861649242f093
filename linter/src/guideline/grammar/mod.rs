//! How letters cite: the guideline line of an issue, and mentions in running text. Names hold commas
//! and semicolons, so the longest known name is matched first and nothing is split before. All ranges
//! are those of the flat text that was read; what is not understood is kept as such.

mod document;
mod line;
mod mention;
mod named_pages;
mod narrow;
mod pages;
mod source;
mod topics;

use schemars::JsonSchema;
use serde::Serialize;

use super::index::Index;
use super::model::{EditionId, Pages, TopicId};
use crate::text::TextRange;

/// A citation: a document, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// All of it.
    pub range: TextRange,
    /// In which capacity it is cited.
    pub basis: Basis,
    /// What is cited.
    pub document: Document,
    /// Topics, sections and tables, in order.
    pub topics: Vec<NamedTopic>,
    /// Pages, in order.
    pub pages: Vec<Locator>,
    /// The sentence only says that the document is silent on the matter.
    pub silent: bool,
}

/// In which capacity a document is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// "Decision based on MTUS ...".
    Mtus,
    /// "Decision based on Non-MTUS Citation ...".
    Other,
    /// Within a sentence.
    Mention,
}

/// The document that a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where its title stands, with chapter number.
    pub title: TextRange,
    /// Its title as printed.
    pub printed: String,
    /// The year behind the title.
    pub year: Option<Year>,
    /// What the title stands for.
    pub kind: DocumentKind,
}

/// What a title stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// Editions of the MTUS: one if the year, the locator or the chapter decides, else all of that title.
    Editions(Vec<EditionId>),
    /// A title of the MTUS with a slip in it, and the editions that it could be.
    Nearly(Vec<EditionId>),
    /// The MTUS or the ACOEM guidelines as a whole.
    Whole(Whole),
    /// A source outside of the MTUS.
    Source(Source),
    /// Nothing that is known.
    Unknown,
}

/// A body of guidelines named without a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The Medical Treatment Utilization Schedule.
    Mtus,
    /// The ACOEM Practice Guidelines.
    Acoem,
}

/// A source outside of the MTUS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Publishers named in it, by their usual names.
    pub publishers: Vec<&'static str>,
    /// Whether somebody can be told to have published it: a name, a journal, an address.
    pub named: bool,
    /// Why it is weak evidence, if it is.
    pub weak: Option<(&'static str, &'static str)>,
}

/// A year behind a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub value: u16,
    /// Where.
    pub range: TextRange,
    /// Whether the title has an edition of that year.
    pub known: bool,
}

/// A topic, section or table as cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTopic {
    /// Where.
    pub range: TextRange,
    /// As printed.
    pub printed: String,
    /// What it could be, most likely first; none if unknown.
    pub topics: Vec<TopicId>,
    /// The slips that were forgiven.
    pub slips: u8,
}

/// A page or range of pages as cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// Where.
    pub range: TextRange,
    /// As printed.
    pub printed: String,
    /// The pages, if they can be read.
    pub pages: PageRange,
    /// Which group of a list of lists it belongs to, from zero: `41-42; 63-66` are two.
    pub group: u8,
}

/// What a locator says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRange {
    /// Pages in order.
    Good(Pages),
    /// A range that descends: first and last as printed.
    Descending(u16, u16),
    /// No number.
    NoNumber,
}

/// A guideline line, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuidelineLine {
    /// The citations in order.
    pub citations: Vec<Citation>,
    /// "... did not cite any medical evidence for its decision."
    pub cites_nothing: Option<TextRange>,
    /// "... based their decision on recommendation(s) outside of the MTUS Guidelines."
    pub outside_mtus: Option<TextRange>,
    /// What is not understood, without punctuation around it.
    pub rest: Vec<TextRange>,
}

impl Citation {
    /// The one edition that is cited, if that is certain.
    pub fn edition(&self) -> Option<EditionId> {
        match &self.document.kind {
            DocumentKind::Editions(editions) | DocumentKind::Nearly(editions) => match editions.as_slice() {
                [edition] => Some(*edition),
                _ => None,
            },
            _ => None,
        }
    }

    /// The editions that may be cited.
    pub fn editions(&self) -> &[EditionId] {
        match &self.document.kind {
            DocumentKind::Editions(editions) | DocumentKind::Nearly(editions) => editions,
            _ => &[],
        }
    }

    /// The same with every range moved by a function.
    pub fn moved(mut self, to: impl Fn(TextRange) -> TextRange) -> Self {
        self.range = to(self.range);
        self.document.title = to(self.document.title);
        if let Some(year) = &mut self.document.year {
            year.range = to(year.range);
        }
        for topic in &mut self.topics {
            topic.range = to(topic.range);
        }
        for locator in &mut self.pages {
            locator.range = to(locator.range);
        }
        self
    }

    /// The pages that can be read.
    pub fn good_pages(&self) -> impl Iterator<Item = (Pages, TextRange)> {
        self.pages.iter().filter_map(|locator| match locator.pages {
            PageRange::Good(pages) => Some((pages, locator.range)),
            _ => None,
        })
    }
}

impl Document {
    fn new(text: &str, title: TextRange, year: Option<Year>, kind: DocumentKind) -> Self {
        Self { title, printed: text[title].to_owned(), year, kind }
    }
}

impl NamedTopic {
    fn new(text: &str, range: TextRange, topics: Vec<TopicId>, slips: u8) -> Self {
        Self { range, printed: text[range].to_owned(), topics, slips }
    }
}

impl GuidelineLine {
    /// The same with every range moved by a function.
    pub fn moved(self, to: impl Fn(TextRange) -> TextRange) -> Self {
        Self {
            citations: self.citations.into_iter().map(|citation| citation.moved(&to)).collect(),
            cites_nothing: self.cites_nothing.map(&to),
            outside_mtus: self.outside_mtus.map(&to),
            rest: self.rest.into_iter().map(&to).collect(),
        }
    }
}

/// Reads a guideline line.
pub fn read_line(flat: &str, index: &Index) -> GuidelineLine {
    line::read(flat, index)
}

/// Finds mentions of guidelines in running text.
pub fn read_mentions(flat: &str, index: &Index) -> Vec<Citation> {
    mention::read(flat, index)
}

/// The last words of a text that announce a citation, such as "Decision based on MTUS": in which capacity,
/// and where they end.
pub fn announced(flat: &str) -> Option<(Basis, usize)> {
    line::announced(flat)
}
