//! # V006 determination-mismatch
//!
//! ## What it does
//! Reports an overall determination that does not follow from the verdicts: UPHOLD where an issue is Overturned,
//! OVERTURN where one is Upheld, PARTIAL OVERTURN where all agree; and one whose explanation says something else.
//!
//! ## Why it matters
//! The first page is what the parties read. An OVERTURN there and an Upheld within is a letter with two answers.
//!
//! ## Example
//! ```letter
//! Dear injured worker:
//!
//! Final Determination: OVERTURN. This means we decided that all of the disputed items/services are medically necessary
//! and appropriate.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//!
//! Six visits of aquatic therapy: Upheld
//!
//! Decision rationale: Therefore, the request is not medically necessary.
//!
//! A cane: Overturned
//!
//! Decision rationale: Therefore, the request is medically necessary.
//! ```
//!
//! ## Use instead
//! ```letter
//! Dear injured worker:
//!
//! Final Determination: PARTIAL OVERTURN. This means we decided that some (but not all) of the disputed items/services
//! are medically necessary and appropriate.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//!
//! Six visits of aquatic therapy: Upheld
//!
//! Decision rationale: Therefore, the request is not medically necessary.
//!
//! A cane: Overturned
//!
//! Decision rationale: Therefore, the request is medically necessary.
//! ```
//!
//! ## Fix
//! None: no fix changes a verdict.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Overall, Says};
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "V006",
    name: "determination-mismatch",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (block, facts) in view.saying(Says::DETERMINATION) {
        let Some(found) = facts.determination else { continue };
        let place = found.range + block.range.start();
        let word = found.overall.word();
        if let Some((expected, witness)) = view.overall().filter(|(expected, _)| *expected != found.overall) {
            let what = match expected {
                Overall::Uphold => "every issue is Upheld",
                Overall::Overturn => "every issue is Overturned",
                Overall::PartialOverturn => "some issues are Upheld and some Overturned",
            };
            let message = format!("the overall determination is {word}, but {what}");
            let finding = Finding::new(&RULE, place, message).help(format!("the verdicts add up to {}", expected.word()));
            findings.push(match witness.verdict {
                Some(verdict) => finding.related(verdict.range, "a verdict that does not fit"),
                None => finding,
            });
        }
        if let Some((meaning, words)) = found.meaning.filter(|(meaning, _)| *meaning != found.overall) {
            let message = format!("{word} is explained with the words for {}", meaning.word());
            findings.push(Finding::new(&RULE, words + block.range.start(), message).related(place, "the determination"));
        }
    }
}
