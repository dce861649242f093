//! What may stand in `imrlint.toml`. The schema and the page of documentation are made from these types, and
//! the comments on them are what users read.

use std::path::PathBuf;
use std::sync::LazyLock;

use imr_linter::settings::Options;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

/// The largest letter that is read unless the settings say otherwise: 64 MiB.
const MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// The settings of imrlint, as `imrlint.toml` holds them.
#[derive(JsonSchema)]
#[schemars(rename = "imrlint.toml", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is made from it; files are read in parts, to keep places")]
pub(super) struct Document {
    /// Another settings file, relative to this one. Its settings hold where this file has none; lists of files,
    /// `extend-select` and `ignore` add up, and so do the entries of tables.
    ///
    /// ```toml
    /// extend = "../imrlint.toml"
    /// ```
    extend: Option<PathBuf>,
    #[serde(flatten)]
    files: FileOptions,
    #[serde(flatten)]
    options: Options,
    /// Settings for some letters only. They win over all others in files; later ones win over earlier ones.
    ///
    /// ```toml
    /// [[overrides]]
    /// paths = ["templates"]
    /// template = true
    /// ignore = ["S010"]
    /// ```
    #[schemars(default)]
    overrides: Vec<Override>,
}

/// Settings for some letters only: whatever may be set for all, but for files.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Override {
    /// Patterns of the files and folders that they are for.
    paths: Vec<String>,
    #[serde(flatten)]
    options: Options,
}

/// Settings about files. Paths and patterns are relative to the settings file; a pattern without a slash
/// matches at any depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FileOptions {
    /// Patterns of files that are letters whatever they are called.
    ///
    /// ```toml
    /// include = ["outbox/*.text"]
    /// ```
    pub include: Vec<String>,
    /// Patterns of files and folders to leave out.
    ///
    /// ```toml
    /// exclude = ["archive"]
    /// ```
    pub exclude: Vec<String>,
    /// Patterns of files that are templates, besides those called `.imrt`.
    ///
    /// ```toml
    /// templates = ["forms/*.txt"]
    /// ```
    pub templates: Vec<String>,
    /// The house's own profile files, to be named in `profile` or found by their titles.
    ///
    /// ```toml
    /// profiles = ["house/profile.toml"]
    /// ```
    pub profiles: Vec<PathBuf>,
    /// The house's own tables of guidelines: editions or topics, with the columns of imrlint's own tables, of
    /// which only the names and `evidence` are required. A row that imrlint has already is replaced.
    ///
    /// ```toml
    /// guidelines = ["house/topics.tsv"]
    /// ```
    pub guidelines: Vec<PathBuf>,
    /// A baseline, written by `imrlint baseline write`: the findings in it are not reported.
    ///
    /// ```toml
    /// baseline = "imrlint-baseline.toml"
    /// ```
    pub baseline: Option<PathBuf>,
    /// Larger files are not read. Bytes.
    ///
    /// ```toml
    /// max-file-size = 1_000_000
    /// ```
    pub max_file_size: u64,
}

impl Default for FileOptions {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            templates: Vec::new(),
            profiles: Vec::new(),
            guidelines: Vec::new(),
            baseline: None,
            max_file_size: MAX_FILE_SIZE,
        }
    }
}

/// The keys of [`FileOptions`].
pub(super) static FILE_KEYS: LazyLock<Vec<String>> = LazyLock::new(keys::<FileOptions>);
/// The keys of [`Options`].
pub(super) static OPTION_KEYS: LazyLock<Vec<String>> = LazyLock::new(keys::<Options>);
/// Keys whose lists of patterns or paths are relative to where they are set.
pub(super) const PATTERN_KEYS: [&str; 3] = ["include", "exclude", "templates"];
/// Keys whose paths are relative to where they are set.
pub(super) const PATH_KEYS: [&str; 3] = ["profiles", "guidelines", "baseline"];
/// Keys whose lists add up over layers; other lists are replaced.
pub(super) const ADDING_KEYS: [&str; 7] =
    ["include", "exclude", "templates", "profiles", "guidelines", "extend-select", "ignore"];
/// Keys whose values name rules.
pub(super) const RULE_KEYS: [&str; 3] = ["select", "extend-select", "ignore"];

/// The schema of `imrlint.toml`.
pub fn schema() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<Document>()
}

fn keys<T: JsonSchema>() -> Vec<String> {
    let schema = SchemaGenerator::default().into_root_schema_for::<T>();
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    properties.into_iter().flat_map(|properties| properties.keys().cloned()).collect()
}
