//! One block's work: its facts, and what the block rules find in it. A pure function of the block's
//! text, its kind, the profile and the settings; that is why it can be remembered.

use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::facts::{self, Facts, Says};
use crate::finding::Finding;
use crate::letter::{Block, Letter};
use crate::profile::Profile;
use crate::rules::{self, BlockView, Check, Rule};
use crate::settings::Settings;
use crate::text::{Flat, TextRange, range};

/// What is known of a block. Ranges are relative to it.
#[derive(Debug, Default)]
pub(crate) struct BlockReport {
    pub(crate) facts: Facts,
    pub(crate) findings: Vec<Finding>,
    /// What there is of both.
    pub(crate) says: Says,
}

impl BlockReport {
    /// Works on a block; `text` is all of it.
    pub(crate) fn of(block: &Block, text: &str, profile: &Profile, settings: &Settings) -> Self {
        let (label_text, text) = text.split_at(block.label as usize);
        let flat = Flat::new(text);
        let mut findings = Vec::new();
        let grammar = settings.grammar();
        let facts = guarded(&rules::e002_internal_error::RULE, block, &mut findings, |_| {
            facts::read(text, &flat, block, settings, profile)
        });
        let facts = facts.unwrap_or_default();
        let hits = settings.triggers().hits(&flat);
        let sentences = OnceCell::new();
        for (place, rule) in settings.running() {
            let Check::Block { kinds, triggers, run } = rule.check else { continue };
            if !kinds(block.kind) || (!triggers.is_empty() && hits.of(*place).is_empty()) {
                continue;
            }
            let view = BlockView {
                kind: block.kind,
                text,
                flat: &flat,
                facts: &facts,
                form: block.form.map(|mark| (grammar.recogniser().form(mark.form), mark)),
                profile,
                settings,
                hits: hits.of(*place),
                label: block.label,
                label_text,
                sentences: &sentences,
            };
            guarded(rule, block, &mut findings, |findings| run(&view, findings));
        }
        let mistakes = if findings.is_empty() { Says::empty() } else { Says::MISTAKES };
        Self { says: Says::of(&facts) | mistakes, facts, findings }
    }
}

/// Runs a piece of a rule's work. If it breaks, what it had found so far is dropped and the breakage
/// itself becomes a finding: the other rules still report.
fn guarded<T>(
    rule: &'static Rule,
    block: &Block,
    findings: &mut Vec<Finding>,
    work: impl FnOnce(&mut Vec<Finding>) -> T,
) -> Option<T> {
    let before = findings.len();
    match catch_unwind(AssertUnwindSafe(|| work(findings))) {
        Ok(result) => Some(result),
        Err(_) => {
            findings.truncate(before);
            findings.push(internal_error(rule, range(0, block.range.len().into())));
            None
        }
    }
}

/// The finding that tells of a broken rule.
pub(crate) fn internal_error(rule: &Rule, place: TextRange) -> Finding {
    let message =
        format!("{} ({}) broke on this text; its other findings may be missing", rule.code, rule.name);
    Finding::new(&rules::e002_internal_error::RULE, place, message)
        .help("this is an error of imrlint, not of the letter: please report it, without the letter's text")
}

/// The finding that tells that a letter could not even be divided into its parts.
pub(crate) fn unreadable_letter() -> Finding {
    let message = "imrlint broke on this text: nothing of it was checked";
    Finding::new(&rules::e002_internal_error::RULE, TextRange::default(), message)
        .help("this is an error of imrlint, not of the letter: please report it, without the letter's text")
}

/// Runs a letter rule in the same way.
pub(crate) fn run_letter_rule(
    rule: &'static Rule,
    view: &rules::LetterView<'_>,
    run: fn(&rules::LetterView<'_>, &mut Vec<Finding>),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    match catch_unwind(AssertUnwindSafe(|| run(view, &mut findings))) {
        Ok(()) => findings,
        Err(_) => vec![internal_error(rule, head(view.letter))],
    }
}

fn head(letter: &Letter) -> TextRange {
    letter.blocks().first().map_or_else(TextRange::default, |block| block.range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{s001_missing_section, s005_misspelled_heading};
    use crate::text::StrSource;

    fn block() -> Block {
        let letter = Letter::read(&StrSource("Some text."), Settings::default().grammar());
        letter.blocks()[0]
    }

    #[test]
    fn a_broken_block_rule_becomes_a_finding_and_keeps_those_of_others() {
        let rule = &s005_misspelled_heading::RULE;
        let mut findings = vec![Finding::new(rule, range(0, 1), "found before")];
        let result = guarded(rule, &block(), &mut findings, |findings| {
            findings.push(Finding::new(rule, range(0, 1), "half done"));
            panic!("broken");
        });
        assert_eq!(result, None::<()>);
        let told: Vec<_> = findings.iter().map(|f| (f.rule.code, f.message.as_str())).collect();
        let broke = "S005 (misspelled-heading) broke on this text; its other findings may be missing";
        assert_eq!(told, [("S005", "found before"), ("E002", broke)]);
    }

    #[test]
    fn a_broken_letter_rule_becomes_a_finding() {
        let settings = Settings::default();
        let letter = Letter::read(&StrSource("Some text."), settings.grammar());
        let view = rules::LetterView {
            letter: &letter,
            profile: letter.profile(settings.grammar()),
            audience: crate::profile::Audience::Public,
            settings: &settings,
            reports: &[],
            index: &facts::says::Index::default(),
            identified: OnceCell::new(),
        };
        let findings = run_letter_rule(&s001_missing_section::RULE, &view, |_, _| panic!("broken"));
        assert_eq!(findings.iter().map(|f| f.rule.code).collect::<Vec<_>>(), ["E002"]);
    }
}
