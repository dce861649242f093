//! From findings to the protocol's diagnostics.

use imr_linter::finding::{Finding, Severity};
use imr_linter::text::{LineSource, StrSource, TextRange};
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range,
    Url,
};

pub(crate) fn diagnostics(uri: &Url, text: &str, findings: &[Finding]) -> Vec<Diagnostic> {
    let lines = line_starts(text);
    let range = |range: TextRange| {
        Range::new(position(text, &lines, range.start().into()), position(text, &lines, range.end().into()))
    };
    let related = |finding: &Finding| {
        let each = finding.related.iter().map(|related| DiagnosticRelatedInformation {
            location: Location::new(uri.clone(), range(related.range)),
            message: related.message.clone(),
        });
        each.collect::<Vec<_>>()
    };
    findings
        .iter()
        .map(|finding| Diagnostic {
            range: range(finding.range),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.code.to_owned())),
            source: Some("imrlint".to_owned()),
            message: finding.message.clone(),
            related_information: Some(related(finding)).filter(|related| !related.is_empty()),
            ..Diagnostic::default()
        })
        .collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let source = StrSource(text);
    let mut starts = vec![0];
    let mut at = 0;
    while at < text.len() {
        at = source.line_end(at);
        starts.push(at);
    }
    starts
}

/// Lines from zero, columns in UTF-16 units.
fn position(text: &str, lines: &[usize], offset: usize) -> Position {
    let line = lines.partition_point(|start| *start <= offset).saturating_sub(1);
    let column = text[lines[line]..offset].encode_utf16().count();
    Position::new(line as u32, column as u32)
}
