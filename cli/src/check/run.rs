//! One run: letters go through it to the report, and what they come to is the exit code.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::bail;
use imr_linter::finding::Severity;
use imr_project::{Effective, Found, LetterFile, Resolver, discover};

use super::letter::{Target, check, check_file, unreadable};
use super::{placeholders, pool, progress};
use crate::TROUBLE;
use crate::args::CheckArgs;
use crate::report::{self, Checked, Report, Summary, style};

pub(super) struct Run<'a> {
    args: &'a CheckArgs,
    resolver: Resolver,
    least: Severity,
    summary: Summary,
    report: Box<dyn Report>,
    /// Where letters and differences go.
    stdout: Box<dyn Write>,
    /// Where the report goes, if not there too.
    beside: Option<Box<dyn Write>>,
    warned: Vec<Arc<Effective>>,
}

impl<'a> Run<'a> {
    pub(super) fn new(args: &'a CheckArgs, resolver: Resolver) -> anyhow::Result<Self> {
        let least = args.severity.map_or(Severity::Hint, Severity::from);
        // A fixed letter or a difference has standard output to itself.
        let writes = args.fix || args.add_ignores.is_some();
        let taken = args.diff || (writes && args.reads_stdin());
        let beside: Option<Box<dyn Write>> = match &args.output_file {
            Some(file) => Some(Box::new(report::file_writer(file)?)),
            None if taken => Some(Box::new(anstream::stderr().lock())),
            None => None,
        };
        Ok(Self {
            args,
            resolver,
            least,
            summary: Summary::new(least),
            report: report::new(args),
            stdout: Box::new(BufWriter::new(anstream::stdout().lock())),
            beside,
            warned: Vec::new(),
        })
    }

    pub(super) fn stdin(&mut self) -> anyhow::Result<()> {
        let name = self.args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
        let settings = self.resolver.settings(&name)?;
        self.warn_of(&settings);
        let letter = LetterFile::read_from(io::stdin().lock(), 0, settings.files.max_file_size);
        let checked = check(&name, letter, &settings, self.args, Target::Stdout);
        self.take(checked)
    }

    pub(super) fn files(&mut self, paths: &[PathBuf]) -> anyhow::Result<()> {
        let discovery = discover(paths, &self.resolver, self.args.force_exclude)?;
        self.summary.excluded = discovery.excluded;
        for (path, error) in &discovery.errors {
            self.take(unreadable(path, error))?;
        }
        let mut jobs = Vec::with_capacity(discovery.files.len());
        for found in discovery.files {
            let settings = self.resolver.settings(&found.path)?;
            self.warn_of(&settings);
            jobs.push((found, settings));
        }
        if self.args.show_files {
            return self.list(&jobs);
        }
        let progress = progress::bar(jobs.len(), self.args.quiet);
        let args = self.args;
        let mut used = placeholders::Used::default();
        pool::in_order(
            &jobs,
            |(found, settings)| (check_file(found, settings, args), settings.clone()),
            |(checked, settings)| {
                progress.inc(1);
                used.note(&settings, &checked.text);
                progress.suspend(|| self.take(checked))
            },
        )?;
        progress.finish_and_clear();
        used.unused(paths).into_iter().try_for_each(|checked| self.take(checked))
    }

    /// Names the letters instead of checking them.
    fn list(&mut self, jobs: &[(Found, Arc<Effective>)]) -> anyhow::Result<()> {
        self.summary.listed_only = true;
        for (found, settings) in jobs {
            if found.is_letter(settings) {
                writeln!(self.stdout, "{}", found.path.display())?;
            }
        }
        Ok(())
    }

    /// Reports one letter.
    fn take(&mut self, mut checked: Checked) -> anyhow::Result<()> {
        if checked.skipped {
            self.summary.skipped += 1;
            return Ok(());
        }
        self.summary.count(&checked);
        if let Some(trouble) = &checked.trouble {
            anstream::eprintln!("{}: {}: {trouble}", style::label("error"), checked.name);
        }
        checked.outcome.findings.retain(|finding| finding.severity >= self.least);
        if self.args.diff {
            // A difference is about what can be fixed; only what could not be read is said beside it.
            checked.outcome.findings.retain(|finding| finding.rule.code == "E001");
        }
        if !self.args.show_identifiers {
            checked.hide_identifiers();
        }
        self.stdout.write_all(&checked.output)?;
        let out = self.beside.as_mut().unwrap_or(&mut self.stdout);
        self.report.file(out, &checked)?;
        self.stdout.flush()?;
        Ok(())
    }

    /// Tells of doubtful settings, once for each file of them.
    fn warn_of(&mut self, settings: &Arc<Effective>) {
        if self.warned.iter().any(|known| known.file == settings.file) {
            return;
        }
        self.warned.push(settings.clone());
        for (file, problem) in &settings.problems {
            anstream::eprintln!("{}\n", report::mistake(file, problem, Severity::Warning));
        }
    }

    /// Ends the report.
    pub(super) fn finish(mut self) -> anyhow::Result<ExitCode> {
        if self.summary.listed_only {
            self.stdout.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
        let nothing = self.summary.checked == 0 && self.summary.unreadable == 0 && !self.args.allow_empty;
        let quiet = self.args.quiet || nothing;
        let out = self.beside.as_mut().unwrap_or(&mut self.stdout);
        self.report.finish(out, &self.summary, quiet)?;
        out.flush()?;
        self.stdout.flush()?;
        if nothing {
            bail!("{}", self.summary.nothing_checked());
        }
        Ok(self.exit_code())
    }

    fn exit_code(&self) -> ExitCode {
        let summary = &self.summary;
        let fails = if self.args.diff {
            summary.would_fix > 0
        } else {
            summary.at_least(self.args.fail_on.into()) > 0
        };
        match fails {
            _ if summary.unreadable > 0 || summary.failed > 0 => ExitCode::from(TROUBLE),
            true if !self.args.exit_zero => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        }
    }
}
