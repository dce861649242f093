//! In a guideline field: what a citation begins with, titles of guidelines, then their topics with pages.

use imr_linter::card;
use imr_linter::guideline::grammar::{Basis, Citation, announced, read_line};
use imr_linter::guideline::{Cites, EditionId, Index, Topic, TopicKind};
use imr_linter::profile::{IssueField, PhraseId};
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::offer::documentation;
use super::{Cursor, Typed, titles};
use crate::letter::sentences;

/// More words than these, and a line does not begin any more.
const MAX_BEGINNING: usize = 3;

/// Answers by what stands before the cursor in the field.
pub(super) fn items(cursor: &Cursor<'_, '_>, field: IssueField) -> Vec<CompletionItem> {
    if is_behind_field(cursor) {
        return Vec::new();
    }
    let index = cursor.letter.session.settings().index();
    match announced(&cursor.said) {
        None if cursor.letter.session.view().profile.phrases.get(PhraseId::Mtus).is_none() => {
            let end = if cursor.said.get(..5).is_some_and(|said| said.eq_ignore_ascii_case("mtus ")) {
                5
            } else {
                0
            };
            let begins = cursor.behind(end).words().split(' ').count() <= MAX_BEGINNING;
            titles_or_topics(cursor, index, end, begins)
        }
        None => beginnings(cursor, field),
        Some((Basis::Mtus, end)) => titles_or_topics(cursor, index, end, true),
        Some(_) => Vec::new(),
    }
}

/// Behind a title what it holds, else titles if one may stand here.
fn titles_or_topics(
    cursor: &Cursor<'_, '_>,
    index: &Index,
    end: usize,
    may_begin: bool,
) -> Vec<CompletionItem> {
    let line = read_line(&cursor.said, index);
    let last = line.citations.into_iter().rfind(|citation| usize::from(citation.range.end()) > end);
    if let Some(last) = &last
        && let Some((id, at)) = named(cursor, index, last)
    {
        return locators(cursor, index, id, at, last);
    }
    if !may_begin {
        return Vec::new();
    }
    let start = last.map_or(end, |last| end.max(last.document.title.start().into()));
    titles::items(cursor, index, &cursor.behind(start))
}

/// Whether a new paragraph has begun that is no part of the citation above it.
fn is_behind_field(cursor: &Cursor<'_, '_>) -> bool {
    let above = cursor.above_paragraph();
    if above.is_empty() || above.ends_with([',', ';', ':', '-']) {
        return false;
    }
    let typed = cursor.before.trim().to_lowercase();
    let profile = cursor.letter.session.view().profile;
    let titles = profile.sections.iter().flat_map(|section| &section.titles).map(String::as_str);
    let mut marks = titles.chain(profile.issue.fields.iter().map(imr_linter::profile::IssueFieldForm::mark));
    above.ends_with('.') || marks.any(|mark| mark.to_lowercase().starts_with(&typed))
}

/// What the line may begin with, behind the words that mark the field.
fn beginnings(cursor: &Cursor<'_, '_>, field: IssueField) -> Vec<CompletionItem> {
    let forms = &cursor.letter.session.view().profile.issue.fields;
    let openings = forms.iter().filter(|form| form.id == field).flat_map(|form| &form.openings);
    let opened = openings.filter(|opening| cursor.said.starts_with(opening.as_str())).map(String::len).max();
    let typed = cursor.behind(opened.unwrap_or(0));
    if typed.words().split(' ').count() > MAX_BEGINNING {
        return Vec::new();
    }
    let offers = sentences::citations(cursor.letter, field);
    let items = offers.iter().filter_map(|offer| cursor.sentence(offer, &typed)).enumerate();
    items.map(|(n, item)| CompletionItem { sort_text: Some(format!("0{n}")), ..item }).collect()
}

/// The edition that a citation names in full, and where its topics begin in the text before the cursor.
fn named(cursor: &Cursor<'_, '_>, index: &Index, citation: &Citation) -> Option<(EditionId, usize)> {
    let by_page = |id: &&EditionId| index.edition(**id).cites == Cites::Pages;
    let paged =
        || citation.editions().iter().find(by_page).filter(|_| ends_title(&citation.document.printed));
    let id = citation.edition().or_else(|| paged().copied())?;
    let document = &citation.document;
    let end = document.year.map_or(document.title.end(), |year| year.range.end());
    let end = usize::from(end);
    let whole = match index.edition(id).cites {
        // A title without a year is that of an edition cited by page.
        Cites::Pages => {
            document.year.is_some() || ends_title(&document.printed) || !citation.pages.is_empty()
        }
        Cites::Sections | Cites::Both => cursor.said[end..].contains(':'),
        Cites::None => false,
    };
    whole.then_some((id, end))
}

/// "Chronic Pain Medical Treatment" may go on with a year; with this word behind it is whole.
fn ends_title(printed: &str) -> bool {
    printed.to_ascii_lowercase().ends_with("guidelines")
}

/// Topics of an edition, or the pages of the topic that was cited last.
fn locators(
    cursor: &Cursor<'_, '_>,
    index: &Index,
    id: EditionId,
    start: usize,
    citation: &Citation,
) -> Vec<CompletionItem> {
    let topics: Vec<&Topic> = index.topics_of(id).map(|(_, topic)| topic).collect();
    let start = last_name(&cursor.said, start, &topics);
    let typed = cursor.behind(start);
    let before = cursor.said[..start].to_ascii_lowercase();
    let by_page = index.edition(id).cites == Cites::Pages;
    if before.ends_with("page(s):") || before.ends_with("pages:") || before.ends_with("page:") {
        let named = citation.topics.iter().flat_map(|named| &named.topics).map(|id| index.topic(*id));
        let page = |topic: &Topic| {
            let words = topic.pages?.to_string();
            let item = cursor.words(&words, &typed, CompletionItemKind::VALUE)?;
            Some(CompletionItem { detail: Some(topic.name.clone()), ..item })
        };
        return named.last().and_then(page).into_iter().collect();
    }
    if let Some(another) = typed.here.strip_prefix("and ").filter(|_| typed.range.len() > 4.into()) {
        let typed = cursor.from(cursor.offset - imr_linter::text::size(another.len()));
        return titles::items(cursor, index, &typed);
    }
    if by_page && typed.here.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let wanted = index.topics_of(id).filter(|(_, topic)| topic.kind != TopicKind::Table);
    let item = |(topic_id, topic): (_, &Topic)| topic_item(cursor, index, topic_id, topic, &typed, by_page);
    wanted.filter_map(item).collect()
}

/// Where the last name begins: behind a sign that no known name goes on behind.
fn last_name(said: &str, start: usize, topics: &[&Topic]) -> usize {
    let mut name = start;
    for (at, sign) in said[start..].match_indices([',', ';', ':']) {
        let end = start + at + sign.len();
        let typed = said[name..end].trim_start_matches([' ', ',']).to_lowercase();
        let goes_on = |topic: &&Topic| topic.name.to_lowercase().starts_with(&typed);
        if typed.len() <= sign.len() || !topics.iter().any(goes_on) {
            name = end;
        }
    }
    name
}

fn topic_item(
    cursor: &Cursor<'_, '_>,
    index: &Index,
    id: imr_linter::guideline::TopicId,
    topic: &Topic,
    typed: &Typed,
    by_page: bool,
) -> Option<CompletionItem> {
    let words = match topic.pages.filter(|_| by_page) {
        Some(pages) => {
            let known =
                |name: &str| Some(if name == "pages" { pages.to_string() } else { topic.name.clone() });
            sentences::phrase(cursor.letter, PhraseId::PagedTopic, known)?.text.plain()
        }
        None => format!("{}.", topic.name),
    };
    Some(CompletionItem {
        label: topic.name.clone(),
        filter_text: Some(format!("{} {}", typed.rest(&topic.name)?, topic.aliases.join(" "))),
        detail: topic.pages.map(|pages| format!("{} ({})", pages.in_words(), topic.evidence)),
        documentation: Some(documentation(card::topic(index, id).markdown())),
        ..cursor.words(&words, typed, CompletionItemKind::REFERENCE)?
    })
}
