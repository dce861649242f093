//! The client's messages, until the session ends: then the input does, whether or not the client has
//! closed its end. What is no message is answered here: `tower-lsp` would end with it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, BufReader, DuplexStream, duplex};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Request, Response};

use super::frame;
use super::pump::Pump;

const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;
/// Bytes on the way at once.
const BUFFER: usize = 64 * 1024;

/// Begins to read; gives the messages as they came, without what is none.
pub(super) fn messages(
    input: impl AsyncRead + Send + Unpin + 'static,
    pump: Pump,
    end: Arc<Notify>,
) -> DuplexStream {
    let (near, mut far) = duplex(BUFFER);
    tokio::spawn(async move {
        let mut input = BufReader::new(input);
        let forward = async {
            while let Some(body) = frame::read(&mut input).await {
                match refusal(&body) {
                    Some(refusal) => pump.message(&refusal),
                    None if frame::write(&mut far, &body).await.is_err() => break,
                    None => {}
                }
            }
        };
        tokio::select! {
            () = forward => {}
            () = end.notified() => {}
        }
        pump.end();
    });
    near
}

/// The reply to what is no message.
fn refusal(body: &[u8]) -> Option<Value> {
    let refuse = |id: Value, code: i32, message: &str| {
        Some(json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } }))
    };
    let Ok(message) = serde_json::from_slice::<Value>(body) else {
        return refuse(Value::Null, PARSE_ERROR, "Parse error");
    };
    let id = message.get("id").filter(|id| id.is_number() || id.is_string()).cloned().unwrap_or_default();
    if Request::deserialize(&message).is_ok() || Response::deserialize(&message).is_ok() {
        return None;
    }
    refuse(id, INVALID_REQUEST, "Invalid request")
}
