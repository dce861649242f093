//! Mistakes in settings: those of a file are shown in that file, others are told. The client need not open a
//! settings file with this server, so these diagnostics are pushed, unless it asks for those of its folders.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use imr_linter::text::range;
use imr_project::{Effective, Problem, ResolveError, SettingsFileError, SettingsText};
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, MessageType, Range, Url};

use crate::configuration::Configuration;
use crate::document::{Kind, Snapshot};
use crate::rope::{Encoding, Text};
use crate::server::Server;

/// What is wrong with settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubts {
    encoding: Encoding,
    /// The diagnostics of settings files that have any.
    pub(super) files: BTreeMap<Url, Vec<Diagnostic>>,
    /// What no file is to blame for.
    elsewhere: Vec<String>,
}

impl Server {
    /// Shows the mistakes in all settings that hold somewhere, and that there are none any more.
    pub(crate) fn report_settings_soon(self: &Arc<Self>) {
        if self.will_gather.swap(true, Ordering::AcqRel) {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            server.settled().await;
            // One after the other, so that the last to show something has seen what is open now.
            let turn = server.gathering.clone().lock_owned().await;
            let workers = server.workers.clone();
            let work = move |_: &_| {
                server.will_gather.store(false, Ordering::Release);
                server.report_settings();
                drop(turn);
            };
            let _ = workers.run(work).await;
        });
    }

    fn report_settings(&self) {
        let (configuration, encoding, places) = {
            let world = self.world();
            (world.configuration.clone(), world.client.encoding, world.places())
        };
        let mut doubts = Doubts::new(encoding);
        doubts.add_open(&configuration, &places);
        let mut world = self.world();
        if !Arc::ptr_eq(&world.configuration, &configuration) {
            // The settings were read again in the meantime, and so will their mistakes be.
            return;
        }
        for refusal in world.refusals.news(doubts.elsewhere) {
            self.show(MessageType::ERROR, refusal);
        }
        let now = if world.pulls_folders { BTreeMap::new() } else { doubts.files };
        let before = std::mem::replace(&mut world.shown, now);
        for uri in before.keys().filter(|uri| !world.shown.contains_key(uri)) {
            self.publish(uri.clone(), Vec::new(), None);
        }
        for (uri, diagnostics) in world.shown.iter().filter(|(uri, now)| before.get(uri) != Some(now)) {
            self.publish(uri.clone(), diagnostics.clone(), None);
        }
    }

    /// The client asks for the diagnostics of its folders: from now on those of settings files are among them.
    pub(super) fn stop_pushing_settings(&self) {
        let mut world = self.world();
        world.pulls_folders = true;
        for uri in std::mem::take(&mut world.shown).into_keys() {
            self.publish(uri, Vec::new(), None);
        }
    }

    /// The diagnostics of one settings file, for a client that asks for them.
    pub(super) fn of_settings_file(&self, uri: &Url) -> Vec<Diagnostic> {
        let (configuration, encoding, asks) = {
            let world = self.world();
            (world.configuration.clone(), world.client.encoding, world.pulls_folders)
        };
        let mut doubts = Doubts::new(encoding);
        if asks {
            doubts.add(&configuration.try_for_uri(uri, Kind::default()));
        }
        doubts.files.remove(uri).unwrap_or_default()
    }
}

impl Doubts {
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The mistakes in the settings of the open letters and folders.
    pub(super) fn add_open(&mut self, configuration: &Configuration, open: &[(Url, Kind)]) {
        for (uri, kind) in open {
            self.add(&configuration.try_for_uri(uri, *kind));
        }
        for (folder, resolver) in configuration.folders() {
            self.add(&resolver.settings(folder));
        }
    }

    /// What is wrong with the settings that hold for a file or folder.
    pub(super) fn add(&mut self, settings: &Result<Arc<Effective>, ResolveError>) {
        match settings {
            Ok(effective) => {
                for (file, problem) in &effective.problems {
                    self.problem(file, problem, DiagnosticSeverity::WARNING);
                }
            }
            Err(ResolveError::Settings(SettingsFileError::Invalid { file, problem })) => {
                self.problem(file, problem, DiagnosticSeverity::ERROR);
            }
            Err(ResolveError::Settings(error @ SettingsFileError::Read { path, .. })) => {
                let whole = diagnostic(Range::default(), DiagnosticSeverity::ERROR, error.to_string());
                self.file(path, whole);
            }
            Err(error) => {
                let error = error.to_string();
                if !self.elsewhere.contains(&error) {
                    self.elsewhere.push(error);
                }
            }
        }
    }

    fn problem(&mut self, file: &SettingsText, problem: &Problem, severity: DiagnosticSeverity) {
        let span = range(problem.span.start, problem.span.end.max(problem.span.start));
        let range = Text::new(&file.text).range(span, self.encoding);
        self.file(&file.path, diagnostic(range, severity, problem.message.clone()));
    }

    /// Adds a diagnostic to a file, once: several letters have the same settings.
    fn file(&mut self, path: &Path, diagnostic: Diagnostic) {
        let Ok(uri) = Url::from_file_path(path) else { return };
        let known = self.files.entry(uri).or_default();
        if !known.contains(&diagnostic) {
            known.push(diagnostic);
        }
    }
}

/// What a letter shows that could not be checked for want of settings.
pub(super) fn unchecked(letter: &Snapshot, error: &ResolveError) -> Diagnostic {
    let first = letter.text.range(letter.text.line_span(0), letter.client.encoding);
    let message = format!("nothing in this letter was checked, because its settings cannot be used: {error}");
    diagnostic(first, DiagnosticSeverity::ERROR, message)
}

fn diagnostic(range: Range, severity: DiagnosticSeverity, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        source: Some("imrlint".to_owned()),
        message,
        ..Diagnostic::default()
    }
}
