//! Letters on disk: checked when they have changed, under the settings that hold for them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};
use std::time::SystemTime;

use imr_linter::rules;
use imr_project::{Effective, Found, LetterFile, ReadError};
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::{convert, result_id};
use crate::document::{Kind, Snapshot};
use crate::server::Server;

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
    ) -> Option<(String, Option<Vec<Diagnostic>>)> {
        let stamp = stamp(&file.path, settings);
        if let Some((_, id)) = self.known_files().get(&file.path).filter(|(known, _)| *known == stamp) {
            return id.clone().map(|id| (id, None));
        }
        let diagnostics = self.on_disk(file, settings);
        let id = diagnostics.as_deref().map(result_id);
        self.known_files().insert(file.path.clone(), (stamp, id.clone()));
        id.map(|id| (id, diagnostics))
    }

    /// The diagnostics of a letter that is not open. `None` for what is no letter, or left out by the settings.
    pub(super) fn of_closed(&self, uri: &Url) -> Option<Vec<Diagnostic>> {
        let path = uri.to_file_path().ok().filter(|path| path.is_file())?;
        let configuration = self.world().configuration.clone();
        let settings = configuration.for_uri(uri, Kind::default())?;
        let certain = settings.is_certain(&path);
        self.on_disk(&Found { path, certain, named: false }, &settings)
    }

    /// The diagnostics of a letter on disk. `None` for a file that is no letter.
    pub(super) fn on_disk(&self, file: &Found, settings: &Effective) -> Option<Vec<Diagnostic>> {
        let uri = Url::from_file_path(&file.path).ok()?;
        let client = self.world().client.clone();
        let (text, findings) = match LetterFile::read(&file.path, settings.files.max_file_size) {
            Ok(letter) => {
                let text = letter.decoded.text;
                if !file.certain && !settings.settings.grammar().recogniser().is_letter(&text) {
                    return None;
                }
                let findings = settings.lint(&text, &file.path).findings;
                (text, findings)
            }
            Err(ReadError::Text(_)) if !file.certain => return None,
            Err(error) => (String::new(), vec![rules::unreadable(error.to_string())]),
        };
        let letter = Snapshot::on_disk(uri, &text, &client);
        Some(findings.iter().map(|finding| convert::diagnostic(&letter, finding)).collect())
    }

    pub(super) fn known_files(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stamp(path: &Path, settings: &Effective) -> Stamp {
    let metadata = std::fs::metadata(path).ok();
    Stamp {
        modified: metadata.as_ref().and_then(|metadata| metadata.modified().ok()),
        length: metadata.map_or(0, |metadata| metadata.len()),
        settings: settings.settings.revision(),
    }
}
