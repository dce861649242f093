//! # S005 misspelled-heading
//!
//! ## What it does
//! Reports a title or label that is recognised only because it is nearly right: a letter missing,
//! added, wrong or swapped, or a blank forgotten. Upper and lower case do not matter.
//!
//! ## Why it matters
//! The Division's index and every program that reads these letters find the parts by their titles. One
//! slip more, and the part is lost.
//!
//! ## Example
//! ```letter
//! CLINCAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//! ```
//!
//! ## Fix
//! Safe: writes the usual title or label.

use super::{BlockView, Check, Fixable, Rule};
use crate::finding::{Applicability, Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "S005",
    name: "misspelled-heading",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Always,
    check: Check::Block { kinds: |_| true, triggers: &[], run: check },
};

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    let Some((form, slips)) = view.form else { return };
    if slips == 0 {
        return;
    }
    let (found, place) = view.mark();
    let usual = form.text.trim_end_matches(':');
    let colon = if found.ends_with(':') { ":" } else { "" };
    let written = found.trim_end_matches(':').split_whitespace().collect::<Vec<_>>().join(" ");
    findings.push(
        Finding::new(&RULE, place, format!("\"{written}\" is spelled \"{usual}\" in these letters")).replace(
            Applicability::Safe,
            format!("Write \"{usual}{colon}\""),
            place,
            format!("{usual}{colon}"),
        ),
    );
}
