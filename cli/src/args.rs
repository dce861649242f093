//! The command line. Flags are called as ruff calls them where it has them.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use imr_linter::finding::Severity;

/// Lints California Independent Medical Review letters and letter templates.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check letters
    Check(CheckArgs),
    /// Run the language server on standard input and output
    Lsp(LspArgs),
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct CheckArgs {
    /// Files and folders to check; `-` reads standard input
    #[arg(default_value = ".", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Run only these rules: codes, names, first letters of codes, or ALL
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) select: Option<Vec<String>>,
    /// Run these rules besides
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) extend_select: Vec<String>,
    /// Do not run these rules
    #[arg(long, value_delimiter = ',', value_name = "RULE", help_heading = "Rules")]
    pub(crate) ignore: Vec<String>,
    /// Who the letters are for, whatever their own signs say
    #[arg(long, value_enum, help_heading = "Rules")]
    pub(crate) audience: Option<Audience>,
    /// The profile to read every letter with: an id such as g4, or a year
    #[arg(long, value_name = "PROFILE", help_heading = "Rules")]
    pub(crate) profile: Option<String>,

    /// Apply safe fixes
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,
    /// Apply fixes that need reading again, too
    #[arg(long, help_heading = "Fixes")]
    pub(crate) unsafe_fixes: bool,
    /// Show what the fixes would change, and change nothing
    #[arg(long, help_heading = "Fixes")]
    pub(crate) diff: bool,

    /// How to report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) output_format: Format,
    /// Report findings of this severity and above only
    #[arg(long, value_enum, value_name = "LEVEL", help_heading = "Output")]
    pub(crate) severity: Option<Level>,
    /// Print names and numbers that should not be in a letter, instead of hiding them
    #[arg(long, help_heading = "Output")]
    pub(crate) show_identifiers: bool,
    /// Exit with 1 for findings of this severity and above
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "warning", help_heading = "Output")]
    pub(crate) fail_on: Level,
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output")]
    pub(crate) exit_zero: bool,
    /// No summary and no progress
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Use this settings file for all letters
    #[arg(long, value_name = "FILE", help_heading = "Files", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Use no settings file
    #[arg(long, help_heading = "Files")]
    pub(crate) isolated: bool,
    /// The name that standard input goes by
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub(crate) stdin_filename: Option<PathBuf>,
    /// Leave out excluded files even when they are named
    #[arg(long, help_heading = "Files")]
    pub(crate) force_exclude: bool,
    /// List the files that would be checked
    #[arg(long, help_heading = "Files")]
    pub(crate) show_files: bool,
    /// It is no error when there is nothing to check
    #[arg(long, help_heading = "Files")]
    pub(crate) allow_empty: bool,
    /// How many files to check at once; as many as there are cores unless given
    #[arg(long, short, value_name = "N", help_heading = "Files")]
    pub(crate) jobs: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// Accepted because editors pass it; there is no other way to talk
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Findings with the lines they are about
    #[default]
    Full,
    /// A line for each finding
    Concise,
    /// One JSON array
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Hint,
    Info,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Hint => Severity::Hint,
            Level::Info => Severity::Info,
            Level::Warning => Severity::Warning,
            Level::Error => Severity::Error,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// As published, with names removed
    Public,
    /// As mailed to the parties
    Party,
}

impl From<Audience> for imr_linter::profile::Audience {
    fn from(audience: Audience) -> Self {
        match audience {
            Audience::Public => Self::Public,
            Audience::Party => Self::Party,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorChoice {
    /// Sets the choice for all output.
    pub(crate) fn write_global(self) {
        let choice = match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}
