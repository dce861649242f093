//! The examples in the rules' documentation, run: the first kind gives the rule's finding, the second
//! does not.

mod common;

use common::{Parts, settings};
use imr_linter::lint;
use imr_linter::rules;
use imr_linter::settings::Options;

/// What the examples that are templates declare.
const PLACEHOLDERS: &str = "\
[placeholders]
age = 'age'
sex = 'sex'
side = 'side'
date_of_injury = 'date'
verdict = 'verdict'
conclusion = 'conclusion'
item = 'item'
guideline = 'guideline'
rationale = 'rationale'
";

#[test]
fn every_example_fails_and_every_replacement_passes() {
    for rule in rules::all() {
        let documentation = rules::documentation(rule);
        let settings = [false, true].map(|template| {
            let placeholders = if template { PLACEHOLDERS } else { "" };
            let options: Options = toml::from_str(placeholders).expect("valid");
            settings(Options { extend_select: vec![rule.code.to_owned()], template, ..options })
        });
        let finds = |heading: &str| -> Vec<bool> {
            let examples = documentation.examples(heading);
            let letters = examples.iter().map(|example| {
                (Parts::with(&example.part, &example.text), &settings[usize::from(example.template)])
            });
            letters
                .map(|(text, settings)| {
                    lint(&text, settings).findings.iter().any(|finding| finding.rule == rule)
                })
                .collect()
        };
        let (failing, clean) = (finds("Example"), finds("Use instead"));
        assert!(failing.iter().all(|found| *found), "{rule:?}: an example gives no finding");
        assert!(clean.iter().all(|found| !found), "{rule:?}: a replacement still gives a finding");
        let machinery = rule.code.starts_with('E');
        assert!(machinery || (!failing.is_empty() && !clean.is_empty()), "{rule:?}: examples are missing");
    }
}

#[test]
fn every_rule_says_what_why_and_whether_it_fixes() {
    for rule in rules::all() {
        let documentation = rules::documentation(rule);
        for heading in ["What it does", "Why it matters", "Fix"] {
            assert!(!documentation.part(heading).is_empty(), "{rule:?}: no \"{heading}\"");
        }
    }
}
