//! The command and the server give the same findings for the same letters.

use std::path::{Path, PathBuf};
use std::process::Command;

use imr_tests::Client;
use serde_json::{Value, json};

#[test]
fn every_example_gets_the_same_findings() {
    compare(&letters(&imr_tests::root().join("examples")));
}

#[test]
fn every_published_letter_gets_the_same_findings() {
    let folder = imr_tests::root().join("../shared/data/letters");
    if !folder.is_dir() {
        println!("skipped: no published letters beside the project");
        return;
    }
    compare(&letters(&folder));
}

fn compare(letters: &[PathBuf]) {
    assert!(!letters.is_empty());
    let can = json!({ "general": { "positionEncodings": ["utf-32"] } });
    let mut client = Client::initialized(&can);
    let command = by_command(letters);
    for path in letters {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        let uri = format!("file://{}", path.display());
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        client.open(&uri, text);
        let published = client.diagnostics(&uri);
        let name = path.display().to_string();
        let expected: Vec<Value> =
            command.iter().filter(|finding| finding["filename"] == name.as_str()).map(said).collect();
        let found = published["diagnostics"].as_array().expect("a list").clone();
        let found = found.iter().map(|diagnostic| by_server(&mut client, &uri, diagnostic)).collect();
        assert_eq!(sorted(found), sorted(expected), "{name}");
        client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
        client.diagnostics(&uri);
    }
    assert!(client.exit().success());
}

fn by_command(letters: &[PathBuf]) -> Vec<Value> {
    let output = Command::new(imr_tests::binary())
        .args(["check", "--output-format", "json", "--exit-zero", "--quiet"])
        .args(letters)
        .output()
        .expect("it runs");
    let findings: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    findings.as_array().expect("a list").clone()
}

/// What the command says of a finding, in the protocol's words.
fn said(finding: &Value) -> Value {
    let edits: Vec<Value> = finding["fix"]["edits"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|edit| json!({ "range": range(edit), "newText": edit["content"] }))
        .collect();
    json!({
        "code": finding["code"],
        "severity": finding["severity"],
        "range": range(finding),
        "message": finding["message"],
        "fix": finding["fix"]["message"],
        "edits": edits,
    })
}

/// Rows and columns from one, as lines and characters from none.
fn range(place: &Value) -> Value {
    let number = |of: &Value, key: &str| of[key].as_u64().expect("a number") - 1;
    let position =
        |key: &str| json!({ "line": number(&place[key], "row"), "character": number(&place[key], "column") });
    json!({ "start": position("location"), "end": position("end_location") })
}

/// What the server says of the same: the diagnostic, and the action that goes with it.
fn by_server(client: &mut Client, uri: &str, diagnostic: &Value) -> Value {
    let severity = ["error", "warning", "info", "hint"];
    let level = usize::try_from(diagnostic["severity"].as_u64().expect("a level")).expect("small");
    let fix = diagnostic["data"]["fixes"][0].clone();
    let edits = if fix.is_null() { json!([]) } else { edits(client, uri, diagnostic) };
    // The help stands on a line of its own.
    let message = diagnostic["message"].as_str().expect("a message").lines().next();
    json!({
        "code": diagnostic["code"],
        "severity": severity[level - 1],
        "range": diagnostic["range"],
        "message": message,
        "fix": fix,
        "edits": edits,
    })
}

/// The edits of a diagnostic's first action.
fn edits(client: &mut Client, uri: &str, diagnostic: &Value) -> Value {
    let context = json!({ "diagnostics": [diagnostic], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": uri }, "range": diagnostic["range"], "context": context });
    let actions = client.request("textDocument/codeAction", &params);
    let action =
        actions.as_array().expect("a list").iter().find(|action| action["diagnostics"][0] == *diagnostic);
    action.expect("a fix")["edit"]["changes"][uri].clone()
}

fn sorted(mut said: Vec<Value>) -> Vec<Value> {
    said.sort_by_key(Value::to_string);
    said
}

fn letters(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.canonicalize().expect("there")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            match path.extension().and_then(|end| end.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("imr" | "imrt" | "txt") => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
