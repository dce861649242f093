//! The colours of the command, the same in every place.

use anstyle::{AnsiColor, Style};
use imr_linter::finding::Severity;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

/// The style of a severity.
pub(crate) const fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Blue.on_default().bold(),
        Severity::Hint => AnsiColor::Cyan.on_default().bold(),
    }
}

/// A coloured `error` or `warning` for messages of the command itself.
pub(crate) fn label(name: &str) -> String {
    let style = severity(if name == "error" { Severity::Error } else { Severity::Warning });
    format!("{style}{name}{style:#}")
}
