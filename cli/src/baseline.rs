//! `imrlint baseline`: write, check and prune what is not to be reported.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use imr_linter::lint;
use imr_project::{Baseline, BaselineError, Effective, Found, Layer, LetterFile, discover};

use crate::TROUBLE;
use crate::args::{BaselineArgs, BaselineCommand};
use crate::report::{counted, style};
use crate::settings::{resolver, shown};

/// The baseline where neither arguments nor settings name one.
const USUAL: &str = "imrlint-baseline.toml";

/// A baseline with what became of it.
struct Kept {
    baseline: Baseline,
    letters: usize,
    dropped: usize,
}

/// The baselines in use; letters under other settings may have another one.
struct Work<'a> {
    command: &'a BaselineCommand,
    files: BTreeMap<PathBuf, Kept>,
    unreadable: usize,
}

/// Does what the command says.
pub(crate) fn run(command: &BaselineCommand) -> anyhow::Result<ExitCode> {
    let (BaselineCommand::Write(args) | BaselineCommand::Check(args) | BaselineCommand::Prune(args)) =
        command;
    let resolver = resolver(&args.settings, flags(args)?)?.without_baseline();
    let mut work = Work { command, files: BTreeMap::new(), unreadable: 0 };
    for found in discover(&args.paths, &resolver, false)?.files {
        let effective = resolver.settings(&found.path)?;
        if found.is_letter(&effective) {
            work.letter(&found, &effective)?;
        }
    }
    work.finish()
}

fn flags(args: &BaselineArgs) -> anyhow::Result<Vec<Layer>> {
    let Some(file) = &args.baseline else { return Ok(Vec::new()) };
    let file = std::path::absolute(file).context("there is no current folder")?;
    Ok(vec![Layer::argument("--baseline", "baseline", file.display().to_string())])
}

impl Work<'_> {
    fn letter(&mut self, found: &Found, effective: &Effective) -> anyhow::Result<()> {
        let letter = match LetterFile::read(&found.path, effective.files.max_file_size) {
            Ok(letter) => letter,
            Err(error) => {
                anstream::eprintln!("{}: {}: {error}", style::label("error"), found.path.display());
                self.unreadable += 1;
                return Ok(());
            }
        };
        let file = effective.files.baseline.clone().unwrap_or_else(|| PathBuf::from(USUAL));
        let text = &letter.decoded.text;
        let outcome = lint(text, &effective.settings);
        let writes = matches!(self.command, BaselineCommand::Write(_));
        let kept = match self.files.entry(file) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                let baseline = open(entry.key(), writes)?;
                entry.insert(Kept { baseline, letters: 0, dropped: 0 })
            }
        };
        kept.letters += 1;
        if writes {
            kept.baseline.record(&outcome, text, &found.path);
        } else {
            kept.dropped += kept.baseline.prune(&outcome, text, &found.path);
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<ExitCode> {
        let mut stale = 0;
        for (file, mut kept) in self.files {
            kept.dropped += kept.baseline.forget_missing();
            stale += kept.dropped;
            let (name, dropped, left) =
                (shown(&file).display().to_string(), kept.dropped, kept.baseline.len());
            match self.command {
                BaselineCommand::Write(_) => {
                    kept.baseline.save()?;
                    let (findings, letters) = (counted(left, "finding"), counted(kept.letters, "letter"));
                    anstream::println!("{name}: holds {findings} of {letters}");
                }
                BaselineCommand::Check(_) if dropped > 0 => {
                    anstream::println!(
                        "{name}: {dropped} of {} mended; `imrlint baseline prune` drops what is not there any more",
                        counted(left + dropped, "finding")
                    );
                }
                BaselineCommand::Check(_) => {
                    anstream::println!("{name}: {} still there, none mended", counted(left, "finding"));
                }
                BaselineCommand::Prune(_) => {
                    kept.baseline.save()?;
                    anstream::println!("{name}: {} dropped, {left} left", counted(dropped, "finding"));
                }
            }
        }
        Ok(match self.command {
            _ if self.unreadable > 0 => ExitCode::from(TROUBLE),
            BaselineCommand::Check(_) if stale > 0 => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        })
    }
}

/// The baseline in a file; where it is to be written, perhaps a new one.
fn open(file: &Path, writes: bool) -> Result<Baseline, BaselineError> {
    match Baseline::read(file) {
        Err(BaselineError::None(_)) if writes => Baseline::new(file),
        result => result,
    }
}
