//! The baseline's file.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::Key;
use super::{Baseline, Entries};

/// What stands above every baseline.
const HEAD: &str = "# Findings that were there when this baseline was written; imrlint reports only others.\n\
                    # Written by `imrlint baseline`. No word of a letter is in here: findings are keyed hashes.\n\n";

/// The form of the file. Another one cannot be read.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    key: String,
    #[serde(default)]
    letters: BTreeMap<String, Entries>,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// There is none.
    #[error("{}: there is no such baseline; `imrlint baseline write` writes it", .0.display())]
    None(PathBuf),
    /// The disk says no.
    #[error("{}: {}", path.display(), crate::letter_file::plain(source))]
    Disk {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is none.
    #[error("{}: not a baseline: write it again with `imrlint baseline write` ({message})", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
}

impl Baseline {
    /// An empty baseline, to be kept in a file, under a key of its own.
    ///
    /// Errors: [`BaselineError::Disk`] where the system has no random numbers.
    pub fn new(file: &Path) -> Result<Self, BaselineError> {
        let mut key = Key::default();
        getrandom::fill(&mut key).map_err(|error| BaselineError::Disk {
            path: file.to_owned(),
            source: io::Error::other(error),
        })?;
        Ok(Self { file: file.to_owned(), key, letters: BTreeMap::new() })
    }

    /// Reads a baseline.
    ///
    /// Errors: [`BaselineError`] when there is none, or it is not what was written.
    pub fn read(file: &Path) -> Result<Self, BaselineError> {
        let path = || file.to_owned();
        let text = std::fs::read_to_string(file).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => BaselineError::None(path()),
            _ => BaselineError::Disk { path: path(), source },
        })?;
        let malformed = |message: String| BaselineError::Malformed { path: path(), message };
        let read: File = toml::from_str(&text).map_err(|error| malformed(error.message().to_owned()))?;
        if read.version != VERSION {
            return Err(malformed(format!("its version is {}, not {VERSION}", read.version)));
        }
        let key =
            blake3::Hash::from_hex(&read.key).map_err(|_| malformed("its key is damaged".to_owned()))?;
        Ok(Self { file: path(), key: *key.as_bytes(), letters: read.letters })
    }

    /// Writes the baseline to its file, whole or not at all.
    ///
    /// Errors: [`BaselineError::Disk`] when it cannot be written.
    pub fn save(&self) -> Result<(), BaselineError> {
        let disk = |source| BaselineError::Disk { path: self.file.clone(), source };
        let key = blake3::Hash::from_bytes(self.key).to_hex().to_string();
        let file = File { version: VERSION, key, letters: self.letters.clone() };
        let text = toml::to_string_pretty(&file).map_err(|error| disk(io::Error::other(error)))?;
        crate::replace::write_file(&self.file, format!("{HEAD}{text}").as_bytes()).map_err(disk)
    }
}
