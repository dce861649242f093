//! In running text: conclusions, opening sentences, verdicts.

use imr_linter::profile::{IssueStyle, PhraseId};
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Cursor, Typed};
use crate::letter::remainder::{is_partly_granted, remainder};
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
    let mut found: Vec<Offer> = remainder(cursor.letter, &paragraph(cursor)).into_iter().collect();
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
        let style = cursor.letter.session.view().profile.issue.style;
        if style != IssueStyle::Titled
            || title.trim().is_empty()
            || !typed.trim_start().chars().all(char::is_alphabetic)
        {
            return Vec::new();
        }
        let typed = cursor.from(cursor.offset - imr_linter::text::size(typed.len()));
        let verdicts = ["Upheld", "Overturned"].into_iter();
        return verdicts.filter_map(|v| cursor.words(v, &typed, CompletionItemKind::VALUE)).collect();
    }
    let Some(typed) = sentence(cursor) else { return Vec::new() };
    let paragraph = paragraph(cursor);
    let begun = is_partly_granted(cursor.letter, &paragraph);
    let whole = (!begun).then(|| sentences::plain(cursor.letter, PhraseId::PartialTitle)).flatten();
    let offer = remainder(cursor.letter, &paragraph).or(whole);
    offer.iter().filter_map(|offer| cursor.sentence(offer, &typed)).collect()
}

/// The paragraph before the cursor.
fn paragraph(cursor: &Cursor<'_, '_>) -> String {
    cursor.letter.flat(TextRange::new(cursor.paragraph(), cursor.offset))
}

fn offers(cursor: &Cursor<'_, '_>, offers: &[Offer], typed: &Typed) -> Vec<CompletionItem> {
    offers.iter().filter_map(|offer| cursor.sentence(offer, typed)).collect()
}

/// What is typed of a sentence, if the cursor is at its beginning.
fn sentence(cursor: &Cursor<'_, '_>) -> Option<Typed> {
    let typed = cursor.behind_signs(&['.', ':', '!', '?']);
    (typed.words().split(' ').count() <= MAX_BEGINNING).then_some(typed)
}
