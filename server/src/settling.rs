//! Settling what holds: the editor is asked for its settings, and everything goes on with its answer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tower_lsp::lsp_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, WorkspaceConfiguration, WorkspaceDiagnosticRefresh,
};
use tower_lsp::lsp_types::{ConfigurationItem, ConfigurationParams, MessageType, Url};

use crate::changes::Changes;
use crate::configuration::Configuration;
use crate::editor_settings::EditorSettings;
use crate::server::Server;
use crate::world::World;

impl Server {
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
    fn configure(self: &Arc<Self>, answers: &[Value]) {
        let mut world = self.world();
        let (configuration, mistakes) = configuration(&world, answers);
        world.configuration = Arc::new(configuration);
        let news = world.mistakes.news(mistakes);
        let open: Vec<Url> = world.documents.keys().cloned().collect();
        drop(world);
        for mistake in news {
            self.show(MessageType::WARNING, mistake);
        }
        let first = !self.settled.send_replace(true);
        self.report_settings_soon();
        for uri in open {
            self.check_soon(&uri, Duration::ZERO);
        }
        self.changes.send_modify(Changes::disk);
        // Whoever asked before has waited.
        if !first {
            self.refresh();
        }
    }

    /// Has the client ask again for what it shows.
    pub(crate) fn refresh(&self) {
        let client = self.world().client.clone();
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
}

/// The configuration by the editor's answers, and what is wrong with them.
fn configuration(world: &World, answers: &[Value]) -> (Configuration, Vec<String>) {
    let mut mistakes = Vec::new();
    let mut read = |place: usize, folder: &Path| {
        let answer = answers.get(place).filter(|answer| answer.is_object());
        let (settings, wrong) = EditorSettings::read(answer.unwrap_or(&world.editor), folder);
        for mistake in wrong {
            if !mistakes.contains(&mistake) {
                mistakes.push(mistake);
            }
        }
        settings
    };
    let places = world.folders.iter().enumerate();
    let paths: Vec<(usize, PathBuf)> =
        places.filter_map(|(place, folder)| Some((place, folder.to_file_path().ok()?))).collect();
    let first = paths.first().map(|(_, path)| path.clone()).unwrap_or_default();
    let elsewhere = (first.clone(), read(0, &first));
    let folders = paths.into_iter().map(|(place, path)| (path.clone(), read(place + 1, &path))).collect();
    (Configuration::new(folders, elsewhere), mistakes)
}
