//! The language server of imrlint. It knows the protocol and the linter; what it shows is what the
//! linter finds.

mod backend;
mod capabilities;
mod client;
mod configuration;
mod diagnostics;
mod document;
mod editor_settings;
mod letter;
mod log;
mod methods;
#[cfg(test)]
mod oracle;
pub mod overview;
pub mod rope;
mod server;
pub mod transport;

use std::process::ExitCode;

use tower_lsp::LspService;

use backend::Backend;

/// Serves standard input and output until the client says `exit` or goes away.
///
/// Errors: when the runtime cannot start.
pub fn run_stdio() -> std::io::Result<ExitCode> {
    log::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let code = runtime.block_on(async {
        let (service, socket) =
            LspService::build(Backend::new).custom_method("imrlint/overview", Backend::overview).finish();
        transport::serve(tokio::io::stdin(), tokio::io::stdout(), service, socket).await
    });
    // A thread may still be waiting for standard input; nobody waits for it.
    runtime.shutdown_background();
    Ok(code)
}
