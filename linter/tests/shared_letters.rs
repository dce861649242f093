//! The published letters of the shared data, in every rendering: issues, titles, verdicts and fields are
//! those of `gold.json`. Skips, and says so, where the shared data is absent.

use std::path::PathBuf;

use imr_linter::letter::{Recogniser, issues_of};
use imr_linter::profile::{IssueField, Profiles};
use imr_linter::text::{StrSource, TextRange};

fn shared() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/letters");
    path.is_dir().then_some(path)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn issues_equal_gold() {
    let Some(shared) = shared() else {
        println!("skipped: no shared letters beside the project");
        return;
    };
    let profiles = Profiles::built_in();
    let recogniser = Recogniser::new(&profiles);
    let gold: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(shared.join("gold.json")).unwrap()).unwrap();
    let mut wrong = 0;
    for (name, letter) in gold.as_object().unwrap() {
        for (rendering, text) in renderings(&shared, name) {
            let issues = issues_of(&StrSource(&text), &profiles, &recogniser);
            let field = |issue: &imr_linter::letter::IssueSpan, field| {
                issue.field(field).map_or_else(String::new, |span| {
                    fold(&text[TextRange::new(span.value_start.into(), span.range.end())])
                })
            };
            let found: Vec<[String; 5]> = issues
                .iter()
                .map(|issue| {
                    [
                        fold(&text[issue.title]),
                        issue.verdict.map_or_else(String::new, |v| fold(&text[v.range])),
                        field(issue, IssueField::AdministratorGuideline),
                        field(issue, IssueField::ReviewerGuideline),
                        field(issue, IssueField::Rationale),
                    ]
                })
                .collect();
            let expected: Vec<[String; 5]> = letter["issues"]
                .as_array()
                .unwrap()
                .iter()
                .map(|issue| ["title", "verdict", "ca", "mg", "dr"].map(|key| fold(issue[key].as_str().unwrap())))
                .collect();
            if found != expected {
                wrong += 1;
                println!("== {name} {rendering}: {} issues of {}", found.len(), expected.len());
                for (f, e) in found.iter().zip(&expected) {
                    for (f, e) in f.iter().zip(e) {
                        if f != e {
                            println!("   found    {:?}\n   expected {:?}", ends(f), ends(e));
                        }
                    }
                }
            }
        }
    }
    assert_eq!(wrong, 0);
}

fn ends(text: &str) -> String {
    if text.len() < 160 { text.to_owned() } else { format!("{} ... {}", &text[..text.floor_char_boundary(70)], &text[text.ceil_char_boundary(text.len()-80)..]) }
}

fn renderings(shared: &std::path::Path, name: &str) -> Vec<(&'static str, String)> {
    let read = |folder: &str| std::fs::read_to_string(shared.join(folder).join(format!("{name}.txt"))).unwrap();
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
