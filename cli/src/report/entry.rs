//! A finding as an object: what `json` lists and `json-lines` prints.

use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::text::TextRange;
use serde::Serialize;

use super::{Places, rule_url};

#[derive(Serialize)]
pub(super) struct Entry<'a> {
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

impl<'a> Entry<'a> {
    pub(super) fn new(finding: &'a Finding, filename: &'a str, places: &Places<'_>) -> Self {
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
        Self {
            code: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity,
            message: &finding.message,
            filename,
            location,
            end_location,
            fix,
            url: rule_url(finding.rule),
        }
    }
}

fn locations(range: TextRange, places: &Places<'_>) -> (Location, Location) {
    let location = |offset: usize| {
        let (row, column) = places.row_column(offset);
        Location { row, column }
    };
    (location(range.start().into()), location(range.end().into()))
}
