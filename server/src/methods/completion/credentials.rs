//! In the lines of the reviewer's credentials: states and specialties.

use imr_linter::facts::{specialties, states};
use imr_linter::letter::MarkKind;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;

/// The names that the line's label asks for.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let marks = &cursor.letter.session.letter().outline().marks;
    let label = marks.iter().rfind(|mark| mark.range.end() <= cursor.offset);
    let typed = cursor.behind_signs(&[',', ':', ';']);
    let items = |names: Vec<&'static str>| {
        names.into_iter().filter_map(|name| cursor.words(name, &typed, CompletionItemKind::VALUE)).collect()
    };
    match label.map(|mark| mark.kind) {
        Some(MarkKind::Licensure) => items(states().collect()),
        Some(MarkKind::Specialty) => items(specialties().collect()),
        _ => Vec::new(),
    }
}
