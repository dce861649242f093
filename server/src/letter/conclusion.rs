//! The sentences that conclude a rationale.

use imr_linter::facts::{Conclusion, Facts, Polarity, final_conclusion};
use imr_linter::letter::{Block, BlockKind, Verdict, sentences};
use imr_linter::profile::IssueField;
use imr_linter::text::{Flat, LineSource, TextRange};

use crate::document::Reading;

/// The sentence that concludes an issue's rationale: the verdict that fits it, and its place. A sentence
/// that decides differently on parts of the item fits neither.
pub(crate) fn conclusion(letter: &Reading<'_>, issue: usize) -> Option<(Verdict, TextRange)> {
    let (block, facts) =
        rationale(letter, issue).filter(|(_, facts)| !facts.conclusions.is_empty()).last()?;
    let last = final_conclusion(&facts.conclusions)?;
    let verdict = match last.polarity {
        Polarity::NotNecessary => Verdict::Upheld,
        Polarity::Necessary => Verdict::Overturned,
        Polarity::Mixed => Verdict::Other,
    };
    Some((verdict, sentence(letter, block, last)))
}

/// All sentences of an issue's rationale that conclude, in order: some say it first and last.
pub(crate) fn conclusions(letter: &Reading<'_>, issue: usize) -> Vec<TextRange> {
    let conclude = rationale(letter, issue).flat_map(|(block, facts)| {
        let own = facts.conclusions.iter().filter(|conclusion| !conclusion.premise);
        own.map(move |conclusion| sentence(letter, block, conclusion))
    });
    let mut all: Vec<TextRange> = conclude.collect();
    all.dedup();
    all
}

fn rationale<'a>(
    letter: &'a Reading<'_>,
    issue: usize,
) -> impl Iterator<Item = (&'a Block, &'a Facts)> + use<'a> {
    let rationale = BlockKind::Field(IssueField::Rationale);
    letter.session.view().issue_blocks(issue).filter(move |(block, _)| block.kind == rationale)
}

/// The sentence that holds a conclusion's clause.
fn sentence(letter: &Reading<'_>, block: &Block, conclusion: &Conclusion) -> TextRange {
    let clause = conclusion.range + block.range.start();
    let place = block.text_range();
    let flat = Flat::new(&letter.letter.text.slice(place));
    let mut all = sentences(&flat).into_iter().map(|sentence| flat.to_source(sentence) + place.start());
    all.find(|sentence| sentence.contains_range(clause)).unwrap_or(clause)
}
