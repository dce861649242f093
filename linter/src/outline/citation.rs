//! What an issue's guideline lines and its rationale cite.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::Place;
use super::reader::Reader;
use crate::facts::Facts;
use crate::guideline::grammar::{Basis, Citation, DocumentKind, Locator, NamedTopic, PageRange};
use crate::letter::{Block, FieldSpan};
use crate::text::{TextRange, TextSize};

/// A guideline line of an issue.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GuidelineOutline {
    /// What is cited, in order.
    pub citations: Vec<CitationOutline>,
    /// It says that nothing was cited.
    pub cites_nothing: bool,
    /// It says that the decision rests on something outside of the MTUS.
    pub outside_mtus: bool,
    /// Label and text.
    #[serde(flatten)]
    pub place: Place,
}

/// A citation: a document, and where in it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CitationOutline {
    /// All of it as printed.
    pub words: String,
    /// As what it is cited.
    pub basis: Basis,
    /// The title as printed.
    pub document: String,
    /// The year behind the title.
    pub year: Option<u16>,
    /// The editions of the MTUS that are meant, as `chronic-pain-2009`: one where it is certain, several where it is
    /// not, none for other sources.
    pub editions: Vec<String>,
    /// The publishers that another source names.
    pub publishers: Vec<String>,
    /// Topics, sections and tables, in order.
    pub topics: Vec<CitedTopic>,
    /// Pages, in order.
    pub pages: Vec<CitedPages>,
    /// The sentence only says that the document is silent on the matter.
    pub silent: bool,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// A topic, section or table as cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitedTopic {
    /// As printed.
    pub words: String,
    /// Its name in the guideline; none if the index has no such name.
    pub name: Option<String>,
}

/// Pages as cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitedPages {
    /// As printed.
    pub words: String,
    /// The first page; none if it cannot be read.
    pub first: Option<u16>,
    /// The last page.
    pub last: Option<u16>,
}

impl Reader<'_> {
    /// A guideline line, from the blocks that it is made of.
    pub(super) fn guideline<'f>(
        &self,
        field: &FieldSpan,
        blocks: impl Iterator<Item = (&'f Block, &'f Facts)>,
    ) -> GuidelineOutline {
        let place = self.place(field.range);
        let mut outline =
            GuidelineOutline { citations: Vec::new(), cites_nothing: false, outside_mtus: false, place };
        for (block, facts) in blocks {
            let Some(line) = facts.guideline.as_deref() else { continue };
            outline
                .citations
                .extend(line.citations.iter().map(|citation| self.citation(citation, block.range.start())));
            outline.cites_nothing |= line.cites_nothing.is_some();
            outline.outside_mtus |= line.outside_mtus.is_some();
        }
        outline
    }

    /// A citation of a block that begins at `offset`.
    pub(super) fn citation(&self, citation: &Citation, offset: TextSize) -> CitationOutline {
        let words = |range: TextRange| self.words(range + offset);
        let topic = |topic: &NamedTopic| CitedTopic {
            words: words(topic.range),
            name: topic.topics.first().map(|id| self.index().topic(*id).name.clone()),
        };
        let pages = |locator: &Locator| {
            let (first, last) = match locator.pages {
                PageRange::Good(pages) => (Some(pages.first), Some(pages.last)),
                PageRange::Descending(first, last) => (Some(first), Some(last)),
                PageRange::NoNumber => (None, None),
            };
            CitedPages { words: words(locator.range), first, last }
        };
        let publishers = match &citation.document.kind {
            DocumentKind::Source(source) => source.publishers.as_slice(),
            _ => &[],
        };
        CitationOutline {
            words: words(citation.range),
            basis: citation.basis,
            document: words(citation.document.title),
            year: citation.document.year.map(|year| year.value),
            editions: citation.editions().iter().map(|id| self.index().edition(*id).id.clone()).collect(),
            publishers: publishers.iter().map(|name| (*name).to_owned()).collect(),
            topics: citation.topics.iter().map(topic).collect(),
            pages: citation.pages.iter().map(pages).collect(),
            silent: citation.silent,
            place: self.place(citation.range + offset),
        }
    }
}
