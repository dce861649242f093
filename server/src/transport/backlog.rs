//! What the client has not read yet. While there is much of it, the server says nothing more of its own
//! accord and computes no answers: what waits then are questions, which are short.

use tokio::sync::watch;

/// So much may wait to be read before the server falls silent. Bytes.
const LIMIT: usize = 1 << 20;

/// What the client has not read yet.
#[derive(Clone, Debug, Default)]
pub struct Backlog(watch::Sender<State>);

#[derive(Debug, Default)]
struct State {
    bytes: usize,
    /// The session is over: nothing is held back any more.
    over: bool,
}

impl Backlog {
    /// Waits until the client has read most of what it was told.
    pub async fn room(&self) {
        // The sender is here.
        let _ = self.0.subscribe().wait_for(|state| state.over || state.bytes < LIMIT).await;
    }

    pub(crate) fn add(&self, bytes: usize) {
        self.0.send_modify(|state| state.bytes += bytes);
    }

    pub(crate) fn remove(&self, bytes: usize) {
        self.0.send_modify(|state| state.bytes = state.bytes.saturating_sub(bytes));
    }

    /// Nobody need wait any longer: the session is over, or the client is gone.
    pub(super) fn end(&self) {
        self.0.send_modify(|state| state.over = true);
    }
}
