//! `--trace` writes the traffic down without a word of a letter, and `--replay` plays it again.

use std::path::Path;
use std::process::{Command, Output};

use imr_tests::Client;
use serde_json::{Value, json};

/// A word that stands in the letter, in its name and in what is no message at all.
const CANARY: &str = "Canarybird";

/// A session with the canary wherever a letter's words can be.
fn traced(file: &Path) {
    let mut command = Command::new(imr_tests::binary());
    let mut client = Client::spawn(command.args(["lsp", "--trace"]).arg(file));
    let can = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    client.initialize(&json!({ "processId": std::process::id(), "capabilities": can,
        "rootUri": format!("file:///home/{CANARY}") }));
    let uri = format!("file:///home/{CANARY}/{CANARY}.imr");
    let text = crate::example("clean/2017-sections.imr")
        .replace("CLINICAL CASE SUMMARY", "CLINCAL CASE SUMMARY")
        .replace("Norco 5/325mg #60: Upheld", "Norco 5/325mg #60 with Canarybird: Uphelt");
    client.open(&uri, &text);
    client.diagnostics(&uri);
    client.change(&uri, 2, &json!([{ "text": format!("{text}\nCanarybird é: Upheld\n") }]));
    client.diagnostics(&uri);
    let letter = json!({ "uri": uri });
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
    for method in ["documentSymbol", "foldingRange", "codeLens", "documentLink"] {
        client.request(&format!("textDocument/{method}"), &json!({ "textDocument": letter }));
    }
    let context = json!({ "diagnostics": [] });
    client.request(
        "textDocument/codeAction",
        &json!({ "textDocument": letter, "range": whole, "context": context }),
    );
    let position = crate::at(&text, "Nor|co 5/325mg");
    for method in ["hover", "completion", "definition", "documentHighlight"] {
        let params = json!({ "textDocument": letter, "position": position });
        client.request(&format!("textDocument/{method}"), &params);
    }
    client.request("imrlint/overview", &json!({ "textDocument": letter }));
    client.request("workspace/symbol", &json!({ "query": CANARY }));
    client.send_raw(format!("{{ \"{CANARY}\": ").as_bytes());
    client.wait_for(|message| message.get("error").is_some());
    client.refused("textDocument/hover", &json!({ CANARY: CANARY }));
    client.notify("textDocument/didClose", &json!({ "textDocument": letter }));
    client.diagnostics(&uri);
    assert!(client.exit().success());
}

fn replay(file: &Path) -> Output {
    let mut command = Command::new(imr_tests::binary());
    command.args(["lsp", "--replay"]).arg(file).output().expect("it runs")
}

#[test]
fn a_trace_holds_every_message_and_no_word_of_a_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("session.jsonl");
    traced(&file);
    let written = std::fs::read_to_string(&file).expect("written");
    assert!(!written.to_lowercase().contains(&CANARY.to_lowercase()), "{written}");
    let lines: Vec<Value> =
        written.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let said = |side: &str, method: &str| lines.iter().any(|line| line[side]["method"] == method);
    assert!(said("client", "textDocument/didOpen") && said("server", "textDocument/publishDiagnostics"));
    assert!(lines.iter().any(|line| line["client"]["bytes"] == 16), "what is no message is counted");
    let opened = lines.iter().find(|line| line["client"]["method"] == "textDocument/didOpen").expect("there");
    let text = opened["client"]["params"]["textDocument"]["text"].as_str().expect("text");
    assert!(text.contains("xxxxx 0/000xx #00 xxxx xxxxxxxxxx: xxxxxx\n"), "{text}");
}

#[test]
fn a_trace_plays_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("session.jsonl");
    traced(&file);
    // A second session goes behind the first, and is the one that is played.
    traced(&file);
    let played = replay(&file);
    assert!(played.status.success(), "{}", String::from_utf8_lossy(&played.stderr));
    let written = std::fs::read_to_string(&file).expect("written");
    let last = written.rsplit("{\"session\":").next().expect("a session");
    let from_server = |text: &str| -> Vec<(Value, Value)> {
        let lines =
            text.lines().skip_while(|line| !line.starts_with("{\"at\"") && !line.starts_with("{\"server\""));
        let lines = lines.map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let said = lines.map(|mut line| line["server"].take()).filter(|message| !message.is_null());
        said.map(|message| (message["method"].clone(), message["id"].clone())).collect()
    };
    let printed = String::from_utf8(played.stdout).expect("text");
    assert_eq!(from_server(&printed), from_server(last), "the same answers in the same order");
}

#[test]
fn a_trace_that_cannot_be_written_is_told_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(imr_tests::binary());
    let told = command.args(["lsp", "--trace"]).arg(folder.path()).output().expect("it runs");
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("cannot trace to"));
}
