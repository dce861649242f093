//! What was found in the letters that a template may become, told once each, at its place in the template.

use rustc_hash::FxHashMap;

use super::declared::Placeholders;
use super::kind::Kind;
use super::render::{Filled, Rendering};
use super::tree::Tree;
use super::variant::{Choice, Open, Space, Variant, words};
use crate::finding::Finding;
use crate::session::Session;
use crate::text::{TextRange, range};

/// Findings by what they say and where.
pub(super) struct Merge<'a> {
    space: &'a Space,
    variants: &'a [Variant],
    text_dates: bool,
    known: FxHashMap<(&'static str, TextRange, String), usize>,
    /// Each with the variants in which it holds.
    found: Vec<(Finding, Vec<bool>)>,
}

/// What is missing may be what a placeholder of these kinds stands for.
const WRITTEN: [Kind; 6] =
    [Kind::Text, Kind::Rationale, Kind::Guideline, Kind::Section, Kind::Conclusion, Kind::Summary];
/// Rules that report something missing.
const MISSING: [&str; 7] = ["V002", "V010", "C005", "C009", "C010", "C011", "C013"];
/// Rules that compare the words of two places.
const COMPARING: [&str; 3] = ["V004", "V007", "V008"];

impl<'a> Merge<'a> {
    pub(super) fn new(
        space: &'a Space,
        variants: &'a [Variant],
        tree: &Tree,
        declared: &Placeholders,
    ) -> Self {
        let made_up = |name: &str| declared.get(name).is_none_or(|known| known.sample.is_none());
        let is_date = |name: &str| {
            let kind =
                declared.get(name).map_or_else(|| Kind::of_name(&super::kind::normal(name)).0, |d| d.kind);
            kind == Kind::Date
        };
        let text_dates = !tree.values().iter().any(|value| is_date(&value.name) && made_up(&value.name));
        Self { space, variants, text_dates, known: FxHashMap::default(), found: Vec::new() }
    }

    /// Takes a finding of a variant, unless it is about a sample.
    pub(super) fn add(
        &mut self,
        variant: usize,
        finding: &Finding,
        rendering: &Rendering,
        session: &Session,
    ) {
        if !self.is_about_the_template(variant, finding, rendering, session) {
            return;
        }
        let mut mapped = finding.clone();
        mapped.range = rendering.to_source(finding.range);
        mapped.related.iter_mut().for_each(|related| related.range = rendering.to_source(related.range));
        mapped.fixes.retain_mut(|fix| {
            fix.edits.iter_mut().all(|edit| {
                let place = rendering.to_source_exactly(edit.range);
                edit.range = place.unwrap_or(edit.range);
                place.is_some()
            })
        });
        let key = (finding.rule.code, mapped.range, without_numbers(&finding.message));
        let place = *self.known.entry(key).or_insert_with(|| {
            self.found.push((mapped, vec![false; self.variants.len()]));
            self.found.len() - 1
        });
        self.found[place].1[variant] = true;
    }

    fn is_about_the_template(
        &self,
        variant: usize,
        finding: &Finding,
        rendering: &Rendering,
        session: &Session,
    ) -> bool {
        let code = finding.rule.code;
        let filled = rendering.filled(finding.range);
        let other = finding.related.iter().map(|related| rendering.filled(related.range)).max();
        let other = other.unwrap_or(Filled::Nothing);
        match code.as_bytes()[0] {
            b'T' => code == "T005" && filled == Filled::Nothing,
            // A review is about something: a list of issues is never empty.
            b'S' if code == "S008" => !self.is_empty_loop(variant),
            b'S' if code == "S007" => !ends_in_value(finding.range, rendering),
            b'S' if ["S009", "S010"].contains(&code) => filled == Filled::Nothing,
            b'S' if code == "S011" => filled != Filled::Wholly,
            b'S' | b'M' | b'E' => true,
            _ if MISSING.contains(&code) && may_hold_it(finding.range, rendering, session) => false,
            b'V' if !COMPARING.contains(&code) => filled != Filled::Wholly && other != Filled::Wholly,
            b'C' if code == "C006" && !self.text_dates => false,
            _ => filled == Filled::Nothing && other == Filled::Nothing,
        }
    }

    fn is_empty_loop(&self, variant: usize) -> bool {
        self.variants[variant].values().any(|choice| *choice == Choice::Count(0))
    }

    /// All findings, with the branch where they hold.
    pub(super) fn finish(self) -> Vec<Finding> {
        let (space, variants) = (self.space, self.variants);
        let told = self.found.into_iter().filter_map(|(mut finding, holds)| {
            // A comment that silences something in one of the letters is of use.
            if finding.rule.code == "M001" && holds.contains(&false) {
                return None;
            }
            // What one branch lacks may stand in another, where a text inserted behind both stands twice.
            if finding.rule.code == "S001" && holds.contains(&false) {
                finding.fixes.clear();
            }
            let branch = branch(space, variants, &holds);
            if !branch.is_empty() {
                finding.message = format!("when {}, {}", branch.join(" and "), finding.message);
            }
            Some(finding)
        });
        told.collect()
    }
}

/// What all variants have in common in which something holds, and others have not.
fn branch(space: &Space, variants: &[Variant], holds: &[bool]) -> Vec<String> {
    if !holds.contains(&false) {
        return Vec::new();
    }
    let held = || variants.iter().zip(holds).filter(|(_, holds)| **holds).map(|(variant, _)| variant);
    let common = |open: &Open| {
        let choice = held().next()?.get(open)?;
        held().all(|variant| variant.get(open) == Some(choice)).then_some(choice)
    };
    let all: Vec<_> = space.iter().filter(|(_, choices)| choices.len() > 1).collect();
    all.iter().filter_map(|(open, _)| Some(words(open, common(open)?))).collect()
}

/// Numbers of issues differ from letter to letter.
fn without_numbers(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.find("issue ") {
        let behind = at + "issue ".len();
        out.push_str(&rest[..behind]);
        rest = rest[behind..].trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out + rest
}

/// Whether a title ends with a placeholder behind a colon: whatever it is called, it stands for the verdict.
fn ends_in_value(place: TextRange, rendering: &Rendering) -> bool {
    let title = &rendering.text[place];
    title.rfind(':').is_some_and(|colon| {
        let start = usize::from(place.start()) + colon + 1;
        !title[colon + 1..].trim().is_empty()
            && rendering.filled(range(start, place.end().into())) == Filled::Wholly
    })
}

/// Whether the part of the letter holds a placeholder that what is missing may stand in.
fn may_hold_it(place: TextRange, rendering: &Rendering, session: &Session) -> bool {
    let block = session.letter().block_at(place.start());
    block.is_some_and(|block| rendering.kinds(block.range).any(|kind| WRITTEN.contains(&kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_issues_do_not_count() {
        assert_eq!(without_numbers("issue 12 (a) and issue 3"), "issue  (a) and issue ");
        assert_eq!(without_numbers("page 3"), "page 3");
    }
}
