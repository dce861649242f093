//! Playing a session again, recorded or written by hand: what the client says is said, and where the
//! server's lines stand, its messages are waited for.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufRead, AsyncWrite};
use tokio::time::timeout;

use super::Side;
use crate::transport::frame;

/// Nobody waits longer for a message.
const PATIENCE: Duration = Duration::from_secs(20);

/// A line of a session.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    number: usize,
    side: Side,
    message: Value,
}

/// The last session of a file.
pub(super) fn read(text: &str) -> Result<Vec<Line>, String> {
    let mut lines = Vec::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = place + 1;
        let mut parts: Value =
            serde_json::from_str(line).map_err(|error| format!("line {number} is no JSON: {error}"))?;
        if parts.get("session").is_some() {
            lines.clear();
            continue;
        }
        let side = [Side::Client, Side::Server].into_iter().find(|side| parts.get(side.name()).is_some());
        let side = side.ok_or_else(|| format!("line {number} holds neither \"client\" nor \"server\""))?;
        lines.push(Line { number, side, message: parts[side.name()].take() });
    }
    Ok(lines)
}

/// Plays a session; `tell` hears what the server says, in the order in which it was waited for.
pub(super) async fn play(
    lines: &[Line],
    from: &mut (impl AsyncBufRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    mut tell: impl FnMut(&Value),
) -> Result<(), String> {
    let mut kept: Vec<Value> = Vec::new();
    for line in lines {
        if line.side == Side::Client {
            let body = line.message.to_string();
            frame::write(to, body.as_bytes()).await.map_err(|error| error.to_string())?;
            continue;
        }
        let message = match kept.iter().position(|message| is_answer_to(&line.message, message)) {
            Some(place) => kept.remove(place),
            None => loop {
                let next = timeout(PATIENCE, frame::read(from)).await;
                let next = next.ok().flatten().and_then(|frame| serde_json::from_slice(&frame.body).ok());
                let message: Value =
                    next.ok_or_else(|| format!("line {}: the server does not say so", line.number))?;
                if is_answer_to(&line.message, &message) {
                    break message;
                }
                kept.push(message);
            },
        };
        tell(&message);
    }
    kept.iter().for_each(tell);
    Ok(())
}

/// Whether a message is the one that a line waits for: with its method and, where it has one, its number.
fn is_answer_to(expected: &Value, message: &Value) -> bool {
    let same = |name: &str| expected.get(name) == message.get(name);
    same("method") && (same("id") || expected.get("id").is_none())
}

/// A message as a line.
pub(super) fn line(message: &Value) -> Value {
    json!({ (Side::Server.name()): message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_session_is_played() {
        let text = "{\"session\":1}\n{\"client\":1}\n\n{\"session\":2}\n{\"at\":3,\"server\":{\"id\":1}}\n";
        let line = Line { number: 5, side: Side::Server, message: json!({ "id": 1 }) };
        assert_eq!(read(text), Ok(vec![line]));
    }

    #[test]
    fn a_line_that_is_none_is_told_by_its_number() {
        let error = "line 2 holds neither \"client\" nor \"server\"".to_owned();
        assert_eq!(read("{\"client\":1}\n{\"clint\":1}"), Err(error));
        assert!(read("{").expect_err("no JSON").starts_with("line 1 is no JSON"));
    }

    #[test]
    fn a_line_waits_for_its_method_or_its_number() {
        let reply = json!({ "jsonrpc": "2.0", "id": 1, "result": null });
        assert!(is_answer_to(&json!({ "id": 1 }), &reply));
        assert!(!is_answer_to(&json!({ "id": 2 }), &reply));
        let asked = json!({ "jsonrpc": "2.0", "id": 1, "method": "a/b" });
        assert!(is_answer_to(&json!({ "method": "a/b" }), &asked));
        assert!(!is_answer_to(&json!({ "id": 1 }), &asked));
    }
}
