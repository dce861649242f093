//! `imrlint`: the one binary. Parses the command line and hands over; every command has its own file.

mod args;
mod check;
mod report;

use std::panic;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// The exit code when something could not run or be read.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    quiet_panics();
    let args = Args::parse();
    args.color.write_global();
    let result = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Lsp(_) => imr_server::run_stdio().map_err(Into::into),
    };
    result.unwrap_or_else(|error| {
        anstream::eprintln!("{}: {error}", report::style::label("error"));
        ExitCode::from(TROUBLE)
    })
}

/// A panic's own message could quote a letter: only its place is printed.
fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        anstream::eprintln!("imrlint: internal error{place}");
    }));
}
