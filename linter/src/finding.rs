//! What a rule says: one model for the command, the editor and every report.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rules::Rule;
use crate::text::TextRange;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look when there is time.
    Hint,
    /// Worth knowing; nothing need be wrong.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong: the letter should not go out like this.
    Error,
}

impl Severity {
    /// All levels, the mildest first.
    pub const ALL: [Severity; 4] = [Severity::Hint, Severity::Info, Severity::Warning, Severity::Error];

    /// The level's name as settings and reports print it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters here; a rule may say less than its default, and settings may change it.
    pub severity: Severity,
    /// What clashes with what, in a line. Never empty.
    pub message: String,
    /// Where: bytes of the letter's text.
    pub range: TextRange,
    /// The other side of the clash.
    pub related: Vec<Related>,
    /// What to do.
    pub help: Option<String>,
    /// Ways to mend it, the preferred one first.
    pub fixes: Vec<Fix>,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where: bytes of the letter's text.
    pub range: TextRange,
    /// What is there.
    pub message: String,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Who may apply it.
    pub applicability: Applicability,
    /// What it does, as a command: "Write the usual title".
    pub message: String,
    /// Sorted and not overlapping; all of them or none.
    pub edits: Vec<TextEdit>,
}

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// A choice that an editor offers and a person makes.
    Display,
    /// `--unsafe-fixes`: right in all likelihood, to be read again.
    Unsafe,
    /// `--fix`: changes nothing that a letter says.
    Safe,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What goes: bytes of the letter's text; empty for an insertion.
    pub range: TextRange,
    /// What comes.
    pub replacement: String,
}

impl Finding {
    /// A finding at the rule's own severity.
    pub fn new(rule: &'static Rule, range: TextRange, message: impl Into<String>) -> Self {
        Finding {
            rule,
            severity: rule.severity,
            message: message.into(),
            range,
            related: Vec::new(),
            help: None,
            fixes: Vec::new(),
        }
    }

    /// The same at another severity.
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with another place.
    pub fn related(mut self, range: TextRange, message: impl Into<String>) -> Self {
        self.related.push(Related { range, message: message.into() });
        self
    }

    /// The same with a fix that replaces one range.
    pub fn replace(
        self,
        applicability: Applicability,
        message: impl Into<String>,
        range: TextRange,
        replacement: impl Into<String>,
    ) -> Self {
        let edits = vec![TextEdit { range, replacement: replacement.into() }];
        self.fix(Fix { applicability, message: message.into(), edits })
    }

    /// The same with a fix.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same, moved behind `offset`: a block's findings are relative to the block.
    pub(crate) fn shifted(&self, offset: TextRange) -> Self {
        let by = offset.start();
        let mut moved = self.clone();
        moved.range += by;
        for related in &mut moved.related {
            related.range += by;
        }
        for edit in moved.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.range += by;
        }
        moved
    }
}
