//! The client's messages, until the session ends: then the input does, whether or not the client has
//! closed its end. What is no message is answered here: `tower-lsp` would end with it.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Request, Response};

use super::pump::Pump;

const PARSE_ERROR: i32 = -32700;
const INVALID_REQUEST: i32 = -32600;
/// Bytes on the way at once.
const BUFFER: usize = 64 * 1024;
/// A longer message is none: nobody waits for its end.
const MAX_LENGTH: u64 = 1 << 30;

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
            while let Some(body) = body(&mut input).await {
                match refusal(&body) {
                    Some(refusal) => pump.message(&refusal),
                    None => {
                        let header = format!("Content-Length: {}\r\n\r\n", body.len());
                        if far.write_all(header.as_bytes()).await.is_err()
                            || far.write_all(&body).await.is_err()
                        {
                            break;
                        }
                    }
                }
            }
        };
        tokio::select! {
            () = forward => {}
            () = end.notified() => {}
        }
    });
    near
}

/// The body of the next message. `None` at the end of the input.
async fn body(input: &mut (impl AsyncBufReadExt + Unpin)) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim().split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok().filter(|length| *length <= MAX_LENGTH);
            }
            // A header without a length has no body: what follows is another header.
            None if line.trim().is_empty() && length.is_some() => break,
            _ => {}
        }
    }
    let length = length?;
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body).await.ok()?;
    (read as u64 == length).then_some(body)
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
