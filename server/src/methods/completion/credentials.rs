//! Where the reviewer's credentials stand: states and specialties, behind a label or in a sentence.

use std::sync::LazyLock;

use imr_linter::facts::{specialties, states};
use imr_linter::letter::MarkKind;
use regex::Regex;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::{Cursor, Typed};

/// What asks for names in a sentence.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:(?<specialty>certified\s+in)|licensed\s+(?:to\s+practice\s+)?in)(?:\s|$)";
    Regex::new(pattern).expect("a valid pattern")
});

/// More words than these are no name.
const MAX_NAME: usize = 6;

/// The names that the paragraph's label asks for.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let marks = &cursor.letter.session.letter().outline().marks;
    let label = marks.iter().rfind(|mark| mark.range.end() <= cursor.offset);
    // Text may be double-spaced.
    let goes_on = |start| start >= cursor.paragraph() || cursor.above_paragraph().ends_with(',');
    let typed = cursor.behind_signs(&[',', ':', ';']);
    match label.filter(|mark| goes_on(mark.range.start())).map(|mark| mark.kind) {
        Some(MarkKind::Licensure) => names(cursor, states().collect(), &typed),
        Some(MarkKind::Specialty) => names(cursor, specialties().collect(), &typed),
        _ => Vec::new(),
    }
}

/// The names that a sentence asks for, as in "is Board Certified in".
pub(super) fn in_sentence(cursor: &Cursor<'_, '_>) -> Vec<CompletionItem> {
    let Some(asks) = ASKS.captures_iter(&cursor.said).last() else { return Vec::new() };
    let start = asks.get(0).map_or(0, |all| all.end());
    let list = &cursor.said[start..];
    let parts = [", ", " and "].into_iter().filter_map(|part| Some(list.rfind(part)? + part.len()));
    let typed = cursor.behind(start + parts.max().unwrap_or(0));
    if list.contains('.')
        || typed.here.split(' ').count() > MAX_NAME
        || !cursor.before.ends_with([' ', ',']) && typed.here.is_empty()
    {
        return Vec::new();
    }
    let known = if asks.name("specialty").is_some() { specialties().collect() } else { states().collect() };
    names(cursor, known, &typed)
}

fn names(cursor: &Cursor<'_, '_>, names: Vec<&'static str>, typed: &Typed) -> Vec<CompletionItem> {
    names.into_iter().filter_map(|name| cursor.words(name, typed, CompletionItemKind::VALUE)).collect()
}
