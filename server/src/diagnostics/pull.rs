//! `textDocument/diagnostic`: the diagnostics of one letter, open or on disk, or that they are what they were.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::result_id;
use crate::methods::settings::is_settings_file;
use crate::server::Server;

impl Server {
    /// Answers.
    pub(crate) async fn document_diagnostics(
        self: &Arc<Self>,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let snapshot = self.world().snapshot(&uri);
        let items = if let Some(snapshot) = snapshot {
            self.read(snapshot, super::of).await?
        } else {
            self.settled().await;
            let server = self.clone();
            let closed = move |_: &_| {
                if is_settings_file(&uri) {
                    Some(server.of_settings_file(&uri))
                } else {
                    server.of_closed(&uri)
                }
            };
            self.workers.run(closed).await?
        };
        Ok(report(items.unwrap_or_default(), params.previous_result_id.as_deref()))
    }
}

fn report(items: Vec<Diagnostic>, previous: Option<&str>) -> DocumentDiagnosticReportResult {
    let id = result_id(&items);
    let report = if previous == Some(id.as_str()) {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
        })
    };
    DocumentDiagnosticReportResult::Report(report)
}
