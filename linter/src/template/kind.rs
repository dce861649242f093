//! What a placeholder stands for: kinds, and what is put in its place to read a template. The table is
//! `data/placeholders.tsv`; a name that nobody declared tells its kind by its words.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// What a placeholder stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Text,
    CaseNumber,
    Date,
    Priority,
    Number,
    Year,
    Age,
    Sex,
    Pronoun,
    Side,
    /// One of several values.
    Choice,
    Verdict,
    /// Whether the item is medically necessary, in words.
    Conclusion,
    /// The overall determination.
    Determination,
    State,
    Specialty,
    Guideline,
    /// A topic or section of a guideline.
    Section,
    /// The disputed item.
    Item,
    Rationale,
    Summary,
    /// A document that was reviewed.
    Record,
    /// A person or organisation.
    Name,
    /// Set or not.
    Flag,
    /// What a loop runs over.
    List,
}

struct Row {
    kind: Kind,
    names: Vec<&'static str>,
    sample: &'static str,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = include_str!("../../data/placeholders.tsv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let (kind, names, sample) = (cells.next()?, cells.next()?, cells.next()?);
        let names = names.split(';').filter(|name| !name.is_empty()).collect();
        Some(Row { kind: Kind::named(kind)?, names, sample })
    })
    .collect()
});

impl Kind {
    /// The kind with a name as settings write it.
    fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// What stands for a value of the kind.
    pub(crate) fn sample(self) -> &'static str {
        ROWS.iter().find(|row| row.kind == self).map_or("", |row| row.sample)
    }

    /// The kind that a name speaks of, with a sample. The last part of a path counts, and in it the last
    /// words: `issue.verdict` is a verdict, a patient age is an age.
    pub(crate) fn of_name(name: &str) -> (Self, Option<&'static str>) {
        let last = name.rsplit('.').next().unwrap_or(name);
        let words = format!(" {last} ");
        let known = ROWS.iter().flat_map(|row| row.names.iter().map(move |name| (row, *name)));
        let fits = known.filter_map(|(row, name)| {
            Some((words.rfind(&format!(" {name} "))? + name.len(), name.len(), row))
        });
        let best = fits.max_by_key(|(end, length, _)| (*end, *length));
        best.map_or((Self::Text, None), |(.., row)| (row.kind, Some(row.sample)))
    }
}

/// The placeholders that need no declaration, each with a sample: the first of the names of a row.
pub fn known_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROWS.iter().filter_map(|row| Some((*row.names.first()?, row.sample)))
}

/// A name as names are compared: lower case, words parted by one blank.
pub(crate) fn normal(name: &str) -> String {
    let words =
        name.split(|c: char| c.is_whitespace() || c == '_' || c == '-').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_their_kind() {
        for (name, kind) in [
            ("Date_of_Injury", Kind::Date),
            ("issue.verdict", Kind::Verdict),
            ("PATIENT NAME", Kind::Name),
            ("patient age", Kind::Age),
            ("states", Kind::State),
            ("remark", Kind::Text),
        ] {
            assert_eq!(Kind::of_name(&normal(name)).0, kind, "{name}");
        }
        assert_eq!(Kind::of_name("date of injury").1, Some("09/02/2016"));
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let table = include_str!("../../data/placeholders.tsv");
        assert_eq!(ROWS.len(), table.lines().count() - 1);
    }
}
