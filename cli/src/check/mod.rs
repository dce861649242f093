//! `imrlint check`: from paths to findings to an exit code.

mod fixing;
mod pool;
mod progress;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use imr_linter::finding::{Finding, Severity};
use imr_linter::rules;
use imr_linter::settings::Options;
use imr_linter::text::TextRange;
use imr_linter::{Outcome, lint};
use imr_project::{Effective, Found, LetterFile, ReadError, Resolver, Source, discover};

use crate::TROUBLE;
use crate::args::CheckArgs;
use crate::report::{self, Checked, Report, Summary};

/// Standard input among the paths.
const STDIN: &str = "-";

/// Checks what the arguments name.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let resolver = resolver(args)?;
    let stdin = args.paths.iter().any(|path| path.as_os_str() == STDIN);
    let paths: Vec<PathBuf> = args.paths.iter().filter(|path| path.as_os_str() != STDIN).cloned().collect();
    if stdin && !paths.is_empty() {
        bail!("`-` reads standard input and goes with no other path");
    }
    if let Some(jobs) = args.jobs {
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .context("cannot start the workers")?;
    }
    let least = args.severity.map_or(Severity::Hint, Severity::from);
    let mut run = Run { args, resolver, least, summary: Summary::new(least), report: report::new(args) };
    if stdin {
        run.stdin()?;
    } else {
        run.files(&paths)?;
    }
    run.finish()
}

fn resolver(args: &CheckArgs) -> anyhow::Result<Resolver> {
    let source = match &args.config {
        _ if args.isolated => Source::Isolated,
        Some(file) => Source::File(std::path::absolute(file).context("cannot find the settings file")?),
        None => Source::Nearest,
    };
    let (select, extend, ignore) = (args.select.clone(), args.extend_select.clone(), args.ignore.clone());
    let (audience, profile) = (args.audience, args.profile.clone());
    Ok(Resolver::new(source, move |options: &mut Options| {
        if select.is_some() {
            options.select.clone_from(&select);
        }
        options.extend_select.extend(extend.iter().cloned());
        options.ignore.extend(ignore.iter().cloned());
        options.audience = audience.map(Into::into).or(options.audience);
        options.profile = profile.clone().or(options.profile.take());
    }))
}

struct Run<'a> {
    args: &'a CheckArgs,
    resolver: Resolver,
    least: Severity,
    summary: Summary,
    report: Box<dyn Report>,
}

impl Run<'_> {
    fn stdin(&mut self) -> anyhow::Result<()> {
        let name = self.args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
        let settings = self.resolver.settings(&name)?;
        Self::warn_of(&settings)?;
        let found = Found { path: name.clone(), certain: true, named: true };
        let letter = LetterFile::read_from(io::stdin().lock(), 0, settings.files.max_file_size);
        let checked = check(&found, letter, &settings, self.args, Target::Stdout);
        self.take(checked)
    }

    fn files(&mut self, paths: &[PathBuf]) -> anyhow::Result<()> {
        let discovery = discover(paths, &self.resolver, self.args.force_exclude)?;
        self.summary.excluded = discovery.excluded;
        for (path, error) in &discovery.errors {
            self.take(unreadable(path, error))?;
        }
        let mut jobs = Vec::with_capacity(discovery.files.len());
        let mut warned: Vec<Arc<Effective>> = Vec::new();
        for found in discovery.files {
            let settings = self.resolver.settings(&found.path)?;
            if !warned.iter().any(|known| Arc::ptr_eq(known, &settings)) {
                Self::warn_of(&settings)?;
                warned.push(settings.clone());
            }
            jobs.push((found, settings));
        }
        if self.args.show_files {
            return self.list(&jobs);
        }
        let progress = progress::bar(jobs.len(), self.args.quiet);
        let args = self.args;
        pool::in_order(
            &jobs,
            |(found, settings)| {
                let letter = LetterFile::read(&found.path, settings.files.max_file_size);
                check(found, letter, settings, args, Target::File)
            },
            |checked| {
                progress.inc(1);
                progress.suspend(|| self.take(checked))
            },
        )?;
        progress.finish_and_clear();
        Ok(())
    }

    /// Names the letters instead of checking them.
    fn list(&mut self, jobs: &[(Found, Arc<Effective>)]) -> anyhow::Result<()> {
        let mut out = anstream::stdout().lock();
        self.summary.listed_only = true;
        for (found, settings) in jobs {
            let limit = settings.files.max_file_size;
            if found.certain
                || LetterFile::read(&found.path, limit).is_ok_and(|letter| is_letter(&letter, settings))
            {
                writeln!(out, "{}", found.path.display())?;
            }
        }
        Ok(())
    }

    /// Reports one letter.
    fn take(&mut self, checked: Checked) -> anyhow::Result<()> {
        if checked.skipped {
            self.summary.skipped += 1;
            return Ok(());
        }
        self.summary.count(&checked);
        let mut checked = checked;
        checked.outcome.findings.retain(|finding| finding.severity >= self.least);
        if !self.args.show_identifiers {
            checked.hide_identifiers();
        }
        let mut out = anstream::stdout().lock();
        out.write_all(&checked.output)?;
        if self.is_filter() {
            // Standard output is the fixed letter; what is left to say goes beside it.
            self.report.file(&mut anstream::stderr().lock(), &checked)?;
        } else if !self.args.diff {
            self.report.file(&mut out, &checked)?;
        }
        Ok(())
    }

    /// Whether standard output is the fixed letter.
    fn is_filter(&self) -> bool {
        self.args.fix && !self.args.diff && self.args.paths.iter().any(|path| path.as_os_str() == STDIN)
    }

    /// Tells of doubtful settings, once for each file of them.
    fn warn_of(settings: &Effective) -> anyhow::Result<()> {
        let Some(file) = &settings.file else {
            for name in settings.settings.unknown_rules() {
                anstream::eprintln!("{}: there is no rule {name}", report::style::label("warning"));
            }
            return Ok(());
        };
        let text = std::fs::read_to_string(file)?;
        for problem in &settings.problems {
            let (row, column) = report::Places::new(&text).row_column(problem.span.start);
            let label = report::style::label("warning");
            anstream::eprintln!("{label}: {}:{row}:{column}: {}", file.display(), problem.message);
        }
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<ExitCode> {
        if self.summary.listed_only {
            return Ok(ExitCode::SUCCESS);
        }
        let nothing = self.summary.checked == 0 && self.summary.unreadable == 0 && !self.args.allow_empty;
        let quiet = self.args.quiet || nothing;
        if self.is_filter() {
            self.report.finish(&mut anstream::stderr().lock(), &self.summary, quiet)?;
        } else if !self.args.diff {
            let mut out = anstream::stdout().lock();
            self.report.finish(&mut out, &self.summary, quiet)?;
            out.flush()?;
        }
        let summary = &self.summary;
        if nothing {
            bail!("{}", summary.nothing_checked());
        }
        if summary.unreadable > 0 {
            return Ok(ExitCode::from(TROUBLE));
        }
        let fails =
            summary.at_least(self.args.fail_on.into()) > 0 || (self.args.diff && summary.would_fix > 0);
        Ok(if fails && !self.args.exit_zero { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

/// Where a fixed letter goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    File,
    Stdout,
}

fn check(
    found: &Found,
    letter: Result<LetterFile, ReadError>,
    settings: &Effective,
    args: &CheckArgs,
    target: Target,
) -> Checked {
    let letter = match letter {
        Ok(letter) => letter,
        // A text file that turns out to be something else was no letter to begin with.
        Err(ReadError::Text(_)) if !found.certain => return Checked::skipped(&found.path),
        Err(error) => return unreadable(&found.path, &error.to_string()),
    };
    if !found.certain && !is_letter(&letter, settings) {
        return Checked::skipped(&found.path);
    }
    if args.fix || args.diff {
        return fixing::fix(&found.path, &letter, settings, args, target);
    }
    let outcome = lint(&letter.decoded.text, &settings.settings);
    Checked::new(&found.path, letter.decoded.text, outcome)
}

fn is_letter(letter: &LetterFile, settings: &Effective) -> bool {
    settings.settings.grammar().recogniser().is_letter(&letter.decoded.text)
}

fn unreadable(path: &Path, reason: &str) -> Checked {
    let finding: Finding = rules::unreadable(reason);
    debug_assert_eq!(finding.range, TextRange::default());
    Checked::new(path, String::new(), Outcome { findings: vec![finding], ..Outcome::default() })
}

/// Whether progress may be drawn.
fn is_terminal() -> bool {
    io::stderr().is_terminal()
}
