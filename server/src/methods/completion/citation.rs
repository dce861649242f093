//! In a guideline field: titles of guidelines, then their topics with pages.

use imr_linter::card;
use imr_linter::guideline::{Cites, Edition, EditionId, Index, Topic, TopicKind};
use imr_linter::profile::IssueField;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;
use super::offer::documentation;
use crate::letter::sentences;

/// Words behind which a title stands.
const BASIS: &str = "based on MTUS";

/// Answers by what stands before the cursor in the field.
pub(super) fn items(cursor: &Cursor<'_, '_>, field: IssueField) -> Vec<CompletionItem> {
    let before = cursor.field_before();
    let index = cursor.letter.session.settings().index();
    if let Some((edition, typed)) = named(index, &before) {
        return topics(cursor, index, edition, &typed);
    }
    if let Some((_, typed)) = before.rsplit_once(BASIS) {
        return titles(cursor, index, typed.trim_start());
    }
    let place = cursor.last(cursor.typed(&[':']).len());
    if before.split_whitespace().count() > 3 {
        return Vec::new();
    }
    let who = match field {
        IssueField::AdministratorGuideline => "Claims Administrator",
        _ => "Expert Reviewer",
    };
    let mut items = vec![CompletionItem {
        sort_text: Some("0".to_owned()),
        ..cursor.words("Decision based on MTUS ", place, CompletionItemKind::TEXT)
    }];
    items.push(cursor.words("Decision based on Non-MTUS Citation ", place, CompletionItemKind::TEXT));
    items.extend(sentences::no_citation(who).iter().map(|offer| cursor.sentence(offer, place)));
    items
}

/// The last edition that the text names in full, and what is typed of a topic behind it.
fn named(index: &Index, before: &str) -> Option<(EditionId, String)> {
    let lower = before.to_lowercase();
    let places = index.editions().flat_map(|(id, edition)| {
        let years = edition.years.iter().map(move |year| (id, format!("{} {year}", edition.title)));
        // A title without a year is that of an edition cited by page.
        let bare = (edition.cites == Cites::Pages).then(|| (id, format!("{} guidelines", edition.title)));
        years.chain(bare)
    });
    let found = places.filter_map(|(id, title)| Some((lower.rfind(&title.to_lowercase())?, title.len(), id)));
    let (at, length, id) = found.max_by_key(|(at, length, _)| (*at, *length))?;
    let rest = before.get(at + length..)?;
    let locator = rest.rfind(": ").map(|at| at + 2).or_else(|| rest.ends_with(':').then_some(rest.len()));
    let paged = index.edition(id).cites == Cites::Pages;
    let rest = &rest[locator.or_else(|| paged.then_some(0))?..];
    let typed = rest.rsplit("; ").next().unwrap_or("").trim_start_matches([' ', ',']);
    Some((id, typed.to_owned()))
}

fn titles(cursor: &Cursor<'_, '_>, index: &Index, typed: &str) -> Vec<CompletionItem> {
    let place = cursor.last(typed.len().min(cursor.before.len()));
    let mut items: Vec<CompletionItem> = Vec::new();
    for (id, edition) in index.editions() {
        let words = match edition.cites {
            Cites::Sections | Cites::Both => format!("{}, Section(s): ", edition.full_title()),
            Cites::Pages => format!("{} Guidelines ", edition.title),
            Cites::None => format!("{}.", edition.full_title()),
        };
        items.push(CompletionItem {
            label: edition.full_title(),
            filter_text: Some(edition.full_title()),
            detail: Some(format!("8 CCR {}", edition.regulation)),
            documentation: Some(documentation(card::edition(index, id).markdown())),
            sort_text: Some(format!("{}{}", u8::from(edition.until.is_some()), edition.title)),
            ..cursor.words(&words, place, CompletionItemKind::REFERENCE)
        });
    }
    items
}

fn topics(cursor: &Cursor<'_, '_>, index: &Index, id: EditionId, typed: &str) -> Vec<CompletionItem> {
    let edition = index.edition(id);
    let place = cursor.last(typed.len().min(cursor.before.len()));
    let wanted = index.topics_of(id).filter(|(_, topic)| topic.kind != TopicKind::Table);
    let item = |(topic_id, topic): (_, &Topic)| CompletionItem {
        label: topic.name.clone(),
        filter_text: Some(format!("{} {}", name(topic), topic.aliases.join(" "))),
        detail: topic.pages.map(|pages| format!("{} ({})", pages.in_words(), topic.evidence)),
        documentation: Some(documentation(card::topic(index, topic_id).markdown())),
        ..cursor.words(&cited(edition, topic), place, CompletionItemKind::REFERENCE)
    };
    wanted.map(item).collect()
}

/// The topic as it is written behind a locator.
fn cited(edition: &Edition, topic: &Topic) -> String {
    match (edition.cites, topic.pages) {
        (Cites::Pages, Some(pages)) => format!("{} Page(s): {pages}", topic.name),
        _ => format!("{}.", name(topic)),
    }
}

fn name(topic: &Topic) -> String {
    if topic.number.is_empty() { topic.name.clone() } else { format!("{}. {}", topic.number, topic.name) }
}
