//! A layer of settings: what one file, argument or editor sets. Checked when it is made, so that a mistake is
//! told where it was made; layers are then merged without a thought.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use imr_linter::rules;
use imr_linter::settings::Options;
use serde::Deserialize;
use toml::de::{DeTable, DeValue, Deserializer};
use toml::{Spanned, Table, Value};

use super::document::{FILE_KEYS, FileOptions, OPTION_KEYS, PATH_KEYS, PATTERN_KEYS, RULE_KEYS};
use super::mistake::{Problem, SettingsFileError};
use super::origin::Origin;
use super::pattern::{absolute, anchored, globs};
use super::suggest::nearest;

/// What one source sets.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    pub(super) origin: Origin,
    pub(super) table: Table,
    /// Where values stand: by key, and by key and name for the entries of tables.
    pub(super) spans: BTreeMap<String, Range<usize>>,
}

/// Which keys a layer may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    All,
    /// None about files: for some letters only.
    Letters,
}

impl Layer {
    /// What an argument of the command sets.
    pub fn argument(argument: &str, key: &str, value: impl Into<Value>) -> Self {
        let table = Table::from_iter([(key.to_owned(), value.into())]);
        Self { origin: Origin::Argument(argument.to_owned()), table, spans: BTreeMap::new() }
    }

    /// A file whose name says that it is a template.
    pub(crate) fn template_by_name() -> Self {
        Self { origin: Origin::FileName, ..Self::argument("", "template", true) }
    }

    /// A setting as an argument, `KEY=VALUE`. The value is TOML, or a word. Paths are relative to `folder`.
    ///
    /// Errors: [`SettingsFileError::Given`] for an unknown key or a wrong value.
    pub fn assignment(assignment: &str, folder: &Path) -> Result<Self, SettingsFileError> {
        let given = format!("--config {assignment}");
        let quoted = assignment.split_once('=').map(|(key, value)| format!("{key}={:?}", value.trim()));
        let table = DeTable::parse(assignment).ok().or_else(|| DeTable::parse(quoted.as_deref()?).ok());
        let Some(table) = table else {
            let message = "write KEY=VALUE, as in a settings file, or the path of a settings file";
            return Err(SettingsFileError::Given { given, message: message.to_owned() });
        };
        Self::read(table, Origin::Argument(given.clone()), folder, Keys::All)
            .and_then(Self::with_known_rules)
            .map_err(|Problem { message, .. }| SettingsFileError::Given { given, message })
    }

    /// A setting of the editor. `None` for a key that is no setting; paths are relative to `folder`.
    ///
    /// Errors: what is wrong with the value.
    pub fn editor(key: &str, value: Value, folder: &Path) -> Result<Option<Self>, String> {
        if !FILE_KEYS.iter().chain(&*OPTION_KEYS).any(|known| known == key) {
            return Ok(None);
        }
        let text = Table::from_iter([(key.to_owned(), value)]).to_string();
        let table = DeTable::parse(&text).map_err(|error| error.message().to_owned())?;
        let layer = Self::read(table, Origin::Editor, folder, Keys::All)
            .and_then(Self::with_known_rules)
            .map_err(|problem| problem.message)?;
        Ok(Some(Self { spans: BTreeMap::new(), ..layer }))
    }

    /// Reads a table; paths and patterns in it are relative to `folder`.
    pub(super) fn read(
        mut table: Spanned<DeTable<'_>>,
        origin: Origin,
        folder: &Path,
        keys: Keys,
    ) -> Result<Self, Problem> {
        refuse_unknown_keys(table.get_ref(), keys)?;
        let spans = spans(table.get_ref());
        let mut values = to_table(&table)?;
        let mut files = DeTable::new();
        for key in &*FILE_KEYS {
            if let Some((key, value)) = table.get_mut().remove_entry(key.as_str()) {
                files.insert(key, value);
            }
        }
        let files = Spanned::new(table.span(), files);
        FileOptions::deserialize(Deserializer::from(files)).map_err(|error| Problem::of(&error))?;
        Options::deserialize(Deserializer::from(table)).map_err(|error| Problem::of(&error))?;
        for (key, value) in &mut values {
            anchor(key, value, folder)
                .map_err(|message| Problem { message, span: spans.get(key).cloned().unwrap_or_default() })?;
        }
        Ok(Self { origin, table: values, spans })
    }

    /// The layer, unless it names a rule that does not exist.
    fn with_known_rules(self) -> Result<Self, Problem> {
        self.unknown_rules().into_iter().next().map_or(Ok(self), Err)
    }

    /// Names of rules that no rule has.
    pub(super) fn unknown_rules(&self) -> Vec<Problem> {
        let span = |key: &str| self.spans.get(key).cloned().unwrap_or_default();
        let mut names: Vec<(String, Range<usize>)> = Vec::new();
        for key in RULE_KEYS {
            let values = self.table.get(key).and_then(Value::as_array).into_iter().flatten();
            let one = |(at, value): (usize, &Value)| {
                Some((value.as_str()?.to_owned(), span(&format!("{key}.{at}"))))
            };
            names.extend(values.enumerate().filter_map(one));
        }
        let severities = self.table.get("severity").and_then(Value::as_table).into_iter().flatten();
        names.extend(severities.map(|(name, _)| (name.clone(), span(&format!("severity.{name}")))));
        let unknown = names.into_iter().filter(|(name, _)| !rules::is_selector(name));
        unknown.map(|(name, span)| Problem { message: rules::unknown(&name), span }).collect()
    }
}

/// Makes relative paths and patterns absolute.
fn anchor(key: &str, value: &mut Value, folder: &Path) -> Result<(), String> {
    let is_pattern = PATTERN_KEYS.contains(&key);
    if !is_pattern && !PATH_KEYS.contains(&key) {
        return Ok(());
    }
    let values: &mut [Value] = match value {
        Value::Array(values) => values,
        value => std::slice::from_mut(value),
    };
    for value in values {
        let Value::String(text) = value else { continue };
        *text = if is_pattern {
            anchored(folder, text)
        } else {
            absolute(&folder.join(&*text)).display().to_string()
        };
        if is_pattern {
            globs([text.as_str()]).map_err(|error| format!("this pattern is malformed: {}", error.kind()))?;
        }
    }
    Ok(())
}

fn refuse_unknown_keys(table: &DeTable<'_>, keys: Keys) -> Result<(), Problem> {
    for key in table.keys() {
        let name = key.get_ref().as_ref();
        let of_letters = OPTION_KEYS.iter().any(|known| known == name);
        let of_files = FILE_KEYS.iter().any(|known| known == name);
        let message = match keys {
            _ if of_letters => continue,
            Keys::All if of_files => continue,
            Keys::Letters if of_files => format!("`{name}` holds for all letters, not for some"),
            _ => {
                let own = if keys == Keys::All { ["extend", "overrides"].as_slice() } else { &["paths"] };
                let files = FILE_KEYS.iter().filter(|_| keys == Keys::All);
                let known = OPTION_KEYS.iter().chain(files).map(String::as_str).chain(own.iter().copied());
                match nearest(name, known) {
                    Some(near) => format!("there is no setting `{name}`; did you mean `{near}`?"),
                    None => format!("there is no setting `{name}`; docs/settings.md has all of them"),
                }
            }
        };
        return Err(Problem { message, span: key.span() });
    }
    Ok(())
}

/// Where values stand; the entries of lists and tables under their own names.
fn spans(table: &DeTable<'_>) -> BTreeMap<String, Range<usize>> {
    let mut spans = BTreeMap::new();
    for (key, value) in table {
        let key = key.get_ref();
        match value.get_ref() {
            DeValue::Table(entries) => {
                spans.extend(
                    entries.iter().map(|(name, _)| (format!("{key}.{}", name.get_ref()), name.span())),
                );
            }
            DeValue::Array(values) => {
                spans.extend(
                    values.iter().enumerate().map(|(at, value)| (format!("{key}.{at}"), value.span())),
                );
            }
            _ => {}
        }
        spans.insert(key.to_string(), value.span());
    }
    spans
}

fn to_table(table: &Spanned<DeTable<'_>>) -> Result<Table, Problem> {
    Table::deserialize(Deserializer::from(table.clone())).map_err(|error| Problem::of(&error))
}
