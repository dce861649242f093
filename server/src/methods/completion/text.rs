//! In running text: conclusions, opening sentences, verdicts.

use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;
use crate::letter::sentences::{self, Offer};

/// In a rationale, where a sentence begins: what may conclude it.
pub(super) fn rationale(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let (Some(place), Some((number, issue))) = (sentence(cursor), cursor.letter.issue_at(cursor.offset))
    else {
        return Vec::new();
    };
    // A title that has no verdict yet still counts as a part of what stands above it.
    let remainder = sentences::remainder(&cursor.paragraph_before());
    let mut found: Vec<Offer> = remainder.into_iter().collect();
    found.extend(sentences::conclusions(cursor.letter, number, issue, typed(cursor)));
    offers(cursor, &found, place)
}

/// In the case summary, where a sentence begins.
pub(super) fn summary(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let Some(place) = sentence(cursor) else { return Vec::new() };
    offers(cursor, &sentences::summary(cursor.letter), place)
}

/// In a title: the verdict behind its colon, or what remains of a request that was granted in part.
pub(super) fn title(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    if !cursor.at_end {
        return Vec::new();
    }
    if let Some((title, typed)) = cursor.before.rsplit_once(':') {
        let typed = typed.trim_start();
        if title.trim().is_empty() || !typed.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let place = cursor.last(typed.len());
        return ["Upheld", "Overturned"].map(|v| cursor.words(v, place, CompletionItemKind::VALUE)).to_vec();
    }
    let Some(place) = sentence(cursor) else { return Vec::new() };
    let offer = sentences::remainder(&cursor.paragraph_before()).unwrap_or_else(sentences::partial_title);
    vec![cursor.sentence(&offer, place)]
}

fn offers(cursor: &Cursor<'_, '_>, offers: &[Offer], place: TextRange) -> Vec<CompletionItem> {
    offers.iter().map(|offer| cursor.sentence(offer, place)).collect()
}

/// What is typed since the last sentence ended.
fn typed<'a>(cursor: &'a Cursor<'_, '_>) -> &'a str {
    cursor.typed(&['.', ':', '!', '?'])
}

/// What is typed of a sentence, if the cursor is at its beginning: at most three words.
fn sentence(cursor: &Cursor<'_, '_>) -> Option<TextRange> {
    let typed = typed(cursor);
    let new = typed.split_whitespace().count() <= 3;
    // A line that goes on from the one above is in the middle of a sentence.
    let begins = cursor.before.trim_start().len() > typed.len() || {
        let before = cursor.field_before();
        let rest = before.strip_suffix(typed.trim_end()).unwrap_or(&before).trim_end();
        rest.is_empty() || rest.ends_with(['.', ':', '!', '?'])
    };
    (new && begins).then(|| cursor.last(typed.len()))
}
