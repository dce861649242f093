//! At the beginning of a line: titles of sections, those that are missing first, labels that an issue
//! lacks, and a whole issue.

use imr_linter::facts::Says;
use imr_linter::profile::{PhraseId, SectionRole, Statement};
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Cursor, Typed};
use crate::letter::sentences::{self, Offer};
use crate::letter::snippet::Snippet;

/// More than this is no beginning of a title.
const MAX_BEGINNING: usize = 60;

/// Answers where nothing but the beginning of a title is on the line.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let typed = cursor.on_line();
    let sort = |c: char| c.is_alphabetic() || " ,()'/".contains(c);
    if !cursor.at_end || !typed.here.chars().all(sort) || typed.here.len() >= MAX_BEGINNING {
        return Vec::new();
    }
    let mut items = sections(cursor, &typed);
    items.extend(labels(cursor, &typed));
    let mut offers = issues(cursor);
    offers.extend(statements(cursor));
    items.extend(offers.iter().filter_map(|offer| cursor.sentence(offer, &typed)));
    items
}

fn sections(cursor: &Cursor<'_, '_>, typed: &Typed) -> Vec<CompletionItem> {
    let view = cursor.letter.session.view();
    let item = |section: &imr_linter::profile::Section| {
        let missing = view.sections(section.role).next().is_none();
        Some(CompletionItem {
            detail: missing.then(|| "not in the letter yet".to_owned()),
            sort_text: Some(format!("{}{}", if missing { 1 } else { 3 }, section.title())),
            ..cursor.words(section.title(), typed, CompletionItemKind::MODULE)?
        })
    };
    let sections = view.profile.sections.iter().filter(|section| section.role != SectionRole::Other);
    sections.filter_map(item).collect()
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

/// A statement with its slots filled in or left as gaps; of several wordings, the first.
fn offer(cursor: &Cursor<'_, '_>, statement: &Statement) -> Offer {
    let text = statement.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut slots = statement.slots.iter();
    let known = |gap: &str| match gap {
        "*" => slots.next().and_then(|name| sentences::header_date(cursor.letter, name)),
        choices => choices.split('|').next().map(str::to_owned),
    };
    Offer { label: format!("Statement: {}", statement.id), text: Snippet::of(&text, known) }
}
