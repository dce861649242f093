//! Holes in the wordings of `tables/holes.tsv`: a bar shows where words are missing; nowhere else may a
//! hole be found.

mod common;

use common::wordings::assert_faultless;
use common::{Parts, check};

/// How far from the bar a finding may begin or end.
const NEAR: usize = 2;

/// What is wrong with a row: what was not found, and what was found and is none.
fn faults(row: &str) -> Vec<String> {
    let pieces: Vec<&str> = row.split('|').collect();
    let text = pieces.concat();
    let letter = Parts::with("summary", &format!("{text}\n"));
    let start = letter.find(&text).expect("the sentence");
    let ends = pieces.iter().scan(start, |at, piece| {
        *at += piece.len();
        Some(*at)
    });
    let marks: Vec<usize> = ends.take(pieces.len() - 1).collect();
    let found: Vec<(usize, usize)> = check(&letter)
        .findings
        .iter()
        .filter(|f| f.rule.code == "R001")
        .map(|f| (f.range.start().into(), f.range.end().into()))
        .collect();
    let meets = |mark: usize, place: &(usize, usize)| place.0 <= mark + NEAR && mark <= place.1 + NEAR;
    let missed = marks.iter().filter(|mark| !found.iter().any(|place| meets(**mark, place)));
    let false_ones = found.iter().filter(|place| !marks.iter().any(|mark| meets(*mark, place)));
    missed
        .map(|mark| format!("not found at {}", mark - start))
        .chain(false_ones.map(|place| format!("false: {:?}", &letter[place.0..place.1])))
        .collect()
}

#[test]
fn holes_are_found_and_what_looks_like_one_is_not() {
    assert_faultless(include_str!("tables/holes.tsv"), faults);
}
