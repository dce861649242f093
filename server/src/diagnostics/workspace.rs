//! `workspace/diagnostic`: a folder of drafts shows its problems without opening each. Answered at once
//! the first time, in parts if the client likes; later, only when something has changed and rests.

use std::sync::Arc;

use tokio::sync::watch;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    Diagnostic, ProgressToken, Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDocumentDiagnosticReport,
};

use super::answer::{Answer, Previous};
use super::result_id;
use crate::changes::Changes;
use crate::server::Server;
use crate::transport::Stop;

/// An open letter with its version and diagnostics.
type Open = (Url, i32, Vec<Diagnostic>);

impl Server {
    /// Answers when there is something to say.
    pub(crate) async fn workspace_diagnostics(
        self: Arc<Self>,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReport> {
        let known = params.previous_result_ids.into_iter().map(|known| (known.uri, known.value));
        let previous: Arc<Previous> = Arc::new(known.collect());
        let token = params.partial_result_params.partial_result_token;
        let mut changes = self.changes.subscribe();
        self.settled().await;
        self.stop_pushing_settings();
        if previous.is_empty() {
            // Who begins afresh is told what is on disk now, whether or not the editor watches it.
            self.distrust_disk();
        }
        loop {
            let now = *changes.borrow_and_update();
            if now.over {
                return Ok(WorkspaceDiagnosticReport::default());
            }
            let open = self.open_letters().await?;
            let (server, known, token) = (self.clone(), previous.clone(), token.clone());
            let work = move |stop: &Stop| server.reports(open, now.disk, &known, token.as_ref(), stop);
            let (items, news) = self.workers.run(work).await?.ok_or_else(Error::request_cancelled)?;
            if news || previous.is_empty() {
                self.outbox.written().await;
                return Ok(WorkspaceDiagnosticReport { items });
            }
            rested(&mut changes).await;
        }
    }

    /// The open letters, each read in its turn.
    async fn open_letters(&self) -> Result<Vec<Open>> {
        let letters = self.world().snapshots();
        let mut open = Vec::with_capacity(letters.len());
        for letter in letters {
            let (uri, version) = (letter.uri.clone(), letter.version);
            open.push((uri, version, self.diagnostics_of(letter).await?));
        }
        Ok(open)
    }

    /// The reports that are not sent in parts, and whether there is anything new in any.
    fn reports(
        &self,
        open: Vec<Open>,
        disk: u64,
        previous: &Previous,
        token: Option<&ProgressToken>,
        stop: &Stop,
    ) -> Option<(Vec<WorkspaceDocumentDiagnosticReport>, bool)> {
        let mut answer = Answer::new(previous, token, &self.outbox);
        for (uri, version, diagnostics) in open {
            answer.add(uri, Some(version), result_id(&diagnostics), diagnostics);
        }
        let listing = self.listing(disk, stop)?;
        for (uri, diagnostics) in &listing.doubts {
            answer.add(uri.clone(), None, result_id(diagnostics), diagnostics.clone());
        }
        for listed in &listing.letters {
            if stop.is_set() {
                return None;
            }
            if answer.has(&listed.uri) {
                continue;
            }
            let Some((id, diagnostics)) = self.listed(listed, stop) else { continue };
            if answer.is_known(&listed.uri, &id) {
                answer.add_unchanged(listed.uri.clone(), None, id);
            } else {
                let again = || self.on_disk(&listed.file, &listed.settings, stop).unwrap_or_default();
                let diagnostics = diagnostics.unwrap_or_else(again);
                // The file may be another by now.
                answer.add(listed.uri.clone(), None, result_id(&diagnostics), diagnostics);
            }
        }
        // What is no letter any more has no problems.
        for (uri, id) in previous {
            let clean = result_id(&[]);
            if !answer.has(uri) && *id != clean {
                answer.add(uri.clone(), None, clean, Vec::new());
            }
        }
        Some(answer.finish())
    }
}

/// Waits until something has changed, and then for as long as it goes on changing.
async fn rested(changes: &mut watch::Receiver<Changes>) {
    // The sender lives as long as the server does.
    let _ = changes.changed().await;
    loop {
        let pause = changes.borrow_and_update().pause;
        if pause.is_zero() || tokio::time::timeout(pause, changes.changed()).await.is_err() {
            return;
        }
    }
}
