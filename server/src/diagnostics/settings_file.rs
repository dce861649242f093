//! Mistakes in a settings file are shown in that file. The client does not open it with this server, so
//! these diagnostics are pushed whatever the client prefers.

use std::collections::BTreeMap;
use std::path::Path;

use imr_linter::text::range;
use imr_project::{Problem, ResolveError, SettingsFileError, SettingsText};
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Range, Url};

use crate::document::Snapshot;
use crate::rope::Text;
use crate::server::Server;

impl Server {
    /// Shows the mistakes of the settings files that hold for a letter, or that there are none any more.
    pub(super) fn report_settings(&self, snapshot: &Snapshot) {
        for (uri, diagnostics) in mistakes(snapshot) {
            self.report_settings_file(uri, diagnostics);
        }
    }

    fn report_settings_file(&self, uri: Url, diagnostics: Vec<Diagnostic>) {
        let mut world = self.world();
        let shown = world.doubtful_files.contains(&uri);
        if diagnostics.is_empty() {
            world.doubtful_files.retain(|known| *known != uri);
        } else if !shown {
            world.doubtful_files.push(uri.clone());
        }
        drop(world);
        if shown || !diagnostics.is_empty() {
            self.publish(uri, diagnostics, None);
        }
    }
}

/// The mistakes of each settings file that holds for a letter; of a file without, an empty list.
fn mistakes(snapshot: &Snapshot) -> BTreeMap<Url, Vec<Diagnostic>> {
    let uri = |path: &Path| Url::from_file_path(path).ok();
    let at = |file: &SettingsText, problem: &Problem, severity| {
        let span = range(problem.span.start, problem.span.end.max(problem.span.start));
        let range = Text::new(&file.text).range(span, snapshot.client.encoding);
        diagnostic(range, severity, problem.message.clone())
    };
    match snapshot.configuration.try_for_uri(&snapshot.uri, snapshot.kind) {
        Ok(effective) => {
            let files = effective.texts.iter().filter_map(|file| Some((uri(&file.path)?, Vec::new())));
            let mut mistakes: BTreeMap<Url, Vec<Diagnostic>> = files.collect();
            for (file, problem) in &effective.problems {
                if let Some(of_file) = uri(&file.path).and_then(|uri| mistakes.get_mut(&uri)) {
                    of_file.push(at(file, problem, DiagnosticSeverity::WARNING));
                }
            }
            mistakes
        }
        Err(ResolveError::Settings(SettingsFileError::Invalid { file, problem })) => {
            let mistake = at(&file, &problem, DiagnosticSeverity::ERROR);
            uri(&file.path).map(|uri| (uri, vec![mistake])).into_iter().collect()
        }
        Err(error) => {
            let path = match &error {
                ResolveError::Settings(SettingsFileError::Read { path, .. }) => Some(path.as_path()),
                _ => None,
            };
            let whole = diagnostic(Range::default(), DiagnosticSeverity::ERROR, error.to_string());
            path.and_then(uri).map(|uri| (uri, vec![whole])).into_iter().collect()
        }
    }
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
