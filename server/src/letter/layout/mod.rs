//! The layout of a letter's text: labels, blanks and page lists. No word is ever changed, and each edit is
//! as small as can be, so that a range may be put in order without its neighbours.

mod blanks;
mod pages;

use imr_linter::facts::Facts;
use imr_linter::finding::TextEdit;
use imr_linter::letter::{Block, BlockKind};
use imr_linter::profile::IssueField;
use imr_linter::text::{LineSource, TextRange, size};

use crate::document::Reading;

/// The edits that put a letter's layout in order, within a range if one is given.
pub(crate) fn layout(letter: &Reading<'_>, within: Option<TextRange>) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for (block, facts) in letter.session.view().blocks() {
        let first = edits.len();
        edits.extend(label(letter, block));
        edits.extend(pages::edits(letter, block, facts));
        let others = edits[first..].to_vec();
        let free = |edit: &TextEdit| !others.iter().any(|other| overlap(other.range, edit.range));
        edits.extend(blank_edits(letter, block, facts).into_iter().filter(free));
    }
    edits.retain(|edit| within.is_none_or(|within| overlap(within, edit.range)));
    edits.sort_by_key(|edit| edit.range.start());
    edits
}

fn overlap(a: TextRange, b: TextRange) -> bool {
    a.intersect(b).is_some_and(|both| !both.is_empty() || a.is_empty() || b.is_empty())
}

/// Blanks at the ends of lines, and blanks that are several between the words of a sentence.
fn blank_edits(letter: &Reading<'_>, block: &Block, facts: &Facts) -> Vec<TextEdit> {
    let place = block.text_range();
    let text = letter.letter.text.slice(place);
    let prose = matches!(block.kind, BlockKind::Field(_) | BlockKind::Paragraph(_) | BlockKind::Issue);
    let found = blanks::trailing(&text).chain(blanks::doubled(&text).filter(|_| prose));
    let edits =
        found.map(|(range, new)| TextEdit { range: range + place.start(), replacement: new.to_owned() });
    // Where words are missing, the wide blank is what tells it.
    let is_hole = |range: TextRange| {
        let mut holes = facts.holes.iter().map(|hole| hole.range + block.range.start());
        holes.any(|hole| hole.intersect(range).is_some())
    };
    edits.filter(|edit| !is_hole(edit.range)).collect()
}

/// One blank between a label and its value, none before its colon, and the case that letters print.
fn label(letter: &Reading<'_>, block: &Block) -> Option<TextEdit> {
    let BlockKind::Field(field) = block.kind else { return None };
    let place = TextRange::new(block.range.start(), block.text_range().start());
    let new = usual_label(letter, place, field)?;
    (new != *letter.letter.text.slice(place)).then_some(TextEdit { range: place, replacement: new })
}

fn usual_label(letter: &Reading<'_>, place: TextRange, field: IssueField) -> Option<String> {
    let text = &letter.letter.text;
    let written = text.slice(place);
    let forms = &letter.session.view().profile.issue.fields;
    let usual = forms.iter().find(|form| form.id == field)?.labels.first()?;
    let end = size(text.line_end(place.end().into()));
    let behind = text.slice(TextRange::new(place.end(), end));
    let colon = written.rfind(':').map_or(written.len(), |at| at + 1);
    let gap = &written[colon..];
    let ends_line = behind.starts_with(['\r', '\n']) || behind.is_empty() || gap.contains(['\r', '\n']);
    let gap = if ends_line { gap.trim_matches([' ', '\t']) } else { " " };
    let same = words(usual).eq(words(&written)) && !written[..colon].contains(['\n', '\r']);
    let gap_is_value = behind.starts_with(' ') && gap == " ";
    (same && !gap_is_value).then(|| format!("{usual}{gap}"))
}

fn words(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
