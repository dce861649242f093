//! # V002 missing-conclusion
//!
//! ## What it does
//! Reports a rationale that does not say whether the item is medically necessary.
//!
//! ## Why it matters
//! Labor Code 4610.6(e) wants every analysis to state whether the disputed service is medically necessary. A rationale
//! that stops at the guideline leaves the reader to guess how the verdict follows.
//!
//! ## Example
//! ```rationale
//! The guideline allows ten visits over eight weeks. The worker has completed six visits and moves the knee freely.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The guideline allows ten visits over eight weeks. The worker has completed six visits and moves the knee freely.
//! Therefore, the request is not medically necessary.
//! ```
//!
//! ## Fix
//! None: the conclusion is the reviewer's.

use super::concluded::conclusions;
use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;
use crate::profile::{IssueField, IssueStyle};

const RATIONALE: BlockKind = BlockKind::Field(IssueField::Rationale);

pub(crate) static RULE: Rule = Rule {
    code: "V002",
    name: "missing-conclusion",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    // In these layouts the title of the rationale, or its first sentence, concludes.
    if view.profile.issue.style != IssueStyle::Titled {
        return;
    }
    for (number, issue) in view.issues() {
        let rationale = view.issue_blocks(number).filter(|(block, _)| block.kind == RATIONALE);
        let words: u32 = rationale.map(|(_, facts)| facts.words).sum();
        let Some(field) = issue.field(IssueField::Rationale).filter(|_| words > 0) else { continue };
        if conclusions(view, number).is_empty() {
            let name = view.issue_name(number);
            let message = format!("the rationale of {name} does not say whether the item is medically necessary");
            let place = if field.label().is_empty() { issue.title } else { field.label() };
            let help = "close it with \"is medically necessary\" or \"is not medically necessary\"";
            findings.push(Finding::new(&RULE, place, message).help(help));
        }
    }
}
