//! `textDocument/inlayHint`: the topic of a page that is cited without one.

use imr_linter::guideline::grammar::{Citation, PageRange};
use imr_linter::text::{TextRange, TextSize};
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use crate::document::Reading;

/// A hint names at most so many topics.
const MAX_TOPICS: usize = 2;

/// Answers.
pub(crate) fn inlay_hint(letter: &Reading<'_>, range: Range) -> Vec<InlayHint> {
    let wanted = letter.span(range);
    let bare = letter.session.view().citations().filter(|cited| cited.citation.topics.is_empty());
    let places = bare.flat_map(|cited| {
        topics(letter, cited.citation).into_iter().map(move |(place, topics)| (place + cited.offset, topics))
    });
    let hint = |(place, topics): (TextSize, Vec<&str>)| InlayHint {
        position: letter.range(TextRange::empty(place)).start,
        label: InlayHintLabel::String(format!("({})", topics.join(", "))),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(
            "What the index has on this page. Hover the citation to see how sure it is.".to_owned(),
        )),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    places.filter(|(place, _)| wanted.contains_inclusive(*place)).map(hint).collect()
}

/// For each page of a citation, where it ends and the topics on it. What is doubtful is left to the hover.
fn topics<'a>(letter: &Reading<'a>, citation: &Citation) -> Vec<(TextSize, Vec<&'a str>)> {
    let index = letter.session.settings().index();
    let Some(edition) = citation.edition() else { return Vec::new() };
    let each = citation.pages.iter().filter_map(|locator| {
        let PageRange::Good(pages) = locator.pages else { return None };
        let on = index.topics_on(edition, pages.first).into_iter().map(|id| index.topic(id));
        let names: Vec<&str> = on
            .filter(|topic| topic.parent.is_none() && topic.evidence.severity().is_some())
            .map(|topic| topic.name.as_str())
            .take(MAX_TOPICS)
            .collect();
        (!names.is_empty()).then_some((locator.range.end(), names))
    });
    each.collect()
}
