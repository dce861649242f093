//! Verdicts and conclusions: the rules V001 to V010 on synthetic rationales, and on the published letters of the
//! shared data as they are, with every verdict swapped, and with every conclusion negated.

#![expect(clippy::print_stdout, reason = "a test that is skipped, or measures, says so")]

mod common;

use std::path::PathBuf;

use common::{Parts, check, shared_letters, show};
use imr_linter::facts::{Conclusion, Polarity, conclusions, final_conclusion};
use imr_linter::finding::{Finding, Severity};
use imr_linter::letter::{Grammar, Letter, Verdict};
use imr_linter::profile::{IssueField, Profiles};
use imr_linter::text::{Flat, StrSource, TextRange};
use proptest::prelude::*;
use regex::Regex;

/// Synthetic rationales with their polarity.
const TABLE: &str = include_str!("tables/conclusions.tsv");

fn polarity(text: &str) -> (&'static str, bool) {
    let found = conclusions(&Flat::new(text));
    match final_conclusion(&found) {
        None => ("none", true),
        Some(Conclusion { polarity, certain, .. }) => match polarity {
            Polarity::Necessary => ("overturned", *certain),
            Polarity::NotNecessary => ("upheld", *certain),
            Polarity::Mixed => ("mixed", *certain),
        },
    }
}

/// The codes found in a letter whose first issue has this verdict and rationale, of the rules on verdicts.
fn codes(title: &str, verdict: &str, rationale: &str) -> Vec<&'static str> {
    let parts = Parts {
        title: format!("{title}: {verdict}\n"),
        rationale: format!("Decision rationale: {rationale}\n"),
        ..Parts::default()
    };
    let found = check(&parts.letter()).findings;
    let judges = |finding: &Finding| ["V001", "V002", "V005", "V009"].contains(&finding.rule.code);
    found.iter().filter(|finding| judges(finding)).map(|finding| finding.rule.code).collect()
}

#[test]
fn polarity_is_read_and_certain() {
    let mut wrong = Vec::new();
    for row in TABLE.lines().skip(1) {
        let (expected, text) = row.split_once('\t').expect("two cells");
        if polarity(text) != (expected, true) {
            wrong.push(format!("{expected}, read {:?}: {text}", polarity(text)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_verdict_is_compared_with_the_conclusion() {
    let title = "Item";
    for row in TABLE.lines().skip(1) {
        let (polarity, text) = row.split_once('\t').expect("two cells");
        let (upheld, overturned): (&[&str], &[&str]) = match polarity {
            "upheld" => (&[], &["V001"]),
            "overturned" => (&["V001"], &[]),
            "mixed" => (&["V005"], &["V005"]),
            _ => (&["V002"], &["V002"]),
        };
        assert_eq!(codes(title, "Upheld", text), upheld, "Upheld: {text}");
        assert_eq!(codes(title, "Overturned", text), overturned, "Overturned: {text}");
    }
}

#[test]
fn parts_that_are_decided_differently_are_mixed() {
    let rationale = "The brace is medically necessary. The worker walks freely, and the crutches are not medically necessary.";
    assert_eq!(codes("Brace and crutches", "Upheld", rationale), ["V005"]);
    assert_eq!(codes("Brace and crutches", "Overturned", rationale), ["V005"]);
}

#[test]
fn parts_that_sentences_decide_differently_are_mixed() {
    for rationale in [
        "Four patches are medically necessary as a trial. The other eight are not medically necessary.",
        "Ibuprofen is medically necessary for the flare. Famotidine, by contrast, is not, there being no risk.",
        "A release on the left is medically necessary. The same operation on the right is not.",
    ] {
        assert_eq!(codes("Item", "Upheld", rationale), ["V005"], "{rationale}");
        assert_eq!(codes("Item", "Overturned", rationale), ["V005"], "{rationale}");
    }
}

#[test]
fn what_is_decided_elsewhere_or_by_the_way_does_not_count() {
    for rationale in [
        "The film is approved above for this purpose. The requested injection is not medically necessary.",
        "Zaleplon is approved for short-term use. This request for zaleplon is not medically necessary.",
        "Utilization review denied it because it was medically necessary only after a trial. It is not medically necessary.",
    ] {
        assert_eq!(codes("Injection", "Upheld", rationale), [""; 0], "{rationale}");
    }
}

#[test]
fn messages_quote_both_sides() {
    let parts = Parts {
        title: "A walker: Upheld\n".into(),
        rationale:
            "Decision rationale: The worker cannot stand. Therefore, the walker is medically necessary.\n"
                .into(),
        ..Parts::default()
    };
    let text = parts.letter();
    let found = check(&text).findings;
    let finding = found.iter().find(|finding| finding.rule.code == "V001").expect("a finding");
    let sides = [finding.range, finding.related[0].range].map(|place| &text[place]);
    assert_eq!(sides, ["Upheld", "is medically necessary"]);
    assert_eq!(
        finding.message,
        "the heading says Upheld, but the rationale concludes \"is medically necessary\""
    );
    assert!(finding.fixes.is_empty());
}

#[test]
fn the_overall_determination_is_the_fold_of_the_issues() {
    let with = |word: &str, meaning: &str, verdicts: [&str; 2]| {
        let issue = |verdict: &str| {
            let not = if verdict == "Upheld" { "not " } else { "" };
            format!(
                "A cane: {verdict}\n\nDecision rationale: Therefore, the request is {not}medically necessary.\n\n"
            )
        };
        let cover = format!(
            "Dear worker:\n\nFinal Determination: {word}. We decided that {meaning} of the disputed items are.\n\n"
        );
        let text = format!(
            "{cover}IMR ISSUES, DECISIONS AND RATIONALES\n\n{}{}",
            issue(verdicts[0]),
            issue(verdicts[1])
        );
        let found = check(&text).findings;
        found
            .iter()
            .filter(|finding| finding.rule.code == "V006")
            .map(|finding| text[finding.range].to_owned())
            .collect::<Vec<_>>()
    };
    let none: [&str; 0] = [];
    assert_eq!(with("UPHOLD", "none", ["Upheld", "Upheld"]), none);
    assert_eq!(with("OVERTURN", "all", ["Overturned", "Overturned"]), none);
    assert_eq!(with("PARTIAL OVERTURN", "some (but not all)", ["Upheld", "Overturned"]), none);
    assert_eq!(with("UPHOLD", "none", ["Upheld", "Overturned"]), ["UPHOLD"]);
    assert_eq!(with("PARTIAL OVERTURN", "some (but not all)", ["Upheld", "Upheld"]), ["PARTIAL OVERTURN"]);
    assert_eq!(with("UPHOLD", "all", ["Upheld", "Upheld"]), ["all of the disputed"]);
}

/// Words that mean something to the grammar, in any order.
fn word() -> impl Strategy<Value = String> {
    let table = include_str!("../data/conclusion/vocabulary.tsv");
    let phrases =
        table.lines().skip(1).filter_map(|row| row.split('\t').nth(2)).flat_map(|cell| cell.split(';'));
    let marks = [",", ";", "(", ")", "\"", ":", "-", ".", "?", "é", "visits"];
    prop::sample::select(phrases.chain(marks).map(str::to_owned).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_read(words in prop::collection::vec(word(), 0..24)) {
        let text = words.join(" ");
        for found in conclusions(&Flat::new(&text)) {
            prop_assert!(usize::from(found.range.end()) <= text.len());
            prop_assert!(found.range.contains_range(found.decides), "{text}");
        }
    }
}

fn shared(path: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(path);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: there is no shared data beside the project");
    }
    text
}

#[test]
fn the_shared_conclusions_are_read() {
    let Some(table) = shared("redaction/conclusions.tsv") else { return };
    let (mut right, mut rows) = (0, 0);
    for row in table.lines().skip(1) {
        let cells: Vec<_> = row.split('\t').collect();
        let (text, expected) = (cells[1], cells[2]);
        rows += 1;
        match polarity(text) {
            (found, _) if found == expected => right += 1,
            found => println!("{}: {expected}, read {found:?}: {text}", cells[0]),
        }
        if expected == "none" {
            let alarms = [codes("Item", "Upheld", text), codes("Item", "Overturned", text)].concat();
            assert!(!alarms.contains(&"V001"), "{text}");
        }
    }
    println!("{right} of {rows} conclusions");
    assert!(right * 100 >= rows * 95);
}

#[test]
fn the_shared_mismatches_of_verdicts_are_found() {
    let Some(table) = shared("redaction/mismatches.tsv") else { return };
    for row in table.lines().skip(1) {
        let cells: Vec<_> = row.split('\t').collect();
        let (title, verdict) = cells[1].rsplit_once(": ").expect("a verdict");
        let expected: &[&str] = match cells[3] {
            "verdict" => &["V001"],
            "partial" => &["V005"],
            _ => &[],
        };
        assert_eq!(codes(title, verdict, cells[2]), expected, "{row}");
    }
}

/// The findings of the two rules that tell of a wrong verdict.
fn alarms(text: &str) -> Vec<Finding> {
    let wrong = |finding: &Finding| ["V001", "V009"].contains(&finding.rule.code);
    check(text).findings.into_iter().filter(wrong).collect()
}

/// Every issue of every published letter: the letter's name, its text, the issue's title, verdict and rationale.
fn issues() -> Vec<(String, String, TextRange, TextRange, Verdict, TextRange)> {
    let grammar = Grammar::new(Profiles::built_in(), None);
    let mut found = Vec::new();
    for (name, text) in shared_letters("layout") {
        let letter = Letter::read(&StrSource(&text), &grammar);
        for issue in letter.issues() {
            let verdict = issue.verdict.expect("a verdict");
            let field = issue.field(IssueField::Rationale).expect("a rationale");
            let rationale = TextRange::new(field.value_start.into(), field.range.end());
            found.push((name.clone(), text.clone(), issue.range, verdict.range, verdict.verdict, rationale));
        }
    }
    found
}

#[test]
fn published_letters_agree_with_themselves() {
    let seeds = ["letters/seed-000.txt", "letters/seed-002.txt"]
        .into_iter()
        .filter_map(|path| Some((path.to_owned(), shared(path)?)));
    for (name, text) in shared_letters("layout").into_iter().chain(seeds) {
        assert_eq!(show(&text, &alarms(&text)), Vec::<String>::new(), "{name}");
    }
}

/// How many of the changed letters are caught; none may raise an alarm about another issue.
fn caught(change: impl Fn(&str, TextRange, Verdict, TextRange) -> Option<String>) -> (usize, usize) {
    let (mut all, mut found) = (0, 0);
    for (name, text, place, verdict_place, verdict, rationale) in issues() {
        all += 1;
        let quote = &text[place.start().into()..verdict_place.end().into()];
        let Some(changed) = change(&text, verdict_place, verdict, rationale) else {
            println!("not changed: {name}: {quote}");
            continue;
        };
        let alarms = alarms(&changed);
        let end = usize::from(place.end()) + changed.len() - text.len();
        let inside = |finding: &Finding| {
            finding.range.start() >= place.start() && usize::from(finding.range.end()) <= end
        };
        assert!(alarms.iter().all(inside), "{name}: {:?}", show(&changed, &alarms));
        if alarms.is_empty() {
            println!("missed: {name}: {quote}");
        } else {
            found += 1;
        }
    }
    (found, all)
}

#[test]
fn a_swapped_verdict_is_found() {
    let (found, all) = caught(|text, place, verdict, _| {
        let other = if verdict == Verdict::Upheld { "Overturned" } else { "Upheld" };
        Some(format!("{}{other}{}", &text[..place.start().into()], &text[place.end().into()..]))
    });
    println!("{found} of {all} swapped verdicts");
    assert!(found * 100 >= all * 98);
}

#[test]
fn a_negated_conclusion_is_found() {
    // What a slip of the pen leaves out, or puts in.
    let negative = Regex::new(
        r"(?i)\b(?:(?<not>not(?:\s+to\s+be|\s+be)?)(?:\s+|-)(?:considered\s+)?(?:a\s+)?(?:medical(?:ly)?|necessary|established|supported|indicated)|(?<cannot>cannot\s+be)\s+(?:deemed|considered))",
    );
    let (negative, positive) = (
        negative.expect("a pattern"),
        Regex::new(r"(?i)\bmedically\s+(?:necessary|appropriate)").expect("a pattern"),
    );
    let (found, all) = caught(|text, _, verdict, rationale| {
        let start = usize::from(rationale.start());
        let last = if verdict == Verdict::Upheld {
            let found = negative.captures_iter(&text[rationale]).filter(|found| {
                let rest = &text[rationale][found.get(0).expect("a match").start()..];
                !rest.starts_with("not be interpreted")
            });
            found.last().map(|found| match found.name("not") {
                Some(not) => (not.range(), if not.as_str().ends_with("be") { "to be" } else { "" }),
                None => (found.name("cannot").expect("either").range(), "is to be"),
            })
        } else {
            positive.find_iter(&text[rationale]).last().map(|found| (found.start()..found.start(), "not "))
        };
        let (range, new) = last?;
        Some(format!("{}{new}{}", &text[..start + range.start], &text[start + range.end..]))
    });
    println!("{found} of {all} negated conclusions");
    assert!(found * 100 >= all * 98);
}

/// The rules of this file's area, without those on items.
const AREA: [&str; 6] = ["V002", "V003", "V005", "V006", "V007", "V010"];

#[test]
fn listed_defects_are_found_and_little_else() {
    let Some(table) = shared("letters/defects.tsv") else { return };
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|row| row.split('\t').collect()).collect();
    let listed = |name: &str, code: &str| {
        rows.iter().filter(|row| row[0] == name && row[2] == code && row[3] == "true").count()
    };
    let (mut noisy, mut missed) = (Vec::new(), Vec::new());
    for (name, text) in shared_letters("layout") {
        let found = check(&text).findings;
        let ours: Vec<Finding> =
            found.into_iter().filter(|finding| AREA.contains(&finding.rule.code)).collect();
        for code in AREA {
            let of_rule: Vec<Finding> =
                ours.iter().filter(|finding| finding.rule.code == code).cloned().collect();
            if of_rule.len() < listed(&name, code) {
                missed.push(format!("{name} {code}"));
            }
            let loud = of_rule.iter().any(|finding| finding.severity >= Severity::Warning);
            if listed(&name, code) == 0 && loud {
                noisy.push(name.clone());
            }
            if !of_rule.is_empty() {
                println!("{name}: {:#?}", show(&text, &of_rule));
            }
            assert!(code != "V005" || of_rule.iter().all(|finding| !finding.related.is_empty()), "{name}");
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    assert_eq!(noisy, Vec::<String>::new());
}
