//! # D007 contradicted-absence
//!
//! ## What it does
//! Points to a rationale that misses something ("no documentation of ...") which the summary of the same letter reports.
//! It tells once for each issue, and shows both places.
//!
//! It is a hint: what was requested and what was done may differ, and a report may say too little.
//!
//! ## Why it matters
//! A finding of fact that the letter's own summary contradicts is a ground of appeal (Labor Code 4610.6(h)(5)).
//!
//! ## Example
//! ```letter
//! CLINICAL CASE SUMMARY
//!
//! The injured worker is a 51 year old male. The examination of 12/05/2016 found decreased sensation in the left foot.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//!
//! MRI of the lumbar spine: Upheld
//!
//! Decision rationale: There is no evidence of a neurologic deficit. The request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//!
//! The injured worker is a 51 year old male. The examination of 12/05/2016 found full strength in both legs.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//!
//! MRI of the lumbar spine: Upheld
//!
//! Decision rationale: There is no evidence of a neurologic deficit. The request is not medically necessary.
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Says, Topic};
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "D007",
    name: "contradicted-absence",
    severity: Severity::Hint,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let documented = |topic: &Topic| {
        view.summary(Says::DOCUMENTED).find_map(|(block, said)| {
            let ((there, found), _) = said.documented.iter().find(|(_, known)| known == topic)?;
            Some((block, there, found))
        })
    };
    let mut told = None;
    for (block, said) in view.patients(Says::ABSENT) {
        for ((place, words), topic) in &said.absent {
            let Some((source, there, found)) = documented(topic) else { continue };
            if told.replace(block.issue) == Some(block.issue) {
                break;
            }
            let message = format!("\"{words}\", but the summary reports \"{found}\"");
            findings.push(
                Finding::new(&RULE, *place + block.range.start(), message)
                    .related(*there + source.range.start(), "reported here")
                    .help("say what is missing in this report, or leave the sentence out"),
            );
        }
    }
}
