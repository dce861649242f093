//! A line for each finding: `file:row:column: CODE severity: message`.

use std::io::{self, Write};

use super::{Checked, Places, Report, Summary, style};

pub(super) struct Concise;

impl Report for Concise {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        let (bold, dim) = (style::BOLD, style::DIM);
        for finding in &checked.outcome.findings {
            let (row, column) = places.row_column(finding.range.start().into());
            let severity = style::severity(finding.severity);
            writeln!(
                out,
                "{bold}{}{bold:#}{dim}:{dim:#}{row}{dim}:{dim:#}{column}{dim}:{dim:#} {} {severity}{}{severity:#}: {}",
                checked.name, finding.rule.code, finding.severity, finding.message
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, quiet: bool) -> io::Result<()> {
        if quiet { Ok(()) } else { writeln!(out, "{}", summary.text()) }
    }
}
