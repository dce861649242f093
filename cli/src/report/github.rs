//! Workflow commands of GitHub Actions, which show findings beside the lines of a pull request:
//! `::error file=...,line=...::message`.

use std::io::{self, Write};

use imr_linter::finding::Severity;

use super::{Checked, Places, Report, Summary, slashes};

pub(super) struct GitHub;

impl Report for GitHub {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        for finding in &checked.outcome.findings {
            let kind = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Hint => "notice",
            };
            let (row, column) = places.row_column(finding.range.start().into());
            let (end_row, end_column) = places.row_column(finding.range.end().into());
            let title = property(&format!("imrlint {} {}", finding.rule.code, finding.rule.name));
            let file = property(&slashes(&checked.name));
            // The runner takes columns within one line only.
            let columns =
                if row == end_row { format!(",col={column},endColumn={end_column}") } else { String::new() };
            let help = finding.help.as_deref().map_or(String::new(), |help| format!("\n{help}"));
            let message = data(&format!("{}{help}", finding.message));
            writeln!(
                out,
                "::{kind} title={title},file={file},line={row},endLine={end_row}{columns}::{message}"
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        Ok(())
    }
}

/// The message of a command: what would end it is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, where colons and commas mean something, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
