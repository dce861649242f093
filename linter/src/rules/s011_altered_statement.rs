//! # S011 altered-statement
//!
//! ## What it does
//! Compares the statements that every letter repeats with their usual wording, word by word, and
//! reports one that is missing or changed.
//!
//! ## Why it matters
//! These sentences carry what the law asks for: that the reviewer has no affiliation with the parties,
//! is in active practice, and reviewed all medical records. In 194 published letters of 2016 and 2017
//! they do not differ by a word.
//!
//! ## Example
//! ```decisions
//! The Final Determination was based on a decision for the items listed below:
//!
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Use instead
//! ```decisions
//! The Final Determination was based on decisions for the disputed items/services set forth below:
//!
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! An editor offers to restore the usual wording.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Says, StatementChange, StatementFact};
use crate::finding::{Applicability, Finding, Severity};
use crate::profile::{SectionRole, Statement, Sourcing};
use crate::text::TextSize;

pub(crate) static RULE: Rule = Rule {
    code: "S011",
    name: "altered-statement",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

/// So many differences are told one by one.
const MAX_TOLD: usize = 3;

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for statement in &view.profile.statements {
        let Some(section) = view.sections(statement.section).next() else { continue };
        let blocks: Vec<_> = view.blocks_in(section.body).collect();
        // Where the section is empty, S004 speaks.
        if blocks.iter().all(|(_, facts)| facts.words + facts.fixed_words == 0) {
            continue;
        }
        let found = blocks.iter().find_map(|(block, facts)| {
            let fact = facts.statements.iter().find(|fact| fact.id == statement.id)?;
            Some((block.range.start(), fact))
        });
        let finding = match found {
            Some((_, fact)) if fact.changes.is_empty() => continue,
            Some((offset, fact)) => changed(statement, fact, offset),
            // Where the credentials are missing, S009 speaks; their introduction goes with them.
            None if statement.section == SectionRole::Determination && !statement.first && !has_credentials(view) => {
                continue;
            }
            None => missing(view, statement, view.title_range(section)),
        };
        let recalled = statement.evidence == Sourcing::Recalled;
        findings.push(if recalled { finding.at(Severity::Info) } else { finding });
    }
}

fn has_credentials(view: &LetterView<'_>) -> bool {
    view.saying(Says::CREDENTIALS).next().is_some()
}

fn missing(view: &LetterView<'_>, statement: &Statement, place: crate::text::TextRange) -> Finding {
    let message = format!("the usual statement is missing under \"{}\"", view.title(statement.section));
    Finding::new(&RULE, place, message).help(format!("it reads: \"{}\"", statement.text.plain()))
}

fn changed(statement: &Statement, fact: &StatementFact, offset: TextSize) -> Finding {
    let told: Vec<String> = fact.changes.iter().take(MAX_TOLD).map(tell).collect();
    let more = if fact.changes.len() > MAX_TOLD { ", and more" } else { "" };
    let message = format!("this statement is changed: {}{more}", told.join("; "));
    let first = &fact.changes[0].found;
    let place = if fact.changes.len() == 1 && !first.is_empty() { *first } else { fact.range };
    let finding = Finding::new(&RULE, place + offset, message);
    if statement.text.has_slots() {
        return finding;
    }
    let usual = statement.text.plain();
    finding.replace(Applicability::Display, "Restore the usual wording", fact.range + offset, usual)
}

fn tell(change: &StatementChange) -> String {
    match (change.expected.as_str(), change.quote.as_str()) {
        ("", added) => format!("\"{added}\" is added"),
        (left_out, "") => format!("\"{left_out}\" is left out"),
        (expected, found) => format!("\"{found}\" stands for \"{expected}\""),
    }
}
