//! # S010 invalid-header-field
//!
//! ## What it does
//! Checks the table at the head of the letter, where there is one: case number, dates and priority must
//! be there and look as they must (CM17-0001234, 01/31/2017, Standard or Expedited).
//!
//! ## Why it matters
//! The Division's index takes its entries from this table. Published text often comes without it: a
//! letter that has none at all is complete.
//!
//! ## Example
//! ```header
//! Case Number: CM17-00012
//! Date Assigned: 01/18/2017
//! Date of Injury: 10/18/2016
//! Decision Date: 02/30/2017
//! UR Denial Date: 12/19/2016
//! Priority: Standard
//! Application Received: 01/12/2017
//! ```
//!
//! ## Use instead
//! ```header
//! Case Number: CM17-0001234
//! Date Assigned: 01/18/2017
//! Date of Injury: 10/18/2016
//! Decision Date: 02/15/2017
//! UR Denial Date: 12/19/2016
//! Priority: Standard
//! Application Received: 01/12/2017
//! ```
//!
//! ## Fix
//! None: the values come from the case file.

use super::{About, Check, Fixable, LetterView, Rule, words};
use crate::facts::{Says, quote};
use crate::finding::{Finding, Severity};
use crate::letter::{BlockKind, HeaderValue};
use crate::profile::HeaderValueKind;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "S010",
    name: "invalid-header-field",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let tables = view.saying(Says::HEADER).filter(|(block, _)| block.kind == BlockKind::Header);
    let values: Vec<(TextRange, &HeaderValue)> = tables
        .flat_map(|(block, facts)| facts.header.iter().map(|value| (block.range, value)))
        .collect();
    // A single label is a remark in a cover letter, not a table.
    let Some((table, _)) = values.first().filter(|_| values.len() > 1) else { return };
    let required = &view.profile.header.required;
    let missing: Vec<&str> = required
        .iter()
        .filter(|field| values.iter().all(|(_, value)| value.field != **field))
        .map(|field| field.title())
        .collect();
    if !missing.is_empty() {
        let last = values.iter().map(|(block, value)| value.label + block.start()).max_by_key(|label| label.end());
        let message = format!("the table at the head of the letter lacks {}", words::list(&missing));
        findings.push(Finding::new(&RULE, last.unwrap_or(*table), message));
    }
    for (block, value) in values.iter().filter(|(_, value)| !value.is_well_formed()) {
        let name = value.field.title();
        let finding = if value.text.is_empty() {
            Finding::new(&RULE, value.label + block.start(), format!("{name} has no value"))
        } else {
            let message = format!("{name} \"{}\" is not {}", quote(&value.text), expected(value.kind));
            Finding::new(&RULE, value.value + block.start(), message)
        };
        findings.push(finding);
    }
}

fn expected(kind: HeaderValueKind) -> &'static str {
    match kind {
        HeaderValueKind::CaseNumber => "of the form CM17-0001234",
        HeaderValueKind::ImrNumber => "of the form IMR13-0001234",
        HeaderValueKind::Date => "a date of the form MM/DD/YYYY",
        HeaderValueKind::ShortDate => "a date such as 1/31/2014",
        HeaderValueKind::Priority => "Standard or Expedited",
        HeaderValueKind::Text => "filled in",
    }
}
