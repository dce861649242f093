//! Parts of the body.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

use super::Matcher;
use crate::text::TextRange;

/// A part of the body, as guidelines divide it; and fields that guidelines have chapters for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Region {
    LowBack,
    Neck,
    Thoracic,
    Spine,
    Shoulder,
    Elbow,
    Hand,
    Knee,
    Ankle,
    Hip,
    Head,
    Eye,
    Chest,
    Abdomen,
    Arm,
    Leg,
    Mental,
    Lung,
    General,
    Pain,
    Opioids,
    Surgery,
    Acupuncture,
}

impl Region {
    /// The region with a name as the tables write it.
    pub fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    /// How messages call it.
    pub fn words(self) -> &'static str {
        match self {
            Region::LowBack => "low back",
            Region::Neck => "neck",
            Region::Thoracic => "thoracic spine",
            Region::Spine => "spine",
            Region::Shoulder => "shoulder",
            Region::Elbow => "elbow",
            Region::Hand => "forearm, wrist or hand",
            Region::Knee => "knee",
            Region::Ankle => "ankle or foot",
            Region::Hip => "hip or pelvis",
            Region::Head => "head",
            Region::Eye => "eye",
            Region::Chest => "chest",
            Region::Abdomen => "abdomen",
            Region::Arm => "arm",
            Region::Leg => "leg",
            Region::Mental => "mental health",
            Region::Lung => "lungs",
            Region::General => "general care",
            Region::Pain => "chronic pain",
            Region::Opioids => "opioids",
            Region::Surgery => "care after surgery",
            Region::Acupuncture => "acupuncture",
        }
    }

    /// Whether it is a part of the body, not a field.
    pub fn is_body(self) -> bool {
        self < Region::Mental
    }

    /// Whether a statement about one can be about the other: the same, or a part of it.
    pub fn may_be(self, other: Region) -> bool {
        use Region::{Ankle, Arm, Elbow, Hand, Hip, Knee, Leg, LowBack, Neck, Shoulder, Spine, Thoracic};
        let within = |whole: Region, part: Region| match whole {
            Spine => matches!(part, LowBack | Neck | Thoracic),
            Arm => matches!(part, Shoulder | Elbow | Hand),
            Leg => matches!(part, Hip | Knee | Ankle),
            _ => false,
        };
        self == other || within(self, other) || within(other, self)
    }
}

static MATCHER: LazyLock<Matcher<Region>> = LazyLock::new(|| {
    let table = include_str!("../../data/lexicon/regions.tsv");
    Matcher::from_table(table, |name| Region::named(name).expect("a region: guarded by a test"))
});

/// The parts of the body that a flat text names, in order.
pub fn regions(flat: &str) -> Vec<(TextRange, Region)> {
    MATCHER.find(flat).map(|(range, region)| (range, *region)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_the_body_are_found() {
        let found: Vec<_> =
            regions("MRI of the lumbar spine and LEFT wrist; feedback").into_iter().map(|r| r.1).collect();
        assert_eq!(found, [Region::LowBack, Region::Spine, Region::Hand]);
        assert!(Region::Spine.may_be(Region::Neck) && Region::Hand.may_be(Region::Arm));
        assert!(!Region::Knee.may_be(Region::Arm));
    }
}
