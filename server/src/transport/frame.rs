//! How messages stand on the wire: a header with the length, then the body.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// A longer message is none: nobody waits for its end.
const MAX_LENGTH: u64 = 1 << 30;

/// The body of the next message. `None` at the end of the input.
pub(crate) async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> Option<Vec<u8>> {
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

/// Writes the body of a message with its header.
pub(crate) async fn write(output: &mut (impl AsyncWrite + Unpin), body: &[u8]) -> std::io::Result<()> {
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    output.write_all(header.as_bytes()).await?;
    output.write_all(body).await?;
    output.flush().await
}
