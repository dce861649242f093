//! Titles of guidelines, those in force on the date that counts for the letter first.

use imr_linter::card;
use imr_linter::guideline::{Cites, Edition, Index};
use imr_linter::profile::PhraseId;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::offer::documentation;
use super::{Cursor, Typed};
use crate::letter::sentences;

/// All titles, each with what announces its topics or sections.
pub(super) fn items(cursor: &Cursor<'_, '_>, index: &Index, typed: &Typed) -> Vec<CompletionItem> {
    let letter = cursor.letter;
    let issue = letter.issue_at(cursor.offset).map_or(0, |(number, _)| number);
    let counts = letter.session.view().date_that_counts(issue).map(|counts| counts.date);
    // In force, perhaps in force, not in force.
    let rank = |edition: &Edition| match counts {
        Some(date) => edition.in_force(date).map_or(1, |holds| if holds { 0 } else { 2 }),
        None => u8::from(edition.until.is_some()),
    };
    let item = |(id, edition)| {
        let title = edition_words(cursor, edition);
        Some(CompletionItem {
            label: edition.full_title(),
            filter_text: Some(typed.rest(&edition.full_title())?.to_owned()),
            detail: Some(format!("8 CCR {}", edition.regulation)).filter(|_| !edition.regulation.is_empty()),
            documentation: Some(documentation(card::edition(index, id).markdown())),
            sort_text: Some(format!("{}{}", rank(edition), edition.title)),
            ..cursor.words(&title, typed, CompletionItemKind::REFERENCE)?
        })
    };
    index.editions().filter_map(item).collect()
}

fn edition_words(cursor: &Cursor<'_, '_>, edition: &Edition) -> String {
    let (id, title) = match edition.cites {
        Cites::Sections | Cites::Both => (PhraseId::SectionedTitle, edition.full_title()),
        Cites::Pages => (PhraseId::PagedTitle, edition.title.clone()),
        Cites::None => return format!("{}.", edition.full_title()),
    };
    let phrase = sentences::phrase(cursor.letter, id, |_| Some(title.clone()));
    phrase.map_or(title.clone(), |phrase| phrase.text.plain())
}
