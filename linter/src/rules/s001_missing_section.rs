//! # S001 missing-section
//!
//! ## What it does
//! Tells which required sections a letter lacks. A section is there only if its title is. Letters for
//! the parties also need the list of documents reviewed and the notice of appeal.
//!
//! ## Why it matters
//! 8 CCR 9792.10.6(d) says what a determination must hold: the medical condition, the documents
//! reviewed, the disputed treatment, the evidence relied upon, and the clinical reasons. Labor Code
//! 4610.6(f) asks for the reviewer's qualifications. A letter without one of these can be appealed.
//!
//! ## Example
//! ```letter
//! HOW THE IMR FINAL DETERMINATION WAS MADE
//! MAXIMUS Federal Services sent the complete case file to an expert reviewer.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Use instead
//! ```letter
//! HOW THE IMR FINAL DETERMINATION WAS MADE
//! MAXIMUS Federal Services sent the complete case file to an expert reviewer.
//!
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker with a sprain of the left knee.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! An editor offers to insert the title, with its fixed statement, at its place.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::Says;
use crate::finding::{Applicability, Finding, Fix, Severity, TextEdit};
use crate::profile::{Audience, Section, Sourcing};
use crate::text::{TextRange, size};

pub(crate) static RULE: Rule = Rule {
    code: "S001",
    name: "missing-section",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let required = view.profile.sections.iter().filter(|section| section.required.contains(&view.audience));
    let missing: Vec<&Section> = required.filter(|section| view.sections(section.role).next().is_none()).collect();
    let mut names: Vec<String> = missing.iter().map(|section| format!("\"{}\"", view.title(section.role))).collect();
    let appeal = view.audience == Audience::Party && view.saying(Says::APPEAL).next().is_none();
    if appeal {
        names.push("the notice of appeal (Labor Code 4610.6(h))".to_owned());
    }
    if names.is_empty() {
        return;
    }
    let place = missing.first().map_or_else(|| view.head(), |section| place_of(view, section));
    let message = format!("the letter lacks {}", super::words::list(&names));
    let known = appeal || missing.iter().any(|section| section.evidence == Sourcing::Sourced);
    let mut finding = Finding::new(&RULE, place, message).help(match view.audience {
        Audience::Public => "every determination holds these parts (8 CCR 9792.10.6(d)); add the title and what belongs under it",
        Audience::Party => "a letter for the parties holds these parts, too (8 CCR 9792.10.6(d), Labor Code 4610.6(h))",
    });
    if !known {
        finding = finding.at(Severity::Info);
    }
    let edits: Vec<TextEdit> = missing.iter().filter_map(|section| insertion(view, section)).collect();
    if !edits.is_empty() {
        let message = if edits.len() == 1 { "Insert the section" } else { "Insert the sections" }.to_owned();
        finding = finding.fix(Fix { applicability: Applicability::Display, message, edits });
    }
    findings.push(finding);
}

/// The title that should follow the missing section, else the one that should precede it.
fn place_of(view: &LetterView<'_>, missing: &Section) -> TextRange {
    following(view, missing).unwrap_or_else(|| {
        view.letter.outline().sections.last().map_or_else(|| view.head(), |section| view.title_range(section))
    })
}

fn following(view: &LetterView<'_>, missing: &Section) -> Option<TextRange> {
    let mut after = view.profile.sections.iter().skip_while(|section| section.role != missing.role).skip(1);
    let next = after.find_map(|section| view.sections(section.role).next())?;
    Some(view.title_range(next))
}

/// The section's title with its statement, above the title that follows it and as far indented as that.
fn insertion(view: &LetterView<'_>, section: &Section) -> Option<TextEdit> {
    let statement = view.profile.statements.iter().find(|s| s.first && s.section == section.role);
    let statement = statement.map_or_else(String::new, |statement| statement.text.plain() + "\n\n");
    let (at, before) = match following(view, section) {
        Some(next) => {
            let lines = view.letter.lines();
            let line = lines.start(lines.at(next.start().into()));
            (size(line), " ".repeat(usize::from(next.start()) - line))
        }
        None => (view.letter.blocks().last()?.range.end(), "\n\n".to_owned()),
    };
    Some(TextEdit { range: TextRange::empty(at), replacement: format!("{before}{}\n\n{statement}", section.title()) })
}
