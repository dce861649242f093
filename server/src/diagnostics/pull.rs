//! `textDocument/diagnostic`: the diagnostics of one letter, open or on disk, or that they are what they were.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use super::result_id;
use crate::document::Snapshot;
use crate::methods::settings::is_settings_file;
use crate::server::Server;
use crate::transport::Stop;

impl Server {
    /// The diagnostics of an open letter.
    pub(super) async fn diagnostics_of(&self, letter: Snapshot) -> Result<Vec<Diagnostic>> {
        let letter = self.ready(letter).await;
        self.in_turn(letter, |letter, stop| super::of_letter(letter, &|| stop.is_set())).await
    }

    /// Answers.
    pub(crate) async fn document_diagnostics(
        self: &Arc<Self>,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let snapshot = self.world().snapshot(&uri);
        let items = if let Some(snapshot) = snapshot {
            Some(self.diagnostics_of(snapshot).await?)
        } else {
            self.settled().await;
            self.outbox.room().await;
            let server = self.clone();
            let closed = move |stop: &Stop| {
                if is_settings_file(&uri) {
                    Some(server.of_settings_file(&uri))
                } else {
                    server.of_closed(&uri, stop)
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
