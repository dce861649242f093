//! Within a comment that silences rules: their codes.

use imr_linter::card;
use imr_linter::rules;
use imr_linter::text::size;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;
use super::offer::documentation;

/// Codes behind the directive; the directives themselves before.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let comment = cursor.before.rfind("<!--").map_or("", |at| &cursor.before[at + 4..]);
    let behind = |typed: &str| cursor.from(cursor.offset - size(typed.len()));
    if comment.contains("-->") || comment.contains(':') {
        return Vec::new();
    }
    let comment = comment.trim_start();
    if !comment.contains(' ') {
        let directives = ["imrlint-ignore", "imrlint-ignore-file"].into_iter();
        let typed = behind(comment);
        return directives
            .filter_map(|name| cursor.words(name, &typed, CompletionItemKind::KEYWORD))
            .collect();
    }
    let typed = behind(comment.rsplit([' ', ',']).next().unwrap_or(""));
    let item = |rule: &'static rules::Rule| {
        Some(CompletionItem {
            detail: Some(rule.name.to_owned()),
            filter_text: Some(format!("{} {}", rule.code, rule.name)),
            documentation: Some(documentation(card::rule(rule).markdown())),
            ..cursor.words(rule.code, &typed, CompletionItemKind::ENUM_MEMBER)?
        })
    };
    let found =
        |rule: &&'static rules::Rule| letter_has(cursor, rule) || cursor.letter.session.settings().runs(rule);
    let mut items: Vec<CompletionItem> = rules::all()
        .filter(|rule| !rule.code.starts_with(['M', 'E']))
        .filter(found)
        .filter_map(item)
        .collect();
    for item in &mut items {
        let present = rules::find(&item.label).is_some_and(|rule| letter_has(cursor, rule));
        item.sort_text = Some(format!("{}{}", u8::from(!present), item.label));
    }
    items
}

/// What is found in the letter is what somebody may want to silence.
fn letter_has(cursor: &Cursor<'_, '_>, rule: &rules::Rule) -> bool {
    cursor.letter.outcome.findings.iter().any(|finding| finding.rule == rule)
}
