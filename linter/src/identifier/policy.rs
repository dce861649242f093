//! What must go, and what comes in its place: settings of the house.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Kind;

/// Which identifiers must not stand in a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// As the Division of Workers' Compensation publishes its decisions: dates, exact ages up to 89, the
    /// case number, and the reviewer's state and specialty are public on purpose.
    #[default]
    Dwc,
    /// 45 CFR 164.514(b)(2): all eighteen identifiers, among them every date but its year.
    SafeHarbor,
}

/// What stands in place of an identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
pub enum Marker {
    /// The same for all.
    Fixed(String),
    /// A word for the kind: `[NAME]`, `[PHONE]`.
    ByKind,
}

impl Default for Marker {
    fn default() -> Self {
        Marker::Fixed("[REDACTED]".to_owned())
    }
}

impl From<String> for Marker {
    fn from(text: String) -> Self {
        if text == "by-kind" { Marker::ByKind } else { Marker::Fixed(text) }
    }
}

impl From<Marker> for String {
    fn from(marker: Marker) -> Self {
        match marker {
            Marker::Fixed(text) => text,
            Marker::ByKind => "by-kind".to_owned(),
        }
    }
}

impl Marker {
    /// The marker for an identifier of a kind.
    pub fn of(&self, kind: Kind) -> &str {
        match self {
            Marker::Fixed(text) => text,
            Marker::ByKind => match kind {
                Kind::Person | Kind::Reviewer | Kind::Remainder => "[NAME]",
                Kind::BirthDate | Kind::Date => "[DATE]",
                Kind::SocialSecurity => "[SSN]",
                Kind::Phone => "[PHONE]",
                Kind::Email => "[EMAIL]",
                Kind::Address => "[ADDRESS]",
                Kind::Record => "[NUMBER]",
                Kind::Age => "[AGE]",
                Kind::Organisation => "[ORGANIZATION]",
            },
        }
    }
}
