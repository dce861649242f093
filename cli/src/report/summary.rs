//! What a run comes to, in a line.

use std::fmt::Write as _;

use imr_linter::finding::{Applicability, Severity};

use super::{Checked, style};

/// Counts over all letters.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) checked: usize,
    pub(crate) unreadable: usize,
    /// Text files that are no letters.
    pub(crate) skipped: usize,
    pub(crate) excluded: usize,
    pub(crate) suppressed: usize,
    pub(crate) fixed: usize,
    pub(crate) would_fix: usize,
    pub(crate) listed_only: bool,
    by_severity: [usize; 4],
    safe: usize,
    risky: usize,
}

impl Summary {
    pub(crate) fn count(&mut self, checked: &Checked) {
        let findings = &checked.outcome.findings;
        let unreadable = findings.iter().any(|finding| finding.rule.code == "E001");
        *(if unreadable { &mut self.unreadable } else { &mut self.checked }) += 1;
        self.suppressed += checked.outcome.suppressed;
        self.fixed += checked.fixed;
        self.would_fix += checked.would_fix;
        for finding in findings {
            self.by_severity[finding.severity as usize] += 1;
            match finding.fixes.first().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => self.safe += 1,
                Some(Applicability::Unsafe) => self.risky += 1,
                Some(Applicability::Display) | None => {}
            }
        }
    }

    /// How many findings have this severity or a graver one.
    pub(crate) fn at_least(&self, severity: Severity) -> usize {
        self.by_severity[severity as usize..].iter().sum()
    }

    pub(crate) fn nothing_checked(&self) -> String {
        let mut text = "nothing was checked: there is no letter here".to_owned();
        if self.skipped > 0 {
            let _ = write!(text, " ({} looked into and taken for something else)", files(self.skipped));
        }
        if self.excluded > 0 {
            let _ = write!(text, " ({} left out by the settings)", files(self.excluded));
        }
        text + "; letters end in .imr, .imr.txt or .imrt, or are named outright"
    }

    /// The closing line, coloured.
    pub(crate) fn text(&self) -> String {
        let total: usize = self.by_severity.iter().sum();
        let mut text = String::new();
        if total == 0 {
            let _ = write!(text, "{} checked, nothing found", letters(self.checked));
        } else {
            let counts: Vec<String> = Severity::ALL
                .iter()
                .rev()
                .filter(|severity| self.by_severity[**severity as usize] > 0)
                .map(|severity| {
                    let (count, style) = (self.by_severity[*severity as usize], style::severity(*severity));
                    format!("{style}{}{style:#}", counted(count, severity.name()))
                })
                .collect();
            let _ = write!(text, "{} in {}", counts.join(", "), letters(self.checked + self.unreadable));
        }
        for (count, what) in [
            (self.fixed, "fixed"),
            (self.suppressed, "silenced by comments"),
            (self.unreadable, "not readable"),
            (self.excluded, "left out by the settings"),
        ] {
            if count > 0 {
                let _ = write!(text, "; {count} {what}");
            }
        }
        match (self.safe, self.risky) {
            (0, 0) => {}
            (safe, 0) => {
                let _ = write!(text, "; {safe} can be fixed with --fix");
            }
            (safe, risky) => {
                let _ = write!(text, "; {safe} can be fixed with --fix, {risky} more with --unsafe-fixes");
            }
        }
        text
    }
}

fn letters(count: usize) -> String {
    counted(count, "letter")
}

fn files(count: usize) -> String {
    counted(count, "file")
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 || what == "info" { "" } else { "s" };
    format!("{count} {what}{plural}")
}
