//! How messages stand on the wire: a header with the length, then the body.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// A longer message is none: nobody waits for its end.
const MAX_LENGTH: u64 = 1 << 30;
/// A longer line is no header.
const MAX_LINE: u64 = 64 << 10;
const LENGTH: &str = "content-length";

/// What a header announces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// An empty one where the header says no length that can be.
    pub(crate) body: Vec<u8>,
    /// Something stood before the header that belongs to no message.
    pub(crate) behind_rubbish: bool,
}

/// The next message. `None` at the end of the input.
pub(crate) async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> Option<Frame> {
    let (mut length, mut begun, mut behind_rubbish) = (None, false, false);
    let length = loop {
        let mut line = Vec::new();
        if (&mut *input).take(MAX_LINE).read_until(b'\n', &mut line).await.ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line).trim().to_ascii_lowercase();
        if line.is_empty() {
            match length {
                Some(length) => break length,
                None if begun => return Some(Frame { body: Vec::new(), behind_rubbish }),
                // An empty line before a header is none of it.
                None => continue,
            }
        }
        // What is left of a body that was longer than its header said has no line end: the next header stands behind it.
        let (rest, header) = line.split_at(line.rfind(LENGTH).unwrap_or_default());
        let header = header.split_once(':').filter(|(name, _)| is_name(name));
        behind_rubbish |= !rest.is_empty() || header.is_none();
        let Some((name, value)) = header else { continue };
        begun = true;
        if name.trim() == LENGTH {
            length = value.trim().parse().ok().filter(|length| *length <= MAX_LENGTH);
            if length.is_none() {
                return Some(Frame { body: Vec::new(), behind_rubbish });
            }
        }
    };
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body).await.ok()?;
    (read as u64 == length).then_some(Frame { body, behind_rubbish })
}

fn is_name(name: &str) -> bool {
    name.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Writes the body of a message with its header.
pub(crate) async fn write(output: &mut (impl AsyncWrite + Unpin), body: &[u8]) -> std::io::Result<()> {
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    output.write_all(header.as_bytes()).await?;
    output.write_all(body).await?;
    output.flush().await
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn bodies(mut input: &[u8]) -> Vec<String> {
        let mut bodies = Vec::new();
        while let Some(frame) = read(&mut input).await {
            bodies.push(String::from_utf8_lossy(&frame.body).into_owned());
        }
        bodies
    }

    const NEXT: &str = "Content-Length: 2\r\n\r\n{}";

    #[tokio::test]
    async fn headers_of_all_spellings_are_read() {
        let wire = "\r\ncontent-length:3\nContent-Type: text; charset=utf-8\n\nabcX-More: 1\r\nCONTENT-LENGTH : 1\r\n\r\nd";
        assert_eq!(bodies(wire.as_bytes()).await, ["abc", "d"]);
    }

    #[tokio::test]
    async fn after_a_broken_header_the_next_one_holds() {
        for (broken, first) in [
            ("Content-Length: abc\r\n\r\n{\"a\": 1}", ""),
            ("Content-Length: 99999999999999\r\n\r\n{\"a\": 1}", ""),
            ("Content-Type: text\r\n\r\n{\"a\": 1}", ""),
            ("Content-Length: 5\r\n\r\n{\"a\": 1,\n\"b\":\n\n2}", "{\"a\":"),
        ] {
            assert_eq!(bodies(format!("{broken}{NEXT}").as_bytes()).await, [first, "{}"], "{broken}");
        }
    }

    #[tokio::test]
    async fn rubbish_before_a_header_is_told() {
        for (rubbish, told) in [("", false), ("\r\n", false), ("{}", true), ("\r\n\r\n{}\n", true)] {
            let frame = read(&mut format!("{rubbish}{NEXT}").as_bytes()).await.expect("a message");
            assert_eq!((frame.body.as_slice(), frame.behind_rubbish), (&b"{}"[..], told), "{rubbish:?}");
        }
    }

    #[tokio::test]
    async fn a_body_that_ends_early_is_none() {
        assert!(bodies(b"Content-Length: 5\r\n\r\n{").await.is_empty());
    }
}
