//! What a run comes to, in a line.

use std::fmt::Write as _;

use imr_linter::finding::{Applicability, Severity};

use super::{Checked, style};

/// Counts over all letters.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) checked: usize,
    pub(crate) unreadable: usize,
    /// Text files that are no letters.
    pub(crate) skipped: usize,
    pub(crate) excluded: usize,
    pub(crate) suppressed: usize,
    pub(crate) baselined: usize,
    pub(crate) fixed: usize,
    pub(crate) would_fix: usize,
    /// Letters whose fixes could not be written.
    pub(crate) failed: usize,
    pub(crate) listed_only: bool,
    /// Findings below `--severity`.
    pub(crate) hidden: usize,
    by_severity: [usize; 4],
    least: Severity,
    safe: usize,
    risky: usize,
}

impl Summary {
    /// A summary of findings of at least this severity.
    pub(crate) fn new(least: Severity) -> Self {
        Self {
            checked: 0,
            unreadable: 0,
            skipped: 0,
            excluded: 0,
            suppressed: 0,
            baselined: 0,
            fixed: 0,
            would_fix: 0,
            failed: 0,
            listed_only: false,
            hidden: 0,
            by_severity: [0; 4],
            least,
            safe: 0,
            risky: 0,
        }
    }

    pub(crate) fn count(&mut self, checked: &Checked) {
        let findings = &checked.outcome.findings;
        let unreadable = findings.iter().any(|finding| finding.rule.code == "E001");
        *(if unreadable { &mut self.unreadable } else { &mut self.checked }) += 1;
        self.suppressed += checked.outcome.suppressed;
        self.baselined += checked.outcome.baselined;
        self.fixed += checked.fixed;
        self.would_fix += checked.would_fix;
        self.failed += usize::from(checked.trouble.is_some());
        for finding in findings {
            self.by_severity[finding.severity as usize] += 1;
            if finding.severity < self.least {
                self.hidden += 1;
                continue;
            }
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
        text + "; letters are called .imr, .imr.txt or .imrt, or are named outright; in folders, hidden files and \
                those that git ignores are passed over"
    }

    /// The closing line, coloured.
    pub(crate) fn text(&self) -> String {
        let shown = &self.by_severity[self.least as usize..];
        let mut text = String::new();
        if shown.iter().sum::<usize>() == 0 {
            let _ = write!(text, "{} checked, nothing found", letters(self.checked));
        } else {
            let counts: Vec<String> = Severity::ALL
                .iter()
                .rev()
                .filter(|severity| **severity >= self.least && self.by_severity[**severity as usize] > 0)
                .map(|severity| {
                    let (count, style) = (self.by_severity[*severity as usize], style::severity(*severity));
                    format!("{style}{}{style:#}", counted(count, severity.name()))
                })
                .collect();
            let _ = write!(text, "{} in {}", counts.join(", "), letters(self.checked + self.unreadable));
        }
        for (count, what) in [
            (self.fixed, "fixed"),
            (self.would_fix, "would be fixed"),
            (self.failed, "not written"),
            (self.suppressed, "silenced by comments"),
            (self.baselined, "in the baseline"),
            (self.hidden, "not shown"),
            (self.unreadable, "not readable"),
            (self.excluded, "left out by the settings"),
        ] {
            if count > 0 {
                let _ = write!(text, "; {count} {what}");
            }
        }
        let fixable = [(self.safe, "--fix"), (self.risky, "--unsafe-fixes")];
        let fixable: Vec<String> = fixable
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, flag)| format!("{count} with {flag}"))
            .collect();
        if !fixable.is_empty() {
            let _ = write!(text, "; fixable: {}", fixable.join(", "));
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

pub(crate) fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 || what == "info" { "" } else { "s" };
    format!("{count} {what}{plural}")
}
