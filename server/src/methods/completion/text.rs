//! In running text: conclusions, opening sentences, verdicts.

use imr_linter::profile::PhraseId;
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Cursor, Typed};
use crate::letter::remainder::remainder;
use crate::letter::sentences::{self, Offer};

/// More words than these, and a sentence does not begin any more.
const MAX_BEGINNING: usize = 3;

/// In a rationale, where a sentence begins: what may conclude it.
pub(super) fn rationale(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let (Some(typed), Some((number, issue))) = (sentence(cursor), cursor.letter.issue_at(cursor.offset))
    else {
        return Vec::new();
    };
    // A title that has no verdict yet still counts as a part of what stands above it.
    let mut found: Vec<Offer> = remaining(cursor).into_iter().collect();
    found.extend(sentences::conclusions(cursor.letter, number, issue, &typed.words()));
    offers(cursor, &found, &typed)
}

/// In the case summary, where a sentence begins.
pub(super) fn summary(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let Some(typed) = sentence(cursor) else { return Vec::new() };
    offers(cursor, &sentences::summary(cursor.letter), &typed)
}

/// In a title: the verdict behind its colon, or what remains of a request that was granted in part.
pub(super) fn title(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    if !cursor.at_end {
        return Vec::new();
    }
    if let Some((title, typed)) = cursor.before.rsplit_once(':') {
        if title.trim().is_empty() || !typed.trim_start().chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let typed = cursor.from(cursor.offset - imr_linter::text::size(typed.len()));
        let verdicts = ["Upheld", "Overturned"].into_iter();
        return verdicts.filter_map(|v| cursor.words(v, &typed, CompletionItemKind::VALUE)).collect();
    }
    let Some(typed) = sentence(cursor) else { return Vec::new() };
    let offer = remaining(cursor).or_else(|| sentences::plain(cursor.letter, PhraseId::PartialTitle));
    offer.iter().filter_map(|offer| cursor.sentence(offer, &typed)).collect()
}

/// What remains of the request that the paragraph speaks of.
fn remaining(cursor: &Cursor<'_, '_>) -> Option<Offer> {
    let paragraph = cursor.letter.flat(TextRange::new(cursor.paragraph(), cursor.offset));
    remainder(&cursor.letter.session.view().profile.phrases, &paragraph)
}

fn offers(cursor: &Cursor<'_, '_>, offers: &[Offer], typed: &Typed) -> Vec<CompletionItem> {
    offers.iter().filter_map(|offer| cursor.sentence(offer, typed)).collect()
}

/// What is typed of a sentence, if the cursor is at its beginning.
fn sentence(cursor: &Cursor<'_, '_>) -> Option<Typed> {
    let typed = cursor.behind_signs(&['.', ':', '!', '?']);
    (typed.words().split(' ').count() <= MAX_BEGINNING).then_some(typed)
}
