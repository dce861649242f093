//! # V008 remainder
//!
//! ## What it does
//! Where a title says what was requested, what the claims administrator authorised and what remains, it checks the sum:
//! requested less authorised is what remains.
//!
//! Hours, sessions and weeks are multiplied, and refills count as fillings. Where the parts are of different kinds, or
//! concern different parts of the body, nothing is said.
//!
//! ## Why it matters
//! The remaining portion alone is decided. If it is too large or too small, something is decided twice, or not at all.
//!
//! ## Example
//! ```title
//! Physical therapy for the left knee, 12 sessions was the original request. Physical therapy for the left knee, 4
//! sessions was authorized by the Claims Administrator. The remaining IMR eligible portion of the original request,
//! physical therapy for the left knee, 6 sessions is: Upheld
//! ```
//!
//! ## Use instead
//! ```title
//! Physical therapy for the left knee, 12 sessions was the original request. Physical therapy for the left knee, 6
//! sessions was authorized by the Claims Administrator. The remaining IMR eligible portion of the original request,
//! physical therapy for the left knee, 6 sessions is: Upheld
//! ```
//!
//! ## Fix
//! None: only the file tells which number is wrong.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::item::remainder;
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "V008",
    name: "remainder",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, _) in view.issues() {
        let Some((title, facts)) = view.issue_title_block(number) else { continue };
        let Some(sum) = remainder(&facts.portions) else { continue };
        if sum.holds {
            continue;
        }
        let start = title.range.start();
        let left = sum.left.map_or_else(|| "less than nothing".to_owned(), |left| left.to_string());
        let message = format!(
            "{} requested less {} authorised leaves {left}, but the remaining portion comes to {}",
            sum.original.1, sum.authorised.1, sum.remaining.1
        );
        findings.push(
            Finding::new(&RULE, sum.remaining.0 + start, message)
                .related(sum.original.0 + start, "requested")
                .related(sum.authorised.0 + start, "authorised")
                .help("compare with the application: one of the three numbers is wrong"),
        );
    }
}
