//! Where settings come from, and what is asked of them.

use std::path::PathBuf;

use clap::Subcommand;

use super::values::PrintFormat;

/// Which settings files hold, and what holds besides.
#[derive(Debug, clap::Args)]
pub(crate) struct SettingsArgs {
    /// Use this settings file for all letters, or set one setting: `--config audience=party`
    #[arg(long, value_name = "FILE|KEY=VALUE", help_heading = "Files")]
    pub(crate) config: Vec<String>,
    /// Use no settings file
    #[arg(long, help_heading = "Files")]
    pub(crate) isolated: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConfigArgs {
    /// The letter or folder whose settings to show
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PrintFormat,
    /// Print the JSON Schema of settings files instead
    #[arg(long, conflicts_with = "reference")]
    pub(crate) schema: bool,
    /// Print the documentation of all settings instead, as Markdown
    #[arg(long)]
    pub(crate) reference: bool,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineCommand {
    /// Write the findings of today to the baseline: they are not reported any more
    Write(BaselineArgs),
    /// Tell whether all of the baseline is still needed; exits with 1 when it is not
    Check(BaselineArgs),
    /// Drop what the baseline holds in vain; nothing new is taken in
    Prune(BaselineArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct BaselineArgs {
    /// The letters, and folders of letters
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The baseline; else the one that the settings name, else imrlint-baseline.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}
