//! # C012 off-topic-citation
//!
//! ## What it does
//! Compares what the reviewer cites with what was requested: the body chapter with the part of the body, the form of a
//! drug (a tablet decided by the section on creams), a test with a treatment of a similar name. It also tells when a
//! rationale applies a criterion that belongs to another part of the body.
//!
//! Some places only look wrong and are exempt: nerve tests of the limbs belong to the chapters on the spine, the
//! thoracic spine to the neck chapter; ODG keeps equipment and transport under Knee, and pre-operative tests under Low
//! Back.
//!
//! ## Why it matters
//! A decision under the wrong chapter was not made under the guideline that is presumed correct.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Shoulder Complaints 2004, Section(s): Initial Care.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care.
//! ```
//!
//! ## Fix
//! None.

use super::context::Cited;
use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{Form, Item};
use crate::finding::{Finding, Severity};
use crate::guideline::grammar::NamedTopic;
use crate::lexicon::Region;
use crate::profile::IssueField;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "C012",
    name: "off-topic-citation",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

/// Parts of the body that no chapter of 2004 is about: any chapter may be cited for them.
const WITHOUT_CHAPTER: [Region; 6] =
    [Region::Hip, Region::Head, Region::Chest, Region::Abdomen, Region::Arm, Region::Leg];

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, issue) in view.issues() {
        let Some(item) = view.issue_title(number).and_then(|facts| facts.item.as_deref()) else { continue };
        let cited: Vec<Cited<'_>> =
            view.lines(IssueField::ReviewerGuideline).filter(|cited| cited.issue == number).collect();
        let requested = Requested { item, title: issue.title };
        findings.extend(wrong_chapter(view, &cited, &requested));
        findings.extend(wrong_form(view, &cited, &requested));
        findings.extend(confused(view, &cited, &requested));
        findings.extend(foreign_test(view, number, &requested));
    }
}

struct Requested<'a> {
    item: &'a Item,
    title: TextRange,
}

impl Requested<'_> {
    fn regions(&self) -> Vec<Region> {
        let mut regions: Vec<Region> = self.item.regions.iter().map(|(_, region)| *region).collect();
        // "lumbar spine" is the low back, not the spine at large.
        if regions.iter().any(|region| *region != Region::Spine && region.may_be(Region::Spine)) {
            regions.retain(|region| *region != Region::Spine);
        }
        regions
    }

    fn is_for(&self, service: &str) -> bool {
        self.item.services.iter().any(|(_, known)| known.is(service))
    }
}

fn wrong_chapter(view: &LetterView<'_>, cited: &[Cited<'_>], requested: &Requested<'_>) -> Option<Finding> {
    let regions = requested.regions();
    if regions.is_empty() || regions.iter().any(|region| WITHOUT_CHAPTER.contains(region)) {
        return None;
    }
    let index = view.settings.index();
    let chapter = |cited: &Cited<'_>| -> Option<Vec<Region>> {
        let edition = index.edition(*cited.citation.editions().first()?);
        Some(edition.regions.clone()).filter(|regions| regions.iter().all(|region| region.is_body()))
    };
    let chapters: Vec<(&Cited<'_>, Vec<Region>)> = cited.iter().filter_map(|c| Some((c, chapter(c)?))).collect();
    let fits = |chapter: &[Region]| {
        let spine = chapter.iter().any(|region| region.may_be(Region::Spine));
        let nerves = requested.is_for("electrodiagnostic") || requested.is_for("epidural");
        (nerves && spine) || chapter.iter().any(|part| regions.iter().any(|region| region.may_be(*part)))
    };
    if chapters.is_empty() || chapters.iter().any(|(_, chapter)| fits(chapter)) {
        return None;
    }
    let (wrong, parts) = chapters.first()?;
    let message = format!(
        "\"{}\" is about the {}, the request about the {}",
        wrong.citation.document.printed,
        parts[0].words(),
        regions[0].words()
    );
    let place = wrong.citation.document.title + wrong.offset;
    Some(Finding::new(&RULE, place, message).at(Severity::Warning).related(requested.title, "the request"))
}

fn wrong_form(view: &LetterView<'_>, cited: &[Cited<'_>], requested: &Requested<'_>) -> Option<Finding> {
    let index = view.settings.index();
    if requested.item.drugs.is_empty() || requested.item.form != Some(Form::Oral) {
        return None;
    }
    let topics: Vec<(&Cited<'_>, &NamedTopic)> =
        cited.iter().flat_map(|cited| cited.citation.topics.iter().map(move |named| (cited, named))).collect();
    let topical = |named: &NamedTopic| {
        named.topics.iter().any(|id| index.topic(*id).name.to_lowercase().starts_with("topical analgesics"))
    };
    // Where the same line cites something else, too, that may be what the tablet was decided by.
    if topics.is_empty() || !topics.iter().all(|(_, named)| topical(named)) {
        return None;
    }
    let (cited, named) = topics[0];
    let drug = &index.drug(requested.item.drugs[0].1).generic;
    let message = format!("\"{}\" is about creams and patches, the request about {drug} by mouth", named.printed);
    let finding = Finding::new(&RULE, named.range + cited.offset, message).at(Severity::Warning);
    Some(finding.related(requested.title, "the request"))
}

/// Tests and treatments that share a word.
fn confused(view: &LetterView<'_>, cited: &[Cited<'_>], requested: &Requested<'_>) -> Option<Finding> {
    let index = view.settings.index();
    for cited in cited {
        for named in &cited.citation.topics {
            let Some(topic) = named.topics.first().map(|id| index.topic(*id)) else { continue };
            let pair = CONFUSIONS.iter().find(|pair| {
                topic.name.to_lowercase().starts_with(pair.topic)
                    && requested.is_for(pair.requested)
                    && !requested.is_for(pair.topic_is)
            });
            let Some(pair) = pair else { continue };
            let message = format!("\"{}\" is {}", named.printed, pair.clash);
            let finding = Finding::new(&RULE, named.range + cited.offset, message).at(Severity::Warning);
            return Some(finding.related(requested.title, "the request"));
        }
    }
    None
}

struct Confusion {
    /// How the cited topic's name begins.
    topic: &'static str,
    /// The service it is about.
    topic_is: &'static str,
    /// The service that it is mistaken for.
    requested: &'static str,
    clash: &'static str,
}

const CONFUSIONS: &[Confusion] = &[
    Confusion {
        topic: "thermography",
        topic_is: "thermography",
        requested: "infrared",
        clash: "a test; infrared therapy is a treatment",
    },
    Confusion {
        topic: "epidural steroid",
        topic_is: "epidural",
        requested: "mri",
        clash: "a treatment; the request is for imaging",
    },
    Confusion {
        topic: "ultrasound, therapeutic",
        topic_is: "therapeutic-ultrasound",
        requested: "ultrasound-imaging",
        clash: "a treatment; diagnostic ultrasound is a test",
    },
];

/// A criterion for one part of the body, applied to another.
fn foreign_test(view: &LetterView<'_>, number: usize, requested: &Requested<'_>) -> Option<Finding> {
    let regions = requested.regions();
    if regions.is_empty() || requested.is_for("electrodiagnostic") {
        return None;
    }
    for (block, facts) in view.issue_blocks(number) {
        for (place, tested) in &facts.grounds.tests {
            if facts.is_quoted(*place) || tested.iter().any(|part| regions.iter().any(|region| region.may_be(*part))) {
                continue;
            }
            let (Some(own), Some(other)) = (regions.first(), tested.first()) else { continue };
            let message =
                format!("this criterion is that for the {}, the request is about the {}", other.words(), own.words());
            return Some(Finding::new(&RULE, *place + block.range.start(), message).related(requested.title, "the request"));
        }
    }
    None
}
