//! # D008 internal-contradiction
//!
//! ## What it does
//! Points to statements of one letter that cannot both be true: one mention of the other side, "no surgical history" and
//! an operation, treatment that went on for longer than the injury is old, a finding that is absent in the summary and
//! present in a rationale.
//!
//! It is a hint, once for each part of the letter.
//!
//! ## Why it matters
//! A reader who finds one contradiction doubts the rest.
//!
//! ## Example
//! ```summary
//! The injured worker is a 51 year old male. He is status post arthroscopy of the left knee. There is no prior surgical
//! history.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker is a 51 year old male. He is status post arthroscopy of the left knee. There is no other prior
//! surgical history.
//! ```
//!
//! ## Fix
//! None.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Operation, Patient, Says, SideMention};
use crate::finding::{Finding, Severity};
use crate::letter::Block;
use crate::lexicon::{Region, Side};
use crate::profile::HeaderField;

pub(crate) static RULE: Rule = Rule {
    code: "D008",
    name: "internal-contradiction",
    severity: Severity::Hint,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

/// As many mentions of one side make a single one of the other side stand out.
const USUAL: usize = 3;
/// Durations are rounded.
const ROUNDING_DAYS: i32 = 45;

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let summary = odd_side(view).or_else(|| operations(view));
    findings.extend(summary);
    let mut told = None;
    let of_issues = view.issues().flat_map(|(number, _)| view.issue_blocks(number));
    for (block, facts) in of_issues {
        let Some(said) = facts.patient.as_deref() else { continue };
        let found = duration(view, block, said).or_else(|| finding(view, block, said));
        if let Some(found) = found.filter(|_| told.replace(block.issue) != Some(block.issue)) {
            findings.push(found);
        }
    }
}

/// A part of the body that the summary puts on the other side once.
fn odd_side(view: &LetterView<'_>) -> Option<Finding> {
    let all: Vec<(&Block, &SideMention)> =
        view.patients(Says::SIDES).flat_map(|(block, said)| said.sides.iter().map(move |side| (block, side))).collect();
    let titles: Vec<(Side, Option<Region>)> = view
        .saying(Says::ITEM)
        .filter_map(|(_, facts)| facts.item.as_deref())
        .flat_map(|item| item.sides.iter().map(|sided| (sided.side, sided.region)))
        .collect();
    let at = |side: Side, region: Region| {
        let mentions = all.iter().filter(move |(_, other)| other.side == side && other.region == region);
        mentions.count() + titles.iter().filter(|title| **title == (side, Some(region))).count()
    };
    let odd = all.iter().find(|(block, mention)| {
        let opposite = mention.side.opposite();
        !mention.compares
            && block.issue.is_none()
            && at(mention.side, mention.region) == 1
            && at(Side::Both, mention.region) == 0
            && opposite.is_some_and(|side| at(side, mention.region) >= USUAL)
    });
    let (block, mention) = odd?;
    let (source, usual) = all.iter().find(|(_, other)| other.region == mention.region && other.side != mention.side)?;
    let message = format!("\"{}\" here, \"{}\" in the rest of the letter", mention.words, usual.words);
    Some(
        Finding::new(&RULE, mention.range + block.range.start(), message)
            .related(usual.range + source.range.start(), "the other side")
            .help("check which side is meant"),
    )
}

/// An operation, and that there was none.
fn operations(view: &LetterView<'_>) -> Option<Finding> {
    let find = |what| {
        let all = view.patients(Says::OPERATIONS).flat_map(|(block, said)| said.operations.iter().map(move |op| (block, op)));
        all.into_iter().find(move |(_, (_, operation))| *operation == what)
    };
    let (block, ((place, words), _)) = find(Operation::None)?;
    let (source, ((there, done), _)) = find(Operation::Done)?;
    let message = format!("\"{words}\", but elsewhere \"{done}\"");
    let finding = Finding::new(&RULE, *place + block.range.start(), message);
    Some(finding.related(*there + source.range.start(), "an operation").help("correct one of the two"))
}

/// Treatment that went on for longer than the injury is old.
fn duration(view: &LetterView<'_>, block: &Block, said: &Patient) -> Option<Finding> {
    let (injury, place) = view.header_field(HeaderField::DateOfInjury)?;
    let decision = view.header_date(HeaderField::DecisionDate)?;
    let age = (decision - injury).get_days();
    let long = |days: u32| i32::try_from(days).is_ok_and(|days| age >= 0 && days > age + ROUNDING_DAYS);
    let duration = said.durations.iter().find(|duration| long(duration.days))?;
    let (at, words) = &duration.quoted;
    let message = format!("\"{words}\", but the injury was {} before the decision", months(age));
    let finding = Finding::new(&RULE, *at + block.range.start(), message);
    Some(finding.related(place, "the injury").help("check whether the sentence is about this worker"))
}

fn months(days: i32) -> String {
    if days < 60 { format!("{days} days") } else { format!("{} months", days / 30) }
}

/// A finding that the summary denies and the rationale states.
fn finding(view: &LetterView<'_>, block: &Block, said: &Patient) -> Option<Finding> {
    let ((place, words), (source, there, absent)) = said.findings.iter().find_map(|(quoted, name, present)| {
        let in_summary = |present: bool| {
            view.summary(Says::SIGNS).find_map(|(block, said)| {
                let same = said.findings.iter().find(|(_, other, there)| other == name && *there == present)?;
                Some((block, &same.0))
            })
        };
        // A summary that has it both ways speaks of two examinations.
        let (source, (there, absent)) = in_summary(false).filter(|_| *present && in_summary(true).is_none())?;
        Some((quoted, (source, there, absent)))
    })?;
    let message = format!("\"{words}\", but the summary has \"{absent}\"");
    let finding = Finding::new(&RULE, *place + block.range.start(), message);
    Some(finding.related(*there + source.range.start(), "the summary").help("correct one of the two"))
}
