//! The language server of imrlint. It knows the protocol and the linter; what it shows is what the
//! linter finds.

mod backend;
mod convert;
pub mod transport;

use std::process::ExitCode;

use tower_lsp::LspService;

use backend::Backend;

/// Serves standard input and output until the client says `exit` or goes away.
///
/// Errors: when the runtime cannot start.
pub fn run_stdio() -> std::io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let code = runtime.block_on(async {
        let (service, socket) = LspService::new(Backend::new);
        transport::serve(tokio::io::stdin(), tokio::io::stdout(), service, socket).await
    });
    // A thread may still be waiting for standard input; nobody waits for it.
    runtime.shutdown_background();
    Ok(code)
}
