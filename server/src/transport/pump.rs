//! Output that never waits: a queue takes it, and a task of its own writes it to the client. However
//! slowly the client reads, the server goes on reading.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use serde_json::Value;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use super::Backlog;

/// The near end of the queue.
#[derive(Clone)]
pub(super) struct Pump {
    queue: UnboundedSender<Vec<u8>>,
    backlog: Backlog,
}

impl Pump {
    /// Begins to write to `output`; the task ends when the pump is dropped and all is written, or when
    /// the client is gone. What waits counts in the backlog.
    pub(super) fn start(
        mut output: impl AsyncWrite + Send + Unpin + 'static,
        backlog: Backlog,
    ) -> (Self, JoinHandle<()>) {
        let (sender, mut queue) = unbounded_channel::<Vec<u8>>();
        let waiting = backlog.clone();
        let task = tokio::spawn(async move {
            while let Some(bytes) = queue.recv().await {
                if output.write_all(&bytes).await.is_err() || output.flush().await.is_err() {
                    break;
                }
                waiting.remove(bytes.len());
            }
            waiting.end();
        });
        (Self { queue: sender, backlog }, task)
    }

    /// Sends a message.
    pub(super) fn message(&self, message: &Value) {
        let body = message.to_string();
        // After the end nobody reads it.
        self.push(format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes());
    }

    /// The client says nothing more: what waits for it to read waits no longer.
    pub(super) fn end(&self) {
        self.backlog.end();
    }

    /// Whether somebody is there to write it.
    fn push(&self, bytes: Vec<u8>) -> bool {
        self.backlog.add(bytes.len());
        self.queue.send(bytes).is_ok()
    }
}

impl AsyncWrite for Pump {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = self.push(bytes.to_vec());
        Poll::Ready(if sent { Ok(bytes.len()) } else { Err(io::ErrorKind::BrokenPipe.into()) })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
