//! One JSON array, an object for each finding, written as the letters are checked.

use std::io::{self, Write};

use super::entry::Entry;
use super::{Checked, Places, Report, Summary};

#[derive(Default)]
pub(super) struct Json {
    begun: bool,
}

impl Report for Json {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        for finding in &checked.outcome.findings {
            out.write_all(if self.begun { b",\n  " } else { b"[\n  " })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &Entry::new(finding, &checked.name, &places))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}
