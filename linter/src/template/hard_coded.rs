//! T004: where the verdict is a placeholder the conclusion must be one, and the reverse.

use super::kind::Kind;
use super::render::{Filled, Rendering};
use super::tree::{If, Node, Tree, walk};
use crate::facts::{Polarity, final_conclusion};
use crate::finding::Finding;
use crate::rules::t004_hard_coded_verdict;
use crate::session::Session;
use crate::settings::Settings;
use crate::text::TextRange;

/// The verdicts of a template's letters with their conclusions.
#[derive(Default)]
pub(super) struct Verdicts {
    pairs: Vec<Pair>,
}

#[derive(PartialEq, Eq)]
struct Pair {
    verdict: Side,
    conclusion: Side,
    /// What the conclusion says.
    polarity: Polarity,
}

#[derive(PartialEq, Eq)]
struct Side {
    place: TextRange,
    /// What it says depends on a placeholder.
    open: bool,
    words: String,
}

impl Verdicts {
    /// Takes the issues of a letter.
    pub(super) fn note(&mut self, session: &Session, rendering: &Rendering) {
        let view = session.view();
        for (number, issue) in view.issues() {
            let conclusion = view.issue_blocks(number).filter_map(|(block, facts)| {
                let found = final_conclusion(&facts.conclusions).filter(|found| found.certain)?;
                Some((found.decides + block.range.start(), found.polarity))
            });
            let Some((conclusion, polarity)) = conclusion.last() else { continue };
            let Some(verdict) = issue.verdict else { continue };
            // A whole rationale that is still to be written says nothing yet.
            let to_write = [Kind::Rationale, Kind::Text, Kind::Summary];
            if rendering.kinds(conclusion).any(|kind| to_write.contains(&kind)) {
                continue;
            }
            let pair = Pair {
                verdict: side(verdict.range, rendering),
                conclusion: side(conclusion, rendering),
                polarity,
            };
            if !self.pairs.contains(&pair) {
                self.pairs.push(pair);
            }
        }
    }

    /// Reports pairs of which one half is fixed.
    pub(super) fn check(&self, tree: &Tree, settings: &Settings, findings: &mut Vec<Finding>) {
        if !settings.runs(&t004_hard_coded_verdict::RULE) {
            return;
        }
        let mut told: Vec<(TextRange, TextRange)> = Vec::new();
        for pair in &self.pairs {
            let places = (pair.verdict.place, pair.conclusion.place);
            let mut same = self.pairs.iter().filter(|other| other.verdict.place == pair.verdict.place);
            let both = same.any(|other| other.polarity != pair.polarity);
            if pair.verdict.open == pair.conclusion.open
                || both
                || in_branch(tree, places.0)
                || in_branch(tree, places.1)
                || told.contains(&places)
            {
                continue;
            }
            told.push(places);
            findings.push(if pair.verdict.open {
                t004_hard_coded_verdict::fixed_conclusion(&pair.conclusion.words, places.1, places.0)
            } else {
                t004_hard_coded_verdict::fixed_verdict(&pair.verdict.words, places.0, places.1)
            });
        }
    }
}

fn side(place: TextRange, rendering: &Rendering) -> Side {
    Side {
        place: rendering.to_source(place),
        open: rendering.filled(place) != Filled::Nothing,
        words: rendering.text[place].split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Whether a place is in a branch: another branch may say the opposite.
fn in_branch(tree: &Tree, place: TextRange) -> bool {
    let mut found = false;
    walk(&tree.nodes, &mut |node| {
        if let Node::If(If { arms, otherwise }) = node {
            let mut inside = |node: &Node| {
                let range = match node {
                    Node::Text(range) => *range,
                    Node::Value(value) => value.range,
                    Node::If(_) | Node::For(_) => return,
                };
                found |= range.contains_range(place);
            };
            arms.iter().flat_map(|arm| &arm.nodes).chain(otherwise).for_each(&mut inside);
        }
    });
    found
}
