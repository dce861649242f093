//! Within a placeholder: the names that the settings declare, else those that every letter has.

use std::sync::LazyLock;

use imr_linter::template::known_names;
use imr_linter::text::{LineSource, TextRange};
use regex::Regex;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;

/// What opens a placeholder, and what closes it.
const BRACKETS: [(&str, &str); 4] = [("{{", " }}"), ("<<", ">>"), ("\u{ab}", "\u{bb}"), ("${", "}")];

static LOOP: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{%-?\s*(?:for\s+(?<one>\w+)\s+in\s+(?<all>[\w.]+)|endfor)\s*-?%\}")
        .expect("a valid pattern")
});

/// The names at the cursor; nothing where no placeholder is open.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Option<Vec<CompletionItem>> {
    let opened = |(open, close): &(&str, &'static str)| {
        let typed = &cursor.before[cursor.before.rfind(open)? + open.len()..];
        let open = !typed.contains(close.trim_start()) && typed.len() < 60;
        open.then(|| (typed.trim_start().len(), *close))
    };
    let (typed, close) = BRACKETS.iter().find_map(opened)?;
    let text = &cursor.letter.letter.text;
    let line = text.line_span(text.line_of(cursor.offset));
    let closed = text.slice(TextRange::new(cursor.offset, line.end())).trim_start().starts_with(close.trim());
    let place = cursor.last(typed);
    let declared = &cursor.letter.session.settings().options().placeholders;
    let item = |name: String, sample: Option<&str>| {
        let new = format!("{name}{}", if closed { "" } else { close });
        CompletionItem {
            label: name,
            detail: sample.map(|sample| format!("such as {sample}")),
            ..cursor.words(&new, place, CompletionItemKind::VARIABLE)
        }
    };
    if declared.is_empty() {
        return Some(
            known_names().map(|(name, sample)| item(name.replace(' ', "_"), Some(sample))).collect(),
        );
    }
    let loops = loops(&text.slice(TextRange::new(0.into(), cursor.offset)));
    let names = declared.names().map(|name| {
        let sample = declared.get(name).and_then(|declaration| declaration.sample.as_deref());
        item(in_loop(name, &loops), sample)
    });
    Some(names.collect())
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
