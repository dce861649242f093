//! # C002 page-out-of-range
//!
//! ## What it does
//! Reports a page that the cited document does not have.
//!
//! ## Why it matters
//! A page beyond the end of the guideline was taken from another document, or mistyped.
//!
//! How sure imrlint is decides how loud it says so: an error on a guideline that was imported and verified, a
//! warning where sources name the document's length, info where nobody could check it.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Physical medicine Page(s): 198-199.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Physical medicine Page(s): 98-99.
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "C002",
    name: "page-out-of-range",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for cited in view.citations() {
        let Some(edition) = cited.citation.edition().map(|id| index.edition(id)) else { continue };
        let (Some(all), Some(severity)) = (edition.pages, edition.evidence.severity()) else { continue };
        let tolerance = edition.evidence.tolerance();
        for (pages, place) in cited.citation.good_pages() {
            if all.overlaps(pages, tolerance) && pages.last <= all.last.saturating_add(tolerance) {
                continue;
            }
            let message = format!("there is no page {pages} in \"{}\": it has pages {all}", edition.full_title());
            let help = format!("how sure: {}", edition.evidence);
            findings.push(Finding::new(&RULE, place + cited.offset, message).at(severity).help(help));
        }
    }
}
