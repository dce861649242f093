//! Comparing an item with the same item said elsewhere. Only what both sides state is compared.

use super::amount::{Amount, Unit};
use super::{Item, Strength};
use crate::guideline::Index;
use crate::lexicon::{Region, Service, Side, Sided};
use crate::text::TextRange;

/// What two sides say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// In what.
    pub(crate) aspect: Aspect,
    /// Where the request says it, and what.
    pub(crate) requested: (TextRange, String),
    /// Where the other side says it, and what.
    pub(crate) stated: (TextRange, String),
}

/// In what an item can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    Drug,
    Strength,
    Unit,
    Form,
    Amount,
    Side,
    Level,
    Region,
    Service,
}

impl Aspect {
    /// How messages call it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Aspect::Drug => "drug",
            Aspect::Strength => "strength",
            Aspect::Unit => "unit",
            Aspect::Form => "form",
            Aspect::Amount => "quantity",
            Aspect::Side => "side",
            Aspect::Level => "level",
            Aspect::Region => "part of the body",
            Aspect::Service => "service",
        }
    }
}

/// The first difference that matters between what was requested and what is stated.
pub(crate) fn difference(requested: &Item, stated: &Item, index: &Index) -> Option<Difference> {
    let pair = Pair { requested, stated };
    pair.drug(index)
        .or_else(|| pair.service())
        .or_else(|| pair.strength())
        .or_else(|| pair.form())
        .or_else(|| pair.side())
        .or_else(|| pair.level())
        .or_else(|| pair.region())
        .or_else(|| pair.amount())
}

/// A portion of two numbers ("two sessions for the back and eight for the wrist"), of which one is named.
pub(crate) fn left_out(requested: &Item, stated: &Item) -> Option<Difference> {
    Pair { requested, stated }.partial_amount()
}

struct Pair<'i> {
    requested: &'i Item,
    stated: &'i Item,
}

impl Pair<'_> {
    fn differ(&self, aspect: Aspect, requested: TextRange, stated: TextRange) -> Difference {
        Difference {
            aspect,
            requested: (requested, self.requested.words(requested).to_owned()),
            stated: (stated, self.stated.words(stated).to_owned()),
        }
    }

    fn drug(&self, index: &Index) -> Option<Difference> {
        let (wanted, named) = (self.requested.drugs.first()?, self.stated.drugs.first()?);
        let same = |a, b| same_drug(&index.drug(a).generic, &index.drug(b).generic);
        let met =
            self.stated.drugs.iter().any(|(_, b)| self.requested.drugs.iter().any(|(_, a)| same(*a, *b)));
        (!met).then(|| self.differ(Aspect::Drug, wanted.0, named.0))
    }

    fn service(&self) -> Option<Difference> {
        let (wanted, named) = (&self.requested.services, &self.stated.services);
        // A test is never a tablet; an injection may well be.
        if wanted.is_empty() && !self.requested.drugs.is_empty() && self.stated.drugs.is_empty() {
            let other = named.iter().find(|(_, service)| !service.may_give_drugs())?;
            return Some(self.differ(Aspect::Service, self.requested.drugs[0].0, other.0));
        }
        if named.is_empty() && !self.stated.drugs.is_empty() && self.requested.drugs.is_empty() {
            let own = wanted.first()?;
            let gives = wanted.iter().any(|(_, service)| service.may_give_drugs());
            return (!gives).then(|| self.differ(Aspect::Service, own.0, self.stated.drugs[0].0));
        }
        let met = named.iter().any(|(_, b)| wanted.iter().any(|(_, a)| Service::may_be(*a, *b)));
        (!met).then(|| Some(self.differ(Aspect::Service, wanted.first()?.0, named.first()?.0)))?
    }

    fn strength(&self) -> Option<Difference> {
        let wanted = self.requested.strengths.first()?;
        let met = |named: &Strength| self.requested.strengths.iter().any(|wanted| wanted.may_be(named));
        let named = self.stated.strengths.iter().find(|named| !met(named))?;
        let aspect = if wanted.differs_in_unit(named) { Aspect::Unit } else { Aspect::Strength };
        Some(self.differ(aspect, wanted.range, named.range))
    }

    fn form(&self) -> Option<Difference> {
        let wanted = self.requested.made_up.first()?;
        let named = self.stated.made_up.first()?;
        let met = self.stated.made_up.iter().any(|(_, b)| self.requested.made_up.iter().any(|(_, a)| a == b));
        let drugs = !self.requested.drugs.is_empty() || !self.requested.strengths.is_empty();
        (drugs && !met).then(|| self.differ(Aspect::Form, wanted.0, named.0))
    }

    fn side(&self) -> Option<Difference> {
        let wanted = &self.requested.sides;
        for named in &self.stated.sides {
            let of_part = |sided: &&Sided| match (sided.region, named.region) {
                (Some(a), Some(b)) => a.may_be(b),
                _ => false,
            };
            let mut of_same: Vec<&Sided> = wanted.iter().filter(of_part).collect();
            if of_same.is_empty() {
                of_same = wanted.iter().collect();
                let part_apart = wanted.iter().all(|sided| sided.region.is_some()) && named.region.is_some();
                if part_apart {
                    continue;
                }
            }
            let Some(first) = of_same.first() else { continue };
            let covers = |side: Side| of_same.iter().any(|sided| sided.side == side);
            let met = covers(named.side)
                || (named.side == Side::Both && covers(Side::Left) && covers(Side::Right))
                || (covers(Side::Both) && self.both_stated());
            if !met {
                return Some(self.differ(Aspect::Side, first.range, named.range));
            }
        }
        None
    }

    /// Left and right, each for itself.
    fn both_stated(&self) -> bool {
        let states = |side| self.stated.sides.iter().any(|sided| sided.side == side);
        states(Side::Left) && states(Side::Right)
    }

    fn level(&self) -> Option<Difference> {
        let (wanted, named) = (self.requested.levels.first()?, self.stated.levels.first()?);
        let spanned = |item: &Item| {
            let mut all: Vec<u8> =
                item.levels.iter().flat_map(|(_, level)| level.first..=level.last).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (requested, stated) = (spanned(self.requested), spanned(self.stated));
        (requested != stated).then(|| {
            let own = self
                .requested
                .levels
                .iter()
                .find(|(_, level)| !self.stated.levels.iter().any(|(_, l)| l == level));
            let other = self
                .stated
                .levels
                .iter()
                .find(|(_, level)| !self.requested.levels.iter().any(|(_, l)| l == level));
            self.differ(Aspect::Level, own.unwrap_or(wanted).0, other.unwrap_or(named).0)
        })
    }

    fn region(&self) -> Option<Difference> {
        let (wanted, named) = (parts(self.requested), parts(self.stated));
        let met = named.iter().any(|(_, b)| wanted.iter().any(|(_, a)| near(*a, *b)));
        (!met).then(|| Some(self.differ(Aspect::Region, wanted.first()?.0, named.first()?.0)))?
    }

    fn amount(&self) -> Option<Difference> {
        for named in &self.stated.amounts {
            let wanted: Vec<&Amount> = self.requested.amounts_of(named.unit).collect();
            let Some(first) = wanted.first() else { continue };
            if !wanted.iter().any(|wanted| wanted.may_be(named)) {
                return Some(self.differ(Aspect::Amount, first.range, named.range));
            }
        }
        None
    }

    fn partial_amount(&self) -> Option<Difference> {
        let numbers = |item: &Item| {
            let mut all: Vec<Amount> =
                item.amounts_of(Unit::Pieces).filter(|amount| !amount.product).copied().collect();
            all.dedup_by_key(|amount| (amount.low, amount.high));
            all
        };
        let (wanted, named) = (numbers(self.requested), numbers(self.stated));
        let ([_, _, ..], [one]) = (wanted.as_slice(), named.as_slice()) else { return None };
        let drugs = !self.requested.drugs.is_empty();
        let product = self.requested.amounts_of(Unit::Pieces).any(|amount| amount.product);
        let missing = wanted.iter().find(|amount| !amount.may_be(one))?;
        let specific = !self.stated.regions.is_empty() || !self.stated.services.is_empty();
        (!drugs && !product && !specific).then(|| self.differ(Aspect::Amount, missing.range, one.range))
    }
}

/// The parts of the body that an item names: "lumbar spine" is the low back, not the spine at large.
fn parts(item: &Item) -> Vec<(TextRange, Region)> {
    let mut parts: Vec<_> = item.regions.iter().filter(|(_, region)| region.is_body()).copied().collect();
    if parts.iter().any(|(_, part)| *part != Region::Spine && part.may_be(Region::Spine)) {
        parts.retain(|(_, part)| *part != Region::Spine);
    }
    parts
}

/// Parts that one may be taken for the other: the same, one within the other, or neighbours that
/// complaints share.
fn near(a: Region, b: Region) -> bool {
    use Region::{Abdomen, Chest, Eye, Head, Hip, LowBack, Neck, Thoracic};
    const NEIGHBOURS: [(Region, Region); 7] = [
        (Neck, Head),
        (Head, Eye),
        (Neck, Thoracic),
        (Thoracic, LowBack),
        (Thoracic, Chest),
        (LowBack, Hip),
        (Hip, Abdomen),
    ];
    a.may_be(b) || NEIGHBOURS.iter().any(|pair| *pair == (a, b) || *pair == (b, a))
}

/// Whether two generic names stand for the same drug: one's substances are among the other's.
fn same_drug(a: &str, b: &str) -> bool {
    let substances = |name: &str| -> Vec<String> { name.split('/').map(substance).collect() };
    let (a, b) = (substances(a), substances(b));
    let within = |part: &[String], whole: &[String]| part.iter().all(|substance| whole.contains(substance));
    within(&a, &b) || within(&b, &a)
}

/// A substance without its salt and form.
fn substance(name: &str) -> String {
    const DESCRIBES: [&str; 19] = [
        "er",
        "sodium",
        "potassium",
        "sulfate",
        "patch",
        "gel",
        "topical",
        "transdermal",
        "buccal",
        "lozenge",
        "epolamine",
        "solution",
        "5%",
        "1%",
        "hcl",
        "(compounded)",
        "(cream",
        "(cream/ointment/gel)",
        "cream",
    ];
    let words = name.split_whitespace().filter(|word| !DESCRIBES.contains(word) && !word.starts_with('('));
    words.collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}
