//! `imrlint lsp`: the language server, on standard input and output or playing a session.

use std::process::ExitCode;

use anyhow::anyhow;

use crate::args::LspArgs;

/// Runs the command.
pub(crate) fn run(args: &LspArgs) -> anyhow::Result<ExitCode> {
    if let Some(session) = &args.replay {
        let tell = |line| anstream::println!("{line}");
        let played = imr_server::replay(session, tell);
        return played.map_err(|error| anyhow!("cannot play {}: {error}", session.display()));
    }
    let trace = args.trace.as_deref();
    imr_server::run_stdio(trace).map_err(|error| match trace {
        Some(trace) => anyhow!("cannot trace to {}: {error}", trace.display()),
        None => error.into(),
    })
}
