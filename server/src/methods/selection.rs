//! `textDocument/selectionRange`: word, sentence, paragraph, field, issue, section, letter.

use imr_linter::letter::sentences;
use imr_linter::text::{Flat, LineSource, TextRange, TextSize, range, size};
use tower_lsp::lsp_types::{Position, SelectionRange};

use crate::document::Reading;

/// Answers, for each position.
pub(crate) fn selection_range(letter: &Reading<'_>, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| around(letter, letter.offset(*position))).collect()
}

fn around(letter: &Reading<'_>, offset: TextSize) -> SelectionRange {
    let structure = letter.session.letter();
    let outline = structure.outline();
    let mut ranges: Vec<TextRange> = Vec::new();
    ranges.extend(outline.sections.iter().map(|section| letter.section(section)));
    ranges.extend(structure.issues().iter().map(|issue| issue.range));
    ranges.extend(structure.issues().iter().flat_map(|issue| &issue.fields).map(|field| field.range));
    if let Some(block) = letter.block_at(offset) {
        let text = block.text_range();
        ranges.push(letter.trimmed(text));
        let flat = Flat::new(&letter.letter.text.slice(text));
        ranges.extend(sentences(&flat).into_iter().map(|sentence| flat.to_source(sentence) + text.start()));
        ranges.push(word(letter, offset));
    }
    ranges.retain(|range| range.contains_inclusive(offset));
    ranges.sort_by_key(|range| std::cmp::Reverse(range.len()));
    // Each holds the next; what only overlaps is left out.
    let mut innermost = range(0, letter.letter.text.len());
    let mut selection = SelectionRange { range: letter.range(innermost), parent: None };
    for range in ranges {
        if innermost.contains_range(range) && innermost != range {
            innermost = range;
            selection = SelectionRange { range: letter.range(range), parent: Some(Box::new(selection)) };
        }
    }
    selection
}

fn word(letter: &Reading<'_>, offset: TextSize) -> TextRange {
    let text = &letter.letter.text;
    let line = text.line_span(text.line_of(offset));
    let words = text.slice(line);
    let at = usize::from(offset.min(line.end()) - line.start());
    let outside = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '/'));
    let before = words[..at].char_indices().rev().find(|(_, c)| outside(*c));
    let start = before.map_or(0, |(found, c)| found + c.len_utf8());
    let end = words[at..].find(outside).map_or(words.len(), |found| at + found);
    TextRange::new(line.start() + size(start), line.start() + size(end))
}
