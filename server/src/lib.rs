//! The language server of imrlint. It knows the protocol and the linter; what it shows is what the
//! linter finds.

mod backend;
mod capabilities;
mod changes;
mod client;
mod configuration;
mod diagnostics;
mod document;
mod editor_settings;
mod letter;
mod log;
mod methods;
#[cfg(any(test, feature = "oracle"))]
pub mod oracle;
pub mod overview;
pub mod rope;
mod server;
mod settling;
mod trace;
pub mod transport;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;

use tower_lsp::LspService;

use backend::Backend;
use transport::{Backlog, Outbox, Served};

/// Serves standard input and output until the client says `exit` or goes away; `trace` names a file for
/// the traffic, without the letters' words.
///
/// Errors: when the runtime cannot start, or the file cannot be written.
pub fn run_stdio(trace: Option<&Path>) -> std::io::Result<ExitCode> {
    log::start();
    let (input, output) = (tokio::io::stdin, tokio::io::stdout);
    run(async {
        match trace {
            Some(path) => trace::recorded(path, input(), output(), service()).await,
            None => Ok(transport::serve(input(), output(), service()).await),
        }
    })
}

/// Plays a trace, recorded or written by hand; `tell` hears what the server says, line by line.
///
/// Errors: when the file cannot be read or is no trace, or the server does not say what it should.
pub fn replay(path: &Path, tell: impl FnMut(String)) -> std::io::Result<ExitCode> {
    run(async { trace::replayed(path, service(), tell).await })
}

fn service() -> Served<Backend> {
    let backlog = Backlog::default();
    let backend = |client| Backend::new(Outbox::new(client, backlog.clone()));
    let (service, socket) =
        LspService::build(backend).custom_method("imrlint/overview", Backend::overview).finish();
    Served { service, socket, backlog }
}

fn run(work: impl Future<Output = std::io::Result<ExitCode>>) -> std::io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    // What breaks in the transport itself ends the server, for an editor starts one that has ended, not one that is deaf.
    let code = catch_unwind(AssertUnwindSafe(|| runtime.block_on(work)));
    // A thread may still be waiting for standard input; nobody waits for it.
    runtime.shutdown_background();
    code.unwrap_or_else(|_| Err(std::io::Error::other("the server broke")))
}
