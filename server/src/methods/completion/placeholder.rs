//! Within a placeholder: the names that the settings declare, else those that every letter has. Within a
//! tag: what tags say.

use std::sync::LazyLock;

use imr_linter::template::{LOOSE_PAIRS, PAIRS, known_names};
use imr_linter::text::{LineSource, TextRange, size};
use regex::Regex;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Cursor, Typed};

/// A name is no longer than this.
const MAX_NAME: usize = 60;

static LOOP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{%-?\s*(?:for\s+(?<one>\w+)\s+in\s+(?<all>[\w.]+)|endfor)\s*-?%\}")
        .expect("a valid pattern")
});

/// What tags begin with, with what closes a tag that says no more.
const TAGS: [(&str, bool); 6] =
    [("if", false), ("elif", false), ("else", true), ("endif", true), ("for", false), ("endfor", true)];

/// What is offered at the cursor; nothing where no placeholder is open.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Option<Vec<CompletionItem>> {
    let opened = |(open, close): &(&'static str, &'static str)| {
        let typed = &cursor.before[cursor.before.rfind(open)? + open.len()..];
        (!typed.contains(close) && typed.len() < MAX_NAME).then_some((*open, *close, typed))
    };
    let loose = LOOSE_PAIRS.iter().filter(|_| takes_loose(cursor));
    let (open, close, typed) = PAIRS.iter().chain(loose).find_map(opened)?;
    let text = &cursor.letter.letter.text;
    let line = text.line_span(text.line_of(cursor.offset));
    let closed = text.slice(TextRange::new(cursor.offset, line.end())).trim_start().starts_with(close);
    let blank = if open == "{{" || open == "{%" { " " } else { "" };
    let end = if closed { String::new() } else { format!("{blank}{close}") };
    let typed = typed.trim_start_matches(['-', '+', '~']).trim_start();
    match open {
        "{#" => Some(Vec::new()),
        "{%" => Some(tags(cursor, typed, &end)),
        _ => {
            let typed = cursor.from(cursor.offset - size(typed.len()));
            Some(names(cursor, &typed, &end, LOOSE_PAIRS.iter().any(|(loose, _)| *loose == open)))
        }
    }
}

/// Whether a single bracket may open a placeholder: only where names are declared, or in a template.
fn takes_loose(cursor: &Cursor<'_, '_>) -> bool {
    let options = cursor.letter.session.settings().options();
    options.template || !options.placeholders.is_empty()
}

/// What a tag begins with, and behind that the names.
fn tags(cursor: &Cursor<'_, '_>, typed: &str, end: &str) -> Vec<CompletionItem> {
    if let Some((_, name)) = typed.rsplit_once(' ') {
        return names(cursor, &cursor.from(cursor.offset - size(name.len())), end, false);
    }
    let typed = cursor.from(cursor.offset - size(typed.len()));
    let item = |(word, whole): (&str, bool)| {
        let new = format!("{word}{}", if whole { end } else { " " });
        let item = cursor.words(&new, &typed, CompletionItemKind::KEYWORD)?;
        Some(CompletionItem { label: word.to_owned(), ..item })
    };
    TAGS.into_iter().filter_map(item).collect()
}

/// The names that the settings declare, else those that every letter has. Within single brackets an
/// undeclared name is written in capitals and has several words.
fn names(cursor: &Cursor<'_, '_>, typed: &Typed, end: &str, loose: bool) -> Vec<CompletionItem> {
    let item = |name: String, sample: Option<&str>| {
        let item = cursor.words(&format!("{name}{end}"), typed, CompletionItemKind::VARIABLE)?;
        Some(CompletionItem { label: name, detail: sample.map(|sample| format!("such as {sample}")), ..item })
    };
    let declared = &cursor.letter.session.settings().options().placeholders;
    if declared.is_empty() {
        let known = known_names().filter(|(name, _)| !loose || name.contains(' '));
        let written = |name: &str| if loose { name.to_uppercase() } else { name.replace(' ', "_") };
        return known.filter_map(|(name, sample)| item(written(name), Some(sample))).collect();
    }
    let before = cursor.letter.letter.text.slice(TextRange::new(0.into(), cursor.offset));
    let loops = loops(&before);
    let names = declared.names().filter_map(|name| {
        let sample = declared.get(name).and_then(|declaration| declaration.sample.as_deref());
        item(in_loop(name, &loops), sample)
    });
    names.collect()
}

/// The loops that are open at the end of a text: variable and list.
fn loops(text: &str) -> Vec<(String, String)> {
    let mut open = Vec::new();
    for tag in LOOP.captures_iter(text) {
        match (tag.name("one"), tag.name("all")) {
            (Some(one), Some(all)) => open.push((one.as_str().to_owned(), all.as_str().to_owned())),
            _ => {
                open.pop();
            }
        }
    }
    open
}

/// A name as it is written within loops: `issues.item` is `issue.item` where `issue` runs over `issues`.
fn in_loop(name: &str, loops: &[(String, String)]) -> String {
    let inner = loops.iter().rev().find_map(|(one, all)| {
        let rest = name.strip_prefix(all.as_str())?.strip_prefix('.')?;
        Some(format!("{one}.{rest}"))
    });
    inner.unwrap_or_else(|| name.to_owned())
}
