//! `imrlint completions`: what a shell needs to complete the command line.

use std::io;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs};

pub(crate) fn print(args: &CompletionsArgs) -> anyhow::Result<ExitCode> {
    // Into memory first: a shell that hangs up is no reason to panic.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "imrlint", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(ExitCode::SUCCESS)
}
