//! The arguments of `imrlint check`.

use std::path::PathBuf;

use super::settings::SettingsArgs;
use super::values::{Audience, Format, Level, StatisticsBy};

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
    /// Read everything as a template, whatever it is called
    #[arg(long, help_heading = "Rules")]
    pub(crate) template: bool,
    /// The profile to read every letter with: an id such as g4, or a year
    #[arg(long, value_name = "PROFILE", help_heading = "Rules")]
    pub(crate) profile: Option<String>,
    /// The letters go out: an audience must be set, drafts are refused, and nothing is held back
    #[arg(long = "final", help_heading = "Rules")]
    pub(crate) is_final: bool,
    /// Do not report what this baseline holds
    #[arg(long, value_name = "FILE", help_heading = "Rules", conflicts_with = "is_final")]
    pub(crate) baseline: Option<PathBuf>,

    /// Apply safe fixes
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,
    /// Apply fixes that need reading again, too
    #[arg(long, help_heading = "Fixes")]
    pub(crate) unsafe_fixes: bool,
    /// Show what the fixes would change, and change nothing
    #[arg(long, help_heading = "Fixes")]
    pub(crate) diff: bool,
    /// Write a comment above everything that is found, so that it is not reported any more; give the reason
    #[arg(
        long,
        value_name = "REASON",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "found when imrlint was taken up",
        value_parser = reason,
        conflicts_with_all = ["fix", "diff", "is_final"],
        help_heading = "Fixes"
    )]
    pub(crate) add_ignores: Option<String>,

    /// How to report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) output_format: Format,
    /// Count instead of reporting: by rule, or by file
    #[arg(long, value_enum, value_name = "BY", num_args = 0..=1, require_equals = true, default_missing_value = "rule", help_heading = "Output")]
    pub(crate) statistics: Option<StatisticsBy>,
    /// Write the report to this file
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output_file: Option<PathBuf>,
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

    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
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
    #[arg(long, short, value_name = "N", help_heading = "Files", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}

impl CheckArgs {
    /// Whether standard input is checked.
    pub(crate) fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }
}

/// A reason is a line that does not end its comment.
fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.contains("--") || text.contains(['\n', '\r', '>']) {
        return Err("a reason is one line of words, without `--` and `>`".to_owned());
    }
    Ok(text.to_owned())
}
