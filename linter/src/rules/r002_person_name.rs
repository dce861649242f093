//! # R002 person-name
//!
//! ## What it does
//! Reports the name or initials of a claimant, provider, attorney, adjuster, relative or anybody else, where a title,
//! credential, role, relation or caption gives it away, and every other place of the same name. A surname in
//! medicine's use (Allen's test) is none, but Dr. Allen is somebody. In a letter to the parties, the address block
//! and the list of records may name people.
//!
//! ## Why it matters
//! A published decision must not tell who anybody is: Labor Code 4610.6(m) has identifying information removed, and
//! 138.7(a) counts employee, employer, administrator and any other person among what identifies.
//!
//! ## Example
//! ```summary
//! The injured worker saw Dr. Qorvath on 12/05/2016. Allen's test was negative. Qorvath's report notes pain of 4/10.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker saw Dr. [REDACTED] on 12/05/2016. Allen's test was negative, and [REDACTED]'s report notes pain of
//! 4/10 under Naproxen DR.
//! ```
//!
//! ## Fix
//! Unsafe: writes the marker of the settings in all its places.

use super::{About, Check, Fixable, LetterView, Rule, redaction};
use crate::finding::{Finding, Severity};
use crate::identifier::Kind;

pub(crate) static RULE: Rule = Rule {
    code: "R002",
    name: "person-name",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    redaction::report_unless_addressed(view, &RULE, Kind::Person, findings);
}
