//! What is known to be wrong with the item and the patient of the published letters, and what only looks so.
//! Skips, and says so, where the shared data is absent.

mod common;

use std::collections::BTreeMap;

use common::{check, shared_letters, show};
use imr_linter::finding::{Finding, Severity};
use imr_linter::text::TextRange;

/// The rules of item and patient.
const CODES: [&str; 10] = ["V004", "V008", "D001", "D002", "D003", "D004", "D005", "D006", "D007", "D008"];

/// A row of `defects.tsv`.
struct Row {
    letter: String,
    line: usize,
    code: String,
    is_true: bool,
    quote: String,
}

fn rows() -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/letters/defects.tsv");
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        Row {
            letter: cells[0].to_owned(),
            line: cells[1].parse().unwrap_or(0),
            code: cells[2].to_owned(),
            is_true: cells[3] == "true",
            quote: cells[4].to_owned(),
        }
    };
    text.lines().skip(1).map(row).filter(|row| CODES.contains(&row.code.as_str())).collect()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where a range of a letter stands among its words: from and to, in evened text.
fn folded(text: &str, range: TextRange) -> (usize, usize) {
    let start = fold(&text[..range.start().into()]).len();
    (start, start + fold(&text[range]).len() + 1)
}

/// Whether a finding, or the other side of it, stands where a row's quotation does; a row without an exact
/// one means the whole letter.
fn is_at(text: &str, finding: &Finding, row: &Row) -> bool {
    let quote = fold(&row.quote);
    let Some(at) = fold(text).find(&quote).filter(|_| row.line > 0) else { return true };
    let mut places = finding.related.iter().map(|related| related.range).chain([finding.range]);
    places.any(|place| {
        let (start, end) = folded(text, place);
        start <= at + quote.len() && at <= end
    })
}

/// The published letters and the seeds.
fn letters() -> BTreeMap<String, String> {
    let mut letters: BTreeMap<String, String> = shared_letters("layout").into_iter().collect();
    for seed in ["000", "002"] {
        let path = format!("{}/../../shared/data/letters/seed-{seed}.txt", env!("CARGO_MANIFEST_DIR"));
        letters.extend(std::fs::read_to_string(path).ok().map(|text| (format!("SEED_{seed}"), text)));
    }
    letters
}

fn clinical(text: &str) -> Vec<Finding> {
    check(text).findings.into_iter().filter(|finding| CODES.contains(&finding.rule.code)).collect()
}

#[test]
fn listed_defects_are_found_and_traps_are_silent() {
    let letters = letters();
    let mut missed = Vec::new();
    for row in rows() {
        let text = &letters[&row.letter];
        let found = clinical(text);
        let here = found.iter().filter(|f| f.rule.code == row.code && is_at(text, f, &row)).count();
        if row.is_true && here == 0 {
            missed.push(format!("{} {} {}", row.letter, row.code, row.quote));
        }
        assert!(
            row.is_true || here == 0,
            "a trap: {} {} {}: {:?}",
            row.letter,
            row.code,
            row.quote,
            show(text, &found)
        );
    }
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn little_else_is_found_and_each_issue_has_one_hint() {
    let rows = rows();
    let mut others = BTreeMap::new();
    for (name, text) in letters() {
        let found = clinical(&text);
        let is_listed = |finding: &&Finding| {
            rows.iter().any(|row| row.is_true && row.letter == name && row.code == finding.rule.code)
        };
        let (_, other): (Vec<&Finding>, Vec<&Finding>) = found.iter().partition(is_listed);
        if other.iter().any(|finding| finding.severity >= Severity::Warning) {
            others.insert(name.clone(), other.len());
        }
        for finding in other {
            println!("{name} beside the list: {:?}", show(&text, std::slice::from_ref(finding)));
        }
        let hints = found.iter().filter(|finding| finding.severity == Severity::Hint).count();
        assert!(hints <= 2, "{name}: {:?}", show(&text, &found));
        assert!(
            found.iter().all(|finding| !finding.related.is_empty() || finding.message.contains("one side")),
            "{name}: both places are named: {:?}",
            show(&text, &found)
        );
    }
    assert!(others.len() <= 1, "{others:?}");
}

/// A letter gives the same findings in both renderings, the table at its head aside, which one lacks.
#[test]
fn renderings_agree() {
    const WITHOUT_HEADER: [&str; 6] = ["V004", "V008", "D001", "D002", "D006", "D007"];
    let double: BTreeMap<String, String> = shared_letters("seedfmt").into_iter().collect();
    for (name, text) in shared_letters("layout") {
        let messages = |text: &str| {
            let found = clinical(text).into_iter().filter(|f| WITHOUT_HEADER.contains(&f.rule.code));
            found.map(|f| (f.rule.code, f.message)).collect::<Vec<_>>()
        };
        assert_eq!(messages(&text), messages(&double[&name]), "{name}");
    }
}
