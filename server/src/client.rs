//! What the client can do, said once at the beginning.

use tower_lsp::lsp_types::ClientCapabilities;

use crate::rope::Encoding;

/// The client's abilities, as far as they matter here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an ability of its own")]
pub(crate) struct ClientInfo {
    /// What its columns count.
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics; then they are never pushed.
    pub(crate) pulls: bool,
    /// It can be told to ask for diagnostics again.
    pub(crate) refreshes_diagnostics: bool,
    /// It can be told to ask for inlay hints again.
    pub(crate) refreshes_hints: bool,
    /// It can be told to ask for code lenses again.
    pub(crate) refreshes_lenses: bool,
    /// It shows other places that a diagnostic speaks of.
    pub(crate) related: bool,
    /// It shows tags of diagnostics.
    pub(crate) tags: bool,
    /// It lets completions hold places to fill in.
    pub(crate) snippets: bool,
    /// It takes edits with the version they are meant for.
    pub(crate) versioned_edits: bool,
    /// It shows a tree of symbols.
    pub(crate) symbol_tree: bool,
    /// It can be asked for its settings.
    pub(crate) configuration: bool,
    /// It watches files when asked to.
    pub(crate) watches: bool,
}

/// Which way diagnostics go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DiagnosticMode {
    /// As the client says it can.
    #[default]
    Auto,
    /// Pushed, whatever it says.
    Push,
    /// Pulled, whatever it says.
    Pull,
}

impl ClientInfo {
    /// Reads the client's capabilities, and what the settings say of its diagnostics.
    pub(crate) fn new(can: &ClientCapabilities, mode: DiagnosticMode) -> Self {
        let document = can.text_document.as_ref();
        let workspace = can.workspace.as_ref();
        let encodings = can.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let diagnostics = document.and_then(|document| document.publish_diagnostics.as_ref());
        let item = document.and_then(|document| document.completion.as_ref()?.completion_item.as_ref());
        Self {
            encoding: Encoding::negotiate(encodings),
            pulls: match mode {
                DiagnosticMode::Auto => document.is_some_and(|document| document.diagnostic.is_some()),
                DiagnosticMode::Push => false,
                DiagnosticMode::Pull => true,
            },
            refreshes_diagnostics: workspace
                .and_then(|can| can.diagnostic.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_hints: workspace
                .and_then(|can| can.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or(false),
            refreshes_lenses: workspace
                .and_then(|can| can.code_lens.as_ref()?.refresh_support)
                .unwrap_or(false),
            related: diagnostics.and_then(|can| can.related_information).unwrap_or(false),
            tags: diagnostics.is_some_and(|can| can.tag_support.is_some()),
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
            versioned_edits: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
                .unwrap_or(false),
            symbol_tree: document
                .and_then(|document| document.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                .unwrap_or(false),
            configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            watches: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
        }
    }
}
