//! Where imported guidelines are kept: a file for each edition, in the user's data folder, so that command
//! and server find them. They hold pages and names, no text of the document.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;
use imr_linter::guideline::Index;
use imr_linter::guideline::import::Verified;

/// The folder to keep guidelines in, instead of the user's data folder.
const VARIABLE: &str = "IMRLINT_DATA_DIR";

/// The folder of imported guidelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidelineStore {
    folder: PathBuf,
}

/// Why a guideline cannot be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no folder to keep it in.
    #[error("there is no home folder; name a folder in {VARIABLE}")]
    NoFolder,
    /// The disk says no.
    #[error("{}: {}", path.display(), crate::letter_file::plain(source))]
    Disk {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A kept file is not what was written.
    #[error("{}: not an imported guideline: import it again ({source})", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: Box<toml::de::Error>,
    },
    /// A kept file speaks of what the index does not know.
    #[error("{}: imported by another version of imrlint: import it again (unknown: {})", path.display(), names.join(", "))]
    Unknown {
        /// Which file.
        path: PathBuf,
        /// The names that are not known.
        names: Vec<String>,
    },
}

impl GuidelineStore {
    /// The user's store: `IMRLINT_DATA_DIR`, else `imrlint/guidelines` in the user's data folder.
    ///
    /// Errors: [`StoreError::NoFolder`] where there is neither.
    pub fn of_user() -> Result<Self, StoreError> {
        if let Some(folder) = std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
            return Ok(Self::at(PathBuf::from(folder).join("guidelines")));
        }
        let strategy = etcetera::choose_base_strategy().map_err(|_| StoreError::NoFolder)?;
        Ok(Self::at(strategy.data_dir().join("imrlint").join("guidelines")))
    }

    /// A store in a folder.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The file of an edition.
    pub fn file(&self, edition: &str) -> PathBuf {
        self.folder.join(format!("{edition}.toml"))
    }

    /// Keeps an imported guideline, in place of an earlier import.
    ///
    /// Errors: [`StoreError`] when the file cannot be written; an earlier import stays.
    pub fn keep(&self, verified: &Verified) -> Result<PathBuf, StoreError> {
        let path = self.file(&verified.edition);
        let disk = |source: io::Error| StoreError::Disk { path: path.clone(), source };
        let text = toml::to_string(verified).map_err(|error| disk(io::Error::other(error)))?;
        fs::create_dir_all(&self.folder).map_err(disk)?;
        crate::replace::write_file(&path, text.as_bytes()).map_err(disk)?;
        Ok(path)
    }

    /// Forgets an imported guideline. Says whether there was one.
    ///
    /// Errors: [`StoreError`] when the file cannot be removed.
    pub fn forget(&self, edition: &str) -> Result<bool, StoreError> {
        let path = self.file(edition);
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(source) => Err(StoreError::Disk { path, source }),
        }
    }

    /// All imported guidelines, with their files, by edition.
    ///
    /// Errors: [`StoreError`] when a file cannot be read or is not what was written.
    pub fn all(&self) -> Result<Vec<(PathBuf, Verified)>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(StoreError::Disk { path: self.folder.clone(), source }),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        paths.into_iter().map(|path| Ok((path.clone(), read(&path)?))).collect()
    }

    /// An index, or the built-in one, with all imported guidelines; without any, the same index.
    ///
    /// Errors: as [`GuidelineStore::all`]; and when a file speaks of what the index does not know.
    pub fn index(&self, index: Option<Index>) -> Result<Option<Arc<Index>>, StoreError> {
        let all = self.all()?;
        if all.is_empty() {
            return Ok(index.map(Arc::new));
        }
        let mut index = index.unwrap_or_else(Index::built_in);
        for (path, verified) in all {
            let (with, names) = index.with_verified(&verified);
            if !names.is_empty() {
                return Err(StoreError::Unknown { path, names });
            }
            index = with;
        }
        Ok(Some(Arc::new(index)))
    }
}

fn read(path: &Path) -> Result<Verified, StoreError> {
    let disk = |source| StoreError::Disk { path: path.to_owned(), source };
    let text = fs::read_to_string(path).map_err(disk)?;
    toml::from_str(&text)
        .map_err(|source| StoreError::Malformed { path: path.to_owned(), source: Box::new(source) })
}
