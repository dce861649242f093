//! The disputed item, taken apart.

use schemars::JsonSchema;
use serde::Serialize;

use super::reader::Reader;
use crate::facts::{Form, Item, Measure, Unit};
use crate::lexicon::{Region, Side};
use crate::text::{TextRange, TextSize};

/// What an item is made of; each list is in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct ItemOutline {
    /// Drugs.
    pub drugs: Vec<DrugOutline>,
    /// Strengths of drugs.
    pub strengths: Vec<StrengthOutline>,
    /// How drugs are made up, as `tablet`.
    pub dosage_forms: Vec<String>,
    /// How a drug is given, where the text says so.
    pub form: Option<Form>,
    /// Numbers of sessions, tablets, refills, weeks.
    pub amounts: Vec<AmountOutline>,
    /// Kinds of service.
    pub services: Vec<ServiceOutline>,
    /// Parts of the body.
    pub body_parts: Vec<BodyPartOutline>,
    /// Sides of the body.
    pub sides: Vec<SideOutline>,
    /// Levels of the spine as printed.
    pub levels: Vec<String>,
    /// The day of a service already rendered, as YYYY-MM-DD.
    pub service_date: Option<String>,
}

/// A drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DrugOutline {
    /// As printed.
    pub words: String,
    /// Its generic name; several substances with a slash between.
    pub generic: String,
    /// Whether it is an opioid.
    pub opioid: bool,
}

/// A strength.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StrengthOutline {
    /// As printed.
    pub words: String,
    /// The values, one for each substance.
    pub values: Vec<f64>,
    /// Their unit, where it is printed.
    pub unit: Option<Measure>,
}

/// An amount.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AmountOutline {
    /// As printed.
    pub words: String,
    /// What is counted.
    pub unit: Unit,
    /// The least.
    pub low: f64,
    /// The most; the same where the text leaves no choice.
    pub high: f64,
    /// It is computed from a frequency and a time that are printed.
    pub product: bool,
}

/// A kind of service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServiceOutline {
    /// As printed.
    pub words: String,
    /// Its name, as `physical-therapy`.
    pub name: String,
}

/// A part of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BodyPartOutline {
    /// As printed.
    pub words: String,
    /// As guidelines divide the body.
    pub region: Region,
}

/// A side of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SideOutline {
    /// As printed, with the part of the body that it is said of.
    pub words: String,
    /// Which.
    pub side: Side,
    /// The part of the body; none where the side stands alone.
    pub region: Option<Region>,
}

impl Reader<'_> {
    /// An item of a block that begins at `offset`.
    pub(super) fn item(&self, item: &Item, offset: TextSize) -> ItemOutline {
        let words = |range: TextRange| self.words(range + offset).trim_matches([' ', ',']).to_owned();
        let drugs = item.drugs.iter().map(|(range, id)| {
            let drug = self.index().drug(*id);
            DrugOutline { words: words(*range), generic: drug.generic.clone(), opioid: drug.opioid }
        });
        let strengths = item.strengths.iter().map(|strength| StrengthOutline {
            words: words(strength.range),
            values: strength.values.iter().map(|value| value.as_f64()).collect(),
            unit: strength.unit,
        });
        let amounts = item.amounts.iter().map(|amount| AmountOutline {
            words: words(amount.range),
            unit: amount.unit,
            low: amount.low.as_f64(),
            high: amount.high.as_f64(),
            product: amount.product,
        });
        let services = item
            .services
            .iter()
            .map(|(range, service)| ServiceOutline { words: words(*range), name: service.name().to_owned() });
        let regions = item.regions.iter().filter(|(_, region)| region.is_body());
        let sides = item.sides.iter().map(|sided| SideOutline {
            words: words(sided.range),
            side: sided.side,
            region: sided.region,
        });
        ItemOutline {
            drugs: drugs.collect(),
            strengths: strengths.collect(),
            dosage_forms: item.made_up.iter().map(|(_, form)| form.0.to_owned()).collect(),
            form: item.form,
            amounts: amounts.collect(),
            services: services.collect(),
            body_parts: regions
                .map(|(range, region)| BodyPartOutline { words: words(*range), region: *region })
                .collect(),
            sides: sides.collect(),
            levels: item.levels.iter().map(|(range, _)| words(*range)).collect(),
            service_date: item.service_date.map(|date| date.to_string()),
        }
    }
}
