//! The command line. Flags are called as ruff calls them where it has them.

mod check;
mod guideline;
mod outline;
mod settings;
mod values;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub(crate) use check::CheckArgs;
pub(crate) use guideline::{CiteArgs, GuidelineCommand};
pub(crate) use outline::{OutlineArgs, OutlineFormat};
pub(crate) use settings::{BaselineArgs, BaselineCommand, ConfigArgs, SettingsArgs};
pub(crate) use values::{Audience, ColorChoice, Format, PageFormat, PrintFormat, StatisticsBy};

/// The version with what is known of the build.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ncommit: ",
    env!("IMRLINT_COMMIT"),
    "\ntarget: ",
    env!("IMRLINT_TARGET")
);

/// Lints California Independent Medical Review letters and letter templates.
#[derive(Debug, Parser)]
#[command(version, long_version = LONG_VERSION, about, max_term_width = 100)]
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
    /// Keep findings of today from being reported, so that only new ones are
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Show the settings in force for a letter, and where each comes from
    Config(ConfigArgs),
    /// Write a letter or template to begin with
    New(NewArgs),
    /// Print letters as structured data: issues, verdicts, items, citations, conclusions
    Outline(OutlineArgs),
    /// Look up a citation, topic, drug, page or rule
    Cite(CiteArgs),
    /// Show, import and verify guidelines
    #[command(subcommand)]
    Guideline(GuidelineCommand),
    /// Explain rules: what they report, and why it matters
    Explain(ExplainArgs),
    /// List all rules
    Rules(RulesArgs),
    /// Print the completions for a shell
    Completions(CompletionsArgs),
    /// Run the language server on standard input and output
    Lsp(LspArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Codes or names
    #[arg(required = true, value_name = "RULE")]
    pub(crate) rules: Vec<String>,
    /// How to print the pages
    #[arg(long, alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PageFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// How to print the list
    #[arg(long, alias = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) output_format: PageFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// Whose form to take: a profile's id such as g4, or a year; the newest unless given
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// Write a template with branches and loops instead of a letter
    #[arg(long)]
    pub(crate) template: bool,
    /// Who the letter is for
    #[arg(long, value_enum)]
    pub(crate) audience: Option<Audience>,
    /// Write to this file, which must not be there yet, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LspArgs {
    /// Accepted because editors pass it; there is no other way to talk
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
    /// Write down the messages of the session at the end of this file, without the words of any letter
    #[arg(long, value_name = "FILE")]
    pub(crate) trace: Option<PathBuf>,
    /// Play a session from a file of messages, and print what the server says
    #[arg(long, value_name = "FILE", conflicts_with = "trace")]
    pub(crate) replay: Option<PathBuf>,
}
