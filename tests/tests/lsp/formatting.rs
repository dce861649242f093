//! Labels, blanks and page lists are put in order, and no word is changed.

use serde_json::{Value, json};
use tower_lsp::lsp_types::request::{Formatting, RangeFormatting};
use tower_lsp::lsp_types::{Position, Range};

use crate::{close, document, edited, opened, opened_with, params};

fn options() -> Value {
    json!({ "tabSize": 4, "insertSpaces": true })
}

fn formatted(text: &str) -> String {
    let mut client = opened_with(text);
    let asked = params(json!({ "textDocument": document(), "options": options() }));
    let edits = client.call::<Formatting>(asked).expect("edits");
    close(client);
    edited(text, &edits)
}

#[test]
fn labels_blanks_and_pages_are_put_in_order() {
    let text = "IMR ISSUES, DECISIONS AND RATIONALES\n\nTramadol  50mg #30: Upheld \n\nMaximus guideline:Decision based on \
        MTUS Chronic Pain Medical Treatment Guidelines Page(s): 78,79 - 80 ,113.\n\nDecision rationale: The pain  is  \
        unchanged.\t\n";
    let expected = "IMR ISSUES, DECISIONS AND RATIONALES\n\nTramadol 50mg #30: Upheld\n\nMAXIMUS guideline: Decision \
        based on MTUS Chronic Pain Medical Treatment Guidelines Page(s): 78, 79-80, 113.\n\nDecision rationale: The \
        pain is unchanged.\n";
    let once = formatted(text);
    assert_eq!(once, expected);
    assert_eq!(formatted(&once), once, "once is enough");
}

#[test]
fn a_letter_in_order_stays_as_it_is() {
    let (client, text) = opened();
    close(client);
    assert_eq!(formatted(&text), text);
}

/// The text after a range of it was put in order: from a line and column to another.
fn range_formatted(text: &str, from: (u32, u32), to: (u32, u32)) -> String {
    let mut client = opened_with(text);
    let place = |(line, column)| Position::new(line, column);
    let range = Range::new(place(from), place(to));
    let asked = params(json!({ "textDocument": document(), "range": range, "options": options() }));
    let edits = client.call::<RangeFormatting>(asked).expect("edits");
    close(client);
    edited(text, &edits)
}

#[test]
fn only_the_range_that_was_asked_for_is_put_in_order() {
    let text = "CLINICAL CASE SUMMARY\n\nThe pain  is unchanged.\n\nThe gait  is normal.\n";
    let expected = "CLINICAL CASE SUMMARY\n\nThe pain  is unchanged.\n\nThe gait is normal.\n";
    assert_eq!(range_formatted(text, (4, 0), (5, 0)), expected);
    // A line of a paragraph is a range, too, and a part of a line.
    let text = "CLINICAL CASE SUMMARY\n\nThe pain  is\nunchanged  and the  gait\nis  normal.\n";
    let expected = "CLINICAL CASE SUMMARY\n\nThe pain  is\nunchanged and the gait\nis  normal.\n";
    assert_eq!(range_formatted(text, (3, 0), (4, 0)), expected);
    let expected = "CLINICAL CASE SUMMARY\n\nThe pain  is\nunchanged  and the gait\nis  normal.\n";
    assert_eq!(range_formatted(text, (3, 12), (3, 22)), expected);
}

#[test]
fn columns_and_places_where_words_are_missing_stay() {
    let text = "IMR ISSUES, DECISIONS AND RATIONALES\n\nA cane: Upheld\n\nDecision rationale: The motion  is:\n\
        Flexion    60\nExtension  20\nShe was seen by Dr.      on 01/02/2017 for pain.\n";
    let expected = text.replace("motion  is", "motion is");
    assert_eq!(formatted(text), expected);
}

#[test]
fn pages_are_evened_where_they_are_read_and_nowhere_else() {
    let line = |pages: &str| {
        format!(
            "IMR ISSUES, DECISIONS AND RATIONALES\n\nTramadol 50mg #30: Upheld\n\nMAXIMUS guideline: Decision based on \
             MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): {pages}.\n"
        )
    };
    assert_eq!(formatted(&line("74 -96;78 ,80")), line("74-96; 78, 80"));
    // A date or a dose is no list of pages, and a list keeps its line end.
    let kept = line("74-96,\n98. Decision based on Non-MTUS Citation Some Journal 12,3,4-5");
    assert_eq!(formatted(&kept), kept);
}
