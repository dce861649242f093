//! # V005 mixed-conclusion
//!
//! ## What it does
//! Reports a rationale that concludes differently for parts of its item: it grants some of the visits, modifies the
//! request, or finds one half of a combined item necessary and the other not.
//!
//! ## Why it matters
//! An issue has one verdict. Where the rationale supports a part, neither Upheld nor Overturned tells the claims
//! administrator what to authorize, and an independent medical review cannot modify a request.
//!
//! ## Example
//! ```rationale
//! The worker has completed six visits. Six of the twelve requested visits are medically necessary; the remaining six
//! are not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The worker has completed six visits. Twelve more would exceed the guideline. Therefore, the request is not medically
//! necessary.
//! ```
//!
//! ## Fix
//! None: what is meant, only the reviewer knows.

use super::concluded::{Concluded, conclusions, final_one, differs, named};
use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::Polarity;
use crate::finding::{Finding, Severity};

pub(crate) static RULE: Rule = Rule {
    code: "V005",
    name: "mixed-conclusion",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, issue) in view.issues() {
        let conclusions = conclusions(view, number);
        let title = view.issue_title(number).map_or("", |facts| facts.title.as_str());
        let Some(last) = final_one(&conclusions, title) else { continue };
        let mixed = |found: &&Concluded<'_>| found.conclusion.polarity == Polarity::Mixed;
        let place = issue.verdict.map_or(issue.title, |verdict| verdict.range);
        let quote = |found: &Concluded<'_>| found.conclusion.quote.clone();
        if mixed(&&last) && last.conclusion.certain {
            let message = format!("one verdict for a conclusion in parts: \"{}\"", quote(&last));
            let help = "state one conclusion for the request as it was made, or make each part an issue of its own";
            findings.push(Finding::new(&RULE, last.decides(), message).related(place, "the one verdict").help(help));
        } else if let Some(split) = conclusions.iter().filter(mixed).rfind(|found| splits(found, title)) {
            let message = format!(
                "the rationale tells parts of the item apart (\"{}\"), but decides them as one: \"{}\"",
                quote(split),
                quote(&last)
            );
            let help = "say why the parts share one verdict, or make each an issue of its own";
            let finding = Finding::new(&RULE, split.decides(), message);
            findings.push(finding.related(last.decides(), "the one conclusion").help(help));
        } else if let Some(other) = conclusions.iter().find(|found| differs(found, &last, title)) {
            let message =
                format!("one verdict, but the parts are decided differently: \"{}\", \"{}\"", quote(other), quote(&last));
            let finding = Finding::new(&RULE, last.decides(), message).related(other.decides(), "the other part");
            findings.push(finding.related(place, "the one verdict").help("make each part an issue of its own"));
        }
    }
}

/// Whether a mixed remark is about parts that the title names, each by itself.
fn splits(found: &Concluded<'_>, title: &str) -> bool {
    let mut parts: Vec<_> = found.conclusion.parts.iter().map(|part| named(part, title)).collect();
    parts.sort();
    parts.dedup();
    parts.len() > 1 && parts.iter().all(Option::is_some)
}
