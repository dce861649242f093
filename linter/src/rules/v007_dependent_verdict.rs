//! # V007 dependent-verdict
//!
//! ## What it does
//! Reports an ancillary item (assistant surgeon, clearance, brace, cold therapy) whose rationale rests on the decision
//! about an operation that the letter does not hold: the operation is decided the other way, or not at all.
//!
//! ## Why it matters
//! Whoever carries the letter out authorizes a sling without the operation, or the operation without an assistant.
//!
//! ## Example
//! ```decisions
//! Arthroscopy of the left knee: Overturned
//!
//! Claims Administrator guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Surgical Considerations.
//!
//! MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Surgical Considerations.
//!
//! Decision rationale: The worker has a locked knee. Therefore, the request is medically necessary.
//!
//! Associated surgical service: Crutches: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care.
//!
//! MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care.
//!
//! Decision rationale: As the requested surgery is not medically necessary, the crutches are not medically necessary.
//! ```
//!
//! ## Use instead
//! ```decisions
//! Arthroscopy of the left knee: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Surgical Considerations.
//!
//! MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Surgical Considerations.
//!
//! Decision rationale: The worker has not tried therapy. Therefore, the request is not medically necessary.
//!
//! Associated surgical service: Crutches: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care.
//!
//! MAXIMUS guideline: Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care.
//!
//! Decision rationale: As the requested surgery is not medically necessary, the crutches are not medically necessary.
//! ```
//!
//! ## Fix
//! None: no fix changes a verdict.

use super::concluded::{Concluded, stated};
use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::{Verdict, VerdictSpan};

pub(crate) static RULE: Rule = Rule {
    code: "V007",
    name: "dependent-verdict",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let premises: Vec<Option<Concluded<'_>>> = view.issues().map(|(number, _)| premise(view, number)).collect();
    if premises.iter().all(Option::is_none) {
        return;
    }
    let operation = operations(view, &premises);
    for ((number, _), premise) in view.issues().zip(&premises) {
        let Some(premise) = premise else { continue };
        let Some(held) = premise.verdict() else { continue };
        let quote = &premise.conclusion.quote;
        let name = view.issue_name(number);
        match &operation {
            Operation::Decided(verdict) if verdict.verdict != held => {
                let word = if verdict.verdict == Verdict::Upheld { "Upheld" } else { "Overturned" };
                let message = format!("{name} rests on an operation that \"{quote}\", but the operation is {word}");
                findings.push(Finding::new(&RULE, premise.decides(), message).related(verdict.range, "its verdict"));
            }
            Operation::Absent => {
                let message = format!("{name} rests on an operation that \"{quote}\", but the letter decides no operation");
                let help = "say where the operation was decided";
                findings.push(Finding::new(&RULE, premise.decides(), message).help(help));
            }
            _ => {}
        }
    }
}

/// The ground that an issue takes from the decision about an operation.
fn premise<'a>(view: &LetterView<'a>, issue: usize) -> Option<Concluded<'a>> {
    let ground = |found: &Concluded<'_>| found.conclusion.premise && found.conclusion.certain;
    stated(view, issue).find(ground)
}

/// What the letter decides about the operation that ancillary items belong to.
enum Operation {
    /// All its operations have this verdict.
    Decided(VerdictSpan),
    /// It may be one of several, or none that is recognised.
    Unclear,
    /// No issue could be one.
    Absent,
}

fn operations(view: &LetterView<'_>, premises: &[Option<Concluded<'_>>]) -> Operation {
    let others = view.issues().filter(|(number, _)| premises[*number].is_none());
    let others: Vec<_> = others.collect();
    if others.is_empty() {
        return Operation::Absent;
    }
    let is_operation = |number: usize| {
        let item = view.issue_title(number).and_then(|facts| facts.item.as_deref());
        item.is_some_and(|item| item.services.first().is_some_and(|(_, service)| service.is("surgery")))
    };
    let verdicts: Vec<VerdictSpan> =
        others.iter().filter(|(number, _)| is_operation(*number)).filter_map(|(_, issue)| issue.verdict).collect();
    match verdicts.split_first() {
        Some((first, rest)) if rest.iter().all(|verdict| verdict.verdict == first.verdict) => Operation::Decided(*first),
        _ => Operation::Unclear,
    }
}
