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
use crate::world::Answer;

impl Server {
    /// Asks the editor for its settings, folder by folder, and goes on with what it answers.
    pub(crate) fn ask_for_settings(self: &Arc<Self>) {
        let (asks, question, folders) = {
            let mut world = self.world();
            world.questions += 1;
            (world.client.configuration, world.questions, world.folders.clone())
        };
        if !asks {
            self.configure(Answer { question, folders, settings: Vec::new() }, Vec::new());
            return;
        }
        let section = || Some("imrlint".to_owned());
        let item = |scope_uri| ConfigurationItem { scope_uri, section: section() };
        let items = std::iter::once(None).chain(folders.iter().cloned().map(Some)).map(item).collect();
        let server = self.clone();
        self.outbox.ask::<WorkspaceConfiguration>(ConfigurationParams { items }, move |settings| {
            let folders = folders.clone();
            match settings {
                Some(settings) => server.configure(Answer { question, folders, settings }, Vec::new()),
                None => server.configure_unanswered(question),
            }
        });
    }

    /// Goes on without an answer: what the editor said before holds.
    fn configure_unanswered(self: &Arc<Self>, question: u64) {
        let before = {
            let world = self.world();
            let none = Answer { folders: world.folders.clone(), ..Answer::default() };
            if world.answer.settings.is_empty() { none } else { world.answer.clone() }
        };
        let told = "The editor did not tell its settings for imrlint; those known before hold.".to_owned();
        self.configure(Answer { question, ..before }, vec![told]);
    }

    /// Takes settings over: those for letters anywhere, then those of each open folder; where there are
    /// none, those given at the beginning hold. Whatever is on disk is read anew. An answer that comes behind that to a
    /// later question is out of date.
    fn configure(self: &Arc<Self>, answer: Answer, mut mistakes: Vec<String>) {
        let mut world = self.world();
        if answer.question < world.answer.question {
            return;
        }
        let (configuration, wrong) = configuration(&world.editor, &answer);
        mistakes.extend(wrong);
        world.answer = answer;
        world.configuration = Arc::new(configuration);
        let news = world.mistakes.news(mistakes);
        let open: Vec<Url> = world.documents.keys().cloned().collect();
        // A letter that is opened from here on is checked because it is opened.
        let first = !self.settled.send_replace(true);
        drop(world);
        for mistake in news {
            self.show(MessageType::WARNING, mistake);
        }
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
fn configuration(editor: &Value, answer: &Answer) -> (Configuration, Vec<String>) {
    let mut mistakes = Vec::new();
    let mut read = |place: usize, folder: &Path| {
        let given = answer.settings.get(place).filter(|given| given.is_object());
        let (settings, wrong) = EditorSettings::read(given.unwrap_or(editor), folder);
        for mistake in wrong {
            if !mistakes.contains(&mistake) {
                mistakes.push(mistake);
            }
        }
        settings
    };
    let places = answer.folders.iter().enumerate();
    let paths: Vec<(usize, PathBuf)> =
        places.filter_map(|(place, folder)| Some((place, folder.to_file_path().ok()?))).collect();
    let first = paths.first().map(|(_, path)| path.clone()).unwrap_or_default();
    let elsewhere = (first.clone(), read(0, &first));
    let folders = paths.into_iter().map(|(place, path)| (path.clone(), read(place + 1, &path))).collect();
    (Configuration::new(folders, elsewhere), mistakes)
}
