//! `imrlint.toml`: what may stand in it, and where its mistakes are.

use std::ops::Range;
use std::path::{Path, PathBuf};

use imr_linter::rules;
use imr_linter::settings::Options;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

/// The largest letter that is read unless the settings say otherwise: 64 MiB.
pub(crate) const MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// A settings file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingsFile {
    /// What the linter is told.
    pub options: Options,
    /// Which files it is about.
    pub files: FileOptions,
    /// What is doubtful but no error: unknown rules.
    pub problems: Vec<Problem>,
    /// The placeholders that it declares, with their places.
    pub placeholders: Vec<(String, Range<usize>)>,
}

/// Settings about files. Paths and patterns are relative to the settings file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileOptions {
    /// Patterns of files that are letters whatever they are called.
    pub include: Vec<String>,
    /// Patterns of files and folders to leave out.
    pub exclude: Vec<String>,
    /// Patterns of files that are templates, besides those called `.imrt`.
    pub templates: Vec<String>,
    /// The house's own profile files.
    pub profiles: Vec<PathBuf>,
    /// Larger files are not read. Bytes.
    pub max_file_size: u64,
}

impl Default for FileOptions {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            templates: Vec::new(),
            profiles: Vec::new(),
            max_file_size: MAX_FILE_SIZE,
        }
    }
}

/// A mistake in a settings file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Bytes of the file's text.
    pub span: Range<usize>,
}

/// Why a settings file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFileError {
    /// It cannot be read.
    #[error("{path}: {}", crate::letter_file::plain(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what a settings file must be.
    #[error("{path}:{}: {}", place(text, problem.span.start), problem.message)]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Its text.
        text: String,
        /// What is wrong, and where.
        problem: Problem,
    },
}

/// Keys of [`FileOptions`]; all others are the linter's.
const FILE_KEYS: [&str; 5] = ["include", "exclude", "templates", "profiles", "max-file-size"];
/// Keys whose values name rules.
const RULE_KEYS: [&str; 3] = ["select", "extend-select", "ignore"];

impl SettingsFile {
    /// Reads a settings file from disk.
    pub fn read(path: &Path) -> Result<Self, SettingsFileError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| SettingsFileError::Read { path: path.to_owned(), source })?;
        Self::parse(&text).map_err(|problem| SettingsFileError::Invalid {
            path: path.to_owned(),
            text,
            problem,
        })
    }

    /// Reads the text of a settings file.
    ///
    /// Errors: the first mistake, with its place.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mut options = DeTable::parse(text).map_err(|error| problem(&error))?;
        let span = options.span();
        let mut files = DeTable::new();
        for key in FILE_KEYS {
            if let Some((key, value)) = options.get_mut().remove_entry(key) {
                files.insert(key, value);
            }
        }
        let problems = unknown_rules(options.get_ref());
        let placeholders = placeholder_names(options.get_ref());
        let files = FileOptions::deserialize(Deserializer::from(Spanned::new(span, files)))
            .map_err(|error| problem(&error))?;
        let options = Options::deserialize(Deserializer::from(options)).map_err(|error| problem(&error))?;
        Ok(Self { options, files, problems, placeholders })
    }
}

/// Row and column, from one, as messages print them.
fn place(text: &str, offset: usize) -> String {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.rsplit('\n').next().unwrap_or(before);
    format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
}

fn problem(error: &toml::de::Error) -> Problem {
    let message = error.message().replace('\n', " ");
    Problem { message, span: error.span().unwrap_or(0..0) }
}

fn placeholder_names(table: &DeTable<'_>) -> Vec<(String, Range<usize>)> {
    match table.get("placeholders").map(Spanned::get_ref) {
        Some(DeValue::Table(names)) => {
            names.iter().map(|(name, _)| (name.get_ref().to_string(), name.span())).collect()
        }
        _ => Vec::new(),
    }
}

fn unknown_rules(table: &DeTable<'_>) -> Vec<Problem> {
    let mut names: Vec<(String, Range<usize>)> = Vec::new();
    for key in RULE_KEYS {
        if let Some(DeValue::Array(values)) = table.get(key).map(Spanned::get_ref) {
            names.extend(values.iter().filter_map(|value| match value.get_ref() {
                DeValue::String(name) => Some((name.to_string(), value.span())),
                _ => None,
            }));
        }
    }
    if let Some(DeValue::Table(severities)) = table.get("severity").map(Spanned::get_ref) {
        names.extend(severities.iter().map(|(name, _)| (name.get_ref().to_string(), name.span())));
    }
    names.into_iter().filter(|(name, _)| !rules::is_selector(name)).map(unknown_rule).collect()
}

fn unknown_rule((name, span): (String, Range<usize>)) -> Problem {
    let message = match rules::nearest(&name) {
        Some(rule) => format!("there is no rule {name}; did you mean {} ({})?", rule.code, rule.name),
        None => format!("there is no rule {name}"),
    };
    Problem { message, span }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_for_the_linter_and_for_files_stand_side_by_side() {
        let file = SettingsFile::parse("draft = true\ninclude = ['a/*.txt']\n[severity]\nS001 = 'info'\n");
        let file = file.expect("valid");
        assert!(file.options.draft);
        assert_eq!(file.files.include, ["a/*.txt"]);
        assert_eq!(file.files.max_file_size, MAX_FILE_SIZE);
        assert_eq!(file.problems, []);
    }

    #[test]
    fn mistakes_have_a_place() {
        for (text, place, complaint) in [
            ("draft = 'yes'", "'yes'", "invalid type"),
            ("darft = true", "darft", "unknown field `darft`"),
            ("include = 3", "3", "invalid type"),
            ("draft = ", "", ""),
            ("[placeholders]\nage = 'agee'", "'agee'", "unknown variant `agee`"),
            ("[placeholders]\nage = 3", "3", "a type such as \"date\""),
            ("[placeholders]\nside = 'choice'", "'choice'", "a choice needs `values`"),
            (
                "[placeholders]\nv = { type = 'verdict', sample = 'Denied' }",
                "{ type = 'verdict', sample = 'Denied' }",
                "the sample \"Denied\" is no verdict",
            ),
        ] {
            let problem = SettingsFile::parse(text).expect_err(text);
            assert_eq!(&text[problem.span.clone()], place, "{text}");
            assert!(problem.message.contains(complaint), "{text}: {}", problem.message);
        }
    }

    #[test]
    fn unknown_rules_are_problems_and_no_errors() {
        let text = "ignore = ['S001', 'S0100']\n[severity]\nmissing-sections = 'info'\n";
        let problems = SettingsFile::parse(text).expect("valid").problems;
        let told: Vec<_> = problems.iter().map(|p| (&text[p.span.clone()], p.message.as_str())).collect();
        assert_eq!(
            told,
            [
                ("'S0100'", "there is no rule S0100; did you mean S010 (invalid-header-field)?"),
                (
                    "missing-sections",
                    "there is no rule missing-sections; did you mean S001 (missing-section)?"
                ),
            ]
        );
    }
}
