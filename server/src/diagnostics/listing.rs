//! The letters of the open folders: looked for when something on disk may have changed, not at each key.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, PoisonError};

use imr_project::{Effective, Found, discover};
use tower_lsp::lsp_types::{Diagnostic, Url};

use super::disk::Stamp;
use super::settings_file::Doubts;
use crate::server::Server;
use crate::transport::Stop;

/// What the folders hold.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The count of changes on disk that it was made after.
    at: Option<u64>,
    /// The letters in the order of their folders.
    pub(crate) letters: Vec<Listed>,
    /// The diagnostics of settings files.
    pub(super) doubts: BTreeMap<Url, Vec<Diagnostic>>,
}

/// A letter on disk.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) uri: Url,
    pub(crate) file: Found,
    pub(super) settings: Arc<Effective>,
    /// Its result id, once it was looked at; none for what is no letter.
    id: OnceLock<Option<String>>,
}

impl Listed {
    /// When the file was as it is now.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp::of(&self.file.path, &self.settings)
    }
}

impl Server {
    /// From now on the folders are looked at anew: what is on disk may be other than what the client has told, though
    /// that is no news to those who wait for some.
    pub(crate) fn distrust_disk(&self) {
        self.changes.send_if_modified(|changes| {
            changes.disk();
            false
        });
    }

    /// The letters of the folders, as of a count of changes on disk. `None` if nobody waits any more.
    pub(crate) fn listing(&self, at: u64, stop: &Stop) -> Option<Arc<Listing>> {
        let listing = || self.listing.lock().unwrap_or_else(PoisonError::into_inner);
        let known = listing().clone();
        if known.at == Some(at) {
            return Some(known);
        }
        let found = Arc::new(self.find(at, stop)?);
        *listing() = found.clone();
        Some(found)
    }

    /// The result id of a listed letter, and its diagnostics if they had to be computed.
    pub(super) fn listed(&self, listed: &Listed, stop: &Stop) -> Option<(String, Option<Vec<Diagnostic>>)> {
        if let Some(id) = listed.id.get() {
            return id.clone().map(|id| (id, None));
        }
        let looked = self.look(&listed.file, &listed.settings, stop);
        if stop.is_set() {
            return None;
        }
        // Who came first has found the same.
        let _ = listed.id.set(looked.as_ref().map(|(id, _)| id.clone()));
        looked
    }

    fn find(&self, at: u64, stop: &Stop) -> Option<Listing> {
        let (configuration, encoding, places) = {
            let world = self.world();
            (world.configuration.clone(), world.client.encoding, world.places())
        };
        let mut doubts = Doubts::new(encoding);
        doubts.add_open(&configuration, &places);
        let mut letters = Vec::new();
        let mut seen: HashSet<PathBuf> = HashSet::new();
        for (folder, resolver) in configuration.folders() {
            let found = match discover(&[folder.to_owned()], resolver, false) {
                Ok(found) => found,
                Err(error) => {
                    doubts.add(&Err(error));
                    continue;
                }
            };
            for file in found.files {
                if stop.is_set() {
                    return None;
                }
                let settings = resolver.settings(&file.path);
                doubts.add(&settings);
                let (Ok(settings), Ok(uri)) = (settings, Url::from_file_path(&file.path)) else { continue };
                if seen.insert(file.path.clone()) {
                    letters.push(Listed { uri, file, settings, id: OnceLock::new() });
                }
            }
        }
        // What is gone is forgotten.
        self.known_files().retain(|path, _| seen.contains(path));
        self.known_symbols().retain(|path, _| seen.contains(path));
        Some(Listing { at: Some(at), letters, doubts: doubts.files })
    }
}
