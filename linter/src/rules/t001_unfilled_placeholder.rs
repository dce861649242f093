//! # T001 unfilled-placeholder
//!
//! ## What it does
//! Reports a template's placeholder or tag that was left in a letter, and a choice that nobody made: `a(n)`, `he/she`
//! in the case summary. Names in brackets count when they are declared, or when they are two words or more in
//! capitals; a marker such as `[REDACTED]` never does.
//!
//! ## Why it matters
//! Somebody's age, side or verdict is missing, and the letter goes out with a gap in it. What else the letter lacks
//! because of the gap is not reported besides.
//!
//! ## Example
//! ```rationale
//! The worker, a(n) {{ age }} year old baker, moves the knee freely. The request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The worker, a 51 year old baker, moves the knee freely. The request is not medically necessary.
//! ```
//!
//! ## Fix
//! None: only the author knows what belongs there.

use std::sync::LazyLock;

use super::{About, BlockView, Check, Fixable, Rule};
use crate::facts::PlaceholderKind;
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;
use crate::lexicon::Matcher;
use crate::profile::SectionRole;

pub(crate) static RULE: Rule = Rule {
    code: "T001",
    name: "unfilled-placeholder",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Block { kinds: |_| true, triggers: &[], run: check },
};

/// Choices that a form offers, and where they are certainly not meant: anywhere, or of the patient.
static CHOICES: LazyLock<Matcher<bool>> = LazyLock::new(|| {
    Matcher::from_table(include_str!("../../data/lexicon/choices.tsv"), |place| place == "anywhere")
});

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    for placeholder in &view.facts.placeholders {
        let message = match placeholder.kind {
            PlaceholderKind::Placeholder => format!("\"{}\" was not filled in", placeholder.written),
            PlaceholderKind::Tag => format!("\"{}\" is left over from a template", placeholder.written),
            PlaceholderKind::Malformed => continue,
        };
        findings.push(Finding::new(&RULE, placeholder.range, message));
    }
    if memchr::memchr2(b'/', b'(', view.flat.as_bytes()).is_none() {
        return;
    }
    let of_patient = matches!(view.kind, BlockKind::Paragraph(SectionRole::Summary));
    for (place, anywhere) in CHOICES.find(view.flat) {
        if *anywhere || of_patient {
            let message = format!("\"{}\" is a choice that was not made", &view.flat[place]);
            findings.push(Finding::new(&RULE, view.place(place), message));
        }
    }
}
