//! Labels, blanks and page lists are put in order, and no word is changed.

use serde_json::{Value, json};

use crate::{close, document, edited, opened, opened_with};

const OPTIONS: &str = r#"{ "tabSize": 4, "insertSpaces": true }"#;

fn formatted(text: &str) -> String {
    let mut client = opened_with(text);
    let options: Value = serde_json::from_str(OPTIONS).expect("options");
    let edits =
        client.request("textDocument/formatting", &json!({ "textDocument": document(), "options": options }));
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

#[test]
fn only_the_range_that_was_asked_for_is_put_in_order() {
    let text = "CLINICAL CASE SUMMARY\n\nThe pain  is unchanged.\n\nThe gait  is normal.\n";
    let mut client = opened_with(text);
    let options: Value = serde_json::from_str(OPTIONS).expect("options");
    let range = json!({ "start": { "line": 4, "character": 0 }, "end": { "line": 5, "character": 0 } });
    let params = json!({ "textDocument": document(), "range": range, "options": options });
    let edits = client.request("textDocument/rangeFormatting", &params);
    close(client);
    let expected = "CLINICAL CASE SUMMARY\n\nThe pain  is unchanged.\n\nThe gait is normal.\n";
    assert_eq!(edited(text, &edits), expected);
}
