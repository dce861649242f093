//! `imrlint new`: a letter or template to begin with.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use imr_linter::profile::{Audience, Profiles};
use imr_linter::template::{Draft, draft};

use crate::args::NewArgs;

/// The profile of letters written today.
const NEWEST: &str = "g5";

/// Writes what the arguments ask for.
pub(crate) fn run(args: &NewArgs) -> anyhow::Result<ExitCode> {
    let profiles = Profiles::built_in();
    let name = args.profile.as_deref().unwrap_or(NEWEST);
    let Some(profile) = profiles.find(name) else {
        let known: Vec<_> = profiles.iter().map(|profile| profile.id.as_str()).collect();
        bail!("there is no profile called `{name}`; there are {}, and years from 2013", known.join(", "));
    };
    let audience = args.audience.map_or(Audience::Public, Into::into);
    let kind = if args.template { Draft::Template } else { Draft::Letter };
    let text = draft(profile, audience, kind);
    match &args.output {
        Some(file) => write_new(file, &text)?,
        None => io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A file that is there may be somebody's letter: it stays.
fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    if file.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists) {
        bail!("{} is there already; nothing was written", path.display());
    }
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("{} cannot be written", path.display()))
}
