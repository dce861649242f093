//! # C004 unknown-topic
//!
//! ## What it does
//! Reports a topic that the cited guideline does not have, and offers the nearest one.
//!
//! ## Why it matters
//! A topic that is not in the guideline cannot be looked up. Mostly it is a slip of the pen.
//!
//! The list of topics of the 2009 guideline comes from memory in the main; a topic that resembles none of it is
//! reported as info only.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Psychologcal treatment Page(s): 101-102.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Psychological treatment Page(s): 101-102.
//! ```
//!
//! ## Fix
//! Unsafe: writes the nearest topic.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::guideline::Cites;

pub(crate) static RULE: Rule = Rule {
    code: "C004",
    name: "unknown-topic",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for cited in view.citations() {
        let Some(edition) = cited.citation.edition() else { continue };
        if index.edition(edition).cites != Cites::Pages {
            continue; // C008 speaks of sections
        }
        for named in &cited.citation.topics {
            let place = named.range + cited.offset;
            let title = index.edition(edition).full_title();
            match named.topics.first().map(|id| index.topic(*id)) {
                Some(_) if named.slips == 0 => {}
                Some(topic) => {
                    let Some(severity) = topic.evidence.severity() else { continue };
                    let message = format!("\"{}\" is no topic of \"{title}\"", named.printed);
                    findings.push(
                        Finding::new(&RULE, place, message)
                            .at(severity)
                            .help(format!("did you mean \"{}\"?", topic.name))
                            .replace(Applicability::Unsafe, format!("Write \"{}\"", topic.name), place, &topic.name),
                    );
                }
                None => {
                    let message = format!("\"{}\" is none of the known topics of \"{title}\"", named.printed);
                    findings.push(Finding::new(&RULE, place, message).at(Severity::Info));
                }
            }
        }
    }
}
