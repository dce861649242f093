//! # C013 missing-weaning-statement
//!
//! ## What it does
//! Reports an opioid that is upheld without a word on weaning.
//!
//! ## Why it matters
//! Published letters close such decisions with the statement that opioids should not be stopped abruptly, and where to
//! find how to taper them. The MTUS opioid guideline has a chapter on tapering for the same reason.
//!
//! ## Example
//! ```issue
//! Norco 10/325mg #60: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Opioid Treatment 2016, Section(s): 4.1.
//!
//! MAXIMUS guideline: Decision based on MTUS Opioid Treatment 2016, Section(s): 4.1.
//!
//! Decision rationale: The records do not show that pain or function improved. Therefore, the request for Norco
//! 10/325mg #60 is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```issue
//! Norco 10/325mg #60: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Opioid Treatment 2016, Section(s): 4.1.
//!
//! MAXIMUS guideline: Decision based on MTUS Opioid Treatment 2016, Section(s): 4.1.
//!
//! Decision rationale: The records do not show that pain or function improved. Therefore, the request for Norco
//! 10/325mg #60 is not medically necessary. The treating physician is advised to consult the guideline for a method of
//! weaning.
//! ```
//!
//! ## Fix
//! None: an editor completes the statement.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::{BlockKind, Verdict};
use crate::profile::IssueField;
use crate::text::TextRange;

const RATIONALE: BlockKind = BlockKind::Field(IssueField::Rationale);

pub(crate) static RULE: Rule = Rule {
    code: "C013",
    name: "missing-weaning-statement",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for (number, issue) in view.issues() {
        let upheld = issue.verdict.is_some_and(|found| found.verdict == Verdict::Upheld);
        let item = view.issue_title(number).and_then(|facts| facts.item.as_deref());
        let opioid = item.and_then(|item| item.drugs.iter().find(|(_, drug)| index.drug(*drug).opioid));
        let Some((_, drug)) = opioid.filter(|_| upheld) else { continue };
        let rationales: Vec<_> = view.issue_blocks(number).filter(|(block, _)| block.kind == RATIONALE).collect();
        let Some((last, _)) = rationales.last() else { continue };
        if rationales.iter().any(|(_, facts)| facts.grounds.weaning) {
            continue;
        }
        let name = &index.drug(*drug).generic;
        let message = format!("{name} is an opioid, and its denial is upheld without a word on weaning");
        let label = TextRange::at(last.range.start(), last.label.into());
        let place = if label.is_empty() { issue.title } else { label };
        findings.push(Finding::new(&RULE, place, message).related(issue.title, "the opioid"));
    }
}
