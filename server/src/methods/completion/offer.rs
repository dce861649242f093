//! Completion items.

use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent,
    MarkupKind, TextEdit,
};

use super::Cursor;
use crate::letter::sentences::{Offer, escape, plain};

impl Cursor<'_, '_> {
    /// Words to put in place of a range.
    pub(super) fn words(&self, words: &str, place: TextRange, kind: CompletionItemKind) -> CompletionItem {
        CompletionItem {
            label: words.to_owned(),
            kind: Some(kind),
            filter_text: Some(words.to_owned()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
                self.letter.range(place),
                words.to_owned(),
            ))),
            ..CompletionItem::default()
        }
    }

    /// A sentence or more, found by what is typed of its beginning or by its name.
    pub(super) fn sentence(&self, offer: &Offer, place: TextRange) -> CompletionItem {
        let snippets = self.letter.letter.client.snippets;
        let new = if snippets { offer.text.clone() } else { plain(&offer.text) };
        CompletionItem {
            kind: Some(CompletionItemKind::SNIPPET),
            detail: Some(plain(&offer.text)),
            filter_text: Some(format!("{} {}", plain(&offer.text), offer.label)),
            insert_text_format: snippets.then_some(InsertTextFormat::SNIPPET),
            ..self.words_as(&offer.label, &new, place)
        }
    }

    /// The same under another name.
    pub(super) fn words_as(&self, label: &str, words: &str, place: TextRange) -> CompletionItem {
        CompletionItem { label: label.to_owned(), ..self.words(words, place, CompletionItemKind::TEXT) }
    }
}

/// Markdown beside an item.
pub(super) fn documentation(markdown: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: markdown })
}

/// A fixed text as an offer.
pub(super) fn fixed(label: &str, text: &str) -> Offer {
    Offer { label: label.to_owned(), text: escape(text) }
}
