//! The server's state: open letters, settings, and what is under way. Held for an instant at a time,
//! never while somebody computes or waits.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::sync::watch;
use tower_lsp::lsp_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, WorkspaceConfiguration, WorkspaceDiagnosticRefresh,
};
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams, MessageType, ShowMessageParams, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::diagnostics::Known;
use crate::document::{Document, Snapshot};
use crate::editor_settings::EditorSettings;
use crate::transport::{Outbox, Workers};

/// What all handlers share.
pub(crate) struct Server {
    pub(crate) outbox: Outbox,
    pub(crate) workers: Workers,
    /// Counts what diagnostics of the workspace depend on.
    pub(crate) changes: watch::Sender<u64>,
    /// Whether the editor's settings are known; diagnostics wait for them.
    pub(crate) settled: watch::Sender<bool>,
    /// The client has asked for an overview, and wants to hear when one changes.
    pub(crate) shows_overviews: AtomicBool,
    /// Diagnostics of letters that are not open.
    pub(crate) known: Mutex<Known>,
    world: Mutex<World>,
}

/// What changes.
pub(crate) struct World {
    pub(crate) client: Arc<ClientInfo>,
    pub(crate) configuration: Arc<Configuration>,
    pub(crate) documents: HashMap<Url, Document>,
    /// The open folders.
    pub(crate) folders: Vec<Url>,
    /// The editor's settings: those given at the beginning or without being asked for.
    pub(crate) editor: EditorSettings,
    /// Settings files that diagnostics are shown in.
    pub(crate) doubtful_files: Vec<Url>,
}

impl Server {
    pub(crate) fn new(outbox: Outbox) -> Arc<Self> {
        let world = World {
            client: Arc::default(),
            configuration: Arc::default(),
            documents: HashMap::new(),
            folders: Vec::new(),
            editor: EditorSettings::default(),
            doubtful_files: Vec::new(),
        };
        Arc::new(Self {
            outbox,
            workers: Workers::default(),
            changes: watch::Sender::new(0),
            settled: watch::Sender::new(false),
            shows_overviews: AtomicBool::new(false),
            known: Mutex::default(),
            world: Mutex::new(world),
        })
    }

    /// The state, for an instant.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An open letter as it is now.
    pub(crate) fn snapshot(&self, uri: &Url) -> Option<Snapshot> {
        let world = self.world();
        world.documents.get(uri).map(|document| document.snapshot(&world.client, &world.configuration))
    }

    /// All open letters as they are now.
    pub(crate) fn snapshots(&self) -> Vec<Snapshot> {
        let world = self.world();
        let each = world.documents.values();
        each.map(|document| document.snapshot(&world.client, &world.configuration)).collect()
    }

    /// Whether a letter is still as it was.
    pub(crate) fn is_current(&self, snapshot: &Snapshot) -> bool {
        let world = self.world();
        Arc::ptr_eq(&world.configuration, &snapshot.configuration)
            && world.documents.get(&snapshot.uri).is_some_and(|document| document.is_as(snapshot))
    }

    /// Tells those who wait for something to change.
    pub(crate) fn touch(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Tells the user something.
    pub(crate) fn show(&self, typ: MessageType, message: String) {
        use tower_lsp::lsp_types::notification::ShowMessage;
        self.outbox.tell::<ShowMessage>(ShowMessageParams { typ, message });
    }

    /// Asks the editor for its settings, folder by folder, and goes on with what it answers.
    pub(crate) fn ask_for_settings(self: &Arc<Self>) {
        let (asks, folders) = {
            let world = self.world();
            (world.client.configuration, world.folders.clone())
        };
        if !asks {
            self.configure(&[]);
            return;
        }
        let section = || Some("imrlint".to_owned());
        let mut items = vec![ConfigurationItem { scope_uri: None, section: section() }];
        items.extend(
            folders
                .into_iter()
                .map(|folder| ConfigurationItem { scope_uri: Some(folder), section: section() }),
        );
        let server = self.clone();
        self.outbox.ask::<WorkspaceConfiguration>(ConfigurationParams { items }, move |answer| {
            server.configure(&answer.unwrap_or_default());
        });
    }

    /// Takes settings over: those for letters anywhere, then those of each open folder; where there are
    /// none, those given at the beginning hold. Whatever is on disk is read anew.
    pub(crate) fn configure(self: &Arc<Self>, answers: &[Value]) {
        let mut mistakes = Vec::new();
        let mut world = self.world();
        let mut read = |value: Option<&Value>| match value {
            Some(value @ Value::Object(_)) => {
                let (settings, wrong) = EditorSettings::read(value);
                mistakes.extend(wrong);
                settings
            }
            _ => world.editor.clone(),
        };
        let elsewhere = read(answers.first());
        let paths: Vec<(usize, PathBuf)> = world
            .folders
            .iter()
            .enumerate()
            .filter_map(|(place, folder)| Some((place, folder.to_file_path().ok()?)))
            .collect();
        let folders = paths.into_iter().map(|(place, path)| (path, read(answers.get(place + 1)))).collect();
        world.configuration = Arc::new(Configuration::new(folders, elsewhere));
        let client = world.client.clone();
        let open: Vec<Url> = world.documents.keys().cloned().collect();
        drop(world);
        mistakes.dedup();
        for mistake in mistakes {
            self.show(MessageType::WARNING, mistake);
        }
        let first = !self.settled.send_replace(true);
        for uri in open {
            self.check_soon(&uri, std::time::Duration::ZERO);
        }
        self.touch();
        if !first {
            self.refresh(&client);
        }
    }

    /// Has the client ask again for what it shows.
    fn refresh(&self, client: &ClientInfo) {
        if client.pulls && client.refreshes_diagnostics {
            self.outbox.ask::<WorkspaceDiagnosticRefresh>((), |_| {});
        }
        if client.refreshes_hints {
            self.outbox.ask::<InlayHintRefreshRequest>((), |_| {});
        }
        if client.refreshes_lenses {
            self.outbox.ask::<CodeLensRefresh>((), |_| {});
        }
    }

    /// Whether somebody shows overviews.
    pub(crate) fn wants_overviews(&self) -> bool {
        self.shows_overviews.load(Ordering::Relaxed)
    }
}
