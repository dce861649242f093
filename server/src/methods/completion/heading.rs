//! At the beginning of a line: titles of sections, those that are missing first, labels that an issue
//! lacks, and a whole issue.

use imr_linter::facts::Says;
use imr_linter::profile::{IssueField, IssueStyle, SectionRole};
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;
use super::offer::fixed;
use crate::letter::sentences::{Offer, escape};

/// Answers where nothing but the beginning of a title is on the line.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let typed = cursor.before.trim_start();
    let could_be = typed.chars().all(|c| c.is_alphabetic() || " ,()".contains(c)) && typed.len() < 60;
    if !cursor.at_end || !could_be {
        return Vec::new();
    }
    let place = cursor.last(typed.len());
    let mut items = sections(cursor, place);
    items.extend(labels(cursor).into_iter().map(|label| CompletionItem {
        sort_text: Some(format!("0{label}")),
        ..cursor.words(&format!("{label} "), place, CompletionItemKind::FIELD)
    }));
    items.extend(issue(cursor).map(|offer| cursor.sentence(&offer, place)));
    items.extend(statements(cursor).iter().map(|offer| cursor.sentence(offer, place)));
    items
}

fn sections(cursor: &Cursor<'_, '_>, place: imr_linter::text::TextRange) -> Vec<CompletionItem> {
    let view = cursor.letter.session.view();
    let item = |section: &imr_linter::profile::Section| {
        let missing = view.sections(section.role).next().is_none();
        CompletionItem {
            detail: missing.then(|| "not in the letter yet".to_owned()),
            sort_text: Some(format!("{}{}", if missing { 1 } else { 3 }, section.title())),
            ..cursor.words(section.title(), place, CompletionItemKind::MODULE)
        }
    };
    view.profile.sections.iter().filter(|section| section.role != SectionRole::Other).map(item).collect()
}

/// The labels that the issue at the cursor lacks.
fn labels(cursor: &Cursor<'_, '_>) -> Vec<String> {
    let view = cursor.letter.session.view();
    let Some((_, issue)) = cursor.letter.issue_at(cursor.offset) else { return Vec::new() };
    let missing = view.profile.issue.fields.iter().filter(|form| issue.field(form.id).is_none());
    missing.filter_map(|form| form.labels.first().cloned()).collect()
}

/// A whole issue, in the layout that has titles.
fn issue(cursor: &Cursor<'_, '_>) -> Option<Offer> {
    let view = cursor.letter.session.view();
    let decisions = view.sections(SectionRole::Decisions).next()?;
    if view.profile.issue.style != IssueStyle::Titled || decisions.body.start() > cursor.offset {
        return None;
    }
    let label = |field: IssueField| escape(view.label(field));
    let text = format!(
        "${{1:Item}}: ${{2|Upheld,Overturned|}}\n\n{}: Decision based on MTUS ${{3:title}}.\n\n{}: Decision based on \
         MTUS ${{4:title}}.\n\n{}: ${{5:why}} Therefore, the request for ${{1:item}} ${{6|is not,is|}} medically \
         necessary.\n",
        label(IssueField::AdministratorGuideline),
        label(IssueField::ReviewerGuideline),
        label(IssueField::Rationale),
    );
    Some(Offer { label: "Issue: title, verdict and fields".to_owned(), text })
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
    missing.map(|statement| fixed(&format!("Statement: {}", statement.id), &statement.text.plain())).collect()
}
