//! # C005 missing-locator
//!
//! ## What it does
//! Reports a guideline that the reviewer cites without a topic, page or section, where the guideline has them.
//!
//! ## Why it matters
//! 8 CCR 9792.21.1 asks for the chapter title and the section relied upon. A bare title sends the reader through a
//! hundred pages. The acupuncture guideline of 2007 has no sections to cite and is exempt.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Low Back Complaints 2004.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.
//! ```
//!
//! ## Fix
//! None: only the reviewer knows the place.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::guideline::Cites;
use crate::guideline::grammar::{Basis, DocumentKind};
use crate::profile::IssueField;

pub(crate) static RULE: Rule = Rule {
    code: "C005",
    name: "missing-locator",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for cited in view.lines(IssueField::ReviewerGuideline) {
        let citation = cited.citation;
        if citation.basis != Basis::Mtus || !citation.topics.is_empty() || !citation.pages.is_empty() {
            continue;
        }
        let has_places = match &citation.document.kind {
            DocumentKind::Editions(editions) | DocumentKind::Nearly(editions) => {
                editions.iter().any(|id| index.edition(*id).cites != Cites::None)
            }
            DocumentKind::Whole(_) => true,
            DocumentKind::Source(_) | DocumentKind::Unknown => false,
        };
        if has_places {
            let by_page = citation.edition().is_some_and(|id| index.edition(id).cites == Cites::Pages);
            let what = if by_page { "topic and page" } else { "section" };
            let message = format!("\"{}\" is cited without a {what}", citation.document.printed);
            findings.push(Finding::new(&RULE, citation.document.title + cited.offset, message));
        }
    }
}
