//! Identifiers in the wordings of `tables/identifiers.tsv`: a row shows in braces what must be found;
//! nothing else may be.

mod common;

use common::wordings::assert_faultless;
use common::{Parts, check};
use imr_linter::finding::{Finding, Severity};

/// The text of a row without its braces, and what stood in them.
fn marked(row: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for piece in row.split_inclusive(['{', '}']) {
        text.push_str(piece.trim_end_matches(['{', '}']));
        if piece.ends_with('{') {
            marks.push((text.len(), text.len()));
        } else if piece.ends_with('}') {
            marks.last_mut().expect("an opening brace").1 = text.len();
        }
    }
    (text, marks)
}

/// What is wrong with a row: what was not found, and what was found and is none.
fn faults(row: &str) -> Vec<String> {
    let (text, marks) = marked(row);
    let letter = Parts::with("summary", &format!("{text}\n"));
    let start = letter.find(&text).expect("the sentence");
    let findings: Vec<Finding> = check(&letter).findings;
    let found: Vec<(usize, usize)> = findings
        .iter()
        .filter(|f| f.rule.code.starts_with('R') && f.rule.code != "R001" && f.severity >= Severity::Warning)
        .filter(|f| usize::from(f.range.start()) >= start)
        .map(|f| (usize::from(f.range.start()) - start, usize::from(f.range.end()) - start))
        .collect();
    let meets = |a: &(usize, usize), b: &(usize, usize)| a.0 < b.1 && b.0 < a.1;
    let missed = marks.iter().filter(|mark| !found.iter().any(|place| meets(mark, place)));
    let false_ones = found.iter().filter(|place| !marks.iter().any(|mark| meets(mark, place)));
    missed
        .map(|mark| format!("not found: {}", &text[mark.0..mark.1]))
        .chain(false_ones.map(|place| format!("false: {}", &text[place.0..place.1.min(text.len())])))
        .collect()
}

#[test]
fn identifiers_are_found_and_what_looks_like_one_is_not() {
    assert_faultless(include_str!("tables/identifiers.tsv"), faults);
}
