//! # V003 nonstandard-verdict
//!
//! ## What it does
//! Reports a decision word behind an issue's title other than Upheld and Overturned: Modified, Certified, Denied,
//! Partially Overturned and others of a closed list.
//!
//! ## Why it matters
//! An independent medical review decides whether a disputed item is medically necessary (Labor Code 4610.6(c)), so a
//! denial stands or falls. The other words are those of utilization review; a claims administrator cannot tell from
//! them what must be authorized.
//!
//! ## Example
//! ```title
//! Six visits of aquatic therapy: Modified
//! ```
//!
//! ## Use instead
//! ```title
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! None: the verdict is the reviewer's. An editor offers both.

use super::concluded::{conclusions, final_one};
use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Applicability, Finding, Fix, Severity, TextEdit};
use crate::letter::Verdict;
use crate::profile::IssueStyle;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "V003",
    name: "nonstandard-verdict",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, issue) in view.issues() {
        let Some(heading) = issue.verdict.filter(|heading| heading.verdict == Verdict::Other) else { continue };
        let name = view.issue_name(number);
        let message = format!("{name} is decided with a word other than Upheld or Overturned");
        let finding = Finding::new(&RULE, heading.range, message);
        let title = view.issue_title(number).map_or("", |facts| facts.title.as_str());
        let concluded = final_one(&conclusions(view, number), title);
        let finding = choices(view, heading.range).into_iter().fold(finding, Finding::fix);
        findings.push(match concluded.and_then(|last| Some((last, last.verdict()?))) {
            Some((last, verdict)) => {
                let word = if verdict == Verdict::Upheld { "Upheld" } else { "Overturned" };
                let quote = &last.conclusion.quote;
                let help = format!("the rationale concludes \"{quote}\": if that is meant, write {word}");
                finding.related(last.decides(), "the conclusion").help(help)
            }
            None => finding.help("write Upheld where the denial stands, Overturned where the item is medically necessary"),
        });
    }
}

/// The verdicts to choose from, where a title has its verdict behind it.
fn choices(view: &LetterView<'_>, place: TextRange) -> Vec<Fix> {
    if view.profile.issue.style != IssueStyle::Titled {
        return Vec::new();
    }
    let choice = |verdict: &str| Fix {
        applicability: Applicability::Display,
        message: format!("Write {verdict}"),
        edits: vec![TextEdit { range: place, replacement: verdict.to_owned() }],
    };
    ["Upheld", "Overturned"].map(choice).into()
}
