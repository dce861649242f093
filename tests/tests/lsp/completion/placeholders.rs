//! Placeholders and tags of templates.

use imr_tests::Client;
use serde_json::{Value, json};

use super::{labels, letter, taken};
use crate::edited;

#[test]
fn placeholders_are_offered_by_name() {
    let marked = letter("Case Number:     CM17-0990017", "Case Number: {{ case|");
    let text = taken(&marked, "case_number");
    assert!(text.contains("Case Number: {{ case_number }}\n"), "closed, too: {text}");
    let marked = letter("Case Number:     CM17-0990017", "Case Number: {{ case| }}");
    assert!(taken(&marked, "case_number").contains("Case Number: {{ case_number }}\n"));
    let marked = letter("Case Number:     CM17-0990017", "Case Number: {{ case_number }} |");
    assert!(!labels(&marked).contains(&"case_number".to_owned()), "behind it there is none");
}

#[test]
fn declared_placeholders_are_offered_as_loops_name_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let declared =
        "[placeholders]\nissues = 'list'\n'issues.item' = { type = 'item', sample = 'Norco #60' }\n";
    std::fs::write(folder.path().join("imrlint.toml"), declared).expect("written");
    let uri = format!("file://{}", folder.path().join("draft.imrt").display());
    let text = "{% for issue in issues %}\n{{ is\n";
    let mut client = Client::initialized(&json!({}));
    client.open(&uri, text);
    client.diagnostics(&uri);
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 5 } });
    let found = client.request("textDocument/completion", &params);
    let item = &found["items"][1];
    assert_eq!((&item["label"], &item["detail"]), (&json!("issue.item"), &json!("such as Norco #60")));
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    client.diagnostics(&uri);
    assert!(client.exit().success());
}

/// The items at the end of a template's text, where some placeholders are declared.
fn in_template(text: &str, declared: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("imrlint.toml"), declared).expect("written");
    let uri = format!("file://{}", folder.path().join("draft.imrt").display());
    let mut client = Client::initialized(&json!({}));
    client.open(&uri, text);
    client.diagnostics(&uri);
    let params = json!({ "textDocument": { "uri": uri }, "position": crate::place(text, text.len()) });
    let found = client.request("textDocument/completion", &params);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    client.diagnostics(&uri);
    assert!(client.exit().success());
    found["items"].as_array().expect("items").clone()
}

#[test]
fn every_bracket_opens_a_placeholder() {
    let declared = "[placeholders]\n'PATIENT AGE' = 'age'\n";
    for (typed, expected) in [
        ("a {{ pat", "a {{ PATIENT AGE }}"),
        ("a {{", "a {{PATIENT AGE }}"),
        ("a <<", "a <<PATIENT AGE>>"),
        ("a \u{ab}PAT", "a \u{ab}PATIENT AGE\u{bb}"),
        ("a ${", "a ${PATIENT AGE}"),
        ("a [PATIENT ", "a [PATIENT AGE]"),
        ("a {", "a {PATIENT AGE}"),
        ("{% if pat", "{% if PATIENT AGE %}"),
    ] {
        let text = format!("CLINICAL CASE SUMMARY\n\n{typed}");
        let found = in_template(&text, declared);
        assert_eq!(found.len(), 1, "{typed}: only the name");
        let text = edited(&text, &json!([found[0]["textEdit"]]));
        assert!(text.ends_with(expected), "{typed}: {text}");
    }
    let tags = in_template("{% e", declared);
    assert!(tags.iter().any(|item| item["textEdit"]["newText"] == "endif %}"));
}

#[test]
fn names_that_nobody_declared_stand_in_single_brackets_as_they_are_known_there() {
    let found = in_template("CLINICAL CASE SUMMARY\n\n[", "");
    assert!(found.iter().any(|item| item["textEdit"]["newText"] == "CASE NUMBER]"));
    assert!(!found.iter().any(|item| item["label"] == "AGE"), "[AGE] is no placeholder");
    // In a letter a bracket is a bracket.
    let marked = letter("Case Number:     CM17-0990017", "Case Number: [|");
    assert!(!labels(&marked).contains(&"CASE NUMBER".to_owned()));
}
