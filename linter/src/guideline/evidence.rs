//! How far a row of the index can be relied on.

use std::fmt;

use serde::Deserialize;

use crate::finding::Severity;

/// Where a row comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// From memory; nobody has checked it.
    Unverified,
    /// One named source.
    #[default]
    Sourced,
    /// Two named sources.
    Corroborated,
    /// Read from the official document that the user imported.
    Verified,
}

/// A self-estimate for what is unverified; no evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Doubtful: a page may be off by some.
    Low,
    /// May be off.
    #[default]
    Medium,
    /// Probably right.
    High,
}

/// The evidence of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where the row comes from.
    pub confidence: Confidence,
    /// How sure memory is.
    pub certainty: Certainty,
    /// The sources, by name.
    pub source: String,
}

impl Evidence {
    /// The severity of a finding that rests on this row: an error on verified rows, a warning on sourced
    /// ones, info on what memory is sure of, nothing (`None`) on the rest.
    pub fn severity(&self) -> Option<Severity> {
        match (self.confidence, self.certainty) {
            (Confidence::Verified, _) => Some(Severity::Error),
            (Confidence::Corroborated | Confidence::Sourced, _) => Some(Severity::Warning),
            (Confidence::Unverified, Certainty::High) => Some(Severity::Info),
            (Confidence::Unverified, _) => None,
        }
    }

    /// Pages by which the row may be off without a word.
    pub fn tolerance(&self) -> u16 {
        u16::from(self.confidence == Confidence::Unverified)
    }

    /// How sure we are, with the source where there is one to name.
    pub fn with_source(&self) -> String {
        match self.source.trim_start_matches("page: ") {
            "" | "unverified" => self.to_string(),
            _ => format!("{self} ({})", self.source),
        }
    }

    /// The weaker of two.
    pub fn weaker<'e>(&'e self, other: &'e Evidence) -> &'e Evidence {
        if (other.confidence, other.certainty) < (self.confidence, self.certainty) { other } else { self }
    }
}

impl fmt::Display for Evidence {
    /// How sure we are, for a message or card.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.confidence, self.certainty) {
            (Confidence::Verified, _) => "verified against the imported document",
            (Confidence::Corroborated, _) => "two sources agree",
            (Confidence::Sourced, _) => "one source",
            (Confidence::Unverified, Certainty::High) => "not verified",
            (Confidence::Unverified, Certainty::Medium) => "not verified, may be off",
            (Confidence::Unverified, Certainty::Low) => "not verified, doubtful",
        })
    }
}
