//! The language server.

use std::process::ExitCode;

/// Serves standard input and output until the client says `exit`.
pub fn run_stdio() -> std::io::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
