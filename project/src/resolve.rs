//! Which settings hold for a file: those of the nearest `imrlint.toml` above it, with what the command
//! line or the editor adds. Each file is read once.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use imr_linter::guideline::Index;
use imr_linter::settings::{Options, Settings, SettingsError};

use crate::guideline_store::{GuidelineStore, StoreError};
use crate::settings_file::{FileOptions, Problem, SettingsFile, SettingsFileError};

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

/// What is known by settings file, and by whether the texts are templates.
type Known = HashMap<(Option<PathBuf>, bool), Arc<Effective>>;

/// The index with imported guidelines.
#[derive(Clone, Default)]
enum Imported {
    #[default]
    NotLookedFor,
    Nothing,
    Index(Arc<Index>),
}

/// Finds and remembers settings.
pub struct Resolver {
    source: Source,
    adjust: Box<dyn Fn(&mut Options) + Send + Sync>,
    imported: Mutex<Imported>,
    known: Mutex<Known>,
    nearest: Mutex<HashMap<PathBuf, Option<PathBuf>>>,
}

/// The settings in force for some files.
#[derive(Debug)]
pub struct Effective {
    /// The settings file; none means the defaults.
    pub file: Option<PathBuf>,
    /// What is doubtful in it.
    pub problems: Vec<Problem>,
    /// What the linter is told.
    pub settings: Arc<Settings>,
    /// The placeholders that the file declares, with their places in it.
    pub placeholders: Vec<(String, Range<usize>)>,
    /// Which files it is about.
    pub files: FileOptions,
    include: GlobSet,
    templates: GlobSet,
    exclude: GlobSet,
}

/// Why no settings can be had for a file.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// The file cannot be used.
    #[error(transparent)]
    File(#[from] SettingsFileError),
    /// An imported guideline cannot be used.
    #[error(transparent)]
    Guideline(#[from] StoreError),
    /// Its values cannot.
    #[error("{}{source}", file.as_ref().map_or(String::new(), |file| format!("{}: ", file.display())))]
    Settings {
        /// The settings file.
        file: Option<PathBuf>,
        /// Why.
        source: SettingsError,
    },
    /// A pattern is malformed.
    #[error("{}: {source}", file.display())]
    Pattern {
        /// The settings file.
        file: PathBuf,
        /// Which, and why.
        source: globset::Error,
    },
}

impl Resolver {
    /// A resolver; `adjust` is applied to what the files say.
    pub fn new(source: Source, adjust: impl Fn(&mut Options) + Send + Sync + 'static) -> Self {
        Self {
            source,
            adjust: Box::new(adjust),
            imported: Mutex::default(),
            known: Mutex::default(),
            nearest: Mutex::default(),
        }
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
        let effective = self.known(file.clone(), false)?;
        let template = !effective.settings.options().template && effective.is_template(path);
        if template { self.known(file, true) } else { Ok(effective) }
    }

    fn known(&self, file: Option<PathBuf>, template: bool) -> Result<Arc<Effective>, ResolveError> {
        let mut known = self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let key = (file, template);
        if let Some(effective) = known.get(&key) {
            return Ok(effective.clone());
        }
        let effective = Arc::new(self.load(key.0.clone(), template)?);
        known.insert(key, effective.clone());
        Ok(effective)
    }

    /// The index with what the user has imported; without, the built-in one serves.
    fn index(&self) -> Result<Option<Arc<Index>>, StoreError> {
        if self.source == Source::Isolated {
            return Ok(None);
        }
        let mut imported = self.imported.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Imported::NotLookedFor = *imported {
            let index = match GuidelineStore::of_user() {
                Ok(store) => store.index()?,
                Err(StoreError::NoFolder) => None,
                Err(error) => return Err(error),
            };
            *imported = index.map_or(Imported::Nothing, Imported::Index);
        }
        Ok(match &*imported {
            Imported::Index(index) => Some(index.clone()),
            Imported::Nothing | Imported::NotLookedFor => None,
        })
    }

    fn nearest(&self, path: &Path) -> Option<PathBuf> {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
        let mut nearest = self.nearest.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(found) = nearest.get(folder) {
            return found.clone();
        }
        let found = folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
        nearest.insert(folder.to_owned(), found.clone());
        found
    }

    fn load(&self, file: Option<PathBuf>, template: bool) -> Result<Effective, ResolveError> {
        let SettingsFile { mut options, files, problems, placeholders } = match &file {
            Some(file) => SettingsFile::read(file)?,
            None => SettingsFile::default(),
        };
        (self.adjust)(&mut options);
        options.template |= template;
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
        let mut house = Vec::new();
        for profile in &files.profiles {
            let path = folder.join(profile);
            let text = std::fs::read_to_string(&path)
                .map_err(|source| SettingsFileError::Read { path: path.clone(), source })?;
            house.push((path.display().to_string(), text));
        }
        let settings = Settings::new(options, house)
            .map_err(|source| ResolveError::Settings { file: file.clone(), source })?;
        let settings = match self.index()? {
            Some(index) => settings.with_index(index),
            None => settings,
        };
        let globs = |patterns: &[String]| {
            globs(folder, patterns)
                .map_err(|source| ResolveError::Pattern { file: file.clone().unwrap_or_default(), source })
        };
        let (include, exclude) = (globs(&files.include)?, globs(&files.exclude)?);
        let templates = globs(&files.templates)?;
        let settings = Arc::new(settings);
        Ok(Effective { file, problems, settings, placeholders, files, include, templates, exclude })
    }
}

impl Effective {
    /// Whether the settings call the file a letter.
    pub fn includes(&self, path: &Path) -> bool {
        self.include.is_match(absolute(path))
    }

    /// Whether the file is a template: by its name, or because the settings say so.
    pub fn is_template(&self, path: &Path) -> bool {
        path.extension().is_some_and(|end| end.eq_ignore_ascii_case("imrt"))
            || self.templates.is_match(absolute(path))
    }

    /// Whether the settings leave the file or folder out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.is_match(absolute(path))
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Patterns match below the settings file's folder; one without a slash matches at any depth.
fn globs(folder: &Path, patterns: &[String]) -> Result<GlobSet, globset::Error> {
    let mut set = GlobSetBuilder::new();
    let folder = globset::escape(&absolute(folder).display().to_string());
    for pattern in patterns {
        let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
        let anywhere = if pattern.contains('/') { "" } else { "**/" };
        for below in ["", "/**"] {
            let glob = format!("{folder}/{anywhere}{pattern}{below}");
            set.add(GlobBuilder::new(&glob).literal_separator(true).build()?);
        }
    }
    set.build()
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
        let resolver = Resolver::new(Source::Nearest, |_| {});
        let outer = resolver.settings(&root.join("a.imr")).expect("valid");
        assert!(!outer.settings.options().draft);
        assert!(outer.includes(&root.join("notes/a.txt")) && !outer.includes(&root.join("notes/deep/a.txt")));
        assert!(outer.excludes(&root.join("x/old/a.imr")) && !outer.excludes(&root.join("older")));
        let inner = resolver.settings(&root.join("drafts/old/a.imr")).expect("valid");
        assert!(inner.settings.options().draft);
        std::fs::write(root.join("drafts").join(FILE_NAME), "templates = ['forms/*.txt']\n")
            .expect("written");
        let resolver = Resolver::new(Source::Nearest, |_| {});
        let template =
            |path: &str| resolver.settings(&root.join(path)).expect("valid").settings.options().template;
        assert!(template("a.imrt") && template("drafts/forms/a.txt"));
        assert!(!template("a.imr") && !template("drafts/a.txt"));
        let isolated = Resolver::new(Source::Isolated, |options| options.draft = true);
        assert_eq!(isolated.settings(&root.join("a.imr")).expect("valid").file, None);
    }
}
