//! Which of the editions that go by a title is cited.

use super::{Document, DocumentKind, Locator, NamedTopic, PageRange};
use crate::guideline::index::Index;
use crate::guideline::model::EditionId;
use crate::guideline::tables::Cites;

/// A title without a year but with pages means the edition that is cited by pages, whatever the date.
pub(super) fn by_pages(document: &mut Document, has_pages: bool, index: &Index) {
    let DocumentKind::Editions(editions) = &mut document.kind else { return };
    if has_pages && editions.len() > 1 {
        let paged = |id: &EditionId| matches!(index.edition(*id).cites, Cites::Pages | Cites::Both);
        if editions.iter().any(paged) {
            editions.retain(paged);
        }
    }
}

/// Of several editions of a chapter, those that hold what is cited of it.
pub(super) fn by_contents(
    document: &mut Document,
    topics: &mut [NamedTopic],
    locators: &[Locator],
    index: &Index,
) {
    let DocumentKind::Editions(editions) = &mut document.kind else { return };
    let holds = |id: &EditionId| {
        let topic = |named: &NamedTopic| named.topics.iter().any(|topic| index.topic(*topic).edition == *id);
        let page = |locator: &Locator| match (locator.pages, index.edition(*id).pages) {
            (PageRange::Good(pages), Some(all)) => all.contains(pages.first) && all.contains(pages.last),
            _ => true,
        };
        topics.iter().all(topic) && locators.iter().all(page)
    };
    if editions.len() > 1 && editions.iter().any(holds) {
        let kept: Vec<EditionId> = editions.iter().copied().filter(holds).collect();
        for named in topics {
            named.topics.retain(|topic| kept.contains(&index.topic(*topic).edition));
        }
        *editions = kept;
    }
}
