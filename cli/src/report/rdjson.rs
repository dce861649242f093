//! Reviewdog's diagnostic format, which it posts as comments in many places. Columns are bytes, as its
//! specification says.

use std::io::{self, Write};

use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::text::TextRange;
use serde_json::{Value, json};

use super::{Checked, PROJECT_URL, Places, Report, Summary, rule_url, slashes};

#[derive(Default)]
pub(super) struct RdJson {
    begun: bool,
}

impl RdJson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.begun {
            let source = json!({ "name": "imrlint", "url": PROJECT_URL });
            writeln!(out, "{{\"source\": {source}, \"diagnostics\": [")?;
        }
        Ok(())
    }
}

impl Report for RdJson {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        let path = slashes(&checked.name);
        for finding in &checked.outcome.findings {
            self.begin(out)?;
            out.write_all(if self.begun { b",\n  " } else { b"  " })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &diagnostic(finding, &path, &places))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"\n]}\n")
    }
}

fn diagnostic(finding: &Finding, path: &str, places: &Places<'_>) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Hint => "INFO",
    };
    let place = |range: TextRange| json!({ "path": path, "range": span(range, places) });
    let related = finding
        .related
        .iter()
        .map(|related| json!({ "message": related.message, "location": place(related.range) }));
    let related: Vec<Value> = related.collect();
    // A suggestion is taken with a click: what only a person can choose is none.
    let fix = finding.fixes.first().filter(|fix| fix.applicability > Applicability::Display);
    let suggestions: Vec<Value> = fix
        .iter()
        .flat_map(|fix| &fix.edits)
        .map(|edit| json!({ "range": span(edit.range, places), "text": edit.replacement }))
        .collect();
    json!({
        "message": finding.message,
        "location": place(finding.range),
        "severity": severity,
        "code": { "value": finding.rule.code, "url": rule_url(finding.rule) },
        "suggestions": suggestions,
        "related_locations": related,
    })
}

fn span(range: TextRange, places: &Places<'_>) -> Value {
    let position = |offset: usize| {
        let row = places.row(offset);
        json!({ "line": row + 1, "column": offset - places.line(row).start + 1 })
    };
    json!({ "start": position(range.start().into()), "end": position(range.end().into()) })
}
