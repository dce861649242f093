//! The identifiers of a letter, gathered from its blocks.

use super::{Identifier, Kind};
use crate::letter::BlockKind;
use crate::rules::LetterView;
use crate::text::TextRange;

/// An identifier with its place in the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub range: TextRange,
    /// What gives it away.
    pub evidence: String,
    /// What its block is.
    pub block: BlockKind,
    /// All places of the same identifier, this one among them.
    pub places: Vec<TextRange>,
}

/// All identifiers of a letter, in the order of the text.
pub(crate) fn identified(view: &LetterView<'_>) -> Vec<Identified> {
    let mut all: Vec<Identified> = Vec::new();
    for (block, facts) in view.blocks() {
        let certain = facts.identifiers.certain.iter();
        all.extend(certain.map(|Identifier { kind, range, evidence }| {
            let range = *range + block.range.start();
            let (kind, evidence) = (*kind, evidence.clone());
            Identified { kind, range, evidence, block: block.kind, places: vec![range] }
        }));
    }
    all.sort_by_key(|identified| (identified.range.start(), std::cmp::Reverse(identified.range.end())));
    all
}
