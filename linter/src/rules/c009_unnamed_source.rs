//! # C009 unnamed-source
//!
//! ## What it does
//! Reports a source outside of the MTUS of which nobody can be told to have published it. A source that is weak
//! evidence (slides, an encyclopedia, an insurer's policy) is a hint.
//!
//! ## Why it matters
//! Outside of the MTUS, 8 CCR 9792.21.1 asks for the publishing organisation, year, title and section, or for a study's
//! author and journal. Labor Code 4610.5(c)(2) ranks the evidence; slides and encyclopedias are not on the list.
//!
//! ## Example
//! ```guideline
//! Decision based on Non-MTUS Citation Low Back (Traction).
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Low Back (Traction).
//! ```
//!
//! ## Fix
//! None: only the reviewer knows the source.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::guideline::grammar::DocumentKind;
use crate::profile::IssueField;

pub(crate) static RULE: Rule = Rule {
    code: "C009",
    name: "unnamed-source",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for cited in view.lines(IssueField::ReviewerGuideline) {
        let DocumentKind::Source(source) = &cited.citation.document.kind else { continue };
        let place = cited.citation.range + cited.offset;
        if !source.named {
            let message = format!("\"{}\" does not say who published it", cited.citation.document.printed);
            let help = "begin with the publisher, for example \"Official Disability Guidelines (ODG)\"";
            findings.push(Finding::new(&RULE, place, message).help(help));
        } else if let Some((name, reason)) = source.weak {
            let message = format!("{name} is weak evidence: {reason}");
            findings.push(Finding::new(&RULE, place, message).at(Severity::Hint));
        }
    }
}
