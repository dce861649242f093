//! Completion items.

use imr_linter::text::LineSource;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent,
    MarkupKind, TextEdit,
};

use super::{Cursor, Typed};
use crate::letter::sentences::Offer;

impl Cursor<'_, '_> {
    /// Words in place of what is typed of them; nothing if something else stands on the lines above, or all
    /// of them.
    pub(super) fn words(
        &self,
        words: &str,
        typed: &Typed,
        kind: CompletionItemKind,
    ) -> Option<CompletionItem> {
        let rest = typed.rest(words).filter(|rest| !rest.is_empty())?;
        let item = self.item(words, rest, typed);
        Some(CompletionItem { kind: Some(kind), filter_text: Some(rest.to_owned()), ..item })
    }

    /// A sentence or more, found by what is typed of its beginning or by its name.
    pub(super) fn sentence(&self, offer: &Offer, typed: &Typed) -> Option<CompletionItem> {
        let snippets = self.letter.letter.client.snippets;
        let text = offer.text.clone().behind(|first| typed.behind(first))?;
        let plain = text.plain();
        let item = self.item(&offer.label, &if snippets { text.coded() } else { plain.clone() }, typed);
        Some(CompletionItem {
            kind: Some(CompletionItemKind::SNIPPET),
            filter_text: Some(format!("{plain} {}", offer.label)),
            detail: Some(plain),
            insert_text_format: snippets.then_some(InsertTextFormat::SNIPPET),
            ..item
        })
    }

    /// Whether an item is one of those that are shown for what is typed: they have its letters in their order.
    pub(super) fn fits(&self, item: &CompletionItem) -> bool {
        let Some(CompletionTextEdit::Edit(edit)) = &item.text_edit else { return true };
        let typed = self.letter.letter.text.slice(self.letter.span(edit.range)).to_lowercase();
        let words = item.filter_text.as_ref().unwrap_or(&item.label).to_lowercase();
        let mut letters = words.chars();
        typed.chars().filter(|c| !c.is_whitespace()).all(|typed| letters.any(|letter| letter == typed))
    }

    fn item(&self, label: &str, new: &str, typed: &Typed) -> CompletionItem {
        let edit = TextEdit::new(self.letter.range(typed.range), new.to_owned());
        CompletionItem {
            label: label.to_owned(),
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            ..CompletionItem::default()
        }
    }
}

/// Markdown beside an item.
pub(super) fn documentation(markdown: String) -> Documentation {
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: markdown })
}
