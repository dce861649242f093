//! # V009 contradictory-conclusions
//!
//! ## What it does
//! Reports a rationale that concludes twice about the same item, once for it and once against it.
//!
//! ## Why it matters
//! Whatever the verdict says, the rationale can be quoted against it. It is usually what is left of a template or of
//! an earlier draft.
//!
//! ## Example
//! ```rationale
//! The request for 6 sessions of physical therapy is medically necessary. The worker has completed six visits and moves
//! the knee freely. Therefore, the request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The provider holds that physical therapy is medically necessary. The worker has completed six visits and moves the
//! knee freely. Therefore, the request is not medically necessary.
//! ```
//!
//! ## Fix
//! None: which of the two is meant, only the reviewer knows.

use super::concluded::{conclusions, contradiction};
use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "V009",
    name: "contradictory-conclusions",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, issue) in view.issues() {
        let title = view.issue_title(number).map_or("", |facts| facts.title.as_str());
        let Some((before, last)) = contradiction(&conclusions(view, number), title) else { continue };
        let (first, second) = (&before.conclusion.quote, &last.conclusion.quote);
        let message = format!("the rationale concludes both \"{first}\" and \"{second}\"");
        let mut finding = Finding::new(&RULE, last.decides(), message).related(before.decides(), "the other conclusion");
        if let Some(verdict) = issue.verdict {
            finding = finding.related(verdict.range, "the verdict");
        }
        findings.push(finding.help("keep the one that is meant"));
    }
}
