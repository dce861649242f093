//! Lists of pages: `78, 79-80, 113`.

use imr_linter::facts::Facts;
use imr_linter::finding::TextEdit;
use imr_linter::guideline::grammar::{Locator, PageRange};
use imr_linter::letter::{Block, BlockKind};
use imr_linter::profile::IssueField;
use imr_linter::text::{LineSource, TextRange};

use crate::document::Reading;

/// One blank behind each sign between pages, and none within a range of pages. Lists that run over a line
/// end keep it.
pub(super) fn edits(letter: &Reading<'_>, block: &Block, facts: &Facts) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    if !matches!(block.kind, BlockKind::Field(field) if field != IssueField::Rationale) {
        return edits;
    }
    let text = &letter.letter.text;
    let mut even = |range: TextRange, new: fn(&str) -> Option<String>| {
        let written = text.slice(range);
        let new = new(&written).filter(|new| *new != *written);
        edits.extend(new.map(|replacement| TextEdit { range, replacement }));
    };
    let place = |locator: &Locator| locator.range + block.range.start();
    for citation in facts.guideline.iter().flat_map(|line| &line.citations) {
        for locator in citation.pages.iter().filter(|locator| locator.pages != PageRange::NoNumber) {
            even(place(locator), in_range);
        }
        for pair in citation.pages.windows(2) {
            let between = (place(&pair[0]).end(), place(&pair[1]).start());
            if between.0 <= between.1 {
                even(TextRange::new(between.0, between.1), in_list);
            }
        }
    }
    edits
}

/// "79 - 80" without its blanks.
fn in_range(written: &str) -> Option<String> {
    let (first, last) = written.split_once('-')?;
    let blank = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '\t'));
    (blank(first) && blank(last)).then(|| format!("{}-{}", first.trim(), last.trim()))
}

/// What stands between two pages: one sign, and one blank behind it.
fn in_list(written: &str) -> Option<String> {
    let sign = written.trim_matches([' ', '\t']);
    matches!(sign, "," | ";").then(|| format!("{sign} "))
}
