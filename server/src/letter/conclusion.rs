//! The sentence that concludes a rationale.

use imr_linter::facts::{Conclusion, Polarity, final_conclusion};
use imr_linter::letter::{BlockKind, Verdict, sentences};
use imr_linter::profile::IssueField;
use imr_linter::text::{Flat, LineSource, TextRange};

use crate::document::Reading;

/// The sentence that concludes an issue's rationale: the verdict that fits it, and its place. A sentence
/// that decides differently on parts of the item fits neither.
pub(crate) fn conclusion(letter: &Reading<'_>, issue: usize) -> Option<(Verdict, TextRange)> {
    let view = letter.session.view();
    let rationale = BlockKind::Field(IssueField::Rationale);
    let blocks = view.issue_blocks(issue).filter(|(block, _)| block.kind == rationale);
    let (block, conclusions): (_, &[Conclusion]) = blocks
        .map(|(block, facts)| (block, facts.conclusions.as_slice()))
        .filter(|(_, c)| !c.is_empty())
        .last()?;
    let last = final_conclusion(conclusions)?;
    let verdict = match last.polarity {
        Polarity::NotNecessary => Verdict::Upheld,
        Polarity::Necessary => Verdict::Overturned,
        Polarity::Mixed => Verdict::Other,
    };
    let clause = last.range + block.range.start();
    let place = block.text_range();
    let flat = Flat::new(&letter.letter.text.slice(place));
    let all = sentences(&flat).into_iter().map(|sentence| flat.to_source(sentence) + place.start());
    let sentence = all.into_iter().find(|sentence| sentence.contains_range(clause));
    Some((verdict, sentence.unwrap_or(clause)))
}
