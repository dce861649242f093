//! Fixes, silencing, and the commands.

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::ExecuteCommand;

use crate::{URI, close, document, edited, opened_with, params, strings};

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
    // The comment silences nothing until its reason is written.
    let asked = edited(&text, &actions[2]["edit"]["changes"][URI]);
    client.change(URI, 2, &json!([{ "text": asked }]));
    let published = client.diagnostics(URI);
    let codes = |published: &Value, code: &str| {
        strings(&published["diagnostics"], "code").iter().filter(|found| **found == code).count()
    };
    assert_eq!((codes(&published, "S005"), codes(&published, "M002")), (2, 1));
    assert_eq!(codes(&published, "M001"), 0, "a comment that is being written is not in the way");
    let silenced = asked.replace("imrlint-ignore S005:  -->", "imrlint-ignore S005: the house's way -->");
    assert_ne!(silenced, asked);
    client.change(URI, 3, &json!([{ "text": silenced }]));
    let published = client.diagnostics(URI);
    assert_eq!((codes(&published, "S005"), codes(&published, "M002")), (1, 0), "the other one is left");
    assert_eq!(codes(&published, "M001"), 0);
    close(client);
}

#[test]
fn a_fix_that_may_be_wrong_is_named_so_and_has_no_key() {
    let text = crate::example("clean/2017-sections.imr").replacen(
        "Treatment has included ten visits",
        "He has radical pain. Treatment has included ten visits",
        1,
    );
    let mut client = opened_with(&text);
    let found = actions(&mut client, &text, "He has radi|cal pain", &Value::Null);
    let title = "Write \"radicular\" (unsafe: look at it)";
    let fix = found.iter().find(|action| action["title"] == title);
    let fix = fix.unwrap_or_else(|| panic!("{found:?}"));
    assert!(fix.get("isPreferred").is_none_or(Value::is_null));
    close(client);
}

#[test]
fn a_missing_or_strange_verdict_is_a_choice_of_both_and_a_misspelt_one_of_what_was_meant() {
    for (title, expected) in [
        ("Norco 5/325mg #60:", &["Norco 5/325mg #60: Upheld", "Norco 5/325mg #60: Overturned"][..]),
        ("Norco 5/325mg #60: Uphelt", &["Norco 5/325mg #60: Upheld"]),
        ("Norco 5/325mg #60 Overturned", &["Norco 5/325mg #60: Overturned"]),
        ("Norco 5/325mg #60: Modified", &["Norco 5/325mg #60: Upheld", "Norco 5/325mg #60: Overturned"]),
    ] {
        let text = crate::example("clean/2017-sections.imr").replacen("Norco 5/325mg #60: Upheld", title, 1);
        let mut client = opened_with(&text);
        let found = actions(&mut client, &text, &format!("{title}|"), &Value::Null);
        let choices =
            found.iter().filter(|action| action["title"].as_str().is_some_and(|t| t.starts_with("Write ")));
        let choices: Vec<&Value> = choices.collect();
        assert!(choices.iter().all(|choice| choice.get("isPreferred").is_none_or(Value::is_null)));
        let after = choices.iter().map(|choice| edited(&text, &choice["edit"]["changes"][URI]));
        let wanted = expected.iter().map(|line| text.replacen(title, line, 1));
        assert_eq!(after.collect::<Vec<_>>(), wanted.collect::<Vec<_>>(), "{title}");
        close(client);
    }
}

#[test]
fn fixing_all_of_a_clean_letter_asks_for_nothing() {
    let (mut client, _) = crate::opened();
    let fix_all = json!({ "command": "imrlint.server.fixAll", "arguments": [URI] });
    assert_eq!(client.call::<ExecuteCommand>(params(fix_all)), None);
    // What the server asked would be left over.
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
    let whole = edited(&text, &change["edits"]);
    assert!(whole.contains("\n        CLINICAL CASE SUMMARY\n\nThe expert reviewer developed"), "{whole}");
    assert!(whole.contains("\n\n        IMR ISSUES, DECISIONS"), "the next title stays where it is: {whole}");
    close(client);
}

#[test]
fn commands_answer_or_refuse() {
    let mut client = opened_with(&letter());
    let status = json!({ "command": "imrlint.server.status" });
    let status = client.call::<ExecuteCommand>(params(status)).expect("a status");
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
