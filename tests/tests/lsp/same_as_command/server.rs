//! What the server says: in diagnostics and in the actions that go with them.

use std::collections::BTreeMap;
use std::path::Path;

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::{CodeActionRequest, WorkspaceDiagnosticRequest};
use tower_lsp::lsp_types::{
    CodeActionOrCommand, Diagnostic, DiagnosticSeverity, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport,
};

use crate::params;

/// A client that shows all that there is, and counts as the command does.
pub(super) fn capabilities() -> Value {
    let shows = json!({ "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } });
    json!({
        "general": { "positionEncodings": ["utf-32"] },
        "textDocument": { "publishDiagnostics": shows },
    })
}

/// What the server says of a folder whose letters are not open, by their addresses.
pub(super) fn pulled(folder: &Path) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut can = capabilities();
    can["textDocument"]["diagnostic"] = json!({});
    let mut client = Client::start();
    client.initialize(&json!({ "rootUri": super::uri(folder), "capabilities": can }));
    let all = client.call::<WorkspaceDiagnosticRequest>(params(json!({ "previousResultIds": [] })));
    assert!(client.exit().success());
    let WorkspaceDiagnosticReportResult::Report(all) = all else { panic!("a part: {all:?}") };
    let one = |report| match report {
        WorkspaceDocumentDiagnosticReport::Full(full) => {
            (full.uri.to_string(), full.full_document_diagnostic_report.items)
        }
        WorkspaceDocumentDiagnosticReport::Unchanged(_) => panic!("nothing was known before"),
    };
    all.items.into_iter().map(one).collect()
}

pub(super) fn said(diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.severity {
        Some(DiagnosticSeverity::ERROR) => "error",
        Some(DiagnosticSeverity::WARNING) => "warning",
        Some(DiagnosticSeverity::INFORMATION) => "info",
        Some(DiagnosticSeverity::HINT) => "hint",
        other => panic!("a severity that there is not: {other:?}"),
    };
    let related = diagnostic.related_information.iter().flatten();
    let related = related.map(|other| json!({ "range": other.location.range, "message": other.message }));
    json!({
        "code": diagnostic.code,
        "severity": severity,
        "range": diagnostic.range,
        "message": diagnostic.message,
        "related": related.collect::<Vec<_>>(),
    })
}

/// The fixes that are offered for a diagnostic.
pub(super) fn fixes(client: &mut Client, uri: &str, diagnostic: &Diagnostic) -> Vec<Value> {
    let titles = diagnostic.data.as_ref().and_then(|data| data["fixes"].as_array());
    let titles = titles.expect("a list").clone();
    if titles.is_empty() {
        return Vec::new();
    }
    let context = json!({ "diagnostics": [diagnostic], "only": ["quickfix"] });
    let place = json!({ "textDocument": { "uri": uri }, "range": diagnostic.range, "context": context });
    let actions = client.call::<CodeActionRequest>(params(place)).expect("actions");
    let actions = actions.into_iter().filter_map(|action| match action {
        CodeActionOrCommand::CodeAction(action) => Some(action),
        CodeActionOrCommand::Command(_) => None,
    });
    let mine = actions.filter(|action| {
        action.diagnostics.as_ref().is_some_and(|about| about == std::slice::from_ref(diagnostic))
    });
    let fix = |action: tower_lsp::lsp_types::CodeAction| {
        let title = action.title.trim_end_matches(" (unsafe: look at it)");
        let changes = action.edit.and_then(|edit| edit.changes).expect("edits");
        json!({ "title": title, "edits": changes.values().next() })
    };
    let fixes: Vec<Value> = mine.take(titles.len()).map(fix).collect();
    assert_eq!(fixes.iter().map(|fix| fix["title"].clone()).collect::<Vec<_>>(), titles, "{uri}");
    fixes
}
