//! Reading an edition's pages from its official document: where each topic begins and ends, as the
//! document itself prints it. Knows the text of pages, not how it was got out of a file.
//!
//! A document is taken for the edition only when it is complete and most of the topics stand in it as
//! headings; else nothing is believed.

mod headings;
mod numbering;
mod spans;
mod verified;

use super::index::Index;
use super::model::{EditionId, Pages, TopicId};
use headings::Headings;
use numbering::Numbering;

pub use verified::{Verified, VerifiedTopic};

/// A page with fewer letters than this holds no text to speak of.
const MIN_LETTERS: usize = 40;
/// Half of the topics must stand in the document.
const MIN_SHARE: f64 = 0.5;

/// What a document says of an edition's topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The edition.
    pub edition: EditionId,
    /// The last page, as the document numbers them.
    pub last_page: u16,
    /// Topics with the pages that the document gives them, in the order of the index.
    pub found: Vec<(TopicId, Pages)>,
    /// Topics with pages in the index that the document does not show as headings.
    pub missing: Vec<TopicId>,
}

/// Why a document is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The index has no pages to compare for the edition.
    #[error("{edition} is not cited by page, so there is nothing to import; {importable} can be imported")]
    NoPages {
        /// The edition.
        edition: String,
        /// Those that can be imported.
        importable: String,
    },
    /// There is no text.
    #[error("the document holds no text: if it is a scan, run it through text recognition first")]
    NoText,
    /// Some pages hold no text.
    #[error(
        "{empty} of {pages} pages hold no text: if they are scanned, run the document through text recognition first"
    )]
    PartlyScanned {
        /// Pages without text.
        empty: usize,
        /// All pages.
        pages: usize,
    },
    /// It is another document.
    #[error(
        "this does not look like {expected}: {found} of its {topics} topics stand in it as headings{hint}"
    )]
    OtherDocument {
        /// The edition that was asked for.
        expected: String,
        /// Topics that were found.
        found: usize,
        /// Topics that were looked for.
        topics: usize,
        /// What it looks like, if anything.
        hint: String,
    },
    /// Pages are missing.
    #[error("the document is not complete: it ends with page {last}, and {edition} has {expected} pages")]
    Truncated {
        /// The edition.
        edition: String,
        /// The last page there is.
        last: u16,
        /// The last page there should be.
        expected: u16,
    },
}

/// Reads where the topics of an edition are; `pages` are the texts of the document's pages in order.
///
/// Errors: [`ImportError`] when the document is not the edition, or not all of it.
pub fn read_document(index: &Index, edition: EditionId, pages: &[String]) -> Result<Reading, ImportError> {
    let of = index.edition(edition);
    let topics: Vec<TopicId> =
        index.topics_of(edition).filter(|(_, topic)| topic.pages.is_some()).map(|(id, _)| id).collect();
    let main: Vec<TopicId> = topics.iter().copied().filter(|id| index.topic(*id).parent.is_none()).collect();
    if !is_importable(index, edition) {
        let ids = index.editions().filter(|(id, _)| is_importable(index, *id)).map(|(_, of)| of.id.as_str());
        let importable = ids.collect::<Vec<_>>().join(", ");
        return Err(ImportError::NoPages { edition: of.full_title(), importable });
    }
    let empty = pages.iter().filter(|page| letters(page) < MIN_LETTERS).count();
    if empty == pages.len() {
        return Err(ImportError::NoText);
    }
    if empty * 4 > pages.len() {
        return Err(ImportError::PartlyScanned { empty, pages: pages.len() });
    }
    let numbering = Numbering::of(pages);
    let headings = Headings::find(index, &main, pages, &numbering);
    let found = headings.topics();
    if (found as f64) < MIN_SHARE * main.len() as f64 {
        let hint = looks_like(pages, index, edition);
        return Err(ImportError::OtherDocument {
            expected: of.full_title(),
            found,
            topics: main.len(),
            hint,
        });
    }
    let last_page = numbering.printed(pages.len().saturating_sub(1)).unwrap_or(0);
    if let Some(all) = of.pages.filter(|all| last_page < all.last) {
        return Err(ImportError::Truncated { edition: of.full_title(), last: last_page, expected: all.last });
    }
    let found = spans::read(index, &topics, &headings, pages, &numbering, last_page);
    let missing = topics.into_iter().filter(|id| found.iter().all(|(known, _)| known != id)).collect();
    Ok(Reading { edition, last_page, found, missing })
}

/// Whether the index knows enough pages of an edition to recognise its document.
pub fn is_importable(index: &Index, edition: EditionId) -> bool {
    const ENOUGH: usize = 20;
    index.topics_of(edition).filter(|(_, topic)| topic.pages.is_some()).count() >= ENOUGH
}

impl Reading {
    /// The topics whose pages in the document are not those of the index: topic, index, document.
    pub fn differences<'i>(&'i self, index: &'i Index) -> impl Iterator<Item = (TopicId, Pages, Pages)> + 'i {
        self.found.iter().filter_map(|(id, pages)| {
            let before = index.topic(*id).pages?;
            (before != *pages).then_some((*id, before, *pages))
        })
    }
}

/// The other edition whose title the first pages print.
fn looks_like(pages: &[String], index: &Index, edition: EditionId) -> String {
    let start = pages.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" ").to_lowercase();
    let mut others = index.editions().filter(|(id, other)| *id != edition && other.title.len() > 8);
    let other = others.find(|(_, other)| start.contains(&other.full_title().to_lowercase()));
    let other = other.or_else(|| {
        let mut others = index.editions().filter(|(id, other)| *id != edition && other.title.len() > 8);
        others.find(|(_, other)| {
            other.title != index.edition(edition).title && start.contains(&other.title.to_lowercase())
        })
    });
    other.map_or_else(String::new, |(_, other)| format!("; its first pages speak of {}", other.full_title()))
}

fn letters(page: &str) -> usize {
    page.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count()
}
