//! SARIF 2.1.0, the exchange format of static analysis: findings with related places and fixes, and the
//! page of every rule. Written by hand, as ruff and oxlint do: the crate of its types is generated from the
//! schema at build time, and this is a page.

use std::io::{self, Write};

use imr_linter::finding::{Applicability, Finding, Fix, Severity};
use imr_linter::rules::{self, Rule};
use imr_linter::text::TextRange;
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::{Checked, PROJECT_URL, Places, Report, Summary, rule_url, slashes};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Default)]
pub(super) struct Sarif {
    begun: bool,
}

impl Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        let driver = json!({
            "name": "imrlint",
            "version": env!("CARGO_PKG_VERSION"),
            "informationUri": PROJECT_URL,
            "rules": rules::all().map(descriptor).collect::<Vec<_>>(),
        });
        write!(
            out,
            "{{\"$schema\": \"{SCHEMA}\", \"version\": \"2.1.0\", \"runs\": [{{\n\"columnKind\": \"unicodeCodePoints\",\n\"tool\": {{\"driver\": {driver}}},\n\"results\": [\n"
        )
    }
}

impl Report for Sarif {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        let letter = Letter { uri: uri(&checked.name), places: &places };
        for (finding, fingerprint) in checked.outcome.findings.iter().zip(fingerprints(checked)) {
            self.begin(out)?;
            out.write_all(if self.begun { b",\n" } else { b"" })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &letter.result(finding, &fingerprint))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary, _: bool) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"\n]}]}\n")
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

/// What is to be known of a rule.
fn descriptor(rule: &Rule) -> Value {
    let page = rules::documentation(rule);
    let what = page.part("What it does");
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": what.lines().collect::<Vec<_>>().join(" ") },
        "fullDescription": { "text": format!("{what}\n\n{}", page.part("Why it matters")) },
        "help": { "text": page.markdown, "markdown": page.markdown },
        "helpUri": rule_url(rule),
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.default },
    })
}

struct Letter<'t> {
    uri: String,
    places: &'t Places<'t>,
}

impl Letter<'_> {
    fn result(&self, finding: &Finding, fingerprint: &str) -> Value {
        let help = finding.help.as_deref().map_or(String::new(), |help| format!("\n{help}"));
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            json!({
                "id": id,
                "physicalLocation": self.place(related.range),
                "message": { "text": related.message },
            })
        });
        let fixes = finding.fixes.iter().filter(|fix| fix.applicability > Applicability::Display);
        json!({
            "ruleId": finding.rule.code,
            "level": level(finding.severity),
            "message": { "text": format!("{}{help}", finding.message) },
            "locations": [{ "physicalLocation": self.place(finding.range) }],
            "relatedLocations": related.collect::<Vec<_>>(),
            "fixes": fixes.map(|fix| self.fix(fix)).collect::<Vec<_>>(),
            "partialFingerprints": { "imrlint/v1": fingerprint },
            "properties": { "severity": finding.severity },
        })
    }

    fn fix(&self, fix: &Fix) -> Value {
        let replacements = fix.edits.iter().map(|edit| {
            json!({
                "deletedRegion": self.region(edit.range),
                "insertedContent": { "text": edit.replacement },
            })
        });
        json!({
            "description": { "text": fix.message },
            "artifactChanges": [{
                "artifactLocation": { "uri": self.uri },
                "replacements": replacements.collect::<Vec<_>>(),
            }],
        })
    }

    fn place(&self, range: TextRange) -> Value {
        json!({ "artifactLocation": { "uri": self.uri }, "region": self.region(range) })
    }

    fn region(&self, range: TextRange) -> Value {
        let (row, column) = self.places.row_column(range.start().into());
        let (end_row, end_column) = self.places.row_column(range.end().into());
        json!({ "startLine": row, "startColumn": column, "endLine": end_row, "endColumn": end_column })
    }
}

/// A path as a URI: relative ones stay relative to the folder that is checked.
fn uri(name: &str) -> String {
    let mut out = String::new();
    let path = slashes(name);
    let absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    if absolute {
        out.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte.into());
            }
            b':' if absolute => out.push(':'),
            _ => out.extend(["%".to_owned(), format!("{byte:02X}")]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("letters/Ä b.imr"), "letters/%C3%84%20b.imr");
        assert_eq!(uri("/tmp/a:b.imr"), "file:///tmp/a:b.imr");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
