//! The rows of `data/guideline/*.tsv`, as they stand there, and of a house's own tables, which may leave out
//! columns.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::evidence::{Certainty, Confidence};

pub(super) const EDITIONS: &str = include_str!("../../data/guideline/editions.tsv");
pub(super) const TOPICS: &str = include_str!("../../data/guideline/topics.tsv");
pub(super) const LIMITS: &str = include_str!("../../data/guideline/limits.tsv");
pub(super) const DRUGS: &str = include_str!("../../data/guideline/drugs.tsv");
pub(super) const FORMULARY: &str = include_str!("../../data/guideline/formulary.tsv");

#[derive(Deserialize)]
pub(super) struct EditionRow {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) years: String,
    #[serde(default)]
    pub(super) other_titles: String,
    #[serde(default)]
    pub(super) chapter: Option<u8>,
    #[serde(default)]
    pub(super) regions: String,
    pub(super) cites: Cites,
    #[serde(default)]
    pub(super) names: super::model::NameList,
    #[serde(default)]
    pub(super) published: String,
    #[serde(default)]
    pub(super) effective: Option<Date>,
    #[serde(default)]
    pub(super) until: Option<Date>,
    #[serde(default)]
    pub(super) regulation: String,
    #[serde(default)]
    pub(super) first_page: Option<u16>,
    #[serde(default)]
    pub(super) last_page: Option<u16>,
    #[serde(default)]
    pub(super) confidence: Confidence,
    pub(super) evidence: String,
    #[serde(default)]
    pub(super) note: String,
}

/// How letters cite an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cites {
    /// By page.
    Pages,
    /// By the name or number of a section.
    Sections,
    /// By either.
    Both,
    /// It has neither.
    None,
}

#[derive(Deserialize)]
pub(super) struct TopicRow {
    pub(super) edition: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) number: String,
    #[serde(default)]
    pub(super) kind: super::model::TopicKind,
    #[serde(default)]
    pub(super) first_page: Option<u16>,
    #[serde(default)]
    pub(super) last_page: Option<u16>,
    #[serde(default)]
    pub(super) parent: String,
    #[serde(default)]
    pub(super) aliases: String,
    #[serde(default)]
    pub(super) stance: String,
    #[serde(default)]
    pub(super) detail: String,
    #[serde(default)]
    pub(super) confidence: Confidence,
    #[serde(default)]
    pub(super) certainty: Certainty,
    pub(super) evidence: String,
}

#[derive(Deserialize)]
pub(super) struct LimitRow {
    pub(super) edition: String,
    pub(super) topic: String,
    pub(super) condition: String,
    pub(super) limit: String,
    pub(super) page: String,
    pub(super) confidence: Confidence,
    #[serde(default)]
    pub(super) certainty: Certainty,
    pub(super) evidence: String,
}

#[derive(Deserialize)]
pub(super) struct DrugRow {
    pub(super) generic: String,
    pub(super) brands: String,
    pub(super) class: String,
    pub(super) opioid: String,
    pub(super) route: String,
    pub(super) topics: String,
    pub(super) note: String,
    pub(super) confidence: Confidence,
    #[serde(default)]
    pub(super) certainty: Certainty,
    pub(super) evidence: String,
}

#[derive(Deserialize)]
pub(super) struct FormularyRow {
    pub(super) drug: String,
    pub(super) status: String,
    pub(super) special_fill: String,
    pub(super) perioperative_fill: String,
    pub(super) list_version: String,
    pub(super) confidence: Confidence,
    #[serde(default)]
    pub(super) certainty: Certainty,
    pub(super) evidence: String,
}

/// Reads a table. Errors name the line.
pub(super) fn read<R: DeserializeOwned>(table: &str) -> Result<Vec<R>, csv::Error> {
    reader(table).deserialize().collect()
}

/// The names of a table's columns.
pub(super) fn columns(table: &str) -> Vec<String> {
    let headers = reader(table).headers().cloned().unwrap_or_default();
    headers.iter().map(str::to_owned).collect()
}

fn reader(table: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(table.as_bytes())
}

/// The values of a cell that stand between separators.
pub(super) fn values(cell: &str, separator: &str) -> Vec<String> {
    cell.split(separator).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}
