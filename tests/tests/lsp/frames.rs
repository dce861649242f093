//! Frames that are broken: whatever came before, the next message in a good frame is read.

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::HoverRequest;

use crate::{at, close, here, opened};

const PARSE_ERROR: i64 = -32700;
const METHOD_NOT_FOUND: i64 = -32601;

/// A request that the server does not know, by its number.
fn body(id: i64) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "method": "letters/shred" }).to_string()
}

/// The code that a request is answered with, and how many parse errors were answered before.
fn answer(client: &mut Client, id: i64) -> (i64, usize) {
    let mut errors = 0;
    loop {
        let answer = client.wait_for(|message| message.get("error").is_some());
        let code = answer["error"]["code"].as_i64().expect("a code");
        if answer["id"] == id {
            return (code, errors);
        }
        assert_eq!((code, &answer["id"]), (PARSE_ERROR, &Value::Null), "{answer}");
        errors += 1;
    }
}

#[test]
fn headers_in_other_words_are_understood() {
    let (mut client, _) = opened();
    let length = body(70).len();
    for (id, header) in (70..).zip([
        format!("content-length: {length}\r\n\r\n"),
        format!("CONTENT-LENGTH:{length}\r\n\r\n"),
        format!("Content-Length:   {length}  \r\n\r\n"),
        format!(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {length}\r\n\r\n"
        ),
        format!(
            "Content-Length: {length}\r\nContent-Type: application/vscode-jsonrpc\r\nX-Letters: 1\r\n\r\n"
        ),
        format!("Content-Length: {length}\n\n"),
    ]) {
        client.send_bytes((header.clone() + &body(id)).as_bytes());
        assert_eq!(answer(&mut client, id), (METHOD_NOT_FOUND, 0), "{header:?}");
    }
    close(client);
}

#[test]
fn behind_a_broken_header_the_next_message_is_read() {
    let (mut client, text) = opened();
    let broken = body(1);
    for (id, frame) in (70..).zip([
        // The length is no number, none that there can be, or missing.
        format!("Content-Length: two\r\n\r\n{broken}"),
        format!("Content-Length: -1\r\n\r\n{broken}"),
        format!("Content-Length: 99999999999999999999\r\n\r\n{broken}"),
        format!("Content-Length:\r\n\r\n{broken}"),
        format!("Content-Type: application/vscode-jsonrpc\r\n\r\n{broken}"),
        format!("\r\n\r\n{broken}"),
        broken.clone(),
        // It is too small: what is left of the body is no header.
        format!("Content-Length: {}\r\n\r\n{broken}", broken.len() - 20),
    ]) {
        client.send_bytes(frame.as_bytes());
        client.send_raw(body(id).as_bytes());
        let (code, errors) = answer(&mut client, id);
        assert_eq!(code, METHOD_NOT_FOUND, "{frame:?}");
        assert!(errors > 0, "somebody waits for the answer to {frame:?}");
    }
    assert!(client.call::<HoverRequest>(here(at(&text, "#60: Up|held"))).is_some());
    close(client);
}

#[test]
fn a_length_that_is_too_large_costs_the_message_that_it_covers() {
    let (mut client, text) = opened();
    let broken = body(1);
    let frame = format!("Content-Length: {}\r\n\r\n{broken}", broken.len() + 30);
    client.send_bytes(frame.as_bytes());
    client.send_raw(body(2).as_bytes());
    client.send_raw(body(70).as_bytes());
    let (code, errors) = answer(&mut client, 70);
    assert!(code == METHOD_NOT_FOUND && errors > 0);
    assert!(client.call::<HoverRequest>(here(at(&text, "#60: Up|held"))).is_some());
    close(client);
}

#[test]
fn the_server_ends_with_an_input_that_is_cut_off() {
    let whole = body(1);
    for frame in [
        format!("Content-Length: {}\r\n\r\n{whole}", whole.len() + 1000),
        format!("Content-Length: {}\r\n\r\n{}", whole.len(), &whole[..20]),
        format!("Content-Length: {}\r\n\r\n", whole.len()),
        format!("Content-Length: {}", whole.len()),
    ] {
        let mut client = Client::initialized(&json!({}));
        client.send_bytes(frame.as_bytes());
        client.hang_up();
        assert_eq!(client.ended().code(), Some(1), "{frame:?}");
    }
}

#[test]
fn what_is_neither_request_nor_answer_is_an_invalid_request() {
    let (mut client, _) = opened();
    for (message, id) in [
        (json!({ "jsonrpc": "2.0", "id": 7 }), json!(7)),
        // As a row of fields it would be a request to shut down.
        (json!(["2.0", "shutdown", null, 7]), Value::Null),
    ] {
        client.send(&message);
        let answer = client.wait_for(|message| message.get("method").is_none());
        assert_eq!((&answer["error"]["code"], &answer["id"]), (&json!(-32600), &id), "{message}: {answer}");
    }
    close(client);
}
