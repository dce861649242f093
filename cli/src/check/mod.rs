//! `imrlint check`: from paths to findings to an exit code.

mod fixing;
mod ignores;
mod letter;
mod placeholders;
mod pool;
mod progress;
mod run;
mod setup;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;

use crate::args::CheckArgs;
pub(crate) use pool::in_order;
use run::Run;

/// Standard input among the paths.
const STDIN: &str = "-";

/// Checks what the arguments name.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    setup::refuse_contradictions(args)?;
    let resolver = setup::resolver(args)?;
    let paths: Vec<PathBuf> = args.paths.iter().filter(|path| path.as_os_str() != STDIN).cloned().collect();
    let stdin = args.reads_stdin();
    if stdin && !paths.is_empty() {
        bail!("`-` reads standard input and goes with no other path");
    }
    setup::workers(args)?;
    let mut run = Run::new(args, resolver)?;
    if stdin {
        run.stdin()?;
    } else {
        run.files(&paths)?;
    }
    run.finish()
}
