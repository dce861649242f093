//! Messages that no editor should send, and some do: each costs itself at most.

use imr_tests::Client;
use serde_json::json;
use tower_lsp::lsp_types::request::HoverRequest;

use crate::{URI, at, close, here, opened};

const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_REQUEST: i64 = -32600;

#[test]
fn a_member_that_stands_twice_is_read_once() {
    let (mut client, _) = opened();
    client.send_raw(br#"{ "jsonrpc": "2.0", "id": 70, "id": 71, "method": "letters/shred" }"#);
    assert_eq!(client.reply(71)["error"]["code"], METHOD_NOT_FOUND);
    client.send_raw(br#"{ "jsonrpc": "2.0", "method": "letters/shred", "params": {}, "params": [] }"#);
    close(client);
}

#[test]
fn every_question_is_answered_and_no_answer_is() {
    let (mut client, _) = opened();
    assert_eq!(client.refused("$/unheardOf", &json!({})), METHOD_NOT_FOUND);
    client.send(&json!({ "jsonrpc": "2.0", "id": 70 }));
    assert_eq!(client.reply(70)["error"]["code"], INVALID_REQUEST);
    client.send(&json!({ "jsonrpc": "2.0", "id": 71, "error": "none" }));
    client.send(&json!({ "jsonrpc": "2.0", "id": 72, "result": null }));
    close(client);
}

#[test]
fn a_change_needs_no_version() {
    let (mut client, text) = opened();
    let start = json!({ "line": 0, "character": 0 });
    let change = json!({ "range": { "start": start, "end": start }, "text": "\r\n" });
    let document = json!({ "uri": URI, "version": null });
    let params = json!({ "textDocument": document, "contentChanges": [change] });
    client.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }));
    assert_moved(&mut client, &text);
    close(client);
}

#[test]
fn half_a_character_is_as_long_as_a_whole_one() {
    let (mut client, text) = opened();
    let body = format!(
        r#"{{ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {{
            "textDocument": {{ "uri": "{URI}", "version": 2 }},
            "contentChanges": [
                {{ "range": {{ "start": {{ "line": 0, "character": 0 }}, "end": {{ "line": 0, "character": 0 }} }}, "text": "\ud83d\n" }},
                {{ "range": {{ "start": {{ "line": 0, "character": 0 }}, "end": {{ "line": 0, "character": 1 }} }}, "text": "" }}
            ] }} }}"#
    );
    client.send_raw(body.as_bytes());
    assert_moved(&mut client, &text);
    close(client);
}

/// The server's text is the letter below an empty line.
fn assert_moved(client: &mut Client, text: &str) {
    let mut position = at(text, "Nor|co 5/325mg #60: Upheld");
    position.line += 1;
    assert!(client.call::<HoverRequest>(here(position)).is_some());
    client.diagnostics(URI);
}
