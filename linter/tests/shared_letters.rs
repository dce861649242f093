//! The published letters of the shared data, in every rendering: issues, titles, verdicts and fields are
//! those of `gold.json`. Skips, and says so, where the shared data is absent.

mod common;

use std::path::{Path, PathBuf};

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

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

fn renderings(shared: &Path, name: &str) -> Vec<(&'static str, String)> {
    let read =
        |folder: &str| std::fs::read_to_string(shared.join(folder).join(format!("{name}.txt"))).unwrap();
    let (double, layout) = (read("seedfmt"), read("layout"));
    let spaced = regex::Regex::new(r"\n[ ]+\n\s*").unwrap();
    let blank = regex::Regex::new(r"\n[ ]*\n\s*").unwrap();
    let join = |text: &str, at: &regex::Regex, by: &str| {
        at.split(text).map(fold).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(by)
    };
    let trimmed: String = double.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let wrapped = |width: usize, by: &str, gap: &str| {
        spaced
            .split(&double)
            .map(|paragraph| {
                let mut lines = vec![String::new()];
                for word in paragraph.split_whitespace() {
                    let last = lines.last_mut().unwrap();
                    if !last.is_empty() && last.len() + word.len() >= width {
                        lines.push(word.to_owned());
                    } else {
                        if !last.is_empty() {
                            last.push(' ');
                        }
                        last.push_str(word);
                    }
                }
                lines.join(by)
            })
            .collect::<Vec<_>>()
            .join(gap)
    };
    vec![
        ("joined", join(&double, &spaced, "\n\n")),
        ("joined tight", join(&double, &spaced, "\n")),
        ("joined layout", join(&layout, &blank, "\n\n")),
        ("trimmed", trimmed),
        ("wrapped 60", wrapped(60, "\n", "\n\n")),
        ("wrapped 60 double", wrapped(60, " \r\n\r\n", " \r\n\r\n \r\n\r\n")),
        ("wrapped 40", wrapped(40, "\n", "\n\n")),
        ("crlf", layout.replace('\n', "\r\n")),
        ("cr", layout.replace('\n', "\r")),
        ("nbsp", double.replace("  ", "\u{a0} ")),
        ("double-spaced", double),
        ("layout", layout),
    ]
}
