//! Recording: every message that passes is written to a file, masked, as one line of JSON.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};

use super::{Side, mask::Mask};
use crate::transport::frame;

/// The file of a trace.
pub(crate) struct Recorder {
    begun: Instant,
    state: Mutex<(File, Mask)>,
}

impl Recorder {
    /// Begins a session at the end of a file, which is made if it is not there.
    pub(crate) fn open(path: &Path) -> std::io::Result<Self> {
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        writeln!(file, "{}", json!({ "session": concat!("imrlint ", env!("CARGO_PKG_VERSION")) }))?;
        Ok(Self { begun: Instant::now(), state: Mutex::new((file, Mask::default())) })
    }

    /// Passes messages on, and writes down each.
    pub(crate) async fn pass(
        &self,
        side: Side,
        from: impl AsyncRead + Unpin,
        mut to: impl AsyncWrite + Unpin,
    ) {
        let mut from = BufReader::new(from);
        while let Some(frame::Frame { body, .. }) = frame::read(&mut from).await {
            self.record(side, &body);
            if frame::write(&mut to, &body).await.is_err() {
                return;
            }
        }
        // Whoever reads sees the end.
        let _ = to.shutdown().await;
    }

    fn record(&self, side: Side, body: &[u8]) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, mask) = &mut *state;
        // What is no message is told by its length alone.
        let told = match serde_json::from_slice::<Value>(body) {
            Ok(message) => mask.message(&message),
            Err(_) => json!({ "bytes": body.len() }),
        };
        let at = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        // A full disk must not stop the server.
        let _ = writeln!(file, "{}", json!({ "at": at, (side.name()): told }));
    }
}
