//! What the server knows of its client: open letters, folders, settings.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::Value;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::document::{Document, Kind, Snapshot};

/// What changes.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) client: Arc<ClientInfo>,
    pub(crate) configuration: Arc<Configuration>,
    pub(crate) documents: HashMap<Url, Document>,
    /// The open folders.
    pub(crate) folders: Vec<Url>,
    /// The editor's settings: those given at the beginning or without being asked for.
    pub(crate) editor: Value,
    /// What the editor last answered to the question for its settings.
    pub(crate) answer: Answer,
    /// How often the editor was asked for its settings.
    pub(crate) questions: u64,
    /// Settings files that are open in the editor.
    pub(crate) settings_files: BTreeSet<Url>,
    /// The diagnostics that are shown in settings files.
    pub(crate) shown: BTreeMap<Url, Vec<Diagnostic>>,
    /// The client asks for the diagnostics of its folders, so those of settings files are not pushed.
    pub(crate) pulls_folders: bool,
    /// Mistakes in the editor's settings.
    pub(crate) mistakes: Told,
    /// Why no settings can be had, where no file is to blame.
    pub(crate) refusals: Told,
}

/// What an editor says of its settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    /// The number of the question.
    pub(crate) question: u64,
    /// The folders that were asked for.
    pub(crate) folders: Vec<Url>,
    /// The settings for letters anywhere, then those of each folder.
    pub(crate) settings: Vec<Value>,
}

/// Messages that the user has seen.
#[derive(Debug, Default)]
pub(crate) struct Told(Vec<String>);

impl Told {
    /// Those that the user has not seen yet. What is no longer said is forgotten, and told again if it comes back.
    pub(crate) fn news(&mut self, now: Vec<String>) -> Vec<String> {
        let news = now.iter().filter(|message| !self.0.contains(message)).cloned().collect();
        self.0 = now;
        news
    }
}

impl World {
    /// An open letter as it is now.
    pub(crate) fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        Some(self.documents.get(uri)?.snapshot(&self.client, &self.configuration))
    }

    /// All open letters as they are now.
    pub(crate) fn snapshots(&self) -> Vec<Snapshot> {
        let each = self.documents.values();
        each.map(|document| document.snapshot(&self.client, &self.configuration)).collect()
    }

    /// What is open, letters and settings files, and what each is taken for.
    pub(crate) fn places(&self) -> Vec<(Url, Kind)> {
        let letters = self.documents.iter().map(|(uri, document)| (uri.clone(), document.kind()));
        letters.chain(self.settings_files.iter().map(|uri| (uri.clone(), Kind::default()))).collect()
    }

    /// Whether a letter is still as it was, under the same settings.
    pub(crate) fn is_current(&self, snapshot: &Snapshot) -> bool {
        Arc::ptr_eq(&self.configuration, &snapshot.configuration)
            && self.documents.get(&snapshot.uri).is_some_and(|document| document.is_as(snapshot))
    }
}
