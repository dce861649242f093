//! What P001 to P004 and T001 to T005 find in the published letters of the shared data: every listed slip, and at
//! most one P besides in a letter, but no T. Skips, and says so, where the shared data is absent.

mod common;

use std::collections::BTreeMap;

use common::{check, shared_letters};
use imr_linter::finding::{Finding, Severity};

/// Rows of `defects.tsv` for the P and T rules: letter, line, code.
fn listed() -> Vec<(String, usize, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/letters/defects.tsv");
    let table = std::fs::read_to_string(path).unwrap_or_default();
    let rows = table.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    rows.filter(|cells| cells.len() > 3 && cells[2].starts_with(['P', 'T']) && cells[3] == "true")
        .map(|cells| (cells[0].to_owned(), cells[1].parse().unwrap_or(0), cells[2].to_owned()))
        .collect()
}

fn lines_of(text: &str, finding: &Finding) -> std::ops::RangeInclusive<usize> {
    let line = |offset: usize| text[..offset].matches('\n').count() + 1;
    // A phrase may begin on the line before the one that is listed.
    line(finding.range.start().into()).saturating_sub(1)..=line(finding.range.end().into()) + 1
}

#[test]
fn listed_slips_are_found_and_little_else() {
    let mut unlisted: BTreeMap<String, usize> = BTreeMap::new();
    let listed = listed();
    for (name, text) in shared_letters("layout") {
        let findings = check(&text).findings;
        let findings: Vec<_> =
            findings.iter().filter(|finding| finding.rule.code.starts_with(['P', 'T'])).collect();
        let small =
            |finding: &Finding| finding.severity <= Severity::Info || finding.rule.code.starts_with('T');
        assert!(findings.iter().all(|finding| small(finding)));
        let rows: Vec<_> = listed.iter().filter(|(letter, ..)| *letter == name).collect();
        let meant = |finding: &Finding, line: usize, code: &str| {
            finding.rule.code == code && (line == 0 || lines_of(&text, finding).contains(&line))
        };
        for (_, line, code) in &rows {
            assert!(findings.iter().any(|finding| meant(finding, *line, code)), "{name}:{line}: no {code}");
        }
        // A blank is missing or not: P004 is never in doubt.
        let doubtful = findings
            .iter()
            .filter(|finding| finding.rule.code != "P004")
            .filter(|finding| !rows.iter().any(|(_, line, code)| meant(finding, *line, code)));
        let doubtful: Vec<_> = doubtful.collect();
        assert!(doubtful.iter().all(|finding| finding.rule.code.starts_with('P')), "{name}: {doubtful:?}");
        unlisted.insert(name, doubtful.len());
    }
    assert!(unlisted.values().all(|count| *count <= 1), "{unlisted:?}");
}
