//! `workspace/diagnostic`: a folder of drafts shows its problems without opening each. Answered at once
//! the first time, in parts if the client likes; later, only when something has changed.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

use imr_linter::rules;
use imr_project::{Effective, Found, LetterFile, ReadError, discover};
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::notification::Notification;
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, ProgressToken, UnchangedDocumentDiagnosticReport, Url,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::{convert, result_id};
use crate::document::Snapshot;
use crate::server::Server;
use crate::transport::{Outbox, Stop};

/// Letters in one part of an answer.
const PART: usize = 64;

/// Diagnostics of letters on disk, as long as file and settings stay the same.
pub(crate) type Known = HashMap<PathBuf, (Stamp, Arc<Vec<Diagnostic>>)>;

/// When a file was as it is, and under which settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    settings: u64,
}

/// What the client knows already: result ids by letter.
type Previous = HashMap<Url, String>;

/// An answer in the making.
struct Answer<'a> {
    previous: &'a Previous,
    token: Option<&'a ProgressToken>,
    outbox: &'a Outbox,
    seen: HashSet<Url>,
    items: Vec<WorkspaceDocumentDiagnosticReport>,
    news: bool,
}

impl Answer<'_> {
    /// Adds a letter, and sends a part when there is enough of it.
    fn add(&mut self, uri: Url, version: Option<i32>, diagnostics: &[Diagnostic]) {
        let id = result_id(diagnostics);
        let same = self.previous.get(&uri).is_some_and(|known| *known == id);
        self.news |= !same;
        self.seen.insert(uri.clone());
        self.items.push(report(uri, version, same, id, diagnostics));
        if let Some(token) = self.token.filter(|_| self.news && self.items.len() >= PART) {
            let value = WorkspaceDiagnosticReport { items: std::mem::take(&mut self.items) };
            self.outbox.tell::<PartialResult>(PartialResultParams { token: token.clone(), value });
        }
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

impl Server {
    /// Answers when there is something to say.
    pub(crate) async fn workspace_diagnostics(
        self: Arc<Self>,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReport> {
        let previous: Previous =
            params.previous_result_ids.into_iter().map(|known| (known.uri, known.value)).collect();
        let first = previous.is_empty();
        let token = params.partial_result_params.partial_result_token;
        let mut changes = self.changes.subscribe();
        let mut settled = self.settled.subscribe();
        let _ = settled.wait_for(|settled| *settled).await;
        loop {
            changes.borrow_and_update();
            let (server, known, token) = (self.clone(), previous.clone(), token.clone());
            let work = move |stop: &Stop| server.workspace_reports(&known, token.as_ref(), stop);
            let (items, news) = self.workers.run(work).await?;
            if news || first {
                return Ok(WorkspaceDiagnosticReport { items });
            }
            // Nothing new: the answer waits until there is.
            if changes.changed().await.is_err() {
                return Ok(WorkspaceDiagnosticReport { items });
            }
        }
    }

    /// The reports that are not sent in parts, and whether there is anything new in any.
    fn workspace_reports(
        &self,
        previous: &Previous,
        token: Option<&ProgressToken>,
        stop: &Stop,
    ) -> (Vec<WorkspaceDocumentDiagnosticReport>, bool) {
        let mut answer = Answer {
            previous,
            token,
            outbox: &self.outbox,
            seen: HashSet::new(),
            items: Vec::new(),
            news: false,
        };
        for snapshot in self.snapshots() {
            let diagnostics = snapshot.read(super::of).unwrap_or_default();
            answer.add(snapshot.uri.clone(), Some(snapshot.version), &diagnostics);
        }
        let configuration = self.world().configuration.clone();
        for (folder, resolver) in configuration.folders() {
            let Ok(found) = discover(&[folder.to_owned()], resolver, false) else { continue };
            for file in found.files {
                if stop.is_set() {
                    return (Vec::new(), true);
                }
                let Ok(uri) = Url::from_file_path(&file.path) else { continue };
                if answer.seen.contains(&uri) {
                    continue;
                }
                let Ok(settings) = resolver.settings(&file.path) else { continue };
                if let Some(diagnostics) = self.on_disk(&file, &uri, &settings) {
                    answer.add(uri, None, &diagnostics);
                }
            }
        }
        // What is no letter any more has no problems.
        for (uri, id) in previous {
            if !answer.seen.contains(uri) && *id != result_id(&[]) {
                answer.add(uri.clone(), None, &[]);
            }
        }
        (answer.items, answer.news)
    }

    /// The diagnostics of a letter that is not open. `None` for a file that is no letter.
    fn on_disk(&self, file: &Found, uri: &Url, settings: &Effective) -> Option<Arc<Vec<Diagnostic>>> {
        let stamp = stamp(&file.path, settings);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&file.path).cloned();
        if let Some((_, diagnostics)) = known.filter(|(known, _)| *known == stamp) {
            return Some(diagnostics);
        }
        let client = self.world().client.clone();
        let (text, findings) = match LetterFile::read(&file.path, settings.files.max_file_size) {
            Ok(letter) => {
                let text = letter.decoded.text;
                if !file.certain && !settings.settings.grammar().recogniser().is_letter(&text) {
                    return None;
                }
                let findings = settings.lint(&text, &file.path).findings;
                (text, findings)
            }
            Err(ReadError::Text(_)) if !file.certain => return None,
            Err(error) => (String::new(), vec![rules::unreadable(error.to_string())]),
        };
        let letter = Snapshot::on_disk(uri.clone(), &text, &client);
        let diagnostics: Vec<Diagnostic> =
            findings.iter().map(|finding| convert::diagnostic(&letter, finding)).collect();
        let diagnostics = Arc::new(diagnostics);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(file.path.clone(), (stamp, diagnostics.clone()));
        Some(diagnostics)
    }
}

fn stamp(path: &Path, settings: &Effective) -> Stamp {
    let metadata = std::fs::metadata(path).ok();
    Stamp {
        modified: metadata.as_ref().and_then(|metadata| metadata.modified().ok()),
        length: metadata.map_or(0, |metadata| metadata.len()),
        settings: settings.settings.revision(),
    }
}

fn report(
    uri: Url,
    version: Option<i32>,
    same: bool,
    id: String,
    diagnostics: &[Diagnostic],
) -> WorkspaceDocumentDiagnosticReport {
    let version = version.map(i64::from);
    if same {
        return WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        });
    }
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(id),
            items: diagnostics.to_vec(),
        },
    })
}
