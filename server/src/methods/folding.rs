//! `textDocument/foldingRange`: the header, sections, issues and their fields; branches and loops of templates.

use imr_linter::letter::BlockKind;
use imr_linter::template;
use imr_linter::text::{LineSource, TextRange, range};
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind};

use crate::document::Reading;
use crate::letter::title_of;

/// Answers.
pub(crate) fn folding_range(letter: &Reading<'_>) -> Vec<FoldingRange> {
    let structure = letter.session.letter();
    let outline = structure.outline();
    let mut ranges = Vec::new();
    let tables = structure.blocks().iter().filter(|block| block.kind == BlockKind::Header);
    ranges.extend(tables.filter_map(|block| fold(letter, block.range, None)));
    for section in &outline.sections {
        ranges.extend(fold(letter, letter.section(section), None));
    }
    for issue in structure.issues() {
        ranges.extend(fold(letter, issue.range, Some(title_of(letter, issue))));
        for field in &issue.fields {
            ranges.extend(fold(letter, field.range, None));
        }
    }
    let settings = letter.session.settings();
    if settings.options().template {
        let text = letter.letter.text.slice(range(0, letter.letter.text.len()));
        ranges.extend(
            template::blocks(&text, settings).into_iter().filter_map(|block| fold(letter, block, None)),
        );
    }
    ranges.sort_by_key(|range| (range.start_line, std::cmp::Reverse(range.end_line)));
    ranges.dedup_by_key(|range| (range.start_line, range.end_line));
    ranges
}

/// A range over several lines, blank lines at its end left out.
fn fold(letter: &Reading<'_>, range: TextRange, text: Option<String>) -> Option<FoldingRange> {
    let range = letter.trimmed(range);
    let text_of = &letter.letter.text;
    let (start, end) = (text_of.line_of(range.start()), text_of.line_of(range.end()));
    (start < end).then(|| FoldingRange {
        start_line: start as u32,
        start_character: None,
        end_line: end as u32,
        end_character: None,
        kind: Some(FoldingRangeKind::Region),
        collapsed_text: text.filter(|text| !text.is_empty()),
    })
}
