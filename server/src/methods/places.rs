//! `textDocument/definition`, `references`, `documentHighlight`: heading and conclusion, guideline line
//! and mention.

use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, Position, ReferenceContext,
};

use crate::document::Reading;
use crate::letter::places::places;

/// The place that the one under the cursor refers to.
pub(crate) fn definition(letter: &Reading<'_>, position: Position) -> Option<GotoDefinitionResponse> {
    let found = places(letter, letter.offset(position))?;
    let location = Location::new(letter.letter.uri.clone(), letter.range(found.definition));
    Some(GotoDefinitionResponse::Scalar(location))
}

/// All places of the same thing, the one that declares it only if asked for.
pub(crate) fn references(
    letter: &Reading<'_>,
    position: Position,
    context: ReferenceContext,
) -> Option<Vec<Location>> {
    let found = places(letter, letter.offset(position))?;
    let wanted = found.all.into_iter().skip(usize::from(!context.include_declaration));
    let uri = &letter.letter.uri;
    Some(wanted.map(|range| Location::new(uri.clone(), letter.range(range))).collect())
}

/// The same, to be lit up.
pub(crate) fn highlights(letter: &Reading<'_>, position: Position) -> Option<Vec<DocumentHighlight>> {
    let found = places(letter, letter.offset(position))?;
    let kind = Some(DocumentHighlightKind::TEXT);
    Some(found.all.into_iter().map(|range| DocumentHighlight { range: letter.range(range), kind }).collect())
}
