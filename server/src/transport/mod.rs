//! The transport: `tower-lsp` behind a gate, so that nothing a client or a handler does can break it.
//!
//! `tower-lsp` alone has seven hazards. Here each is closed, and `tests/tests/hazards/main.rs` shows it:
//!
//! 1. Edits out of order: a message starts when all notifications before it are done (`gate`).
//! 2. `exit` does not exit: it ends the input (`input`).
//! 3. A panic kills the server: it costs the one reply (`gate`).
//! 4. A handler that waits for the client can wait for ever: the client is spoken to through an
//!    [`Outbox`], and any number of handlers may wait at once.
//! 5. Cancelling comes late: it is done on arrival, whatever else waits (`gate`).
//! 6. Computing stops reading and writing: it is done by [`Workers`].
//! 7. A client that does not read stops the server: output waits in a queue (`pump`), and there is an end to
//!    it (`backlog`, [`Outbox`]).
//!
//! Besides, what is no message is answered and does not end the server (`frame`, `surrogates`, `input`), an answer that
//! comes late finds somebody to take it ([`Outbox`]), and the server ends when its client does (`watch`).

mod backlog;
pub(crate) mod frame;
mod gate;
mod input;
mod outbox;
mod pump;
mod surrogates;
mod watch;
mod workers;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Notify;
use tower_lsp::{ClientSocket, LanguageServer, LspService, Server};

pub use backlog::Backlog;
pub use outbox::Outbox;
pub use workers::{Stop, Workers};

/// More requests than any editor has open at once: all of them may wait side by side.
const CONCURRENCY: usize = 4096;
/// How long the last answers may take once the session is over.
pub(crate) const GRACE: Duration = Duration::from_secs(2);

/// What the parts of one session share about its end.
#[derive(Debug, Default)]
struct Session {
    /// `initialize` was answered: requests are in order.
    greeted: AtomicBool,
    /// `shutdown` was answered: the end is in order.
    shut_down: AtomicBool,
    /// Ends the input.
    end: Arc<Notify>,
    /// Tells that the end has been reached.
    ended: Notify,
}

/// A server before it serves.
#[derive(Debug)]
pub struct Served<S> {
    /// What answers.
    pub service: LspService<S>,
    /// What the server says of its own accord.
    pub socket: ClientSocket,
    /// What the client has not read; the server's [`Outbox`] has the same.
    pub backlog: Backlog,
}

/// Serves a client until it says `exit`, closes its end, or dies. The code is 0 if it asked for
/// `shutdown` before, as the protocol demands.
pub async fn serve<S: LanguageServer>(
    input: impl AsyncRead + Send + Unpin + 'static,
    output: impl AsyncWrite + Send + Unpin + 'static,
    Served { service, socket, backlog }: Served<S>,
) -> ExitCode {
    let session = Arc::new(Session::default());
    let (output, drained) = pump::Pump::start(output, backlog);
    let input = input::messages(input, output.clone(), session.end.clone());
    let gate = gate::Gate::new(service, session.clone());
    let serving = Server::new(input, output, socket).concurrency_level(CONCURRENCY).serve(gate);
    let overdue = async {
        session.ended.notified().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = serving => {}
        () = overdue => tracing::warn!("requests were still open at the end"),
    }
    // A client that reads no more is not waited for.
    let _ = tokio::time::timeout(GRACE, drained).await;
    if session.shut_down.load(Ordering::Acquire) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Session {
    /// Notes that a request was answered as it should be.
    fn note(&self, method: &str) {
        match method {
            "initialize" => self.greeted.store(true, Ordering::Release),
            "shutdown" => self.shut_down.store(true, Ordering::Release),
            _ => {}
        }
    }

    /// Ends the session.
    fn finish(&self) {
        self.end.notify_one();
        self.ended.notify_one();
    }
}
