//! The outline: where titles and labels stand, which profile they make, and the sections between them.
//! Only the few lines that could be marks are read; the rest is arithmetic over the line table.

use super::Grammar;
use super::line::LineFlags;
use super::lines::Lines;
use super::mark::{Mark, marks};
use super::recognise::{MarkKind, Recogniser, is_upper};
use super::signs::{self, Sign};
use super::watched::Shift;
use crate::profile::{Audience, CredentialForm, Profile, Profiles, SectionRole};
use crate::text::{Flat, LineSource, TextRange, range};

/// A section: its title's mark and what lies between it and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionSpan {
    /// What it is for.
    pub role: SectionRole,
    /// Index of the title's mark.
    pub mark: usize,
    /// Byte range of the body, up to the next title.
    pub body: TextRange,
}

/// The marks of a letter, its profile and its sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// All marks that belong to the profile, in order.
    pub marks: Vec<Mark>,
    /// The profile's place in the order of ranks.
    pub profile: usize,
    /// Who the letter is for, by its own signs.
    pub audience: Audience,
    /// The sections in order of appearance.
    pub sections: Vec<SectionSpan>,
    /// Byte offset where the first section's title begins, or the length of the text.
    pub preamble_end: usize,
}

/// Signs of a cover letter, and of how credentials are stated, are looked for in so many bytes.
const SIGNS_WINDOW: usize = 16 * 1024;

impl Outline {
    /// Reads the outline off the lines.
    pub fn read(source: &impl LineSource, lines: &Lines, grammar: &Grammar) -> Self {
        let Grammar { profiles, recogniser, pinned } = grammar;
        let mut marks = marks(source, lines, recogniser);
        let profile = pinned.unwrap_or_else(|| choose_profile(source, &marks, recogniser, profiles));
        let chosen = profiles.iter().nth(profile);
        marks.retain(|mark| {
            recogniser.form(mark.form).is_in(profile) && stands_as_title(source, mark, chosen)
        });
        let sections = sections_between(&marks, source.len());
        let preamble_end =
            sections.first().map_or(source.len(), |first| marks[first.mark].range.start().into());
        let notice = sections.iter().filter(|section| section.role == SectionRole::Notice);
        let cover_end = notice.map(|section| section.body.end().into()).max().unwrap_or(0).max(preamble_end);
        let cover = has_sign(source, range(0, cover_end), &[Sign::Cover, Sign::Appeal]);
        let audience = if cover { Audience::Party } else { Audience::Public };
        Self { marks, profile, audience, sections, preamble_end }
    }

    /// Moves with the text.
    pub(super) fn shift(&mut self, shift: Shift) {
        self.marks.iter_mut().for_each(|mark| shift.range(&mut mark.range));
        self.sections.iter_mut().for_each(|section| shift.range(&mut section.body));
        let mut end = self.preamble_end as u32;
        shift.offset(&mut end);
        self.preamble_end = end as usize;
    }

    /// The sections of a role, in order.
    pub fn sections(&self, role: SectionRole) -> impl Iterator<Item = &SectionSpan> + use<'_> {
        self.sections.iter().filter(move |section| section.role == role)
    }

    /// The mark that begins at a byte offset.
    pub fn mark_at(&self, offset: usize) -> Option<&Mark> {
        let found = self.marks.binary_search_by_key(&offset, |mark| mark.range.start().into());
        found.ok().map(|index| &self.marks[index])
    }

    /// Whether a mark begins on a line.
    pub fn has_mark_on(&self, line: usize) -> bool {
        self.marks.binary_search_by_key(&(line as u32), |mark| mark.line).is_ok()
    }
}

fn sections_between(marks: &[Mark], end: usize) -> Vec<SectionSpan> {
    let mut sections: Vec<SectionSpan> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let MarkKind::Section(role) = mark.kind else { continue };
        if let Some(last) = sections.last_mut() {
            last.body = TextRange::new(last.body.start(), mark.range.start().max(last.body.start()));
        }
        sections.push(SectionSpan { role, mark: index, body: range(mark.range.end().into(), end) });
    }
    sections
}

/// "Documents reviewed:" in a summary is no title, where a letter of this kind need not have that section:
/// then only capitals make one.
fn stands_as_title(source: &impl LineSource, mark: &Mark, profile: Option<&Profile>) -> bool {
    let MarkKind::Section(role) = mark.kind else { return true };
    let section = profile.and_then(|profile| profile.section(role));
    let Some(section) = section.filter(|section| is_upper(section.title())) else { return true };
    section.required.contains(&Audience::Public) || is_upper(&source.slice(mark.range))
}

/// The profile whose titles the letter prints; later generations win ties.
fn choose_profile(
    source: &impl LineSource,
    marks: &[Mark],
    recogniser: &Recogniser,
    profiles: &Profiles,
) -> usize {
    let block = marks.iter().any(|mark| matches!(mark.kind, MarkKind::Licensure | MarkKind::Specialty));
    let sentence = !block && states_credentials(source, marks);
    let score = |place: usize, profile: &Profile| -> i32 {
        let mut score = 0;
        for mark in marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Section(_))) {
            score += if recogniser.form(mark.form).is_in(place) { 4 } else { -2 };
        }
        let credentials = match profile.credentials.form {
            CredentialForm::Block => block,
            CredentialForm::Inline => sentence,
            CredentialForm::Section => false,
        };
        score + i32::from(credentials)
    };
    let best = profiles.iter().enumerate().max_by_key(|(place, profile)| (score(*place, profile), *place));
    best.map_or(0, |(place, _)| place)
}

/// Whether the section on how the determination was made states the credentials in a sentence.
fn states_credentials(source: &impl LineSource, marks: &[Mark]) -> bool {
    let titles = || marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Section(_)));
    let determination = MarkKind::Section(SectionRole::Determination);
    let Some(start) = titles().find(|mark| mark.kind == determination).map(|mark| mark.range.end()) else {
        return false;
    };
    let end = titles().map(|mark| mark.range.start()).find(|next| *next >= start);
    let end = end.map_or(source.len(), usize::from);
    has_sign(source, range(start.into(), end), &[Sign::Credentials])
}

fn has_sign(source: &impl LineSource, span: TextRange, signs: &[Sign]) -> bool {
    let start = usize::from(span.start());
    let end = source.end_within(start, span.end().into(), SIGNS_WINDOW);
    let text = source.slice(range(start, end));
    let flat = Flat::new(&text);
    signs.iter().any(|sign| signs::has(&text, &flat, *sign))
}

/// Whether a line may be followed by a title in lower case: it ends a sentence, or is too short to have
/// wrapped.
pub(super) fn closes(line: LineFlags) -> bool {
    line.is(LineFlags::ENDS_SENTENCE | LineFlags::VERDICT | LineFlags::ENDS_COLON | LineFlags::HEADER)
        || !line.is(LineFlags::FULL)
}
