//! Reports: one file for each format. A report gets one letter after the other and ends with a summary.

mod checkstyle;
mod concise;
mod entry;
mod excerpt;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod json_lines;
mod junit;
mod mistake;
mod places;
mod rdjson;
mod sarif;
mod statistics;
pub(crate) mod style;
mod summary;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use imr_linter::Outcome;
use imr_linter::identifier::Mask;
use imr_linter::rules::Rule;

use crate::args::{CheckArgs, Format};

pub(crate) use mistake::mistake;
pub(crate) use places::Places;
pub(crate) use summary::{Summary, counted};

/// Where the project is.
pub(crate) const PROJECT_URL: &str = "https://github.com/imrlint/imrlint";
/// The page of a rule.
pub(crate) fn rule_url(rule: &Rule) -> String {
    rule.url()
}

/// A path as services want it, whatever the system writes.
fn slashes(name: &str) -> String {
    if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() }
}

/// A format.
pub(crate) trait Report {
    /// Reports one letter.
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()>;

    /// Ends the report.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, quiet: bool) -> io::Result<()>;
}

/// One letter, checked.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// Its path as the user sees it.
    pub(crate) name: String,
    /// Its text; empty when it could not be read.
    pub(crate) text: String,
    /// What was found.
    pub(crate) outcome: Outcome,
    /// Fixes applied.
    pub(crate) fixed: usize,
    /// Fixes that `--diff` shows.
    pub(crate) would_fix: usize,
    /// What to print before the findings: a diff, or the fixed letter in its own encoding.
    pub(crate) output: Vec<u8>,
    /// What went wrong besides: a fix that could not be written.
    pub(crate) trouble: Option<String>,
    /// The file is no letter.
    pub(crate) skipped: bool,
}

impl Checked {
    pub(crate) fn new(path: &Path, text: String, outcome: Outcome) -> Self {
        Self { name: path.display().to_string(), text, outcome, ..Self::default() }
    }

    /// Makes everything that a report may print of the letter safe to print: its text and what findings
    /// say. Formats need not know.
    pub(crate) fn hide_identifiers(&mut self) {
        let mask = Mask::new([(self.text.as_str(), self.outcome.identifiers.as_slice())]);
        if mask.is_empty() {
            return;
        }
        self.text = mask.letter(&self.text, &self.outcome.identifiers);
        self.outcome.findings.iter_mut().for_each(|finding| mask.finding(finding));
    }

    pub(crate) fn skipped(path: &Path) -> Self {
        Self { name: path.display().to_string(), skipped: true, ..Self::default() }
    }
}

/// A file for a report: without colours, and written in large pieces.
pub(crate) fn file_writer(path: &Path) -> anyhow::Result<impl Write + use<>> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(BufWriter::new(anstream::StripStream::new(file)))
}

/// The report that the arguments ask for.
pub(crate) fn new(args: &CheckArgs) -> Box<dyn Report> {
    if let Some(by) = args.statistics {
        return Box::new(statistics::Statistics::new(by, args.output_format));
    }
    // Beside a difference there is room for short lines only.
    let format = if args.diff { Format::Concise } else { args.output_format };
    match format {
        Format::Full => Box::new(full::Full::new()),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json::default()),
        Format::JsonLines => Box::new(json_lines::JsonLines),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Github => Box::new(github::GitHub),
        Format::Gitlab => Box::new(gitlab::GitLab::default()),
        Format::Junit => Box::new(junit::JUnit::new(args.fail_on.into())),
        Format::Checkstyle => Box::new(checkstyle::Checkstyle::default()),
        Format::Rdjson => Box::new(rdjson::RdJson::default()),
    }
}
