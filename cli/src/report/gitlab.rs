//! GitLab's Code Quality report: an array of issues in the form of Code Climate, which a merge request
//! shows as a list of what is new.

use std::io::{self, Write};

use imr_linter::finding::{Finding, Severity};
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::{Checked, Places, Report, Summary, slashes};

#[derive(Default)]
pub(super) struct GitLab {
    begun: bool,
}

impl Report for GitLab {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        let path = slashes(&checked.name);
        for (finding, fingerprint) in checked.outcome.findings.iter().zip(fingerprints(checked)) {
            out.write_all(if self.begun { b",\n  " } else { b"[\n  " })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &issue(finding, &path, &fingerprint, &places))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

fn issue(finding: &Finding, path: &str, fingerprint: &str, places: &Places<'_>) -> Value {
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info | Severity::Hint => "info",
    };
    let position = |offset: usize| {
        let (line, column) = places.row_column(offset);
        json!({ "line": line, "column": column })
    };
    json!({
        "type": "issue",
        "check_name": finding.rule.code,
        "description": format!("{} {}: {}", finding.rule.code, finding.rule.name, finding.message),
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": fingerprint,
        "location": {
            "path": path,
            "positions": {
                "begin": position(finding.range.start().into()),
                "end": position(finding.range.end().into()),
            },
        },
    })
}
