//! The labelled pairs of title and conclusion of the shared data. Skips, and says so, where the shared data is absent.

#![expect(clippy::print_stdout, reason = "what is missed is listed, and a test that is skipped says so")]

mod common;

use common::{Parts, check, show};

/// A title and a conclusion, as a letter.
fn letter(title: &str, conclusion: &str) -> String {
    Parts::with(
        "issue",
        &format!(
            "{title}\n\nClaims Administrator guideline: Decision based on MTUS General Approaches 2004, Section(s): \
             Summary.\n\nMAXIMUS guideline: Decision based on MTUS General Approaches 2004, Section(s): Summary.\n\n\
             Decision rationale: The records of 12/05/2016 were reviewed. {conclusion}\n"
        ),
    )
}

/// Rows of `mismatches.tsv`: id, title, conclusion, what is expected.
fn rows() -> Vec<[String; 4]> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/redaction/mismatches.tsv");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: there is no shared data beside the project");
        return Vec::new();
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        [0, 1, 2, 3].map(|n| cells[n].to_owned())
    };
    text.lines().skip(1).map(row).collect()
}

#[test]
fn labelled_pairs_are_judged_as_labelled() {
    let (mut right, mut all) = (0, 0);
    for [id, title, conclusion, expected] in rows() {
        let text = letter(&title, &conclusion);
        let findings: Vec<_> = check(&text).findings.into_iter().filter(|f| f.rule.code == "V004").collect();
        // Rows about the verdict or a part of the request are other rules' matter.
        let item =
            ["quantity", "strength", "drug", "units", "form", "laterality"].contains(&expected.as_str());
        if expected == "ok" {
            assert_eq!(show(&text, &findings), Vec::<String>::new(), "{id}: {title} / {conclusion}");
        }
        all += 1;
        if findings.is_empty() == item {
            println!("missed {id}: {title} / {conclusion}: {:?}", show(&text, &findings));
        } else {
            right += 1;
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all} are right");
}
