//! Reports: one file for each format. A report gets one letter after the other and ends with a summary.

mod concise;
mod full;
mod json;
mod places;
pub(crate) mod style;
mod summary;

use std::io::{self, Write};
use std::path::Path;

use imr_linter::Outcome;
use imr_linter::identifier::Mask;

use crate::args::{CheckArgs, Format};

pub(crate) use places::Places;
pub(crate) use summary::Summary;

/// Where the pages of the rules are.
pub(crate) const RULES_URL: &str = "https://github.com/imrlint/imrlint/blob/main/docs/rules";

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

/// The report that the arguments ask for.
pub(crate) fn new(args: &CheckArgs) -> Box<dyn Report> {
    match args.output_format {
        Format::Full => Box::new(full::Full::new()),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json::default()),
    }
}
