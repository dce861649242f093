//! At the beginning of a paragraph: titles of sections and labels of an issue that are missing, fixed
//! statements, and a whole issue.

use imr_linter::facts::Says;
use imr_linter::profile::{HeaderFieldForm, PhraseId, Section, SectionRole, Statement};
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Cursor, Typed};
use crate::letter::sentences::{self, Offer};
use crate::letter::snippet::Snippet;

/// More than this is no beginning of a title.
const MAX_BEGINNING: usize = 60;

/// Answers where nothing but the beginning of a title is on the line, and it begins a paragraph or is in
/// capitals: any other line may be the next of a sentence.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let typed = cursor.on_line();
    let sort = |c: char| c.is_alphabetic() || " ,()'/".contains(c);
    if !cursor.at_end || !typed.here.chars().all(sort) || typed.here.len() >= MAX_BEGINNING {
        return Vec::new();
    }
    if !cursor.begins_paragraph() && !is_in_capitals(&typed.here) {
        return Vec::new();
    }
    let mut items = sections(cursor, &typed);
    items.extend(labels(cursor, &typed));
    let mut offers = issues(cursor);
    offers.extend(statements(cursor));
    offers.extend(header(cursor));
    items.extend(offers.iter().filter_map(|offer| cursor.sentence(offer, &typed)));
    items
}

/// Whether words are in capitals. One letter may be the word "I" or "A".
fn is_in_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
}

/// The titles that the letter lacks. Where the title itself decides, there is one for each verdict.
fn sections(cursor: &Cursor<'_, '_>, typed: &Typed) -> Vec<CompletionItem> {
    let view = cursor.letter.session.view();
    // What is just being typed may be known for a title already.
    let elsewhere = |title: TextRange| !title.contains_inclusive(cursor.offset);
    let present = |role| view.sections(role).any(|section| elsewhere(view.title_range(section)));
    let item = |(section, title): (&Section, &String)| {
        Some(CompletionItem {
            detail: Some("not in the letter yet".to_owned()),
            sort_text: Some(format!("1{}", section.title())),
            ..cursor.words(title, typed, CompletionItemKind::MODULE)?
        })
    };
    let sections = view.profile.sections.iter();
    let missing = sections.filter(|section| section.role != SectionRole::Other && !present(section.role));
    let titles = missing.flat_map(|section| {
        let deciding: Vec<&String> = [&section.upheld_titles, &section.overturned_titles]
            .into_iter()
            .filter_map(|t| t.first())
            .collect();
        let titles = if deciding.is_empty() { section.titles.iter().take(1).collect() } else { deciding };
        titles.into_iter().map(move |title| (section, title))
    });
    titles.filter_map(item).collect()
}

/// The labels or opening words that the issue at the cursor lacks.
fn labels(cursor: &Cursor<'_, '_>, typed: &Typed) -> Vec<CompletionItem> {
    let view = cursor.letter.session.view();
    let Some((_, issue)) = cursor.letter.issue_at(cursor.offset) else { return Vec::new() };
    let missing = view.profile.issue.fields.iter().filter(|form| issue.field(form.id).is_none());
    let item = |form: &imr_linter::profile::IssueFieldForm| {
        let words = format!("{} ", form.mark());
        let item = cursor.words(&words, typed, CompletionItemKind::FIELD)?;
        Some(CompletionItem { sort_text: Some(format!("0{words}")), ..item })
    };
    missing.filter_map(item).collect()
}

/// Whole issues, among the decisions.
fn issues(cursor: &Cursor<'_, '_>) -> Vec<Offer> {
    let view = cursor.letter.session.view();
    let decisions = view.sections(SectionRole::Decisions).next();
    if decisions.is_none_or(|section| section.body.start() > cursor.offset) {
        return Vec::new();
    }
    let depends = sentences::depends(cursor.letter, None);
    let ids = [Some(PhraseId::Issue), depends.then_some(PhraseId::DependentIssue)];
    ids.into_iter().flatten().filter_map(|id| sentences::issue(cursor.letter, id)).collect()
}

/// The fixed statements of the section at the cursor.
fn statements(cursor: &Cursor<'_, '_>) -> Vec<Offer> {
    let view = cursor.letter.session.view();
    let sections = &cursor.letter.session.letter().outline().sections;
    let Some(section) = sections.iter().rfind(|section| section.body.start() <= cursor.offset) else {
        return Vec::new();
    };
    let present = |id: &str| {
        view.saying(Says::STATEMENTS).any(|(_, facts)| facts.statements.iter().any(|fact| fact.id == id))
    };
    let missing = view.profile.statements.iter().filter(|s| s.section == section.role && !present(&s.id));
    missing.map(|statement| offer(cursor, statement)).collect()
}

/// The table at the head of the letter, above its first title, with the fields that it must hold.
fn header(cursor: &Cursor<'_, '_>) -> Option<Offer> {
    let view = cursor.letter.session.view();
    let sections = &cursor.letter.session.letter().outline().sections;
    let below = sections.first().is_some_and(|section| section.body.start() <= cursor.offset);
    if below || view.saying(Says::HEADER).next().is_some() {
        return None;
    }
    let header = &view.profile.header;
    let fields = header.fields.iter().filter(|field| header.required.contains(&field.id));
    let line =
        |field: &HeaderFieldForm| format!("{} {{{}}}\n", field.labels[0], field.id.title().to_lowercase());
    let lines = fields.map(line).collect::<Vec<_>>().concat();
    Some(Offer { label: "Header".to_owned(), text: Snippet::of(&lines, |_| None) })
}

/// A statement with its slots filled in or left as gaps; of several wordings, the first.
fn offer(cursor: &Cursor<'_, '_>, statement: &Statement) -> Offer {
    let text = statement.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let slots = statement.slots.iter().map(|slot| format!("{{{}}}", slot.replace('_', " ")));
    let text = slots.fold(text, |text, slot| text.replacen("{*}", &slot, 1));
    let known = |gap: &str| match gap.split_once('|') {
        Some((first, _)) => Some(first.to_owned()),
        None => sentences::header_date(cursor.letter, gap),
    };
    let label = if statement.label.is_empty() { &statement.id } else { &statement.label };
    Offer { label: format!("Statement: {label}"), text: Snippet::of(&text, known) }
}
