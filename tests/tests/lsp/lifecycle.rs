//! The protocol's own rules: what comes first, what comes last, and what is no message at all.

use std::process::{Command, Stdio};

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::HoverRequest;

use crate::{close, here, opened};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

#[test]
fn requests_before_initialize_and_after_shutdown_are_refused() {
    let mut client = Client::start();
    let hover = json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": 0, "character": 0 } });
    assert_eq!(client.refused("textDocument/hover", &hover), NOT_INITIALIZED);
    assert_eq!(client.refused("shutdown", &Value::Null), NOT_INITIALIZED);
    assert_eq!(client.refused("letters/shred", &json!({})), NOT_INITIALIZED, "known or not");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": "file:///a" } }));
    client.initialize(&json!({ "capabilities": {} }));
    assert_eq!(client.refused("initialize", &json!({ "capabilities": {} })), INVALID_REQUEST);
    // Where no parameters are wanted, some clients send empty ones.
    assert!(client.ask("shutdown", &json!({})).get("error").is_none());
    assert_eq!(client.refused("textDocument/hover", &hover), INVALID_REQUEST);
    assert_eq!(client.refused("letters/shred", &json!({})), INVALID_REQUEST);
    client.notify("exit", &Value::Null);
    assert!(client.ended().success());
}

#[test]
fn what_is_no_message_is_answered_and_the_next_one_is_read() {
    let (mut client, text) = opened();
    client.send_raw(b"{ this is no JSON");
    let reply = client.wait_for(|message| message["id"].is_null() && message.get("error").is_some());
    assert_eq!(reply["error"]["code"], -32700);
    client.send_raw(br#"{ "jsonrpc": "2.0", "id": 77, "method": 5 }"#);
    assert_eq!(client.reply(77)["error"]["code"], INVALID_REQUEST);
    client.send_raw(b"[]");
    let reply = client.wait_for(|message| message["id"].is_null() && message.get("error").is_some());
    assert_eq!(reply["error"]["code"], INVALID_REQUEST);
    assert_eq!(client.refused("letters/shred", &json!({})), METHOD_NOT_FOUND);
    assert_eq!(client.refused("textDocument/hover", &json!({ "position": "here" })), INVALID_PARAMS);
    assert_eq!(client.refused("textDocument/hover", &json!([1, 2])), INVALID_PARAMS);
    // Notifications that are not understood are passed over.
    for (method, params) in [
        ("$/unheardOf", json!({})),
        ("textDocument/didChange", json!({ "textDocument": 7 })),
        ("letters/unheardOf", Value::Null),
    ] {
        client.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }
    let position = crate::at(&text, "Nor|co 5/325mg #60: Upheld");
    assert!(client.call::<HoverRequest>(here(position)).is_some());
    close(client);
}

#[test]
fn the_server_ends_with_its_input() {
    let mut client = Client::initialized(&json!({}));
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1), "nobody asked for it");
}

#[test]
fn exit_without_shutdown_is_no_orderly_end() {
    let mut client = Client::initialized(&json!({}));
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn a_shutdown_that_was_refused_makes_no_orderly_end() {
    let mut client = Client::start();
    assert_eq!(client.refused("shutdown", &Value::Null), NOT_INITIALIZED);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_server_ends_with_its_client_though_its_input_is_open() {
    // A process that stands for the editor; the pipe is held open by this test.
    let mut editor = Command::new("sleep").arg("1000").stdout(Stdio::null()).spawn().expect("it runs");
    let mut client = Client::start();
    client.initialize(&json!({ "processId": editor.id(), "capabilities": {} }));
    editor.kill().expect("killed");
    editor.wait().expect("gone");
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn capabilities_follow_the_client() {
    let mut client = Client::start();
    let can = json!({
        "general": { "positionEncodings": ["utf-16", "utf-32", "utf-8"] },
        "textDocument": { "diagnostic": {} },
    });
    let capabilities = client.initialize(&json!({ "capabilities": can }));
    assert_eq!(capabilities["positionEncoding"], "utf-8");
    assert_eq!(capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    assert_eq!(capabilities["textDocumentSync"]["change"], 2);
    assert!(client.exit().success());

    let mut client = Client::start();
    let capabilities = client.initialize(&json!({ "capabilities": {} }));
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert!(capabilities.get("diagnosticProvider").is_none());
    assert!(client.exit().success());
}
