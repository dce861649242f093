//! # S009 missing-credentials
//!
//! ## What it does
//! Reports a letter that names no state of licensure or no specialty of the reviewer; a state that
//! does not exist (warning); a specialty that is nearly a known one (info). Other unknown specialties
//! are left alone.
//!
//! ## Why it matters
//! Labor Code 4610.6(f) wants the reviewer's qualifications described, and 139.5(d)(4) asks for an
//! unrestricted licence in a state of the United States and a board certification.
//!
//! ## Example
//! ```credentials
//! State(s) of Licensure: California
//! Certification(s)/Specialty:
//! ```
//!
//! ## Use instead
//! ```credentials
//! State(s) of Licensure: California
//! Certification(s)/Specialty: Family Practice
//! ```
//!
//! ## Fix
//! Unsafe, for a misspelled state or specialty: writes the known name.

use super::{About, Check, Fixable, LetterView, Rule, words};
use crate::facts::{Credential, CredentialKind, Known, Says};
use crate::finding::{Applicability, Finding, Severity};
use crate::letter::BlockKind;
use crate::profile::SectionRole;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "S009",
    name: "missing-credentials",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    // Where the whole section is missing, S001 speaks.
    let home = [SectionRole::Credentials, SectionRole::Determination];
    let Some(section) = home.into_iter().find_map(|role| view.sections(role).next()) else { return };
    let all: Vec<(TextRange, &Credential)> = view
        .saying(Says::CREDENTIALS)
        .flat_map(|(block, facts)| facts.credentials.iter().map(|found| (found.range + block.range.start(), found)))
        .collect();
    let lacks = |kind, name| (!all.iter().any(|(_, found)| found.kind == kind)).then_some(name);
    let missing: Vec<&str> = [
        lacks(CredentialKind::State, "state of licensure"),
        lacks(CredentialKind::Specialty, "certified specialty"),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Where the section is empty, S004 speaks.
    let says_something =
        || view.blocks_in(section.body).any(|(_, facts)| facts.words + facts.fixed_words > 0);
    if !missing.is_empty() && says_something() {
        let lines = view.blocks().find(|(block, _)| block.kind == BlockKind::Credentials);
        let place = lines.map_or_else(|| view.title_range(section), |(block, _)| block.range);
        let message = format!("the letter names no {} of the reviewer", words::list(&missing).replace(" and ", " and no "));
        findings.push(Finding::new(&RULE, place, message).help("Labor Code 4610.6(f) asks for both"));
    }
    for (place, found) in all {
        findings.extend(doubt(found, place));
    }
}

fn doubt(found: &Credential, place: TextRange) -> Option<Finding> {
    let name = &found.name;
    match (found.kind, &found.known) {
        (_, Known::Yes) | (CredentialKind::Specialty, Known::No) => None,
        (CredentialKind::State, Known::No) => {
            let message = format!("\"{name}\" is no state of the United States");
            Some(Finding::new(&RULE, place, message).at(Severity::Warning))
        }
        (kind, Known::Nearly(meant)) => {
            let state = kind == CredentialKind::State;
            let severity = if state { Severity::Warning } else { Severity::Info };
            let message = format!("\"{name}\" looks like a slip for {meant}");
            Some(Finding::new(&RULE, place, message).at(severity).replace(
                Applicability::Unsafe,
                format!("Write {meant}"),
                place,
                *meant,
            ))
        }
    }
}
