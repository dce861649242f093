//! # S003 section-order
//!
//! ## What it does
//! Reports sections that do not stand in the usual order.
//!
//! ## Why it matters
//! Parties, judges and the Division's own programs look for the parts of a determination where they
//! always are.
//!
//! ## Example
//! ```letter
//! IMR ISSUES, DECISIONS AND RATIONALES
//! Six visits of aquatic therapy: Upheld
//!
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//! ```
//!
//! ## Use instead
//! ```letter
//! CLINICAL CASE SUMMARY
//! The injured worker is a 51 year old baker.
//!
//! IMR ISSUES, DECISIONS AND RATIONALES
//! Six visits of aquatic therapy: Upheld
//! ```
//!
//! ## Fix
//! None: move the section.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::finding::{Finding, Severity};
use crate::letter::SectionSpan;

pub(crate) static RULE: Rule = Rule {
    code: "S003",
    name: "section-order",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let rank = |section: &SectionSpan| view.profile.sections.iter().position(|known| known.role == section.role);
    let all = &view.letter.outline().sections;
    let firsts = all.iter().enumerate().filter(|(n, section)| all[..*n].iter().all(|other| other.role != section.role));
    let placed: Vec<(usize, &SectionSpan)> = firsts.filter_map(|(_, section)| Some((rank(section)?, section))).collect();
    let ranks: Vec<usize> = placed.iter().map(|(rank, _)| *rank).collect();
    let in_order = longest_rising(&ranks);
    for (index, (rank, section)) in placed.iter().enumerate() {
        if in_order.contains(&index) {
            continue;
        }
        // What it stands behind and belongs before, or the other way round, among those that stand right.
        let right = || in_order.iter().map(|at| (*at, placed[*at]));
        let too_late = right().find(|(at, (other, _))| *at < index && other > rank);
        let too_early = right().rev().find(|(at, (other, _))| *at > index && other < rank);
        let title = view.title(section.role);
        let neighbour = too_late.map(|found| ("before", found)).or(too_early.map(|found| ("after", found)));
        let Some((word, (_, (_, neighbour)))) = neighbour else { continue };
        let message = format!("\"{title}\" belongs {word} \"{}\"", view.title(neighbour.role));
        let place = view.title_range(section);
        findings.push(Finding::new(&RULE, place, message).related(view.title_range(neighbour), format!("{word} this")));
    }
}

/// The indices of a longest rising part of a short list.
fn longest_rising(ranks: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (index, rank) in ranks.iter().enumerate() {
        let longest = best.iter().filter(|run| run.last().is_some_and(|last| ranks[*last] < *rank));
        let mut run = longest.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(index);
        best.push(run);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}
