//! Parts of the body and their sides, where something is said of the worker: not in a guideline's text and
//! not in quotations, and apart from comparisons with the other side.

use std::sync::LazyLock;

use regex::Regex;

use super::{Patient, Statement};
use crate::lexicon::{Region, Side, regions, sides_among};
use crate::text::{TextRange, compiled, size};

/// A part of the body with its side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideMention {
    /// Where.
    pub range: TextRange,
    /// The words.
    pub words: String,
    /// Which side.
    pub side: Side,
    /// Which part.
    pub region: Region,
    /// The sentence compares both sides, or names both.
    pub compares: bool,
}

static COMPARES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:compared|contralateral|opposite|uninvolved|unaffected|uninjured|other side|compensat\w+|bilateral\w*|both|versus|vs|than|asymptomatic|respectively|never|normal|healthy|unremarkable|symptom-free|pain-free)\b";
    compiled(pattern)
});
static CROSSED: LazyLock<Regex> = LazyLock::new(|| {
    let sides = [("left", "right"), ("right", "left")];
    let halves = sides.map(|(own, other)| format!(r"\b{own}\s+(?:[a-z]+\s+){{1,3}}(?:was|is|were|measured|showed)\s+[^.;,]{{0,24}}\bon\s+the\s+{other}\b"));
    compiled(&format!("(?i){}", halves.join("|")))
});

pub(super) fn read(statements: &[Statement<'_>], summary: bool, patient: &mut Patient) {
    for statement in statements {
        if statement.guideline && !summary {
            continue;
        }
        let parts: Vec<_> =
            regions(statement.text).into_iter().filter(|(_, region)| region.is_body()).collect();
        let sides = sides_among(statement.text, &parts);
        let both = |side| sides.iter().any(|sided| sided.side == side);
        let compares = COMPARES.is_match(statement.text) || (both(Side::Left) && both(Side::Right));
        for sided in &sides {
            let Some(region) = sided.region.filter(|_| !statement.is_quoted(sided.range.start().into()))
            else {
                continue;
            };
            patient.sides.push(SideMention {
                range: sided.range + size(statement.start),
                words: statement.text[sided.range].to_owned(),
                side: sided.side,
                region,
                compares,
            });
        }
        let spoken = parts.iter().filter(|(place, _)| !statement.is_quoted(place.start().into()));
        let spoken = spoken.filter(|(place, _)| summary || !is_figure(statement.text, *place));
        patient.regions.extend(spoken.map(|(place, region)| (*place + size(statement.start), *region)));
        // Two sides are needed to be crossed.
        let crossed = (both(Side::Left) || both(Side::Right)) && statement.text.contains("on the");
        for found in crossed.then(|| CROSSED.find_iter(statement.text)).into_iter().flatten() {
            patient.crossed.push(statement.quoted(found.start(), found.end()));
        }
    }
}

/// Words that are parts of the body only where someone's are meant: not "hand therapy" or "on the other hand".
const FIGURES: [&str; 6] = ["hand", "hands", "back", "head", "face", "heel"];
/// What says whose they are.
const OWNERS: [&str; 9] = ["left", "right", "his", "her", "both", "bilateral", "low", "lower", "of"];

fn is_figure(text: &str, place: TextRange) -> bool {
    let before =
        text[..usize::from(place.start())].trim_end().rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    FIGURES.contains(&text[place].to_ascii_lowercase().as_str()) && !OWNERS.contains(&before.as_str())
}
