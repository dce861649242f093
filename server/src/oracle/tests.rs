//! The judge is asked: 300 edits for each encoding, or as many as `IMRLINT_ORACLE_EDITS` says
//! (`scripts/test-reliability` says 10,000).

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::*;

/// Edits of one script.
const SCRIPT: usize = 10;
/// Edits for each encoding, in plain `cargo test`.
const QUICK: usize = 300;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let place = || (any::<u16>(), any::<u8>());
    let step = (place(), place(), any::<u8>(), any::<bool>(), any::<u8>());
    let step = step.prop_map(|(from, to, piece, sends, way)| Step { from, to, piece, sends, way });
    prop::collection::vec(step, SCRIPT)
}

/// Plays scripts in one encoding.
fn ask(encoding: u8) {
    let edits = std::env::var("IMRLINT_ORACLE_EDITS").map_or(QUICK, |edits| edits.parse().expect("a number"));
    let cases = u32::try_from(edits.div_ceil(SCRIPT)).expect("not that many");
    let mut runner = TestRunner::new(ProptestConfig { cases, ..ProptestConfig::default() });
    let start = (any::<u8>(), any::<u8>());
    let asked = runner.run(&(start, steps()), |((letter, line_end), steps)| {
        follow(Start { encoding, letter, line_end }, &steps).map_err(TestCaseError::fail)
    });
    asked.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_letter_under_edit_is_a_fresh_letter_in_utf_8() {
    ask(0);
}

#[test]
fn a_letter_under_edit_is_a_fresh_letter_in_utf_16() {
    ask(1);
}

#[test]
fn a_letter_under_edit_is_a_fresh_letter_in_utf_32() {
    ask(2);
}

#[test]
fn a_megabyte_pasted_and_removed_leaves_a_fresh_letter() {
    let paste = "The records of 01/02/2016 were reviewed, with é and 😀. \u{c}\r\n".repeat(16 * 1024);
    let client = client(Encoding::Utf16);
    let letter = LETTERS[0];
    let mut document = Document::new(uri(), 1, letter);
    same(&document, &client, 0, letter).expect("opened");
    let at = Position::new(30, 10);
    document.change(2, vec![change(Some(Range::new(at, at)), &paste)], &client);
    let offset = reference(letter, at, Encoding::Utf16);
    let mut text = letter.to_owned();
    text.insert_str(offset, &paste);
    same(&document, &client, 0, &text).expect("pasted");
    let end = Position::new(30 + 16 * 1024, 0);
    document.change(3, vec![change(Some(Range::new(at, end)), "")], &client);
    same(&document, &client, 0, letter).expect("removed");
}
