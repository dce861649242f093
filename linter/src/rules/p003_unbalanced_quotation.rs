//! # P003 unbalanced-quotation
//!
//! ## What it does
//! Reports a quotation that is never closed, one that is closed and never opened, and a sentence on the patient within
//! the words of a guideline. A quotation may run over several paragraphs, and hold another. Inches are no quotation
//! marks; where it is not clear which way a mark looks, nothing is reported.
//!
//! ## Why it matters
//! A reader must know which words are the guideline's and which are the reviewer's.
//!
//! ## Example
//! ```rationale
//! The guideline states, "Therapy should fade towards a home program. The records show six visits. Therefore, the
//! request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The guideline states, "Therapy should fade towards a home program." The records show six visits. Therefore, the
//! request is not medically necessary.
//! ```
//!
//! ## Fix
//! None: only the author knows where the quotation ends.

use super::{Check, Fixable, LetterView, Rule};
use crate::facts::{QuoteMark, Side};
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;
use crate::text::TextSize;

pub(crate) static RULE: Rule = Rule {
    code: "P003",
    name: "unbalanced-quotation",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::No,
    check: Check::Letter(check),
};

type Mark<'a> = (TextSize, &'a QuoteMark);

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let mut group: Vec<Mark<'_>> = Vec::new();
    let mut part: Option<(BlockKind, Option<u32>)> = None;
    for (block, facts) in view.blocks() {
        // A title ends what could be quoted; the paragraphs of a section are one text.
        if part != Some((block.kind, block.issue)) {
            balance(&group, findings);
            group.clear();
            part = Some((block.kind, block.issue));
        }
        let at = block.range.start();
        group.extend(facts.quotations.marks.iter().map(|mark| (at, mark)));
        findings.extend(facts.quotations.strays.iter().map(|stray| {
            let message = "this sentence is about the patient, but stands within a guideline's words";
            Finding::new(&RULE, *stray + at, message).help("close the quotation where the guideline's words end")
        }));
    }
    balance(&group, findings);
}

/// Quotations may hold others: a closing mark closes what was opened last.
fn balance(marks: &[Mark<'_>], findings: &mut Vec<Finding>) {
    if marks.iter().any(|(_, mark)| mark.side == Side::Either) {
        return;
    }
    let mut open: Vec<Mark<'_>> = Vec::new();
    let mut report = |(at, mark): Mark<'_>, message: String| {
        findings.push(Finding::new(&RULE, mark.range + at, message));
    };
    for (at, mark) in marks {
        match mark.side {
            Side::Closing if open.pop().is_none() => {
                report((*at, mark), format!("the quotation that ends \"{}\" has no beginning", mark.words));
            }
            Side::Opening => open.push((*at, mark)),
            _ => {}
        }
    }
    // One that is missing makes the nesting of the others uncertain: it is told once.
    if let Some(first) = open.first() {
        report(*first, format!("the quotation that begins \"{}\" has no end", first.1.words));
    }
}
