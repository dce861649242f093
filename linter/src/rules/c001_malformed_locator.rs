//! # C001 malformed-locator
//!
//! ## What it does
//! Reports a page that is no number, and a range of pages that descends, in a citation.
//!
//! ## Why it matters
//! 8 CCR 9792.21.1 wants a citation that others can follow. `100-10` is mostly `100-102` with its end cut off.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Psychological treatment Page(s): 101-10.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Psychological treatment Page(s): 101-102.
//! ```
//!
//! ## Fix
//! Offers the pages of the cited topic that begin there: unsafe where these were verified against an imported
//! guideline, else a choice in the editor.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::guideline::grammar::{Citation, PageRange};
use crate::guideline::{Confidence, Evidence, Pages};

pub(crate) static RULE: Rule = Rule {
    code: "C001",
    name: "malformed-locator",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for cited in view.citations() {
        for locator in &cited.citation.pages {
            let message = match locator.pages {
                PageRange::Good(_) => continue,
                PageRange::Descending(first, last) => format!("pages {first}-{last} run backwards"),
                PageRange::NoNumber if is_prose(&locator.printed) => continue,
                PageRange::NoNumber => format!("\"{}\" is no page number", locator.printed),
            };
            let place = locator.range + cited.offset;
            let mut finding = Finding::new(&RULE, place, message);
            if let PageRange::Descending(first, _) = locator.pages
                && let Some((pages, evidence)) = meant(view, cited.citation, first) {
                    let verified = evidence.confidence == Confidence::Verified;
                    let who = if verified { Applicability::Unsafe } else { Applicability::Display };
                    finding = finding
                        .help(format!("did you mean {pages}? The cited topics are there ({evidence})"))
                        .replace(who, format!("Write {pages}"), place, pages.to_string());
                }
            findings.push(finding);
        }
    }
}

/// Whether what follows the pages is no locator at all: "Table 9-6", "which are part of the schedule".
fn is_prose(printed: &str) -> bool {
    let mut words = printed.split_whitespace();
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    let other = ["table", "tables", "figure", "figures", "page", "pages", "chapter", "section", "appendix", "which", "and"];
    other.contains(&first.as_str()) || words.count() >= MAX_WORDS
}

/// A mistyped page has fewer words.
const MAX_WORDS: usize = 3;

/// The pages from `first` to the end of the cited topics that begin there or reach beyond it.
fn meant<'a>(view: &LetterView<'a>, citation: &Citation, first: u16) -> Option<(Pages, &'a Evidence)> {
    let index = view.settings.index();
    let topics = citation.topics.iter().filter_map(|named| named.topics.first()).map(|id| index.topic(*id));
    let mut rows: Vec<(Pages, &Evidence)> = topics.filter_map(|topic| Some((topic.pages?, &topic.evidence))).collect();
    rows.sort_by_key(|(pages, _)| *pages);
    let mut end: Option<(u16, &Evidence)> = None;
    for (pages, evidence) in rows {
        let reached = end.map_or(first, |(last, _)| last);
        // Topics that follow each other are cited as one range.
        if pages.first <= reached.saturating_add(1) && pages.last > reached {
            end = Some((pages.last, end.map_or(evidence, |(_, known)| known.weaker(evidence))));
        }
    }
    end.map(|(last, evidence)| (Pages { first, last }, evidence))
}
