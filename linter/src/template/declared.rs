//! The placeholders that settings declare: name, kind, sample, values.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kind::{Kind, normal};

/// The declared placeholders, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placeholders {
    /// Under their compared names; with the name as written.
    declared: BTreeMap<String, (String, Declaration)>,
}

/// What the settings say of a placeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declaration {
    /// What it stands for.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What stands in its place while a template is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// What it may be, for a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

impl Placeholders {
    /// Whether no name is declared.
    pub fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }

    /// What is declared of a name.
    pub fn get(&self, name: &str) -> Option<&Declaration> {
        self.declared.get(&normal(name)).map(|(_, declaration)| declaration)
    }

    /// The names as the settings write them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.declared.values().map(|(name, _)| name.as_str())
    }

    /// The declared name that is nearest to another.
    pub(crate) fn nearest(&self, name: &str) -> Option<&str> {
        let name = normal(name);
        let near =
            self.declared.iter().map(|(known, (written, _))| (strsim::osa_distance(known, &name), written));
        near.min()
            .filter(|(distance, _)| *distance <= 1 + name.len() / 5)
            .map(|(_, written)| written.as_str())
    }
}

impl Serialize for Placeholders {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.declared.values().map(|(name, declaration)| (name, declaration)))
    }
}

impl<'de> Deserialize<'de> for Placeholders {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let table: BTreeMap<String, Declaration> = BTreeMap::deserialize(deserializer)?;
        let declared = table.into_iter().map(|(name, declaration)| (normal(&name), (name, declaration)));
        Ok(Self { declared: declared.collect() })
    }
}

/// A declaration as a settings file may write it, for the schema.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the schema is made from it; reading is stricter")]
pub(crate) enum WrittenDeclaration {
    /// What the placeholder stands for.
    Kind(Kind),
    /// What the placeholder stands for, with a sample or values.
    Table(Table),
}

/// A declaration as a table.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    /// What it stands for.
    #[serde(rename = "type")]
    kind: Kind,
    /// What stands in its place while a template is read.
    sample: Option<String>,
    /// What it may be, for a choice.
    #[serde(default)]
    values: Vec<String>,
}

/// `name = "date"` or `name = { type = "date", sample = "01/02/2017" }`.
impl<'de> Deserialize<'de> for Declaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Declaration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a type such as \"date\", or a table with `type`, `sample` and `values`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Declaration, E> {
                let kind = Kind::deserialize(serde::de::value::StrDeserializer::<E>::new(text))?;
                Table { kind, sample: None, values: Vec::new() }.checked()
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Declaration, A::Error> {
                Table::deserialize(MapAccessDeserializer::new(map))?.checked()
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl Table {
    fn checked<E: serde::de::Error>(self) -> Result<Declaration, E> {
        if self.kind == Kind::Choice && self.values.len() < 2 {
            return Err(E::custom("a choice needs `values`, such as `values = [\"left\", \"right\"]`"));
        }
        if self.kind != Kind::Choice && !self.values.is_empty() {
            return Err(E::custom("only a choice has `values`"));
        }
        if let Some(sample) = &self.sample {
            if !self.values.is_empty() && !self.values.contains(sample) {
                return Err(E::custom(format!("the sample \"{sample}\" is none of the values")));
            }
            if let Some(wanted) = unfit(self.kind, sample) {
                return Err(E::custom(format!("the sample \"{sample}\" is no {wanted}")));
            }
        }
        Ok(Declaration { kind: self.kind, sample: self.sample, values: self.values })
    }
}

/// What a sample should be and is not.
fn unfit(kind: Kind, sample: &str) -> Option<&'static str> {
    let fits = match kind {
        Kind::Verdict => ["upheld", "overturned"].contains(&sample.to_lowercase().as_str()),
        Kind::Date => sample.contains(|c: char| c.is_ascii_digit()),
        Kind::Number | Kind::Age | Kind::Year => {
            !sample.is_empty() && sample.bytes().all(|b| b.is_ascii_digit())
        }
        _ => true,
    };
    let wanted = match kind {
        Kind::Verdict => "verdict: write Upheld or Overturned",
        Kind::Date => "date",
        _ => "number",
    };
    (!fits).then_some(wanted)
}
