//! Citations: the guideline lines of issues, and what rationales mention.

use crate::guideline::Index;
use crate::guideline::grammar::{Citation, GuidelineLine, read_line, read_mentions};
use crate::letter::BlockKind;
use crate::profile::IssueField;

/// The guideline line of a block, if it is one.
pub(super) fn line(flat: &str, kind: BlockKind, index: &Index) -> Option<GuidelineLine> {
    match kind {
        BlockKind::Field(IssueField::AdministratorGuideline | IssueField::ReviewerGuideline) => {
            Some(read_line(flat, index))
        }
        _ => None,
    }
}

/// The guidelines that a rationale mentions.
pub(super) fn mentions(flat: &str, kind: BlockKind, index: &Index) -> Vec<Citation> {
    match kind {
        BlockKind::Field(IssueField::Rationale) => read_mentions(flat, index),
        _ => Vec::new(),
    }
}
