//! # C011 citation-not-listed
//!
//! ## What it does
//! Compares the guidelines that a rationale uses with those that the reviewer's guideline line lists, both ways. Off
//! unless asked for: house styles differ. Guidelines that are named only to say that they are silent do not count.
//!
//! ## Why it matters
//! A reader who looks up the listed guideline should find what the rationale quotes.
//!
//! ## Example
//! ```rationale
//! The Official Disability Guidelines recommend ten visits. Therefore, the request for 6 sessions of physical therapy
//! for the left knee is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The guideline allows for fading of treatment. Therefore, the request for 6 sessions of physical therapy for the left
//! knee is not medically necessary.
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::guideline::grammar::{Citation, DocumentKind};
use crate::profile::IssueField;

pub(crate) static RULE: Rule = Rule {
    code: "C011",
    name: "citation-not-listed",
    severity: Severity::Info,
    default: false,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, _) in view.issues() {
        let listed: Vec<&Citation> =
            view.lines(IssueField::ReviewerGuideline).filter(|c| c.issue == number).map(|c| c.citation).collect();
        if listed.is_empty() {
            continue;
        }
        let mut told: Vec<&str> = Vec::new();
        for (block, facts) in view.issue_blocks(number) {
            for mention in facts.mentions.iter().filter(|m| !m.silent && !facts.is_quoted(m.range)) {
                let DocumentKind::Source(source) = &mention.document.kind else { continue };
                let known = |name: &&str| listed.iter().any(|citation| names(citation, name));
                let Some(missing) = source.publishers.iter().find(|name| !known(name) && !told.contains(*name)) else {
                    continue;
                };
                told.push(missing);
                let message = format!("the rationale uses {missing}, which the guideline line does not list");
                findings.push(Finding::new(&RULE, mention.range + block.range.start(), message));
            }
        }
    }
}

fn names(citation: &Citation, publisher: &str) -> bool {
    matches!(&citation.document.kind, DocumentKind::Source(source) if source.publishers.contains(&publisher))
}
