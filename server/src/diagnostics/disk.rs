//! Letters on disk: checked when they have changed, under the settings that hold for them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};
use std::time::SystemTime;

use imr_linter::rules;
use imr_project::{Effective, Found, LetterFile, ReadError};
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::{Listed, convert, result_id};
use crate::document::{Kind, Snapshot};
use crate::server::Server;
use crate::transport::Stop;

/// What is known of files on disk: the result id of a letter, or that the file is none. The diagnostics
/// themselves are kept by the client.
pub(crate) type Known = HashMap<PathBuf, (Stamp, Option<String>)>;

/// When a file was as it is, and under which settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    settings: u64,
}

impl Server {
    /// The result id of a letter on disk, and its diagnostics if they had to be computed. `None` for a file that
    /// is no letter.
    pub(super) fn look(
        &self,
        file: &Found,
        settings: &Effective,
        stop: &Stop,
    ) -> Option<(String, Option<Vec<Diagnostic>>)> {
        let stamp = Stamp::of(&file.path, settings);
        if let Some((_, id)) = self.known_files().get(&file.path).filter(|(known, _)| *known == stamp) {
            return id.clone().map(|id| (id, None));
        }
        let diagnostics = self.on_disk(file, settings, stop);
        if stop.is_set() {
            return None;
        }
        let id = diagnostics.as_deref().map(result_id);
        self.known_files().insert(file.path.clone(), (stamp, id.clone()));
        id.map(|id| (id, diagnostics))
    }

    /// The diagnostics of a letter that is not open. `None` for what is no letter, or left out by the settings.
    pub(super) fn of_closed(&self, uri: &Url, stop: &Stop) -> Option<Vec<Diagnostic>> {
        let path = uri.to_file_path().ok().filter(|path| path.is_file() || path.is_symlink())?;
        let configuration = self.world().configuration.clone();
        let settings = configuration.for_uri(uri, Kind::default())?;
        let certain = settings.is_certain(&path);
        self.on_disk(&Found { path, certain, named: false }, &settings, stop)
    }

    /// The diagnostics of a letter on disk. `None` for a file that is no letter, and when stopped.
    pub(super) fn on_disk(&self, file: &Found, settings: &Effective, stop: &Stop) -> Option<Vec<Diagnostic>> {
        let (text, findings) = match text(file, settings)? {
            Ok(text) => {
                let outcome = settings.lint_unless(&|| stop.is_set(), &text, &file.path)?;
                (text, outcome.findings)
            }
            Err(error) => (String::new(), vec![rules::unreadable(error.to_string())]),
        };
        let letter = self.snapshot_on_disk(Url::from_file_path(&file.path).ok()?, &text);
        Some(findings.iter().map(|finding| convert::diagnostic(&letter, finding)).collect())
    }

    /// A letter on disk. `None` for a file that is none, or cannot be read.
    pub(crate) fn letter_on_disk(&self, listed: &Listed) -> Option<Snapshot> {
        let text = text(&listed.file, &listed.settings)?.ok()?;
        Some(self.snapshot_on_disk(listed.uri.clone(), &text))
    }

    fn snapshot_on_disk(&self, uri: Url, text: &str) -> Snapshot {
        let (client, configuration) = {
            let world = self.world();
            (world.client.clone(), world.configuration.clone())
        };
        Snapshot::on_disk(uri, text, &client, &configuration)
    }

    pub(super) fn known_files(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stamp {
    pub(super) fn of(path: &Path, settings: &Effective) -> Self {
        let metadata = std::fs::metadata(path).ok();
        Self {
            modified: metadata.as_ref().and_then(|metadata| metadata.modified().ok()),
            length: metadata.map_or(0, |metadata| metadata.len()),
            settings: settings.settings.revision(),
        }
    }
}

/// The text of a file, or why it cannot be read. `None` for what is no letter.
fn text(file: &Found, settings: &Effective) -> Option<Result<String, ReadError>> {
    let read = || LetterFile::read(&file.path, settings.files.max_file_size);
    file.is_letter(settings).then(|| read().map(|letter| letter.decoded.text))
}
