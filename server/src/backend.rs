//! The protocol's methods: open, change and close a letter, and publish what is found.

use std::sync::Arc;

use imr_linter::lint;
use imr_project::{Resolver, Source};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, InitializeParams,
    InitializeResult, ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, Url,
};
use tower_lsp::{Client, LanguageServer};

use crate::convert::diagnostics;

pub(crate) struct Backend {
    client: Client,
    resolver: Resolver,
}

impl Backend {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, resolver: Resolver::new(Source::Nearest, |_| {}) }
    }

    async fn publish(&self, uri: Url, text: &str, version: i32) {
        let path = uri.to_file_path().unwrap_or_default();
        let settings = self.resolver.settings(&path).map(|effective| effective.settings.clone());
        let settings = settings.unwrap_or_else(|_| Arc::default());
        let found = diagnostics(&uri, text, &lint(text, &settings).findings);
        self.client.publish_diagnostics(uri, found, Some(version)).await;
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        let capabilities = ServerCapabilities {
            text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
            ..ServerCapabilities::default()
        };
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo { name: "imrlint".to_owned(), version });
        Ok(InitializeResult { capabilities, server_info })
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.publish(document.uri, &document.text, document.version).await;
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        if let Some(change) = params.content_changes.into_iter().next_back() {
            self.publish(document.uri, &change.text, document.version).await;
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.client.publish_diagnostics(params.text_document.uri, Vec::new(), None).await;
    }
}
