//! Fixes, silencing, and the commands.

use imr_tests::Client;
use serde_json::{Value, json};

use crate::{URI, close, document, edited, opened_with, strings};

/// A letter with two misspelt titles and a missing one.
fn letter() -> String {
    let text = crate::example("clean/2017-sections.imr");
    let text = text.replace("CLINICAL CASE SUMMARY", "CLINCAL CASE SUMMARY");
    text.replace("IMR ISSUES, DECISIONS AND RATIONALES", "IMR ISUES, DECISIONS AND RATIONALES")
}

fn actions(client: &mut Client, text: &str, passage: &str, only: &Value) -> Vec<Value> {
    let position = crate::at(text, passage);
    let range = json!({ "start": position, "end": position });
    let context = if only.is_null() {
        json!({ "diagnostics": [] })
    } else {
        json!({ "diagnostics": [], "only": only })
    };
    let params = json!({ "textDocument": document(), "range": range, "context": context });
    client.request("textDocument/codeAction", &params).as_array().expect("actions").clone()
}

#[test]
fn fixes_come_with_all_of_their_kind_and_with_ways_to_silence() {
    let text = letter();
    let mut client = opened_with(&text);
    let actions = actions(&mut client, &text, "CLINCAL| CASE SUMMARY", &Value::Null);
    let titles: Vec<&str> = actions.iter().map(|action| action["title"].as_str().expect("a title")).collect();
    assert_eq!(
        titles[1..],
        [
            "Fix all 2 of S005 misspelled-heading",
            "Silence S005 here, with a reason",
            "Silence S005 in this letter, with a reason",
        ]
    );
    assert_eq!((&actions[0]["isPreferred"], &actions[0]["kind"]), (&json!(true), &json!("quickfix")));
    assert_eq!(actions[0]["diagnostics"][0]["code"], "S005");
    let both = edited(&text, &actions[1]["edit"]["changes"][URI]);
    assert_eq!(both, crate::example("clean/2017-sections.imr"));
    // The comment does silence it.
    let silenced = edited(&text, &actions[2]["edit"]["changes"][URI]);
    client.change(URI, 2, &json!([{ "text": silenced }]));
    let published = client.diagnostics(URI);
    let left = published["diagnostics"].as_array().expect("a list");
    assert_eq!(left.iter().filter(|found| found["code"] == "S005").count(), 1, "the other one");
    assert!(!strings(&published["diagnostics"], "code").contains(&"M001"));
    close(client);
}

#[test]
fn fix_all_is_asked_for_by_name_and_is_what_the_command_does() {
    let text = letter();
    let mut client = opened_with(&text);
    for only in ["source.fixAll", "source.fixAll.imrlint"] {
        let found = actions(&mut client, &text, "CLINCAL| CASE", &json!([only]));
        assert_eq!(found.len(), 1, "{only}");
        let fixed = edited(&text, &found[0]["edit"]["changes"][URI]);
        assert_eq!(fixed, crate::example("clean/2017-sections.imr"));
    }
    assert_eq!(actions(&mut client, &text, "CLINCAL| CASE", &json!(["refactor"])), Vec::<Value>::new());
    let params = json!({ "command": "imrlint.server.fixAll", "arguments": [URI] });
    client.request("workspace/executeCommand", &params);
    let asked = client.asked("workspace/applyEdit");
    assert_eq!(edited(&text, &asked["edit"]["changes"][URI]), crate::example("clean/2017-sections.imr"));
    close(client);
}

#[test]
fn missing_parts_can_be_inserted_and_edits_carry_the_version() {
    let text = crate::example("broken/no-summary.imr");
    let mut client =
        Client::initialized(&json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }));
    client.open(URI, &text);
    client.diagnostics(URI);
    let found = actions(&mut client, &text, "IMR ISSUES,| DECISIONS", &Value::Null);
    let insert = found.iter().find(|action| action["title"] == "Insert the section").expect("an insertion");
    assert!(insert.get("isPreferred").is_none_or(Value::is_null), "a choice, not a fix");
    let change = &insert["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert!(edited(&text, &change["edits"]).contains("CLINICAL CASE SUMMARY"));
    close(client);
}

#[test]
fn commands_answer_or_refuse() {
    let mut client = opened_with(&letter());
    let status = client.request("workspace/executeCommand", &json!({ "command": "imrlint.server.status" }));
    assert_eq!((&status["letters"], &status["diagnostics"]), (&json!(1), &json!("push")));
    let unknown = json!({ "command": "imrlint.shred" });
    assert_eq!(client.refused("workspace/executeCommand", &unknown), -32602);
    close(client);
}

#[test]
fn a_missing_field_can_be_inserted() {
    let text = crate::example("clean/2017-sections.imr");
    let start = text.find("MAXIMUS guideline: Decision based on MTUS Opioid").expect("there");
    let end = start + text[start..].find("Decision rationale:").expect("there");
    let text = format!("{}{}", &text[..start], &text[end..]);
    let mut client = opened_with(&text);
    let found = actions(&mut client, &text, "Nor|co 5/325mg #60: Upheld", &Value::Null);
    let insert =
        found.iter().find(|action| action["title"] == "Insert \"MAXIMUS guideline\"").expect("an insertion");
    let whole = edited(&text, &insert["edit"]["changes"][URI]);
    assert!(whole.contains("MAXIMUS guideline: \n\nDecision rationale:"), "{whole}");
    close(client);
}

#[test]
fn settings_are_read_again_when_asked_for() {
    let can = json!({ "workspace": { "configuration": true } });
    let mut client = Client::initialized(&can);
    client.asked("workspace/configuration");
    client.open(URI, &crate::example("broken/no-summary.imr"));
    assert!(strings(&client.diagnostics(URI)["diagnostics"], "code").contains(&"S001"));
    let mut client = client.with_settings(json!({ "ignore": ["S001"] }));
    client.request("workspace/executeCommand", &json!({ "command": "imrlint.server.reloadSettings" }));
    client.asked("workspace/configuration");
    assert!(!strings(&client.diagnostics(URI)["diagnostics"], "code").contains(&"S001"));
    close(client);
}
