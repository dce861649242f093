//! The layout of a letter's text: labels, blanks and page lists. No word is ever changed: an edit that
//! would change a letter or digit is not made.

use std::sync::LazyLock;

use imr_linter::finding::TextEdit;
use imr_linter::letter::BlockKind;
use imr_linter::profile::IssueField;
use imr_linter::text::{LineSource, TextRange, TextSize, size};
use regex::Regex;

use crate::document::Reading;

/// Pages and ranges of pages behind "Page(s):".
static PAGES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bpage(?:s|\(s\))?\s*:\s*(?<list>\d+(?:[ \t]*[-,;][ \t]*\d+)*)")
        .expect("a valid pattern")
});
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[ \t]*(?<sign>[-,;])[ \t]*").expect("a valid pattern"));
/// Blanks between words; at the beginning of a line they are layout.
static BLANKS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?<word>\S)[ \t]{2,}").expect("a valid pattern"));
static TRAILING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[ \t]+(?<end>\r?\n|\r)").expect("a valid pattern"));

/// The edits that put a letter's layout in order, within a range if one is given.
pub(crate) fn layout(letter: &Reading<'_>, within: Option<TextRange>) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    for block in letter.session.letter().blocks() {
        let place = block.text_range();
        let text = letter.letter.text.slice(place);
        let mut new = text.to_string();
        if let BlockKind::Field(field) = block.kind {
            edits.extend(label(letter, block.range.start(), place.start(), field));
            if field != IssueField::Rationale {
                new = PAGES
                    .replace_all(&new, |found: &regex::Captures<'_>| {
                        let list =
                            SEPARATOR.replace_all(
                                &found["list"],
                                |found: &regex::Captures<'_>| match &found["sign"] {
                                    "-" => "-".to_owned(),
                                    sign => format!("{sign} "),
                                },
                            );
                        found[0].replace(&found["list"], &list)
                    })
                    .into_owned();
            }
        }
        new = TRAILING.replace_all(&new, "$end").into_owned();
        if matches!(block.kind, BlockKind::Field(_) | BlockKind::Paragraph(_) | BlockKind::Issue) {
            new = BLANKS.replace_all(&new, "$word ").into_owned();
        }
        if new != *text && words(&new).eq(words(&text)) {
            edits.extend(shortest(place, &text, &new));
        }
    }
    edits.retain(|edit| within.is_none_or(|within| within.contains_range(edit.range)));
    edits.sort_by_key(|edit| edit.range.start());
    edits
}

/// One blank between a label and its value, none before its colon, and the case that letters print.
fn label(letter: &Reading<'_>, start: TextSize, value: TextSize, field: IssueField) -> Option<TextEdit> {
    let place = TextRange::new(start, value);
    let text = letter.letter.text.slice(place);
    let forms = &letter.session.view().profile.issue.fields;
    let usual = forms.iter().find(|form| form.id == field)?.labels.first()?;
    let behind = letter
        .letter
        .text
        .slice(TextRange::new(value, (value + size(1)).min(size(letter.letter.text.len()))));
    let colon = text.rfind(':').map_or(text.len(), |at| at + 1);
    let gap = &text[colon..];
    let ends_line = behind.starts_with(['\r', '\n']) || behind.is_empty() || gap.contains(['\r', '\n']);
    let gap = if ends_line { gap.trim_matches([' ', '\t']).to_owned() } else { " ".to_owned() };
    let new = format!("{usual}{gap}");
    let fits = words(&new).eq(words(&text)) && !text[..colon].contains(['\n', '\r']);
    let gap_is_value = behind.starts_with(' ') && gap == " ";
    (fits && !gap_is_value && new != *text).then_some(TextEdit { range: place, replacement: new })
}

fn words(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Only the lines that change.
fn shortest(place: TextRange, before: &str, after: &str) -> Vec<TextEdit> {
    let edits = super::difference(before, after);
    edits.into_iter().map(|edit| TextEdit { range: edit.range + place.start(), ..edit }).collect()
}
