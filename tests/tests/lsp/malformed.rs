//! Bodies that are no messages: each is answered, and the next message is read.

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::HoverRequest;

use crate::{at, close, here, opened};

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;

/// The error that a body is answered with, and the id that the answer names.
fn answer(client: &mut Client, body: &[u8]) -> (i64, Value) {
    client.send_raw(body);
    let answer = client.wait_for(|message| message.get("error").is_some());
    (answer["error"]["code"].as_i64().expect("a code"), answer["id"].clone())
}

#[test]
fn what_is_no_json_is_a_parse_error() {
    let (mut client, text) = opened();
    let deep = "[".repeat(100_000);
    let bodies: [&[u8]; 6] = [
        b"",
        b"{ \"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"shutdown\"",
        b"{ \"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"shut\xff\xfedown\" }",
        b"{ \"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"shutdown\" } and more",
        "{ \"jsonrpc\": \"2.0\", \"id\": 7 }".as_bytes().split_at(9).1,
        deep.as_bytes(),
    ];
    for body in bodies {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        assert_eq!(answer(&mut client, body), (PARSE_ERROR, Value::Null), "{shown}");
    }
    assert!(client.call::<HoverRequest>(here(at(&text, "#60: Up|held"))).is_some());
    close(client);
}

#[test]
fn what_is_no_request_is_an_invalid_one() {
    let (mut client, text) = opened();
    let shutdown = |id: Value| json!({ "jsonrpc": "2.0", "id": id, "method": "shutdown" });
    for (message, id) in [
        // The version is missing, or another one.
        (json!({ "id": 7, "method": "shutdown" }), json!(7)),
        (json!({ "jsonrpc": "1.0", "id": 7, "method": "shutdown" }), json!(7)),
        (json!({ "jsonrpc": 2, "id": "seven", "method": "shutdown" }), json!("seven")),
        // What an id may not be.
        (shutdown(json!(true)), Value::Null),
        (shutdown(json!([7])), Value::Null),
        (shutdown(json!({ "id": 7 })), Value::Null),
        // What a method may not be.
        (json!({ "jsonrpc": "2.0", "id": 7, "method": ["shutdown"] }), json!(7)),
        (json!({}), Value::Null),
        (json!(null), Value::Null),
        (json!("shutdown"), Value::Null),
        // The protocol has no batches.
        (json!([]), Value::Null),
        (json!([shutdown(json!(7)), shutdown(json!(8))]), Value::Null),
    ] {
        assert_eq!(answer(&mut client, message.to_string().as_bytes()), (INVALID_REQUEST, id), "{message}");
    }
    // None of them was taken for `shutdown`.
    assert!(client.call::<HoverRequest>(here(at(&text, "#60: Up|held"))).is_some());
    close(client);
}

#[test]
fn an_answer_that_nobody_waits_for_is_passed_over() {
    let (mut client, text) = opened();
    for answer in [
        json!({ "jsonrpc": "2.0", "id": 999, "result": null }),
        json!({ "jsonrpc": "2.0", "id": "nobody", "result": { "applied": true } }),
        json!({ "jsonrpc": "2.0", "id": 999, "error": { "code": -32601, "message": "no" } }),
        json!({ "jsonrpc": "2.0", "id": null, "error": { "code": -32700, "message": "what?" } }),
    ] {
        client.send(&answer);
    }
    assert!(client.call::<HoverRequest>(here(at(&text, "#60: Up|held"))).is_some());
    close(client);
}

#[test]
fn exit_with_an_id_is_answered() {
    let mut client = Client::initialized(&json!({}));
    client.request("shutdown", &Value::Null);
    assert_eq!(client.refused("exit", &Value::Null), INVALID_REQUEST, "it is a notification");
    client.notify("exit", &Value::Null);
    assert!(client.ended().success());
}
