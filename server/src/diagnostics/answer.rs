//! An answer to `workspace/diagnostic` in the making, sent in parts if the client likes.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, ProgressToken, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::transport::Outbox;

/// Letters in one part of an answer.
const PART: usize = 64;

/// What the client knows already: result ids by letter.
pub(super) type Previous = HashMap<Url, String>;

/// An answer in the making.
pub(super) struct Answer<'a> {
    pub(super) previous: &'a Previous,
    token: Option<&'a ProgressToken>,
    outbox: &'a Outbox,
    seen: HashSet<Url>,
    items: Vec<WorkspaceDocumentDiagnosticReport>,
    news: bool,
}

impl<'a> Answer<'a> {
    pub(super) fn new(previous: &'a Previous, token: Option<&'a ProgressToken>, outbox: &'a Outbox) -> Self {
        Self { previous, token, outbox, seen: HashSet::new(), items: Vec::new(), news: false }
    }

    /// Whether a letter is in it already.
    pub(super) fn has(&self, uri: &Url) -> bool {
        self.seen.contains(uri)
    }

    /// Whether the client knows this of a letter.
    pub(super) fn is_known(&self, uri: &Url, id: &str) -> bool {
        self.previous.get(uri).is_some_and(|known| known == id)
    }

    /// Adds a letter of which the client knows everything.
    pub(super) fn add_unchanged(&mut self, uri: Url, version: Option<i32>, id: String) {
        self.push(
            uri.clone(),
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version: version.map(i64::from),
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            }),
        );
    }

    /// Adds a letter with its diagnostics, if the client does not know them.
    pub(super) fn add(&mut self, uri: Url, version: Option<i32>, id: String, items: Vec<Diagnostic>) {
        if self.is_known(&uri, &id) {
            self.add_unchanged(uri, version, id);
            return;
        }
        self.news = true;
        let result_id = Some(id);
        self.push(
            uri.clone(),
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version: version.map(i64::from),
                full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
            }),
        );
    }

    /// Adds, and sends a part when there is enough of it.
    fn push(&mut self, uri: Url, report: WorkspaceDocumentDiagnosticReport) {
        self.seen.insert(uri);
        self.items.push(report);
        if self.news && self.items.len() >= PART {
            self.send();
        }
    }

    /// Sends what there is as a part, to a client that takes parts.
    fn send(&mut self) {
        let Some(token) = self.token.filter(|_| !self.items.is_empty()) else { return };
        let value = WorkspaceDiagnosticReport { items: std::mem::take(&mut self.items) };
        self.outbox.tell::<PartialResult>(PartialResultParams { token: token.clone(), value });
    }

    /// What is left to answer, and whether there was anything new. Who was sent parts is sent the last as one
    /// too: the answer itself must then be empty.
    pub(super) fn finish(mut self) -> (Vec<WorkspaceDocumentDiagnosticReport>, bool) {
        if self.news {
            self.send();
        }
        (self.items, self.news)
    }
}

/// A part of an answer.
enum PartialResult {}

#[derive(Serialize, serde::Deserialize)]
struct PartialResultParams {
    token: ProgressToken,
    value: WorkspaceDiagnosticReport,
}

impl Notification for PartialResult {
    type Params = PartialResultParams;
    const METHOD: &'static str = "$/progress";
}
