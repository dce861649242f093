//! # C010 missing-citation
//!
//! ## What it does
//! Reports an issue for which the reviewer cites nothing, unless the rationale rests on the verdict of another item,
//! such as an operation.
//!
//! ## Why it matters
//! Each decision must refer to the evidence relied upon (8 CCR 9792.10.6(d), Labor Code 4610.6(e)). In the published
//! letters only ancillary services go without.
//!
//! ## Example
//! ```guideline
//! The Expert Reviewer did not cite any medical evidence for its decision.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical medicine treatment.
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;
use crate::profile::IssueField;

const REVIEWER: BlockKind = BlockKind::Field(IssueField::ReviewerGuideline);

pub(crate) static RULE: Rule = Rule {
    code: "C010",
    name: "missing-citation",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, _) in view.issues() {
        let depends = view.issue_blocks(number).any(|(_, facts)| facts.grounds.depends.is_some());
        for (block, facts) in view.issue_blocks(number).filter(|(block, _)| block.kind == REVIEWER) {
            let Some(line) = &facts.guideline else { continue };
            let nothing = line.cites_nothing.filter(|_| line.citations.is_empty() && !depends);
            if let Some(place) = nothing {
                let message = format!("{} rests on no cited evidence", view.issue_name(number));
                let help = "cite what the decision rests on, or say on which other item it depends";
                findings.push(Finding::new(&RULE, place + block.range.start(), message).help(help));
            }
        }
    }
}
