//! `imrlint`: the one binary. Parses the command line and hands over; every command has its own file.

mod args;
mod baseline;
mod check;
mod cite;
mod completions;
mod config;
mod explain;
mod guideline;
mod lsp;
mod new;
mod outline;
mod report;
mod settings;

use std::error::Error;
use std::process::ExitCode;
use std::{io, panic};

use clap::Parser;
use imr_linter::finding::Severity;
use imr_project::{ResolveError, SettingsFileError};

use args::{Args, Command};

/// The exit code when something could not run or be read.
const TROUBLE: u8 = 2;

fn main() -> ExitCode {
    quiet_panics();
    let args = Args::parse();
    args.color.write_global();
    let result = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Baseline(command) => baseline::run(&command),
        Command::Config(args) => config::run(&args),
        Command::Cite(args) => cite::run(&args),
        Command::Guideline(command) => guideline::run(&command),
        Command::Explain(args) => explain::explain(&args),
        Command::Rules(args) => explain::list(&args),
        Command::Completions(args) => completions::print(&args),
        Command::New(args) => new::run(&args),
        Command::Outline(args) => outline::run(&args),
        Command::Lsp(args) => lsp::run(&args),
    };
    result.unwrap_or_else(|error| {
        // Whoever reads the output has enough of it: `imrlint check | head`.
        if error.chain().any(is_broken_pipe) {
            return ExitCode::SUCCESS;
        }
        match settings_mistake(&error) {
            Some(mistake) => anstream::eprintln!("{mistake}"),
            None => anstream::eprintln!("{}: {error}", report::style::label("error")),
        }
        ExitCode::from(TROUBLE)
    })
}

/// A mistake in a settings file, shown in its lines.
fn settings_mistake(error: &anyhow::Error) -> Option<String> {
    let direct = error.downcast_ref::<SettingsFileError>();
    let error = direct.or_else(|| match error.downcast_ref::<ResolveError>()? {
        ResolveError::Settings(error) => Some(error),
        ResolveError::Guideline(_) => None,
    })?;
    match error {
        SettingsFileError::Invalid { file, problem } => Some(report::mistake(file, problem, Severity::Error)),
        SettingsFileError::Read { .. } | SettingsFileError::Given { .. } => None,
    }
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// A panic's own message could quote a letter: only its place is printed.
fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        anstream::eprintln!("imrlint: internal error{place}");
    }));
}
