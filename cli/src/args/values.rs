//! The values that flags can have.

use clap::ValueEnum;
use imr_linter::finding::Severity;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Findings with the lines they are about
    #[default]
    Full,
    /// A line for each finding
    Concise,
    /// One JSON array
    Json,
    /// A JSON object a line
    JsonLines,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// The Code Quality report of GitLab
    Gitlab,
    /// Test results as XML: a suite for each letter
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// Reviewdog's diagnostic format
    Rdjson,
}

/// How pages are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    #[default]
    Text,
    Markdown,
    Json,
}

/// How settings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PrintFormat {
    #[default]
    Text,
    Json,
}

/// What statistics count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatisticsBy {
    Rule,
    File,
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

impl Audience {
    /// As settings write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Party => "party",
        }
    }
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
