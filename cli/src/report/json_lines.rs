//! One JSON object a line for each finding: for programs that read along.

use std::io::{self, Write};

use super::entry::Entry;
use super::{Checked, Places, Report, Summary};

pub(super) struct JsonLines;

impl Report for JsonLines {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        for finding in &checked.outcome.findings {
            serde_json::to_writer(&mut *out, &Entry::new(finding, &checked.name, &places))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        Ok(())
    }
}
