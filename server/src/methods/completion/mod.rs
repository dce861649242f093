//! `textDocument/completion`: what may come next where the cursor stands. One file for each kind of place.

mod citation;
mod credentials;
mod cursor;
mod heading;
mod numbered;
mod offer;
mod placeholder;
mod suppression;
mod text;
mod titles;

use imr_linter::letter::BlockKind;
use imr_linter::profile::{IssueField, SectionRole};
use tower_lsp::lsp_types::{CompletionItem, CompletionList, CompletionResponse, Position};

use crate::document::Reading;
use cursor::{Cursor, Typed};

/// A list is cut off here, of those that fit what is typed; the client asks again when more is typed.
const MAX_ITEMS: usize = 200;

/// Behind these something may come next: what parts and announces names, and what opens a placeholder.
pub(crate) const TRIGGERS: [&str; 11] = [":", ",", ";", " ", "-", "{", "[", "<", "\u{ab}", "$", "%"];

/// Answers.
pub(crate) fn completion(letter: &Reading<'_>, position: Position) -> CompletionResponse {
    let cursor = Cursor::new(letter, letter.offset(position));
    let mut items = items(&cursor);
    if items.len() > MAX_ITEMS {
        items.retain(|item| cursor.fits(item));
    }
    let is_incomplete = items.len() > MAX_ITEMS;
    items.truncate(MAX_ITEMS);
    CompletionResponse::List(CompletionList { is_incomplete, items })
}

fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    if cursor.before.contains("<!--") {
        return suppression::items(cursor);
    }
    if let Some(names) = placeholder::items(cursor) {
        return names;
    }
    if let Some(decisions) = numbered::items(cursor) {
        return decisions;
    }
    let mut items = match cursor.kind {
        Some(BlockKind::Field(IssueField::Rationale)) => text::rationale(cursor),
        Some(BlockKind::Field(field)) => citation::items(cursor, field),
        Some(BlockKind::Credentials) => credentials::items(cursor),
        Some(BlockKind::Paragraph(SectionRole::Determination | SectionRole::Credentials)) => {
            credentials::in_sentence(cursor)
        }
        Some(BlockKind::Issue | BlockKind::Paragraph(SectionRole::Decisions)) => text::title(cursor),
        Some(BlockKind::Paragraph(SectionRole::Summary) | BlockKind::Title(SectionRole::Summary)) => {
            text::summary(cursor)
        }
        _ => Vec::new(),
    };
    items.extend(heading::items(cursor));
    items
}
