//! Titles of several sentences: what was requested, what the claims administrator authorised of it, and
//! the remaining portion, which alone is decided.

use std::sync::LazyLock;

use regex::Regex;

use super::Item;
use crate::guideline::Index;
use crate::lexicon::Number;
use crate::text::{TextRange, compiled_for_short_texts, range, size};

use super::amount::Unit;

/// Which part of the request a sentence of the title speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The original request.
    Original,
    /// What the claims administrator authorised.
    Authorised,
    /// What is left to decide.
    Remaining,
}

/// A part of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portion {
    /// Which.
    pub share: Share,
    /// Where it is named.
    pub range: TextRange,
    /// What it is.
    pub item: Item,
}

static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)
        (?<original>[^.:]*?(?:\.\d[^.:]*?)*?)\s+(?:was|were)\s+the\s+original\s+request\b
      | the\s+claims\s+administrator\s+(?:has\s+)?authori[sz]ed\s+(?<gave>.*?)(?:,\s*leaving\b|\.(?:\s|$))
      | (?:^|\.\s+)(?<authorised>[^:]*?)\s+(?:was|were|has\s+been|have\s+been)\s+(?:authori[sz]ed|certified|approved)\s+by\s+the\s+claims\s+administrator
      | \bremaining\b[^.,:]{0,60}?\bportion\b[^,:]{0,40}?,\s*(?<remaining>.*?)\s*(?:\bis\b)?\s*:?\s*$
      | \bthe\s+original\s+request\s*,\s*(?<whole>.*?)\s*(?:\bis\b)?\s*:?\s*$";
    compiled_for_short_texts(pattern)
});

/// The parts of a request that a title names; none where it names the item alone.
pub fn portions(flat: &str, index: &Index) -> Vec<Portion> {
    if !flat.to_ascii_lowercase().contains("original request") {
        return Vec::new();
    }
    let mut found: Vec<Portion> = Vec::new();
    for captures in SENTENCE.captures_iter(flat) {
        let shares = [
            ("original", Share::Original),
            ("gave", Share::Authorised),
            ("authorised", Share::Authorised),
            ("remaining", Share::Remaining),
            ("whole", Share::Remaining),
        ];
        let part = shares.iter().find_map(|(name, share)| Some((captures.name(name)?, *share)));
        let Some((words, share)) = part else { continue };
        let item = super::read(words.as_str(), index).moved(|place| place + size(words.start()));
        found.push(Portion { share, range: range(words.start(), words.end()), item });
    }
    found
}

/// How much a part comes to: the product of hours, sessions or tablets, and fills. None where it cannot
/// be told.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Total {
    /// What is multiplied.
    units: Vec<Unit>,
    /// The product: a remaining "two refills of #90" may count with or without the first filling.
    amounts: Vec<Number>,
}

/// The total of a part of the request.
fn total(item: &Item) -> Option<Total> {
    let mut units = Vec::new();
    let mut total = Number::whole(1);
    for unit in
        [Unit::HoursPerDay, Unit::HoursPerWeek, Unit::Pieces, Unit::Grams, Unit::Millilitres, Unit::Days]
    {
        // Weeks that a number of sessions is spread over do not multiply it.
        if unit == Unit::Days && !units.is_empty() {
            continue;
        }
        let stated = item.amounts_of(unit);
        let explicit = stated.clone().filter(|amount| !amount.product);
        let mut values: Vec<_> = explicit.map(|amount| (amount.low, amount.high)).collect();
        if values.is_empty() {
            values = stated.map(|amount| (amount.low, amount.high)).collect();
        }
        values.dedup();
        match values.as_slice() {
            [] => {}
            [(low, high)] if low == high => {
                units.push(unit);
                total = total.times(*low);
            }
            _ => return None,
        }
    }
    let refills = item.amounts_of(Unit::Refills).next().map(|amount| amount.low);
    let amounts = match refills {
        None => vec![total],
        Some(refills) => {
            vec![total.times(refills.plus(Number::whole(1))), total.times(refills)]
        }
    };
    (!units.is_empty() || refills.is_some()).then_some(Total { units, amounts })
}

/// The sum of a request's parts, in the numbers that were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remainder {
    /// What was requested: its place and number.
    pub(crate) original: (TextRange, Number),
    /// What was authorised of it.
    pub(crate) authorised: (TextRange, Number),
    /// What the title says remains.
    pub(crate) remaining: (TextRange, Number),
    /// What does remain; none where more was authorised than requested.
    pub(crate) left: Option<Number>,
    /// Whether the sum is right.
    pub(crate) holds: bool,
}

/// The sum of a request's parts, where it can be told.
pub(crate) fn remainder(portions: &[Portion]) -> Option<Remainder> {
    let part = |share| portions.iter().find(|portion| portion.share == share);
    let (original, authorised, remaining) =
        (part(Share::Original)?, part(Share::Authorised)?, part(Share::Remaining)?);
    let parts = [original, authorised, remaining];
    let drugs = |portion: &Portion| portion.item.drugs.iter().map(|(_, drug)| *drug).collect::<Vec<_>>();
    let regions =
        |portion: &Portion| portion.item.regions.iter().map(|(_, region)| *region).collect::<Vec<_>>();
    let stated = |all: Vec<_>, own: Vec<_>| own.is_empty() || all.is_empty() || own == all;
    if parts.iter().any(|part| drugs(part) != drugs(original))
        || !parts.iter().all(|part| stated(regions(original), regions(part)))
    {
        return None;
    }
    let [whole, gave, rest] = parts.map(|part| total(&part.item));
    let (whole, gave, rest) = (whole?, gave?, rest?);
    if whole.units != gave.units || (rest.units != whole.units && !rest.units.is_empty()) {
        return None;
    }
    let (requested, authorised_number) = (*whole.amounts.first()?, *gave.amounts.first()?);
    let left = requested.minus(authorised_number);
    let holds = left.is_some_and(|left| rest.amounts.contains(&left));
    Some(Remainder {
        original: (original.range, requested),
        authorised: (authorised.range, authorised_number),
        remaining: (remaining.range, *rest.amounts.first()?),
        left,
        holds,
    })
}
