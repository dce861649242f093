//! # V001 verdict-mismatch
//!
//! ## What it does
//! Reports an issue whose rationale concludes the opposite of its verdict: "is medically necessary" under Upheld, "is
//! not medically necessary" under Overturned. Quoted guidelines, what a utilization review or a provider held,
//! conditions, and the closing remarks on tapering opioids are no conclusions. Where the wording leaves doubt, the rule
//! says nothing.
//!
//! ## Why it matters
//! The verdict binds all parties: an Overturned must be carried out within five working days, an Upheld closes the
//! matter. A letter that says both is appealed, or carried out wrongly.
//!
//! ## Example
//! ```issue
//! Six visits of aquatic therapy: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical
//! medicine treatment.
//!
//! MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical medicine
//! treatment.
//!
//! Decision rationale: The worker cannot bear weight on land. Therefore, the request for six visits of aquatic therapy
//! is medically necessary.
//! ```
//!
//! ## Use instead
//! ```issue
//! Six visits of aquatic therapy: Overturned
//!
//! Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical
//! medicine treatment.
//!
//! MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical medicine
//! treatment.
//!
//! Decision rationale: The worker cannot bear weight on land. Therefore, the request for six visits of aquatic therapy
//! is medically necessary.
//! ```
//!
//! ## Fix
//! None: which of the two is meant, only the reviewer knows.

use super::concluded::{conclusions, contradiction, differs, final_one};
use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::Verdict;

pub(crate) static RULE: Rule = Rule {
    code: "V001",
    name: "verdict-mismatch",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, issue) in view.issues() {
        let Some(heading) = issue.verdict.filter(|heading| heading.verdict != Verdict::Other) else { continue };
        let conclusions = conclusions(view, number);
        let title = view.issue_title(number).map_or("", |facts| facts.title.as_str());
        let Some(last) = final_one(&conclusions, title) else { continue };
        let opposite = last.verdict().is_some_and(|verdict| verdict != heading.verdict);
        // Where the rationale contradicts itself, V009 says so; where it decides parts differently, V005.
        let parted = conclusions.iter().any(|found| differs(found, &last, title));
        if !opposite || parted || contradiction(&conclusions, title).is_some() {
            continue;
        }
        let word = if heading.verdict == Verdict::Upheld { "Upheld" } else { "Overturned" };
        let quote = &last.conclusion.quote;
        let message = format!("the heading says {word}, but the rationale concludes \"{quote}\"");
        let finding = Finding::new(&RULE, heading.range, message)
            .related(last.decides(), "the conclusion")
            .help("correct whichever is wrong: the heading or the rationale");
        findings.push(finding);
    }
}
