//! One letter: read, checked, perhaps fixed. Prints nothing.

use std::path::Path;

use imr_linter::{Outcome, rules};
use imr_project::{Effective, Found, LetterFile, ReadError};

use super::{fixing, ignores};
use crate::args::CheckArgs;
use crate::report::Checked;

/// Where a fixed letter goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    File,
    Stdout,
}

/// Checks a file.
pub(super) fn check_file(found: &Found, settings: &Effective, args: &CheckArgs) -> Checked {
    if !found.is_letter(settings) {
        return Checked::skipped(&found.path);
    }
    let letter = LetterFile::read(&found.path, settings.files.max_file_size);
    check(&found.path, letter, settings, args, Target::File)
}

/// Checks what was read.
pub(super) fn check(
    path: &Path,
    letter: Result<LetterFile, ReadError>,
    settings: &Effective,
    args: &CheckArgs,
    target: Target,
) -> Checked {
    let letter = match letter {
        Ok(letter) => letter,
        Err(error) => return unreadable(path, &error.to_string()),
    };
    if args.fix || args.diff {
        return fixing::fix(path, letter, settings, args, target);
    }
    if let Some(reason) = &args.add_ignores {
        return ignores::add(path, &letter, settings, reason, args, target);
    }
    let outcome = settings.lint(&letter.decoded.text, path);
    Checked::new(path, letter.decoded.text, outcome)
}

/// What is reported of a letter that cannot be read.
pub(super) fn unreadable(path: &Path, reason: &str) -> Checked {
    let outcome = Outcome { findings: vec![rules::unreadable(reason)], ..Outcome::default() };
    Checked::new(path, String::new(), outcome)
}
