//! The settings in force for some letters.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;
use imr_linter::settings::Settings;
use imr_linter::{Outcome, Stop, lint, lint_unless};

use crate::baseline::Baseline;
use crate::settings::{FileOptions, Places, Problem, SettingsFileError, SettingsText, absolute, globs};

/// The settings in force for some letters.
#[derive(Debug)]
pub struct Effective {
    /// The settings file; none means the defaults.
    pub file: Option<PathBuf>,
    /// The settings file and those that it extends, the nearest last.
    pub texts: Vec<Arc<SettingsText>>,
    /// What is doubtful in them.
    pub problems: Vec<(Arc<SettingsText>, Problem)>,
    /// What the linter is told.
    pub settings: Arc<Settings>,
    /// Which files the settings are about.
    pub files: FileOptions,
    /// Where each setting comes from.
    pub places: Places,
    /// The findings that are not to be reported.
    pub baseline: Option<Arc<Baseline>>,
    pub(crate) patterns: Patterns,
}

/// The patterns of [`FileOptions`].
#[derive(Debug)]
pub(crate) struct Patterns {
    include: GlobSet,
    templates: GlobSet,
    exclude: GlobSet,
}

impl Patterns {
    pub(crate) fn of(files: &FileOptions) -> Result<Self, SettingsFileError> {
        let set = |patterns: &[String]| {
            globs(patterns.iter().map(String::as_str))
                .map_err(|error| SettingsFileError::at(None, error.to_string()))
        };
        Ok(Self {
            include: set(&files.include)?,
            templates: set(&files.templates)?,
            exclude: set(&files.exclude)?,
        })
    }

    /// Whether a file is a template: by its name, or because the settings say so.
    pub(crate) fn template(&self, path: &Path) -> bool {
        path.extension().is_some_and(|end| end.eq_ignore_ascii_case("imrt"))
            || self.templates.is_match(absolute(path))
    }
}

impl Effective {
    /// The findings of a letter at a path.
    pub fn lint(&self, text: &str, path: &Path) -> Outcome {
        self.without_baselined(lint(text, &self.settings), text, path)
    }

    /// The same, unless it is stopped before the end.
    pub fn lint_unless(&self, stop: Stop<'_>, text: &str, path: &Path) -> Option<Outcome> {
        Some(self.without_baselined(lint_unless(stop, text, &self.settings)?, text, path))
    }

    /// Takes out what the baseline holds. Letters that go out have no baseline.
    pub fn without_baselined(&self, outcome: Outcome, text: &str, path: &Path) -> Outcome {
        match &self.baseline {
            Some(baseline) if !self.settings.options().is_final => baseline.apply(outcome, text, path),
            _ => outcome,
        }
    }

    /// The placeholders that the settings file declares, with their places in it.
    pub fn placeholders(&self) -> Vec<(String, Range<usize>)> {
        let own = |(key, places): (&String, &Vec<_>)| {
            let name = key.strip_prefix("placeholders.")?;
            let place: &crate::settings::Place = places.last()?;
            let here = place.origin.file().is_some_and(|file| Some(&file.path) == self.file.as_ref());
            here.then(|| (name.to_owned(), place.span.clone()))
        };
        self.places.iter().filter_map(own).collect()
    }

    /// Whether the settings call the file a letter.
    pub fn includes(&self, path: &Path) -> bool {
        self.patterns.include.is_match(absolute(path))
    }

    /// Whether a file is a letter without a look at its content: by its name, or because the settings say so.
    pub fn is_certain(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        [".imr", ".imr.txt", ".imrt"].iter().any(|end| name.ends_with(end)) || self.includes(path)
    }

    /// Whether the settings leave the file or folder out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.patterns.exclude.is_match(absolute(path))
    }
}
