//! # C007 unknown-guideline
//!
//! ## What it does
//! Reports a guideline title that no edition of the MTUS has, and a year that no edition of the title has.
//!
//! ## Why it matters
//! 8 CCR 9792.21.1 wants the title and the effective year. A title with a slip in it, or a wrong year, names nothing.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Chronic Pain Medical Treatment 2012, Section(s): Physical medicine treatment.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical medicine treatment.
//! ```
//!
//! ## Fix
//! Unsafe, for a title with a slip in it: writes the title.

use super::{About, Check, Fixable, LetterView, Rule, words};
use crate::finding::{Applicability, Finding, Severity};
use crate::guideline::grammar::{Basis, DocumentKind};

pub(crate) static RULE: Rule = Rule {
    code: "C007",
    name: "unknown-guideline",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for cited in view.citations().filter(|cited| cited.citation.basis == Basis::Mtus) {
        let document = &cited.citation.document;
        let place = document.title + cited.offset;
        match &document.kind {
            DocumentKind::Nearly(editions) => {
                let Some(meant) = editions.first().map(|id| &index.edition(*id).title) else { continue };
                findings.push(
                    Finding::new(&RULE, place, format!("no guideline is called \"{}\"", document.printed))
                        .help(format!("did you mean \"{meant}\"?"))
                        .replace(Applicability::Unsafe, format!("Write \"{meant}\""), place, meant),
                );
            }
            DocumentKind::Unknown => {
                let message = format!("no guideline of the MTUS is called \"{}\"", document.printed);
                findings.push(Finding::new(&RULE, place, message));
            }
            DocumentKind::Editions(_) | DocumentKind::Whole(_) | DocumentKind::Source(_) => {}
        }
        if let (Some(year), editions) = (document.year.filter(|year| !year.known), cited.citation.editions()) {
            if editions.is_empty() {
                continue;
            }
            let mut years: Vec<u16> = editions.iter().flat_map(|id| &index.edition(*id).years).copied().collect();
            years.sort_unstable();
            years.dedup();
            let years: Vec<String> = years.iter().map(u16::to_string).collect();
            let title = &index.edition(editions[0]).title;
            let message = format!("there is no \"{title}\" of {}, only of {}", year.value, words::list(&years));
            findings.push(Finding::new(&RULE, year.range + cited.offset, message));
        }
    }
}
