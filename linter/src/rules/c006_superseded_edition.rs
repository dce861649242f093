//! # C006 superseded-edition
//!
//! ## What it does
//! Reports an edition that was not in force on the date that counts: the date of service where the title states
//! one, else the date of the utilization review denial, else that of the decision. Within sixty days of a change it is
//! a hint only.
//!
//! ## Why it matters
//! The current edition is presumed correct (Labor Code 4604.5), and the Division wants the current version cited. A
//! decision under a guideline that was repealed invites an appeal.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Physical medicine.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Medical Treatment 2016, Section(s): Physical medicine treatment.
//! ```
//!
//! ## Fix
//! Unsafe: writes title and year of the edition in force, where the cited section exists there, too; else a choice
//! in the editor.

use jiff::civil::Date;

use super::context::CountingDate;
use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::dates::print;
use crate::finding::{Applicability, Finding, Severity};
use crate::guideline::grammar::Citation;
use crate::guideline::{Compact, Edition, EditionId, Index};
use crate::profile::IssueField;
use crate::text::{TextRange, TextSize};

pub(crate) static RULE: Rule = Rule {
    code: "C006",
    name: "superseded-edition",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Outdated,
    check: Check::Letter(check),
};

/// Days around a change in which either edition may have been right.
const GRACE: i32 = 60;

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for cited in view.lines(IssueField::ReviewerGuideline).chain(view.lines(IssueField::AdministratorGuideline)) {
        let citation = cited.citation;
        // A title without a year is an edition only if it is cited by page.
        let certain = citation.document.year.is_some_and(|year| year.known) || !citation.pages.is_empty();
        let (Some(id), Some(date)) = (citation.edition().filter(|_| certain), view.date_that_counts(cited.issue)) else {
            continue;
        };
        findings.extend(judge(view, cited.offset, citation, id, &date));
    }
}

fn judge(view: &LetterView<'_>, offset: TextSize, citation: &Citation, id: EditionId, date: &CountingDate) -> Option<Finding> {
    let index = view.settings.index();
    let edition = index.edition(id);
    let (from, until) = (edition.effective?, edition.until);
    let change = if date.date < from { from } else { until.filter(|until| date.date > *until)? };
    let printed = print(date.date);
    let when = if date.date < from {
        format!("was not in force before {}", print(from))
    } else {
        format!("was in force until {}", print(change))
    };
    let message = format!("\"{}\" {when}; the {} is {printed}", edition.full_title(), date.what);
    let place = citation.document.year.map_or(citation.document.title, |year| citation.document.title.cover(year.range));
    let mut finding = Finding::new(&RULE, place + offset, message);
    if (date.date - change).get_days().abs() <= GRACE {
        finding = finding.at(Severity::Hint);
    }
    Some(with_successor(finding, index, edition, citation, date.date, place + offset))
}

fn with_successor(finding: Finding, index: &Index, old: &Edition, citation: &Citation, date: Date, place: TextRange) -> Finding {
    let same = |edition: &Edition| !old.regulation.is_empty() && edition.regulation == old.regulation && edition.id != old.id;
    let Some((new_id, new)) = index.editions().find(|(_, edition)| same(edition) && edition.in_force(date) == Some(true)) else { return finding };
    let names = index.names_of(new_id);
    let carried = citation.pages.is_empty()
        && citation.topics.iter().all(|named| names.iter().any(|(key, _)| *key == Compact::key(&named.printed)));
    let who = if carried { Applicability::Unsafe } else { Applicability::Display };
    let title = new.full_title();
    finding
        .help(format!("in force then: \"{title}\" (8 CCR {})", new.regulation))
        .replace(who, format!("Write \"{title}\""), place, title)
}
