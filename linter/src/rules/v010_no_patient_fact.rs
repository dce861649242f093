//! # V010 no-patient-fact
//!
//! ## What it does
//! Points out a rationale that speaks of the guideline and the request, and of nothing that the records say about this
//! patient.
//!
//! ## Why it matters
//! A decision must apply the evidence to the case (Labor Code 4610.6(e)). A rationale that would fit any worker gives
//! the reader no reason why this one is denied or granted the item.
//!
//! ## Example
//! ```rationale
//! The guideline allows ten visits over eight weeks. Given the quantity, the request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The guideline allows ten visits over eight weeks. The worker has completed six visits and moves the knee freely.
//! Therefore, the request is not medically necessary.
//! ```
//!
//! ## Fix
//! None: the facts are the reviewer's.

use super::concluded::stated;
use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::{BlockKind, FieldSpan};
use crate::profile::IssueField;

const RATIONALE: BlockKind = BlockKind::Field(IssueField::Rationale);

pub(crate) static RULE: Rule = Rule {
    code: "V010",
    name: "no-patient-fact",
    severity: Severity::Hint,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, issue) in view.issues() {
        let depends = stated(view, number).any(|found| found.conclusion.premise);
        let mut rationale = view.issue_blocks(number).filter(|(block, _)| block.kind == RATIONALE).peekable();
        let Some((first, _)) = rationale.peek().copied() else { continue };
        let (mut words, mut known) = (0, depends);
        for (_, facts) in rationale {
            words += facts.words;
            known |= facts.grounds.patient || facts.grounds.depends.is_some();
        }
        if words > 0 && !known {
            let message = format!("the rationale of {} holds no fact about this patient", view.issue_name(number));
            let label = issue.field(IssueField::Rationale).map_or(first.range, FieldSpan::label);
            let place = if label.is_empty() { issue.title } else { label };
            findings.push(Finding::new(&RULE, place, message).help("say what in the records decides the matter"));
        }
    }
}
