//! The protocol's methods, by name: each is handed to its own file.
//!
//! What a method does before its first `await` happens in the order of the wire (see [`crate::transport`]).
//! Notifications never wait at all; requests take a snapshot of the letter, and the rest is computed by a
//! worker.

use std::sync::Arc;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentFormattingParams, DocumentHighlight, DocumentHighlightParams, DocumentLink, DocumentLinkParams,
    DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, Location,
    ReferenceParams, SelectionRange, SelectionRangeParams, SymbolInformation, TextEdit, Url,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceSymbolParams,
};

use crate::document::Reading;
use crate::methods;
use crate::overview::{Overview, OverviewParams, overview};
use crate::server::Server;
use crate::transport::Outbox;

/// The server, as the protocol sees it.
pub(crate) struct Backend(pub(crate) Arc<Server>);

impl Backend {
    pub(crate) fn new(outbox: Outbox) -> Self {
        Self(Server::new(outbox))
    }

    /// Works on a letter as it is now; gives nothing for one that is not open or left out by the settings.
    async fn on<T: Send + 'static>(
        &self,
        uri: &Url,
        work: impl FnOnce(&Reading<'_>) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        self.0.on(uri, work).await
    }

    /// `imrlint/overview`.
    pub(crate) async fn overview(&self, params: OverviewParams) -> Result<Option<Overview>> {
        self.0.shows_overviews.store(true, std::sync::atomic::Ordering::Relaxed);
        self.on(&params.text_document.uri, overview).await
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(methods::lifecycle::initialize(&self.0, params))
    }

    async fn initialized(&self, _: InitializedParams) {
        methods::lifecycle::initialized(&self.0);
    }

    async fn shutdown(&self) -> Result<()> {
        methods::lifecycle::shutdown(&self.0);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        methods::text_sync::did_open(&self.0, params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        methods::text_sync::did_change(&self.0, params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        methods::text_sync::did_save(&self.0, params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        methods::text_sync::did_close(&self.0, params);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        methods::settings::did_change_configuration(&self.0, &params);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        methods::settings::did_change_workspace_folders(&self.0, params);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        methods::settings::did_change_watched_files(&self.0, &params);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.0.document_diagnostics(params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.0.clone().workspace_diagnostics(params).await.map(WorkspaceDiagnosticReportResult::Report)
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let place = params.text_document_position_params;
        let work = move |letter: &Reading<'_>| methods::hover::hover(letter, place.position);
        Ok(self.on(&place.text_document.uri, work).await?.flatten())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let place = params.text_document_position;
        let work = move |letter: &Reading<'_>| methods::completion::completion(letter, place.position);
        self.on(&place.text_document.uri, work).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.on(&uri, move |letter| methods::code_action::code_action(letter, &params)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.on(&params.text_document.uri, methods::code_lens::code_lens).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.on(&params.text_document.uri, methods::symbols::document_symbol).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        methods::workspace_symbol::workspace_symbol(&self.0, &params.query).await.map(Some)
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.on(&params.text_document.uri, methods::folding::folding_range).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let work = move |letter: &Reading<'_>| methods::selection::selection_range(letter, &params.positions);
        self.on(&params.text_document.uri, work).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        let work = move |letter: &Reading<'_>| methods::places::definition(letter, place.position);
        Ok(self.on(&place.text_document.uri, work).await?.flatten())
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (place, context) = (params.text_document_position, params.context);
        let work = move |letter: &Reading<'_>| methods::places::references(letter, place.position, context);
        Ok(self.on(&place.text_document.uri, work).await?.flatten())
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let place = params.text_document_position_params;
        let work = move |letter: &Reading<'_>| methods::places::highlights(letter, place.position);
        Ok(self.on(&place.text_document.uri, work).await?.flatten())
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.on(&params.text_document.uri, methods::document_link::document_link).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let work = move |letter: &Reading<'_>| methods::inlay_hint::inlay_hint(letter, params.range);
        self.on(&params.text_document.uri, work).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.on(&params.text_document.uri, |letter| methods::formatting::formatting(letter, None)).await
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let work = move |letter: &Reading<'_>| methods::formatting::formatting(letter, Some(params.range));
        self.on(&params.text_document.uri, work).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        methods::execute_command::execute_command(&self.0, params).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use futures_util::poll;
    use tower_lsp::LspService;

    use super::*;
    use crate::document::Document;
    use crate::transport::Backlog;

    #[tokio::test]
    async fn no_answer_is_computed_for_a_client_that_does_not_read() {
        let backlog = Backlog::default();
        let (service, _socket) = LspService::new(|client| Backend::new(Outbox::new(client, backlog.clone())));
        let server = &service.inner().0;
        server.settled.send_replace(true);
        let uri = Url::parse("file:///a.imr").expect("an address");
        server.world().documents.insert(uri.clone(), Document::new(uri.clone(), 1, "A letter."));
        let unread = 1 << 30;
        backlog.add(unread);
        let computed = Arc::new(AtomicBool::new(false));
        let compute = computed.clone();
        let mut answer = Box::pin(server.on(&uri, move |_| compute.store(true, Ordering::Release)));
        assert!(poll!(&mut answer).is_pending());
        // What the workers were given has run before this.
        server.workers.run(|_| ()).await.expect("it runs");
        assert!(!computed.load(Ordering::Acquire));
        backlog.remove(unread);
        assert_eq!(answer.await, Ok(Some(())));
        assert!(computed.load(Ordering::Acquire));
    }
}
