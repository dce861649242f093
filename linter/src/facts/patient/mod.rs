//! What the summary and the rationales say of the injured worker: sex, age, dates, sides and parts of the
//! body, what is documented and what is said to be absent.

mod absence;
mod age;
mod body;
mod date;
mod history;
mod person;

use std::sync::LazyLock;

use regex::Regex;

use crate::letter::{BlockKind, sentences};
use crate::lexicon::Region;
use crate::profile::SectionRole;
use crate::text::{TextRange, compiled};

pub use absence::Topic;
pub use body::SideMention;
pub use date::{DateMention, DateRole};
pub use history::{Duration, Operation};
pub use person::{Pronoun, Sex};

/// Words of the letter, with their place.
pub type Quoted = (TextRange, String);

/// What a block says of the worker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// Statements of the worker's sex.
    pub sexes: Vec<(Quoted, Sex)>,
    /// Pronouns that stand for the worker.
    pub pronouns: Vec<Pronoun>,
    /// The sexes of others, as far as nouns and pronouns tell.
    pub others: Vec<Sex>,
    /// Statements of the worker's age, in years.
    pub ages: Vec<(Quoted, u32)>,
    /// Dates, with what happened on them.
    pub dates: Vec<DateMention>,
    /// Parts of the body with their side.
    pub sides: Vec<SideMention>,
    /// Parts of the body; in a rationale, those of sentences about the worker.
    pub regions: Vec<(TextRange, Region)>,
    /// A part on one side that is then said to be on the other: the whole phrase.
    pub crossed: Vec<Quoted>,
    /// What a rationale says is not documented.
    pub absent: Vec<(Quoted, Topic)>,
    /// What is documented.
    pub documented: Vec<(Quoted, Topic)>,
    /// Operations, or that there was none.
    pub operations: Vec<(Quoted, Operation)>,
    /// How long treatment is said to have gone on.
    pub durations: Vec<Duration>,
    /// Findings that are said to be present, or absent: their names.
    pub findings: Vec<(Quoted, &'static str, bool)>,
}

/// A sentence, with what kind of statement it makes.
pub(super) struct Statement<'t> {
    start: usize,
    text: &'t str,
    /// It quotes or summarises a guideline.
    guideline: bool,
}

static GUIDELINE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\b(?i:guidelines?|MTUS|ACOEM|ODG|criteria|recommend(?:s|ed)? (?:for|as|to|that|up)|is recommended|are recommended|not recommended|patients who|patients with|patients should|et al|stud(?:y|ies) (?:show|found|suggest)|should be)\b|\((?:[A-Z][A-Za-z-]+,? )+(?:19|20)\d\d\)";
    compiled(pattern)
});

/// Reads a summary or a rationale; nothing from other blocks.
pub(super) fn read(flat: &str, kind: BlockKind) -> Option<Patient> {
    let rationale = super::stated::is_rationale(kind);
    let summary = matches!(kind, BlockKind::Paragraph(SectionRole::Summary));
    if !(rationale || summary) {
        return None;
    }
    let statements: Vec<Statement<'_>> = sentences(flat)
        .into_iter()
        .map(|place| Statement {
            start: place.start().into(),
            text: &flat[place],
            guideline: GUIDELINE.is_match(&flat[place]),
        })
        .collect();
    let mut patient = Patient::default();
    person::read(&statements, &mut patient);
    age::read(&statements, &mut patient);
    date::read(flat, &statements, &mut patient);
    body::read(&statements, summary, &mut patient);
    absence::read(&statements, rationale, &mut patient);
    history::read(&statements, &mut patient);
    Some(patient)
}

impl Statement<'_> {
    /// A part of the sentence, with its words.
    fn quoted(&self, start: usize, end: usize) -> Quoted {
        (crate::text::range(self.start + start, self.start + end), self.text[start..end].to_owned())
    }

    /// Whether a place is inside quotation marks.
    fn is_quoted(&self, at: usize) -> bool {
        self.text[..at].matches('"').count() % 2 == 1 && self.text[at..].contains('"')
    }
}

impl Patient {
    /// The same, with its places moved.
    pub(crate) fn moved(mut self, by: impl Fn(TextRange) -> TextRange) -> Self {
        let quoted = |quoted: &mut Quoted| quoted.0 = by(quoted.0);
        self.sexes.iter_mut().for_each(|(place, _)| quoted(place));
        self.pronouns.iter_mut().for_each(|pronoun| quoted(&mut pronoun.quoted));
        self.ages.iter_mut().for_each(|(place, _)| quoted(place));
        self.dates.iter_mut().for_each(|date| date.range = by(date.range));
        self.sides.iter_mut().for_each(|side| side.range = by(side.range));
        self.regions.iter_mut().for_each(|(place, _)| *place = by(*place));
        self.crossed.iter_mut().for_each(quoted);
        self.absent.iter_mut().chain(&mut self.documented).for_each(|(place, _)| quoted(place));
        self.operations.iter_mut().for_each(|(place, _)| quoted(place));
        self.durations.iter_mut().for_each(|duration| quoted(&mut duration.quoted));
        self.findings.iter_mut().for_each(|(place, _, _)| quoted(place));
        self
    }
}
