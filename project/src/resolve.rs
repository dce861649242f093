//! Which settings hold for a file: those of the nearest `imrlint.toml` above it, with what the command
//! line or the editor adds. Each file is read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use imr_linter::guideline::Index;
use imr_linter::settings::{Settings, SettingsError};

use crate::baseline::Baseline;
use crate::effective::{Effective, Patterns};
use crate::guideline_store::{GuidelineStore, StoreError};
use crate::settings::{Chain, Layer, Merged, Places, SettingsFileError, merge};

/// The name of a settings file.
pub(crate) const FILE_NAME: &str = "imrlint.toml";

/// Where settings come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The nearest file above each letter.
    Nearest,
    /// This file, for all letters.
    File(PathBuf),
    /// The defaults.
    Isolated,
}

/// What settings are known by: the file, which of its overrides hold, and whether the file's name makes the
/// text a template.
type Key = (Option<PathBuf>, Vec<usize>, bool);

/// Finds and remembers settings.
pub struct Resolver {
    source: Source,
    on_top: Vec<Layer>,
    without_baseline: bool,
    chains: Mutex<HashMap<PathBuf, Arc<Chain>>>,
    known: Mutex<HashMap<Key, Arc<Effective>>>,
    nearest: Mutex<HashMap<PathBuf, Option<PathBuf>>>,
    /// By the house's own tables; none where the built-in index serves.
    indexes: Mutex<HashMap<Vec<PathBuf>, Option<Arc<Index>>>>,
}

/// Why no settings can be had for a file.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// Something was set wrongly.
    #[error(transparent)]
    Settings(#[from] SettingsFileError),
    /// An imported guideline cannot be used.
    #[error(transparent)]
    Guideline(#[from] StoreError),
}

impl Resolver {
    /// A resolver; the layers on top win over what the files say, the last over those before it.
    pub fn new(source: Source, on_top: Vec<Layer>) -> Self {
        Self {
            source,
            on_top,
            without_baseline: false,
            chains: Mutex::default(),
            known: Mutex::default(),
            nearest: Mutex::default(),
            indexes: Mutex::default(),
        }
    }

    /// The same, with no baseline in force, and none needed.
    pub fn without_baseline(mut self) -> Self {
        self.without_baseline = true;
        self
    }

    /// The settings for a file or folder.
    ///
    /// Errors: [`ResolveError`] when the settings file that holds for it cannot be used.
    pub fn settings(&self, path: &Path) -> Result<Arc<Effective>, ResolveError> {
        let file = match &self.source {
            Source::Isolated => None,
            Source::File(file) => Some(file.clone()),
            Source::Nearest => self.nearest(path),
        };
        let chain = file.as_deref().map(|file| self.chain(file)).transpose()?.unwrap_or_default();
        let overrides = chain.overrides_for(path);
        let effective = self.known(&chain, (file.clone(), overrides.clone(), false))?;
        let template = !effective.settings.options().template && effective.patterns.template(path);
        if template { self.known(&chain, (file, overrides, true)) } else { Ok(effective) }
    }

    fn known(&self, chain: &Chain, key: Key) -> Result<Arc<Effective>, ResolveError> {
        let mut known = lock(&self.known);
        if let Some(effective) = known.get(&key) {
            return Ok(effective.clone());
        }
        let effective = Arc::new(self.load(chain, &key)?);
        known.insert(key, effective.clone());
        Ok(effective)
    }

    fn chain(&self, file: &Path) -> Result<Arc<Chain>, SettingsFileError> {
        let mut chains = lock(&self.chains);
        if let Some(chain) = chains.get(file) {
            return Ok(chain.clone());
        }
        let chain = Arc::new(Chain::read(file)?);
        chains.insert(file.to_owned(), chain.clone());
        Ok(chain)
    }

    fn nearest(&self, path: &Path) -> Option<PathBuf> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
        let mut nearest = lock(&self.nearest);
        if let Some(found) = nearest.get(folder) {
            return found.clone();
        }
        let found = folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
        nearest.insert(folder.to_owned(), found.clone());
        found
    }

    fn load(&self, chain: &Chain, (file, overrides, template): &Key) -> Result<Effective, ResolveError> {
        let name = template.then(Layer::template_by_name);
        let layers = chain.layers(overrides).chain(&name).chain(&self.on_top);
        let Merged { options, files, places } = merge(layers)?;
        let house = read_all(&files.profiles).map_err(|error| at(&places, "profiles", error))?;
        let settings =
            Settings::new(options, house).map_err(|error| at(&places, key_of(&error), error.to_string()))?;
        let settings = match self.index(&files.guidelines, &places)? {
            Some(index) => settings.with_index(index),
            None => settings,
        };
        let baseline = match &files.baseline {
            Some(file) if !self.without_baseline => {
                let baseline = Baseline::read(file);
                Some(Arc::new(baseline.map_err(|error| at(&places, "baseline", error.to_string()))?))
            }
            _ => None,
        };
        Ok(Effective {
            file: file.clone(),
            texts: chain.files.clone(),
            problems: chain.unknown_rules().collect(),
            settings: Arc::new(settings),
            patterns: Patterns::of(&files)?,
            files,
            places,
            baseline,
        })
    }

    /// The index with the house's own tables and what the user has imported; without, the built-in one serves.
    fn index(&self, tables: &[PathBuf], places: &Places) -> Result<Option<Arc<Index>>, ResolveError> {
        let mut indexes = lock(&self.indexes);
        if let Some(index) = indexes.get(tables) {
            return Ok(index.clone());
        }
        let house = if tables.is_empty() {
            None
        } else {
            let wrong = |error| at(places, "guidelines", error);
            let texts = read_all(tables).map_err(wrong)?;
            Some(Index::built_in().with_house(texts).map_err(|error| wrong(error.to_string()))?)
        };
        let index = match GuidelineStore::of_user() {
            _ if self.source == Source::Isolated => house.map(Arc::new),
            Ok(store) => store.index(house)?,
            Err(StoreError::NoFolder) => house.map(Arc::new),
            Err(error) => return Err(error.into()),
        };
        indexes.insert(tables.to_owned(), index.clone());
        Ok(index)
    }
}

/// The texts of files that settings name, with their names.
fn read_all(paths: &[PathBuf]) -> Result<Vec<(String, String)>, String> {
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Ok((name, text)),
            Err(error) => Err(format!("{name}: {}", crate::letter_file::plain(&error))),
        }
    };
    paths.iter().map(read).collect()
}

/// Which setting an error is about.
fn key_of(error: &SettingsError) -> &'static str {
    match error {
        SettingsError::Profile(_) => "profiles",
        SettingsError::UnknownProfile { .. } => "profile",
        SettingsError::FinalWithoutAudience => "final",
        SettingsError::FinalDraft => "draft",
    }
}

/// An error, told where the setting was made.
fn at(places: &Places, key: &str, message: String) -> SettingsFileError {
    SettingsFileError::at(places.get(key).and_then(|places| places.last()), message)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_wins_and_patterns_are_relative_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir_all(root.join("drafts/old")).expect("made");
        std::fs::write(root.join(FILE_NAME), "include = ['notes/*.txt']\nexclude = ['old']\n")
            .expect("written");
        std::fs::write(root.join("drafts").join(FILE_NAME), "draft = true\n").expect("written");
        let resolver = Resolver::new(Source::Nearest, Vec::new());
        let outer = resolver.settings(&root.join("a.imr")).expect("valid");
        assert!(!outer.settings.options().draft);
        assert!(outer.includes(&root.join("notes/a.txt")) && !outer.includes(&root.join("notes/deep/a.txt")));
        assert!(outer.excludes(&root.join("x/old/a.imr")) && !outer.excludes(&root.join("older")));
        let inner = resolver.settings(&root.join("drafts/old/a.imr")).expect("valid");
        assert!(inner.settings.options().draft);
        std::fs::write(root.join("drafts").join(FILE_NAME), "templates = ['forms/*.txt']\n")
            .expect("written");
        let resolver = Resolver::new(Source::Nearest, Vec::new());
        let template =
            |path: &str| resolver.settings(&root.join(path)).expect("valid").settings.options().template;
        assert!(template("a.imrt") && template("drafts/forms/a.txt"));
        assert!(!template("a.imr") && !template("drafts/a.txt"));
        let draft = Layer::argument("--draft", "draft", true);
        let isolated = Resolver::new(Source::Isolated, vec![draft]).settings(&root.join("a.imr"));
        let isolated = isolated.expect("valid");
        assert!(isolated.file.is_none() && isolated.settings.options().draft);
    }
}
