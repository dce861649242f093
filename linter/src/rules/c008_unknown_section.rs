//! # C008 unknown-section
//!
//! ## What it does
//! Reports a section that the cited guideline does not have: a slip in its name, or a bare number where sections have
//! names. Sections of the opioid guideline of 2016 are matched by their number. Where imrlint does not know all
//! sections of a guideline, it reports slips and bare numbers only.
//!
//! ## Why it matters
//! The section is the place that the reader looks up (8 CCR 9792.21.1).
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Low Back Complaints 2004, Section(s): Specail Studies.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.
//! ```
//!
//! ## Fix
//! Unsafe: writes the nearest section.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::guideline::grammar::Basis;
use crate::guideline::{Cites, NameList};

pub(crate) static RULE: Rule = Rule {
    code: "C008",
    name: "unknown-section",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for cited in view.citations() {
        let Some(id) = cited.citation.edition() else { continue };
        let edition = index.edition(id);
        if edition.cites == Cites::Pages {
            continue; // C004 speaks of topics
        }
        for named in &cited.citation.topics {
            let place = named.range + cited.offset;
            let title = edition.full_title();
            if let (Some(topic), true) = (named.topics.first().map(|id| index.topic(*id)), named.slips > 0) {
                findings.push(
                    Finding::new(&RULE, place, format!("\"{title}\" has no section \"{}\"", named.printed))
                        .help(format!("did you mean \"{}\"?", topic.name))
                        .replace(Applicability::Unsafe, format!("Write \"{}\"", topic.name), place, &topic.name),
                );
            } else if named.topics.is_empty() {
                let number = named.printed.bytes().all(|byte| byte.is_ascii_digit());
                // A mention in a sentence may be of anything; in the guideline line it is of a section.
                let certain = cited.citation.basis == Basis::Mtus && (number || edition.names == NameList::Complete);
                if certain {
                    let message = format!("\"{title}\" has no section \"{}\"", named.printed);
                    let finding = Finding::new(&RULE, place, message);
                    findings.push(if number { finding.help("name the section, not its number or page") } else { finding });
                }
            }
        }
    }
}
