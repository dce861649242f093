//! Mistakes in a settings file are shown in that file. The client does not open it with this server, so
//! these diagnostics are pushed whatever the client prefers.

use std::path::Path;

use imr_linter::text::range;
use imr_project::{Problem, ResolveError, SettingsFileError};
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Range, Url};

use crate::document::Snapshot;
use crate::rope::Text;
use crate::server::Server;

impl Server {
    /// Shows the mistakes of the settings file that holds for a letter, or that there are none any more.
    pub(super) fn report_settings(&self, snapshot: &Snapshot) {
        let (file, diagnostics) = mistakes(snapshot);
        let Some(uri) = file else { return };
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

fn mistakes(snapshot: &Snapshot) -> (Option<Url>, Vec<Diagnostic>) {
    let uri = |path: &Path| Url::from_file_path(path).ok();
    let encoding = snapshot.client.encoding;
    let at = |text: &Text, problem: &Problem, severity| {
        let span = range(problem.span.start, problem.span.end.max(problem.span.start));
        diagnostic(text.range(span, encoding), severity, problem.message.clone())
    };
    match snapshot.configuration.try_for_uri(&snapshot.uri, snapshot.kind) {
        Ok(effective) => {
            let Some(file) = &effective.file else { return (None, Vec::new()) };
            let text = Text::new(&std::fs::read_to_string(file).unwrap_or_default());
            let each = effective.problems.iter();
            (uri(file), each.map(|problem| at(&text, problem, DiagnosticSeverity::WARNING)).collect())
        }
        Err(ResolveError::File(SettingsFileError::Invalid { path, text, problem })) => {
            (uri(&path), vec![at(&Text::new(&text), &problem, DiagnosticSeverity::ERROR)])
        }
        Err(error) => {
            let path = match &error {
                ResolveError::File(
                    SettingsFileError::Read { path, .. } | SettingsFileError::Invalid { path, .. },
                ) => Some(path.as_path()),
                ResolveError::Settings { file, .. } => file.as_deref(),
                ResolveError::Pattern { file, .. } => Some(file.as_path()),
                ResolveError::Guideline(_) => None,
            };
            let whole = diagnostic(Range::default(), DiagnosticSeverity::ERROR, error.to_string());
            (path.and_then(uri), vec![whole])
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
