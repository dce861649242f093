//! The published letters of the shared data, in every rendering: issues, titles, verdicts and fields are
//! those of `gold.json`. Skips, and says so, where the shared data is absent.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod common;

use std::path::{Path, PathBuf};

use common::renderings::{fold, renderings};
use common::{check, show};
use imr_linter::finding::Severity;
use imr_linter::letter::{Grammar, IssueSpan, Letter};
use imr_linter::profile::{IssueField, Profiles};
use imr_linter::text::{StrSource, TextRange};
use serde_json::Value;

/// The folder of the shared letters, if it is there.
fn shared() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/letters");
    if !path.is_dir() {
        println!("skipped: there are no shared letters beside the project");
        return None;
    }
    Some(path)
}

fn gold(shared: &Path) -> serde_json::Map<String, Value> {
    let text = std::fs::read_to_string(shared.join("gold.json")).expect("gold.json");
    match serde_json::from_str(&text).expect("valid JSON") {
        Value::Object(letters) => letters,
        other => panic!("gold.json is {other}"),
    }
}

/// Title, verdict, administrator's guideline, reviewer's guideline, rationale.
type Row = [String; 5];

fn found(text: &str) -> Vec<Row> {
    let letter = Letter::read(&StrSource(text), &Grammar::new(Profiles::built_in(), None));
    let field = |issue: &IssueSpan, field| {
        let span = issue.field(field);
        span.map_or_else(String::new, |f| fold(&text[TextRange::new(f.value_start.into(), f.range.end())]))
    };
    let row = |issue: &IssueSpan| {
        let verdict = issue.verdict.map_or_else(String::new, |verdict| fold(&text[verdict.range]));
        let [ca, mg, dr] = IssueField::ALL.map(|which| field(issue, which));
        [fold(&text[issue.title]), verdict, ca, mg, dr]
    };
    letter.issues().iter().map(row).collect()
}

#[test]
fn issues_equal_gold_in_every_rendering() {
    let Some(shared) = shared() else { return };
    for (name, letter) in gold(&shared) {
        let issues = letter["issues"].as_array().expect("issues").iter();
        let row = |issue: &Value| {
            ["title", "verdict", "ca", "mg", "dr"].map(|key| fold(issue[key].as_str().unwrap_or("")))
        };
        let expected: Vec<Row> = issues.map(row).collect();
        for (rendering, text) in renderings(&shared, &name) {
            assert_eq!(found(&text), expected, "{name}, {rendering}");
        }
    }
}

#[test]
fn structure_rules_find_no_error() {
    let Some(shared) = shared() else { return };
    for (name, _) in gold(&shared) {
        for (rendering, text) in renderings(&shared, &name) {
            let findings = check(&text).findings;
            let wrong: Vec<_> = findings
                .iter()
                .filter(|f| {
                    f.rule.code == "E002" || f.severity >= Severity::Warning && f.rule.code.starts_with('S')
                })
                .cloned()
                .collect();
            assert_eq!(show(&text, &wrong), Vec::<String>::new(), "{name}, {rendering}");
        }
    }
}

/// The two seed letters, older than the others: as read by hand.
#[test]
fn the_seed_letters_are_read_as_a_person_reads_them() {
    let Some(shared) = shared() else { return };
    let read = |name: &str| std::fs::read_to_string(shared.join(name)).expect("a seed letter");
    let pages = "Decision based on MTUS Chronic Pain Treatment Guidelines";
    let expected_000 = [
        (
            "Cyclobenzaprine 10mg Qty: 120:",
            format!("{pages} Cyclobenzaprine (Flexeril) Page(s): 41, 64."),
            format!("{pages} Muscle relaxants Page(s): 63-66."),
            ("The MTUS Guidelines state", "not medically necessary to continue."),
        ),
        (
            "Physical Therapy (sessions) Qty: 12:",
            format!("{pages} Physical Medicine Guidelines Page(s): 98-99."),
            format!("{pages} Physical Medicine Page(s): 98-99."),
            ("Physical therapy in the form", "not medically necessary at this time."),
        ),
    ];
    let expected_002 = [
        (
            "12 psychologist visits:",
            format!("{pages} Page(s): 101-102."),
            format!("{pages} Behavioral interventions; Psychological evaluations; Psychological treatment Page(s): 32; 100- 10."),
            ("Medical Treatment Utilization", "psychologist visits is not medically necessary."),
        ),
        (
            "Cyclobenzaprine- Flexeril 7.5mg #90:",
            format!("{pages}."),
            "Decision based on MTUS ACOEM Chapter 3 Initial Approaches to Treatment Page(s): 47,49,Chronic Pain \
             Treatment Guidelines Cyclobenzaprine (Flexeril); Muscle relaxants Page(s): 41-42; 63-66. Decision based \
             on Non-MTUS Citation FDA Prescribing Information Flexeril Cyclobenzaprine \
             http://www.drugs.com/pro/flexeril.html"
                .to_owned(),
            ("Medical Treatment Utilization", "7.5mg #90 is not medically necessary."),
        ),
    ];
    for (name, expected) in [("seed-000.txt", expected_000), ("seed-002.txt", expected_002)] {
        let rows = found(&read(name));
        assert_eq!(rows.len(), 2, "{name}");
        for ([title, verdict, ca, mg, dr], (e_title, e_ca, e_mg, (first, last))) in
            rows.into_iter().zip(expected)
        {
            assert_eq!((title.as_str(), verdict.as_str(), ca, mg), (e_title, "Upheld", e_ca, e_mg), "{name}");
            assert!(dr.starts_with(first) && dr.ends_with(last), "{name}: {dr}");
        }
    }
}
