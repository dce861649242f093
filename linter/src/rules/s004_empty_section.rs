//! # S004 empty-section
//!
//! ## What it does
//! Reports a section that holds nothing, or nothing but its fixed statement.
//!
//! ## Why it matters
//! A title alone states none of what 8 CCR 9792.10.6(d) asks for.
//!
//! ## Example
//! ```letter
//! CLINICAL CASE SUMMARY
//! The expert reviewer developed the following clinical case summary based on a review of the case file,
//! including all medical records:
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//! The expert reviewer developed the following clinical case summary based on a review of the case file,
//! including all medical records:
//!
//! The injured worker is a 51 year old baker with a sprain of the left knee.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! None: only the reviewer can write it.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::SectionRole;

pub(crate) static RULE: Rule = Rule {
    code: "S004",
    name: "empty-section",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for section in &view.letter.outline().sections {
        // Of a section that stands twice, S002 speaks.
        if view.sections(section.role).nth(1).is_some() {
            continue;
        }
        let mut blocks = view.blocks_in(section.body);
        let empty = match section.role {
            // The title of the whole notice.
            SectionRole::Notice => false,
            // The statement is the section; without issues, S008 speaks.
            SectionRole::Determination | SectionRole::Decisions => {
                blocks.all(|(_, facts)| facts.words + facts.fixed_words == 0)
            }
            _ => blocks.all(|(_, facts)| facts.words == 0),
        };
        if empty {
            let message = format!("nothing stands under \"{}\"", view.title(section.role));
            findings.push(Finding::new(&RULE, view.title_range(section), message).help(advice(section.role)));
        }
    }
}

fn advice(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Determination => "say how the determination was made and give the reviewer's credentials",
        SectionRole::Documents => "list the documents reviewed, by provider or kind and by date",
        SectionRole::Summary => "summarise the injury, the findings and the treatment so far, from the records",
        SectionRole::Decisions => "give each disputed item with its verdict, guidelines and rationale",
        _ => "write what belongs here, or remove the title",
    }
}
