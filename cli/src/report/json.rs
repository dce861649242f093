//! One JSON array, an object for each finding, written as the letters are checked.

use std::io::{self, Write};

use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::text::TextRange;
use serde::Serialize;

use super::{Checked, Places, RULES_URL, Report, Summary};

#[derive(Default)]
pub(super) struct Json {
    begun: bool,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    message: &'a str,
    filename: &'a str,
    location: Location,
    end_location: Location,
    fix: Option<EntryFix<'a>>,
    url: String,
}

/// Row and column from one; columns in characters.
#[derive(Serialize)]
struct Location {
    row: usize,
    column: usize,
}

#[derive(Serialize)]
struct EntryFix<'a> {
    applicability: Applicability,
    message: &'a str,
    edits: Vec<EntryEdit<'a>>,
}

#[derive(Serialize)]
struct EntryEdit<'a> {
    location: Location,
    end_location: Location,
    content: &'a str,
}

impl Report for Json {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        for finding in &checked.outcome.findings {
            out.write_all(if self.begun { b",\n  " } else { b"[\n  " })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &entry(finding, &checked.name, &places))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

fn entry<'a>(finding: &'a Finding, filename: &'a str, places: &Places<'_>) -> Entry<'a> {
    let (location, end_location) = locations(finding.range, places);
    let fix = finding.fixes.first().map(|fix| EntryFix {
        applicability: fix.applicability,
        message: &fix.message,
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let (location, end_location) = locations(edit.range, places);
                EntryEdit { location, end_location, content: &edit.replacement }
            })
            .collect(),
    });
    Entry {
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity,
        message: &finding.message,
        filename,
        location,
        end_location,
        fix,
        url: format!("{RULES_URL}/{}.md", finding.rule.code),
    }
}

fn locations(range: TextRange, places: &Places<'_>) -> (Location, Location) {
    let location = |offset: usize| {
        let (row, column) = places.row_column(offset);
        Location { row, column }
    };
    (location(range.start().into()), location(range.end().into()))
}
