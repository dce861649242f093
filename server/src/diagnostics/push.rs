//! Checking a letter some time after it changed, and telling the client.

use std::sync::Arc;
use std::time::Duration;

use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

use crate::document::Snapshot;
use crate::overview::{OverviewChanged, OverviewChangedParams};
use crate::server::Server;

impl Server {
    /// Checks a letter after a pause, unless it changes in the meantime: then that change has its own.
    pub(crate) fn check_soon(self: &Arc<Self>, uri: &Url, pause: Duration) {
        // The editor's settings come first; with them comes another check.
        if !*self.settled.borrow() {
            return;
        }
        let Some(snapshot) = self.world().snapshot(uri) else { return };
        let server = self.clone();
        tokio::spawn(async move {
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            // Whoever hovers waits for the checks that have begun, not for those of all open letters. A letter whose turn
            // has not come takes no place from others.
            drop(snapshot.turn().await);
            let _place = server.checking.acquire().await;
            if !server.world().is_current(&snapshot) {
                return;
            }
            let checking = server.clone();
            let _ = server.in_turn(snapshot, move |snapshot, _| checking.check(snapshot)).await;
        });
    }

    /// Checks a letter and tells what there is to tell, if it is still the same.
    fn check(&self, snapshot: &Snapshot) {
        if !self.world().is_current(snapshot) {
            return;
        }
        // Who asks for an overview from here on gets the new one anyway.
        let tells = self.wants_overviews();
        if snapshot.client.pulls && !tells {
            return;
        }
        let diagnostics = super::of_letter(snapshot, &|| !self.world().is_current(snapshot));
        // The outbox never waits, so the letter can neither change nor close before this is on its way.
        let world = self.world();
        if !world.is_current(snapshot) {
            return;
        }
        if !snapshot.client.pulls {
            self.publish(snapshot.uri.clone(), diagnostics, Some(snapshot.version));
        }
        if tells {
            let params = OverviewChangedParams { uri: snapshot.uri.clone(), version: snapshot.version };
            self.outbox.tell_last::<OverviewChanged>(snapshot.uri.as_str(), params);
        }
    }

    /// Shows diagnostics.
    pub(crate) fn publish(&self, uri: Url, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let subject = uri.to_string();
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.outbox.tell_last::<PublishDiagnostics>(subject, params);
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;
    use serde_json::json;
    use tokio::time::timeout;
    use tower_lsp::LspService;
    use tower_lsp::jsonrpc::Request;
    use tower_service::Service;

    use super::*;
    use crate::backend::Backend;
    use crate::document::Document;
    use crate::transport::{Backlog, Outbox};

    #[tokio::test]
    async fn a_letter_that_waits_for_its_turn_keeps_no_other_waiting() {
        let backend = |client| Backend::new(Outbox::new(client, Backlog::default()));
        let (mut service, mut socket) = LspService::new(backend);
        let hello = Request::build("initialize").params(json!({ "capabilities": {} })).id(1).finish();
        service.call(hello).await.expect("it begins");
        let server = service.inner().0.clone();
        server.settled.send_replace(true);
        let [long, short] =
            ["file:///long.imr", "file:///short.imr"].map(|uri| Url::parse(uri).expect("an address"));
        for uri in [&long, &short] {
            server.world().documents.insert(uri.clone(), Document::new(uri.clone(), 1, "A letter."));
        }
        let busy = server.world().snapshot(&long).expect("it is open");
        let _turn = busy.turn().await;
        for uri in [&long, &long, &long, &short] {
            server.check_soon(uri, Duration::ZERO);
        }
        let told =
            timeout(Duration::from_secs(10), socket.next()).await.expect("it is checked").expect("a message");
        assert_eq!(told.params().expect("diagnostics")["uri"], short.as_str());
    }
}
