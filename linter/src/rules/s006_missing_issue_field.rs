//! # S006 missing-issue-field
//!
//! ## What it does
//! Reports an issue that lacks the administrator's guideline, the reviewer's guideline or the
//! rationale, or has one of them empty.
//!
//! ## Why it matters
//! Labor Code 4610.6(e) wants each analysis to cite the relevant documents and findings, and 8 CCR
//! 9792.21.1 the guideline relied upon. In all published letters each issue has the three fields.
//!
//! ## Example
//! ```issue
//! Six visits of aquatic therapy: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Low Back Complaints 2004.
//!
//! Decision rationale: The worker had six visits without relief. Therefore, the request is not medically
//! necessary.
//! ```
//!
//! ## Use instead
//! ```issue
//! Six visits of aquatic therapy: Upheld
//!
//! Claims Administrator guideline: Decision based on MTUS Low Back Complaints 2004.
//!
//! MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Initial Care.
//!
//! Decision rationale: The worker had six visits without relief. Therefore, the request is not medically
//! necessary.
//! ```
//!
//! ## Fix
//! An editor offers to insert the label at its place.

use super::{About, Check, Fixable, LetterView, Rule, words};
use crate::finding::{Applicability, Finding, Fix, Severity, TextEdit};
use crate::letter::{BlockKind, IssueSpan};
use crate::profile::{IssueFieldForm, IssueStyle};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "S006",
    name: "missing-issue-field",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Lack,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    // Where sections take the place of fields, S001 and S004 speak.
    if view.profile.issue.style == IssueStyle::Single {
        return;
    }
    for (number, issue) in view.issues() {
        let fields = &view.profile.issue.fields;
        let missing: Vec<&IssueFieldForm> = fields.iter().filter(|form| issue.field(form.id).is_none()).collect();
        let empty: Vec<&IssueFieldForm> = fields
            .iter()
            .filter(|form| issue.field(form.id).is_some())
            .filter(|form| {
                let parts = view.issue_blocks(number).filter(|(block, _)| block.kind == BlockKind::Field(form.id));
                parts.map(|(_, facts)| facts.words).sum::<u32>() == 0
            })
            .collect();
        let place = view.issue_place(issue);
        if !missing.is_empty() {
            let message = format!("{} lacks {}", view.issue_name(number), names(&missing));
            findings.push(Finding::new(&RULE, place, message).fix(insertion(issue, &missing)));
        }
        for form in empty {
            let label = issue.field(form.id).map_or(place, |field| {
                TextRange::new(field.range.start(), field.value_start.into())
            });
            let message = format!("\"{}\" of {} is empty", bare(form), view.issue_name(number));
            findings.push(Finding::new(&RULE, label, message));
        }
    }
}

fn bare(form: &IssueFieldForm) -> &str {
    form.mark().trim_end_matches(':')
}

fn names(forms: &[&IssueFieldForm]) -> String {
    words::list(&forms.iter().map(|form| format!("\"{}\"", bare(form))).collect::<Vec<_>>())
}

/// Each label goes before the next field that is there, or to the end of the issue.
fn insertion(issue: &IssueSpan, missing: &[&IssueFieldForm]) -> Fix {
    let edits = missing.iter().map(|form| {
        let next = issue.fields.iter().find(|field| field.field > form.id);
        match next {
            Some(next) => TextEdit {
                range: TextRange::empty(next.range.start()),
                replacement: format!("{} \n\n", form.mark()),
            },
            None => TextEdit {
                range: TextRange::empty(issue.range.end()),
                replacement: format!("\n{} \n\n", form.mark()),
            },
        }
    });
    let message = format!("Insert {}", names(missing));
    Fix { applicability: Applicability::Display, message, edits: edits.collect() }
}
