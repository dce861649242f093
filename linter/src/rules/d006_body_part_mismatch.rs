//! # D006 body-part-mismatch
//!
//! ## What it does
//! Reports a part of the body in a rationale that fits neither the request nor the summary: the other side, or another
//! region. It also reports a part that is on one side and then on the other ("the left ankle was 2+ on the right").
//!
//! Guideline text, quotations and comparisons of both sides are exempt.
//!
//! ## Why it matters
//! Decisions have been set aside because they were about the wrong side or the wrong level.
//!
//! ## Example
//! ```rationale
//! The worker has completed six visits. The examination found full motion of the right knee. Therefore, the request for 6
//! sessions of physical therapy is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The worker has completed six visits. The examination found full motion of the left knee. Therefore, the request for 6
//! sessions of physical therapy is not medically necessary.
//! ```
//!
//! ## Fix
//! None: only the reviewer knows which side is right.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Facts, Patient, Role, Says, SideMention};
use crate::finding::{Finding, Severity};
use crate::letter::Block;
use crate::lexicon::{Region, Side};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "D006",
    name: "body-part-mismatch",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

/// Regions that a rationale may touch whatever the request is about.
const ANYWHERE: [Region; 9] = [
    Region::Head,
    Region::Eye,
    Region::Chest,
    Region::Abdomen,
    Region::Arm,
    Region::Leg,
    Region::Spine,
    Region::Hip,
    Region::Thoracic,
];

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let known = Known(view);
    for (block, said) in view.patients(Says::CROSSED) {
        let crossed = said.crossed.iter().map(|(place, words)| {
            let message = format!("\"{words}\": the same part is on one side and then on the other");
            Finding::new(&RULE, *place + block.range.start(), message).help("correct the side, or name both parts")
        });
        findings.extend(crossed);
    }
    for (number, issue) in view.issues() {
        let Some((title, requested)) = view.issue_title_block(number) else { continue };
        let rationale = view.issue_blocks(number).filter(|(_, facts)| facts.is_rationale);
        let found = rationale.filter_map(|(block, facts)| {
            let said = facts.patient.as_deref()?;
            let side = other_side(&known, (title, requested), (block, facts, said));
            side.or_else(|| other_region(&known, requested, issue.title, (block, facts, said)))
        });
        findings.extend(found.take(1));
    }
}

/// What titles and summary speak of. Looked for when somebody asks: what a rationale speaks of mostly stands early in
/// the summary.
struct Known<'v, 'a>(&'v LetterView<'a>);

impl<'a> Known<'_, 'a> {
    /// The parts that the summary names with a side.
    fn sides(&self) -> impl Iterator<Item = (&'a Block, &'a SideMention)> {
        self.0.summary(Says::SIDES).flat_map(|(block, said)| said.sides.iter().map(move |side| (block, side)))
    }

    /// Whether the summary speaks of a part on a side, or on both.
    fn has(&self, side: Side, region: Region) -> bool {
        self.sides().any(|(_, known)| known.region.may_be(region) && (known.side == side || known.side == Side::Both))
    }

    /// Whether the summary or a title speaks of a part.
    fn has_region(&self, region: Region) -> bool {
        let among = |regions: &[(TextRange, Region)]| regions.iter().any(|(_, known)| known.may_be(region));
        let mut titles = self.0.saying(Says::ITEM).filter_map(|(_, facts)| facts.item.as_deref());
        titles.any(|item| among(&item.regions)) || self.0.summary(Says::REGIONS).any(|(_, said)| among(&said.regions))
    }
}

type Rationale<'a> = (&'a Block, &'a Facts, &'a Patient);

fn other_side(known: &Known<'_, '_>, title: (&Block, &Facts), (block, facts, said): Rationale<'_>) -> Option<Finding> {
    let item = title.1.item.as_deref()?;
    let concluded = |place: TextRange| {
        let mut stated = facts.stated.iter().filter(|stated| stated.role == Role::Concludes);
        stated.any(|stated| stated.range.contains_range(place))
    };
    for mention in said.sides.iter().filter(|mention| !mention.compares && !concluded(mention.range)) {
        let Some(opposite) = mention.side.opposite() else { continue };
        let requested: Vec<_> = item.sides.iter().filter(|sided| sided.region == Some(mention.region)).collect();
        if known.has(mention.side, mention.region) || requested.iter().any(|sided| sided.side != opposite) {
            continue;
        }
        let (place, words, what) = match (requested.first(), summary_side(known, opposite, mention.region)) {
            (Some(sided), _) => (sided.range + title.0.range.start(), item.words(sided.range), "the request is for"),
            (None, Some((source, side))) => (side.range + source.range.start(), side.words.as_str(), "the summary speaks of"),
            (None, None) => continue,
        };
        let message = format!("\"{}\": {what} \"{words}\"", mention.words);
        return Some(
            Finding::new(&RULE, mention.range + block.range.start(), message)
                .related(place, "the other side")
                .help("check which side is meant"),
        );
    }
    None
}

/// Where the summary names a part on one side, again and again, and never on the other.
fn summary_side<'a>(known: &Known<'_, 'a>, side: Side, region: Region) -> Option<(&'a Block, &'a SideMention)> {
    let mut named = known.sides().filter(|(_, known)| known.region == region && known.side == side);
    let first = named.next()?;
    named.next().map(|_| first)
}

/// A rationale that speaks of parts that neither the request nor the summary knows, and of no others.
fn other_region(known: &Known<'_, '_>, requested: &Facts, title: TextRange, (block, _, said): Rationale<'_>) -> Option<Finding> {
    let item = requested.item.as_deref()?;
    let own = item.regions.iter().map(|(_, region)| *region).find(|region| region.is_body())?;
    let alien = |region: Region| !ANYWHERE.contains(&region) && !known.has_region(region);
    let crossed = |place: TextRange| said.crossed.iter().any(|(crossed, _)| crossed.contains_range(place));
    let mut spoken = said.regions.iter().filter(|(place, _)| !crossed(*place)).copied();
    if !spoken.clone().all(|(_, region)| alien(region)) {
        return None;
    }
    let (place, region) = spoken.next()?;
    let message = format!("the rationale speaks of the {}, the request is about the {}", region.words(), own.words());
    Some(
        Finding::new(&RULE, place + block.range.start(), message)
            .related(title, "the request")
            .help("check whether the passage is about this request"),
    )
}
