//! The sentence that concludes a rationale.

use imr_linter::letter::{BlockKind, Verdict, sentences};
use imr_linter::profile::IssueField;
use imr_linter::text::{Flat, LineSource, TextRange};

use crate::document::Reading;

const NECESSARY: &str = "medically necessary";
const DENIALS: [&str; 5] = [
    "not medically necessary",
    "not considered medically necessary",
    "not supported as medically necessary",
    "never medically necessary",
    "nor medically necessary",
];

/// The last sentence of an issue's rationale that says whether the item is medically necessary: the
/// verdict that fits it, and its place.
pub(crate) fn conclusion(letter: &Reading<'_>, issue: usize) -> Option<(Verdict, TextRange)> {
    let view = letter.session.view();
    let rationale = BlockKind::Field(IssueField::Rationale);
    let blocks: Vec<TextRange> = view
        .issue_blocks(issue)
        .filter(|(block, _)| block.kind == rationale)
        .map(|(block, _)| block.text_range())
        .collect();
    blocks.into_iter().rev().find_map(|place| {
        let flat = Flat::new(&letter.letter.text.slice(place));
        let found = sentences(&flat).into_iter().rev().find_map(|sentence| {
            let text = flat[sentence].to_lowercase();
            let negative = DENIALS.iter().any(|denial| text.contains(denial));
            let verdict = if negative { Verdict::Upheld } else { Verdict::Overturned };
            text.contains(NECESSARY).then_some((verdict, sentence))
        });
        found.map(|(verdict, sentence)| (verdict, flat.to_source(sentence) + place.start()))
    })
}
