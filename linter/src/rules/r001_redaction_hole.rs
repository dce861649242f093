//! # R001 redaction-hole
//!
//! ## What it does
//! Reports a place where words are missing: a wide blank between words that lean on each other ("by and"), a title
//! or possessive with nobody, an empty slot, or two words that never meet. The last two are warnings, and so is
//! everything in a letter to the parties. Wide blanks by themselves, of which text from PDF is full, are
//! not reported.
//!
//! ## Why it matters
//! Where a name was taken out without a marker, readers cannot tell a redaction from a slip, and the sentence is
//! broken: "a recent graduate of with benefit".
//!
//! ## Example
//! ```summary
//! The injured worker was seen by  on 12/05/2016. The report of Dr. was reviewed.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker was seen by [REDACTED] on 12/05/2016. The report of Dr. [REDACTED] was reviewed.  Pain was 4/10.
//! ```
//!
//! ## Fix
//! Unsafe where the hole is certain, else an editor's choice: writes the marker of the settings.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::Says;
use crate::finding::{Applicability, Finding, Severity};
use crate::hole::Hole;
use crate::identifier::Marker;
use crate::profile::Audience;
use crate::text::TextSize;

pub(crate) static RULE: Rule = Rule {
    code: "R001",
    name: "redaction-hole",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (block, facts) in view.saying(Says::HOLES) {
        findings.extend(facts.holes.iter().map(|hole| finding(view, hole, block.range.start())));
    }
}

fn finding(view: &LetterView<'_>, hole: &Hole, offset: TextSize) -> Finding {
    let certain = hole.certain && view.audience == Audience::Public;
    let severity = if certain { Severity::Error } else { Severity::Warning };
    // Nobody knows what kind of word is gone.
    let marker = match &view.settings.options().marker {
        Marker::Fixed(text) => text,
        Marker::ByKind => "[REDACTED]",
    };
    let finding = Finding::new(&RULE, hole.range + offset, hole.message.clone())
        .at(severity)
        .help(format!("if something was removed here, write {marker}; if not, complete the sentence"));
    let Some((place, before, behind)) = &hole.fill else { return finding };
    let applicability = if hole.certain { Applicability::Unsafe } else { Applicability::Display };
    finding.replace(applicability, format!("Write {marker}"), *place + offset, format!("{before}{marker}{behind}"))
}
