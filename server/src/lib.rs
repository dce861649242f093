//! The language server of imrlint. It knows the protocol and the linter; what it shows is what the
//! linter finds.

mod backend;
mod convert;

use std::process::ExitCode;

use tower_lsp::{LspService, Server};

use backend::Backend;

/// Serves standard input and output until the client says `exit` or goes away.
///
/// Errors: when the runtime cannot start.
pub fn run_stdio() -> std::io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let (service, socket) = LspService::new(Backend::new);
        Server::new(tokio::io::stdin(), tokio::io::stdout(), socket).serve(service).await;
    });
    Ok(ExitCode::SUCCESS)
}
