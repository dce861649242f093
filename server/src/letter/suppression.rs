//! Comments that silence a rule, with a reason to be filled in.

use imr_linter::finding::{Finding, TextEdit};
use imr_linter::text::{LineSource, TextRange, TextSize, range};

use crate::document::Reading;

/// What stands for the reason until somebody writes one.
const REASON: &str = "say why";

/// The comment above the paragraph of a finding.
pub(crate) fn here(letter: &Reading<'_>, finding: &Finding) -> TextEdit {
    let text = &letter.letter.text;
    let structure = letter.session.letter();
    let start = finding.range.start();
    let line = line_start(letter, start);
    // Above the whole paragraph, if the comment reaches the finding from there.
    let block = letter.block_at(start).map(|block| line_start(letter, letter.trimmed(block.range).start()));
    let reaches = |at: &usize| structure.paragraph_below(*at).contains(start);
    let at = block.filter(reaches).unwrap_or(line);
    let end = line_end(text, at);
    let comment = format!("<!-- imrlint-ignore {}: {REASON} -->{end}", finding.rule.code);
    TextEdit { range: range(at, at), replacement: comment }
}

/// The comment at the head of the letter.
pub(crate) fn everywhere(letter: &Reading<'_>, code: &str) -> TextEdit {
    let end = line_end(&letter.letter.text, 0);
    let comment = format!("<!-- imrlint-ignore-file {code}: {REASON} -->{end}");
    TextEdit { range: TextRange::empty(TextSize::new(0)), replacement: comment }
}

fn line_start(letter: &Reading<'_>, offset: TextSize) -> usize {
    letter.letter.text.line_start(offset.into())
}

/// How lines end here.
fn line_end(text: &impl LineSource, at: usize) -> &'static str {
    let end = text.line_end(at);
    let line = text.slice(range(at, end));
    ["\r\n", "\r"].into_iter().find(|line_end| line.ends_with(line_end)).unwrap_or("\n")
}
