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

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{QuoteMark, Says, Side};
use crate::finding::{Finding, Severity};
use crate::letter::Block;
use crate::text::{TextRange, TextSize};

pub(crate) static RULE: Rule = Rule {
    code: "P003",
    name: "unbalanced-quotation",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

type Mark<'a> = (TextSize, &'a QuoteMark);

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let mut group: Vec<Mark<'_>> = Vec::new();
    let mut before: Option<&Block> = None;
    for (block, facts) in view.saying(Says::QUOTATIONS) {
        if before.is_none_or(|before| !are_one_text(view, before, block)) {
            balance(&group, findings);
            group.clear();
        }
        before = Some(block);
        let at = block.range.start();
        group.extend(facts.quotations.marks.iter().map(|mark| (at, mark)));
        findings.extend(facts.quotations.strays.iter().map(|stray| {
            let message = "this sentence is about the patient, but stands within a guideline's words";
            Finding::new(&RULE, *stray + at, message).help("close the quotation where the guideline's words end")
        }));
    }
    balance(&group, findings);
}

/// The paragraphs of a section are one text, and so are the parts of a field; a title between two ends what could
/// be quoted.
fn are_one_text(view: &LetterView<'_>, one: &Block, other: &Block) -> bool {
    let is_same = |block: &Block| (block.kind, block.issue) == (one.kind, one.issue);
    let between = TextRange::new(one.range.end(), other.range.start());
    is_same(other) && view.blocks_in(between).all(|(block, _)| is_same(block))
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
