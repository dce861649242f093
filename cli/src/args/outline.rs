//! The arguments of `imrlint outline`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::settings::SettingsArgs;
use super::values::Audience;

#[derive(Debug, clap::Args)]
pub(crate) struct OutlineArgs {
    /// Letters, and folders of them; `-` reads standard input
    #[arg(required_unless_present = "schema", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: OutlineFormat,
    /// Print the JSON Schema of an outline
    #[arg(long, conflicts_with = "paths")]
    pub(crate) schema: bool,
    /// Print names and numbers that should not be in a letter, instead of hiding them
    #[arg(long)]
    pub(crate) show_identifiers: bool,
    /// Who the letters are for, whatever their own signs say
    #[arg(long, value_enum)]
    pub(crate) audience: Option<Audience>,
    /// The profile to read every letter with: an id such as g4, or a year
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// The name that standard input goes by
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
}

/// How outlines are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutlineFormat {
    /// For people
    #[default]
    Text,
    /// A JSON document for each letter, over several lines
    Json,
    /// The same, a line for each letter
    JsonLines,
}
