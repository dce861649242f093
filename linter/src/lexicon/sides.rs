//! Left and right, and the part of the body that they are said of.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Region, regions};
use crate::text::{TextRange, compiled, range};

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The left.
    Left,
    /// The right.
    Right,
    /// Both.
    Both,
}

impl Side {
    /// How messages call it.
    pub fn word(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
            Side::Both => "both sides",
        }
    }

    /// The other side; both have none.
    pub fn opposite(self) -> Option<Self> {
        match self {
            Side::Left => Some(Side::Right),
            Side::Right => Some(Side::Left),
            Side::Both => None,
        }
    }
}

/// A side, with the part of the body that it is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sided {
    /// Side and part.
    pub range: TextRange,
    /// Which side.
    pub side: Side,
    /// Which part; none when the side stands alone.
    pub region: Option<Region>,
}

static SIDES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)\b(?:
        (?<left>(?i:left)(?i:-sided)?|(?i:lt)\b\.?|L(?:UE|LE))
      | (?<right>(?i:right)(?i:-sided)?|(?i:rt)\b\.?|R(?:UE|LE))
      | (?<both>(?i:bilateral(?:ly)?|bilat)\b\.?|(?i:both)|B(?:UE|LE))
    )(?:\b|\s|$) | [\s(](?:(?<l>L)|(?<r>R))\)?\.?\s";
    compiled(pattern)
});
/// A side belongs to a part of the body that follows within so many bytes, or stands just before it.
const REACH: usize = 48;
/// What stands between a part of the body and the side behind it: "knee, left".
const BEHIND: usize = 3;
/// Uses of "right" and "left" that mean no side.
const NO_SIDE: [&str; 7] =
    [" to ", " away", " now", " handed", "-handed", " hand dominant", " hand-dominant"];

/// The sides that a flat text names, in order.
pub fn sides(flat: &str) -> Vec<Sided> {
    if !SIDES.is_match(flat) {
        return Vec::new();
    }
    let parts: Vec<_> = regions(flat).into_iter().filter(|(_, region)| region.is_body()).collect();
    sides_among(flat, &parts)
}

/// The same, where the parts of the body are known.
pub(crate) fn sides_among(flat: &str, parts: &[(TextRange, Region)]) -> Vec<Sided> {
    let mut found: Vec<Sided> = Vec::new();
    for captures in SIDES.captures_iter(flat) {
        let whole = captures.get(0).expect("the whole match");
        let text = whole.as_str().trim_matches([' ', '(', ')']);
        let start = whole.start() + whole.as_str().find(text).unwrap_or(0);
        let end = start + text.len();
        let has = |name: &str| captures.name(name).is_some();
        let side = if has("left") || has("l") {
            Side::Left
        } else if has("right") || has("r") {
            Side::Right
        } else {
            Side::Both
        };
        if NO_SIDE.iter().any(|words| flat[end..].starts_with(words)) {
            continue;
        }
        let limb = text.len() == 3 && text.ends_with('E');
        let ahead = parts.iter().find(|(place, _)| usize::from(place.start()) >= end).filter(|(place, _)| {
            let between = &flat[end..place.start().into()];
            between.len() <= REACH && !between.contains(['.', ';', ':', '(']) && !SIDES.is_match(between)
        });
        let behind =
            parts.iter().rev().find(|(place, _)| usize::from(place.end()) <= start).filter(|(place, _)| {
                start - usize::from(place.end()) <= BEHIND && !flat[place.end().into()..start].contains('.')
            });
        let letter = has("l") || has("r");
        let (range, region) = match (ahead, behind) {
            _ if limb => {
                let region = if text.ends_with("UE") { Region::Arm } else { Region::Leg };
                (range(start, end), Some(region))
            }
            (Some((place, region)), _) if !letter || usize::from(place.start()) <= end + 2 => {
                (range(start, place.end().into()), Some(*region))
            }
            (_, Some((place, region))) if !letter => (range(place.start().into(), end), Some(*region)),
            _ if letter => continue,
            _ => (range(start, end), None),
        };
        found.push(Sided { range, side, region });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Side, Option<Region>)> {
        sides(text).into_iter().map(|sided| (&text[sided.range], sided.side, sided.region)).collect()
    }

    #[test]
    fn sides_are_said_of_parts() {
        let both = [
            ("left hand", Side::Left, Some(Region::Hand)),
            ("right lower leg", Side::Right, Some(Region::Leg)),
        ];
        assert_eq!(read("PT 18 sessions left hand, right lower leg"), both);
        assert_eq!(read("MRI of the knee, left"), [("knee, left", Side::Left, Some(Region::Knee))]);
        assert_eq!(read("NCS/EMG RUE"), [("RUE", Side::Right, Some(Region::Arm))]);
        assert_eq!(read("MRI of the R shoulder"), [("R shoulder", Side::Right, Some(Region::Shoulder))]);
        assert_eq!(read("EMG of the bilateral hand"), [("bilateral hand", Side::Both, Some(Region::Hand))]);
        assert_eq!(read("she is right-handed and was right to rest"), []);
        assert_eq!(read("Right L4 transforaminal injection"), [("Right", Side::Right, None)]);
    }
}
