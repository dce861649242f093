//! An open letter: its text as the client has it, and the analysis that follows it.
//!
//! The text changes at once, in the order of the wire. The analysis catches up when somebody asks, on a
//! worker's thread; whoever asks has a [`Snapshot`], and sees the letter as it was when he asked.

mod analysis;
mod snapshot;

use std::sync::Arc;

use imr_linter::letter::Edit;
use imr_linter::text::LineSource;
use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::rope::Text;

use analysis::Analysis;
pub(crate) use snapshot::{Reading, Snapshot};

/// What the editor takes a text for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A letter.
    #[default]
    Letter,
    /// A letter's template.
    Template,
}

impl Kind {
    /// By the editor's name of the language.
    pub(crate) fn of_language(id: &str) -> Self {
        if id == "imr-template" { Kind::Template } else { Kind::Letter }
    }
}

/// An open letter.
#[derive(Debug)]
pub(crate) struct Document {
    uri: Url,
    kind: Kind,
    version: i32,
    text: Text,
    revision: u64,
    /// It is large and has changed since it was opened or saved.
    rests: bool,
    analysis: Arc<Analysis>,
}

/// In a larger letter, the rules that compare all of it rest while it is typed. Bytes.
pub(crate) const LARGE: usize = 4 * 1024 * 1024;

impl Document {
    pub(crate) fn new(uri: Url, version: i32, text: &str) -> Self {
        Self {
            uri,
            kind: Kind::default(),
            version,
            text: Text::new(text),
            revision: 0,
            rests: false,
            analysis: Arc::default(),
        }
    }

    /// The same, taken for something else.
    pub(crate) fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// What it is taken for.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Takes the client's changes over, one after the other.
    pub(crate) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        client: &ClientInfo,
    ) {
        for change in changes {
            let edit = self.text.edit(change.range, &change.text, client.encoding);
            self.record(edit);
        }
        self.version = version;
        self.rests = self.is_large();
    }

    /// Compares with the text that the client saved. Whether they were different; then that text holds.
    pub(crate) fn heal(&mut self, saved: &str) -> bool {
        if self.text.is(saved) {
            return false;
        }
        let edit = Edit { start: 0, old_end: self.text.len(), new_end: saved.len() };
        self.text = Text::new(saved);
        self.record(edit);
        true
    }

    /// Has no rule rest until the next change. Whether one did.
    pub(crate) fn wake(&mut self) -> bool {
        std::mem::take(&mut self.rests)
    }

    /// Whether rules rest while it is typed.
    pub(crate) fn is_large(&self) -> bool {
        self.text.len() > LARGE
    }

    /// Whether it is still that of a snapshot.
    pub(crate) fn is_as(&self, snapshot: &Snapshot) -> bool {
        self.revision == snapshot.revision
            && self.rests == snapshot.rests
            && Arc::ptr_eq(&self.analysis, &snapshot.analysis)
    }

    /// The letter as it is now.
    pub(crate) fn snapshot(&self, client: &Arc<ClientInfo>, configuration: &Arc<Configuration>) -> Snapshot {
        Snapshot {
            uri: self.uri.clone(),
            kind: self.kind,
            version: self.version,
            text: self.text.clone(),
            client: client.clone(),
            configuration: configuration.clone(),
            revision: self.revision,
            rests: self.rests,
            analysis: self.analysis.clone(),
        }
    }

    fn record(&mut self, edit: Edit) {
        self.revision += 1;
        self.analysis.record(self.revision, edit);
    }
}
