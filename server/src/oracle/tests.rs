//! The judge is asked: 300 edits for each encoding, or as many as `IMRLINT_ORACLE_EDITS` says
//! (`scripts/test-reliability` says 10,000). A script that fails is kept in `proptest-regressions`, and played first
//! from then on.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tower_lsp::lsp_types::Position;

use super::*;
use crate::document::LARGE;

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
    let mut runner = TestRunner::new(ProptestConfig { cases, ..ProptestConfig::with_source_file(file!()) });
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

impl Editing {
    /// Puts something at the beginning of a line, in place of what stands before the beginning of another one.
    fn put(&mut self, line: u32, end: u32, piece: &str) {
        let (from, to) = (Position::new(line, 0), Position::new(end, 0));
        let range =
            offset(&self.text, from, self.client.encoding)..offset(&self.text, to, self.client.encoding);
        self.text.replace_range(range, piece);
        self.document.change(2, vec![change(Some(Range::new(from, to)), piece)], &self.client);
        self.rests = self.text.len() > LARGE;
        self.is_fresh().expect("a fresh letter");
    }
}

fn opened() -> Editing {
    let editing = Editing::open(Start { encoding: 1, letter: 0, line_end: 0 });
    editing.is_fresh().expect("a fresh letter");
    editing
}

#[test]
fn a_megabyte_pasted_and_removed_leaves_a_fresh_letter() {
    let paste = "The records of 01/02/2016 were reviewed, with é and 😀. \u{c}\r\n".repeat(16 * 1024);
    let mut editing = opened();
    editing.put(30, 30, &paste);
    editing.put(30, 30 + 16 * 1024, "");
    assert_eq!(editing.text, LETTERS[0]);
}

#[test]
fn a_letter_that_grows_large_and_small_again_is_a_fresh_letter() {
    // Lines that cost little: what is asked is which rules rest.
    let paste = format!("{}\n", " ".repeat(1023)).repeat(LARGE / 1024);
    let mut editing = opened();
    editing.put(30, 30, &paste);
    assert!(editing.rests);
    editing.put(30, 30, "CLINCAL CASE SUMMARY\n");
    // Saved, all is checked; then it is typed again.
    assert!(editing.document.wake());
    editing.rests = false;
    editing.is_fresh().expect("a fresh letter");
    editing.put(0, 0, "\n");
    assert!(editing.rests);
    editing.put(32, 32 + (LARGE / 1024) as u32, "");
    assert!(!editing.rests);
}

#[test]
fn what_a_baseline_holds_is_known_after_edits() {
    let mut editing = opened();
    editing.settings = 2;
    let held = |editing: &Editing| {
        editing.snapshot().read(&|| false, |letter| letter.outcome.baselined).expect("read")
    };
    assert_eq!(held(&editing), 0);
    let title = LETTERS[0].lines().position(|line| line.trim() == "CLINICAL CASE SUMMARY").expect("a title");
    editing.put(title as u32, title as u32 + 1, "        CLINCAL CASE SUMMARY\n");
    assert_eq!(held(&editing), 1);
}
