//! Checkstyle's XML, which many services read: a `file` for each letter, an `error` for each finding.

use std::io::{self, Write};

use imr_linter::finding::Severity;
use quick_xml::escape::escape;

use super::{Checked, Places, Report, Summary};

#[derive(Default)]
pub(super) struct Checkstyle {
    begun: bool,
}

impl Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")?;
        }
        Ok(())
    }
}

impl Report for Checkstyle {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        self.begin(out)?;
        let places = Places::new(&checked.text);
        writeln!(out, "  <file name=\"{}\">", attribute(&checked.name))?;
        for finding in &checked.outcome.findings {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Hint => "info",
            };
            let (line, column) = places.row_column(finding.range.start().into());
            let source = format!("imrlint.{}", finding.rule.code);
            writeln!(
                out,
                "    <error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{}\" source=\"{source}\"/>",
                attribute(&finding.message)
            )?;
        }
        out.write_all(b"  </file>\n")
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"</checkstyle>\n")
    }
}

/// An attribute's value. Control characters cannot stand in XML, not even escaped.
fn attribute(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    escape(text).into_owned()
}
