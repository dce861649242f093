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
use super::surrogates;

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
            while let Some(frame::Frame { body, behind_rubbish }) = frame::read(&mut input).await {
                if behind_rubbish {
                    pump.message(&refusal(&Value::Null, PARSE_ERROR, "Parse error"));
                }
                match read(&surrogates::replaced(&body).unwrap_or(body)) {
                    // Written anew: `tower-lsp` ends at a member that stands twice.
                    Read::Message(message) => {
                        if frame::write(&mut far, message.to_string().as_bytes()).await.is_err() {
                            break;
                        }
                    }
                    Read::Refused(refusal) => pump.message(&refusal),
                    Read::Ignored => tracing::warn!("an answer is none"),
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

/// What a body is.
enum Read {
    Message(Value),
    /// No message, with the reply to it.
    Refused(Value),
    /// No message, and no question either.
    Ignored,
}

fn read(body: &[u8]) -> Read {
    let Ok(message) = serde_json::from_slice::<Value>(body) else {
        return Read::Refused(refusal(&Value::Null, PARSE_ERROR, "Parse error"));
    };
    let has = |member: &str| message.get(member).is_some();
    let answers = !has("method") && (has("result") || has("error"));
    let is_message = if answers {
        Response::deserialize(&message).is_ok()
    } else {
        has("method") && Request::deserialize(&message).is_ok()
    };
    match (is_message, answers) {
        (true, _) => Read::Message(message),
        (false, true) => Read::Ignored,
        (false, false) => {
            let id = message.get("id").filter(|id| id.is_number() || id.is_string());
            Read::Refused(refusal(id.unwrap_or(&Value::Null), INVALID_REQUEST, "Invalid request"))
        }
    }
}

fn refusal(id: &Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}
