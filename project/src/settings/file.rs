//! A settings file with those that it extends.

use std::path::Path;
use std::sync::Arc;

use globset::GlobSet;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::layer::{Keys, Layer};
use super::mistake::{Problem, SettingsFileError};
use super::origin::{Origin, SettingsText};
use super::pattern::{absolute, anchored, globs};

/// What a settings file sets, and those that it extends.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// The files, the nearest last.
    pub(crate) files: Vec<Arc<SettingsText>>,
    /// What they set for all letters.
    pub(super) plain: Vec<Layer>,
    /// What they set for some.
    pub(super) overrides: Vec<(GlobSet, Layer)>,
}

impl Chain {
    /// Reads a settings file, and those that it extends before it.
    ///
    /// Errors: the first mistake, with its place.
    pub(crate) fn read(path: &Path) -> Result<Self, SettingsFileError> {
        let mut chain = Self::default();
        chain.add(load(path)?, &mut Vec::new())?;
        Ok(chain)
    }

    /// Which overrides hold for a file or folder.
    pub(crate) fn overrides_for(&self, path: &Path) -> Vec<usize> {
        let path = absolute(path);
        let all = self.overrides.iter().enumerate();
        all.filter(|(_, (paths, _))| paths.is_match(&path)).map(|(at, _)| at).collect()
    }

    /// The layers of all files with some of the overrides, the weakest first.
    pub(crate) fn layers(&self, overrides: &[usize]) -> impl Iterator<Item = &Layer> {
        let overrides = overrides.iter().filter_map(|at| self.overrides.get(*at));
        self.plain.iter().chain(overrides.map(|(_, layer)| layer))
    }

    fn add(
        &mut self,
        file: Arc<SettingsText>,
        below: &mut Vec<Arc<SettingsText>>,
    ) -> Result<(), SettingsFileError> {
        let invalid = |problem| SettingsFileError::Invalid { file: file.clone(), problem };
        let mut table = DeTable::parse(&file.text).map_err(|error| invalid(Problem::of(&error)))?;
        let extend = table.get_mut().remove("extend");
        let overrides = table.get_mut().remove("overrides");
        let folder = absolute(file.path.parent().unwrap_or(Path::new("")));
        below.push(file.clone());
        if let Some(extend) = extend {
            let base = extended(&extend, &folder, below).map_err(invalid)?;
            self.add(base, below)?;
        }
        let origin = Origin::File(file.clone());
        self.plain.push(Layer::read(table, origin, &folder, Keys::All).map_err(invalid)?);
        for one in tables(overrides).map_err(invalid)? {
            self.overrides.push(r#override(one, &file, &folder).map_err(invalid)?);
        }
        self.files.push(file);
        Ok(())
    }

    /// Names of rules that no rule has, with their files.
    pub(crate) fn unknown_rules(&self) -> impl Iterator<Item = (Arc<SettingsText>, Problem)> {
        let layers = self.plain.iter().chain(self.overrides.iter().map(|(_, layer)| layer));
        layers.flat_map(|layer| {
            let file = layer.origin.file().cloned();
            layer.unknown_rules().into_iter().filter_map(move |problem| Some((file.clone()?, problem)))
        })
    }
}

fn load(path: &Path) -> Result<Arc<SettingsText>, SettingsFileError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| SettingsFileError::Read { path: path.to_owned(), source })?;
    Ok(Arc::new(SettingsText { path: path.to_owned(), text }))
}

/// The file that another extends; `below` are those on the way to it.
fn extended(
    value: &Spanned<DeValue<'_>>,
    folder: &Path,
    below: &[Arc<SettingsText>],
) -> Result<Arc<SettingsText>, Problem> {
    let problem = |message: String| Problem { message, span: value.span() };
    let DeValue::String(name) = value.get_ref() else {
        return Err(problem("`extend` is the path of one settings file".to_owned()));
    };
    let path = folder.join(name.as_ref());
    let file = load(&path).map_err(|error| problem(error.to_string()))?;
    let same = |known: &Arc<SettingsText>| match (path.canonicalize(), known.path.canonicalize()) {
        (Ok(path), Ok(known)) => path == known,
        _ => false,
    };
    if let Some(from) = below.iter().position(same) {
        let name = |file: &Arc<SettingsText>| {
            file.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
        };
        let circle: Vec<String> = below[from..].iter().chain([&below[from]]).map(name).collect();
        return Err(problem(format!("these files extend each other in a circle: {}", circle.join(" -> "))));
    }
    Ok(file)
}

/// The tables of `[[overrides]]`.
fn tables(value: Option<Spanned<DeValue<'_>>>) -> Result<Vec<Spanned<DeTable<'_>>>, Problem> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let wrong =
        |span| Problem { message: "write overrides as `[[overrides]]`, with `paths`".to_owned(), span };
    let span = value.span();
    let DeValue::Array(values) = value.into_inner() else { return Err(wrong(span)) };
    let mut tables = Vec::new();
    for value in values.iter().cloned() {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => tables.push(Spanned::new(span, table)),
            _ => return Err(wrong(span)),
        }
    }
    Ok(tables)
}

fn r#override(
    mut table: Spanned<DeTable<'_>>,
    file: &Arc<SettingsText>,
    folder: &Path,
) -> Result<(GlobSet, Layer), Problem> {
    let missing = || Problem {
        message: "say for which paths: `paths = [\"templates\"]`".to_owned(),
        span: table.span(),
    };
    let value = table.get_ref().get("paths").cloned().ok_or_else(missing)?;
    table.get_mut().remove("paths");
    let wrong = |message: String| Problem { message, span: value.span() };
    let paths = match value.get_ref() {
        DeValue::Array(values) => {
            values.iter().map(|value| value.get_ref().as_str()).collect::<Option<Vec<_>>>()
        }
        _ => None,
    };
    let paths = paths.filter(|paths| !paths.is_empty());
    let paths = paths.ok_or_else(|| wrong("`paths` is a list of patterns".to_owned()))?;
    let patterns: Vec<String> = paths.iter().map(|pattern| anchored(folder, pattern)).collect();
    let set = globs(patterns.iter().map(String::as_str))
        .map_err(|error| wrong(format!("this pattern is malformed: {}", error.kind())))?;
    let paths = paths.into_iter().map(str::to_owned).collect();
    let origin = Origin::Override { file: file.clone(), paths };
    Ok((set, Layer::read(table, origin, folder, Keys::Letters)?))
}
