//! The outline: where titles and labels stand, which profile they make, and the sections between them.
//! Only the few lines that could be marks are read; the rest is arithmetic over the line table.

use super::Grammar;
use super::line::LineFlags;
use super::lines::Lines;
use super::recognise::{Found, MarkKind, Recogniser};
use crate::profile::{Audience, CredentialForm, Profile, Profiles, SectionRole};
use crate::text::{LineSource, TextRange, range};

/// A title or label found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it announces.
    pub kind: MarkKind,
    /// Index of the form in the recogniser.
    pub form: u16,
    /// Slips forgiven; not zero means that it was recognised by near match only.
    pub slips: u8,
    /// Byte range, colon included; empty for an opening, which is part of the value.
    pub range: TextRange,
    /// The first line that it stands on.
    pub line: u32,
    /// The line where the value or body begins: the mark's last line if text follows on it, else the next.
    pub body_line: u32,
}

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
    /// Whether the letter tells of the appeal to the appeals board.
    pub appeal: bool,
    /// The sections in order of appearance.
    pub sections: Vec<SectionSpan>,
    /// Byte offset where the first section's title begins, or the length of the text.
    pub preamble_end: usize,
}

/// A title or label runs over at most this many lines with text.
const MAX_MARK_LINES: usize = 5;
/// With at most this many blank lines between two of them.
const MAX_MARK_GAP: usize = 3;

impl Outline {
    /// Reads the outline off the lines.
    pub fn read(source: &impl LineSource, lines: &Lines, grammar: &Grammar) -> Self {
        let Grammar { profiles, recogniser, pinned } = grammar;
        let starts: Vec<usize> = lines.iter().map(|(start, _)| start).collect();
        let reader = Reader { source, lines, starts: &starts, recogniser };
        let mut marks = reader.marks();
        let profile = pinned.unwrap_or_else(|| choose_profile(&marks, lines, recogniser, profiles));
        marks.retain(|mark| recogniser.form(mark.form).is_in(profile));
        let titles: Vec<(usize, SectionRole)> = marks
            .iter()
            .enumerate()
            .filter_map(|(index, mark)| match mark.kind {
                MarkKind::Section(role) => Some((index, role)),
                _ => None,
            })
            .collect();
        let mark_start = |index: usize| usize::from(marks[index].range.start());
        let sections: Vec<SectionSpan> = titles
            .iter()
            .enumerate()
            .map(|(n, (mark, role))| {
                let end = titles.get(n + 1).map_or(source.len(), |(next, _)| mark_start(*next));
                SectionSpan { role: *role, mark: *mark, body: range(marks[*mark].range.end().into(), end) }
            })
            .collect();
        let preamble_end = titles.first().map_or(source.len(), |(mark, _)| mark_start(*mark));
        let cover_end = sections_of(&sections, SectionRole::Notice).map(|s| s.body.end().into()).max();
        let cover_end = cover_end.unwrap_or(0).max(preamble_end);
        let signs = LineFlags::COVER | LineFlags::APPEAL;
        let covered = lines.iter().take_while(|(at, _)| *at < cover_end).any(|(_, line)| line.is(signs));
        let audience = if covered { Audience::Party } else { Audience::Public };
        let appeal = lines.as_slice().iter().any(|line| line.is(LineFlags::APPEAL));
        Self { marks, profile, audience, appeal, sections, preamble_end }
    }

    /// The sections of a role, in order.
    pub fn sections(&self, role: SectionRole) -> impl Iterator<Item = &SectionSpan> {
        sections_of(&self.sections, role)
    }
}

fn sections_of(sections: &[SectionSpan], role: SectionRole) -> impl Iterator<Item = &SectionSpan> {
    sections.iter().filter(move |section| section.role == role)
}

struct Reader<'a, S> {
    source: &'a S,
    lines: &'a Lines,
    starts: &'a [usize],
    recogniser: &'a Recogniser,
}

impl<S: LineSource> Reader<'_, S> {
    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut index = 0;
        let mut open = false; // the text so far stops in the middle of a sentence
        while index < self.lines.as_slice().len() {
            let line = &self.lines.as_slice()[index];
            let candidate = line.is(LineFlags::MARK | LineFlags::MARK_COLON | LineFlags::OPENING);
            match candidate.then(|| self.mark_at(index, open)).flatten() {
                Some((mark, next)) => {
                    open = false;
                    marks.push(mark);
                    index = next.max(index + 1);
                }
                None => {
                    if !line.is(LineFlags::BLANK | LineFlags::COMMENT_ONLY) {
                        open = !line.is(LineFlags::ENDS_SENTENCE | LineFlags::VERDICT);
                    }
                    index += 1;
                }
            }
        }
        marks
    }

    /// The mark that begins on a line, and the line after those it takes up.
    fn mark_at(&self, first: usize, open: bool) -> Option<(Mark, usize)> {
        let windows = self.windows(first);
        let exact = windows.iter().rev().find_map(|window| self.found(window, 0, open));
        let (window, found) = exact.or_else(|| {
            let fits = !self.lines.as_slice()[first].is(LineFlags::CONTINUES);
            windows.iter().rev().filter(|_| fits).find_map(|window| self.found(window, u8::MAX, open))
        })?;
        let form = self.recogniser.form(found.form);
        let line_start = self.starts[first];
        let text = self.line_text(first);
        let start = line_start + (text.len() - text.trim_start().len());
        let end = if form.opening { start } else { window.end };
        let next = if window.whole_line { window.last + 1 } else { window.last };
        let mark = Mark {
            kind: form.kind,
            form: found.form,
            slips: found.slips,
            range: range(start, end),
            line: first as u32,
            body_line: if form.opening { first } else { next } as u32,
        };
        Some((mark, window.last + 1))
    }

    fn found<'w>(&self, window: &'w Window, slips: u8, open: bool) -> Option<(&'w Window, Found)> {
        let found = if window.opening {
            self.recogniser.opening(&window.text)?
        } else {
            self.recogniser.find(&window.text).filter(|found| found.slips <= slips)?
        };
        let form = self.recogniser.form(found.form);
        // Text may follow a label, but not a title that stands on a line of its own.
        let placed = window.whole_line || form.inline;
        // A label has a colon; a title that has none may not go on a sentence.
        let label = !matches!(form.kind, MarkKind::Section(_));
        let ended = window.colon || (!label && (!open || !starts_lower(&window.text)));
        (placed && (ended || form.opening)).then_some((window, found))
    }

    /// The texts that could be a mark beginning on this line, shortest first.
    fn windows(&self, first: usize) -> Vec<Window> {
        let lines = self.lines.as_slice();
        let mut windows = Vec::new();
        let mut text = String::new();
        let (mut index, mut gap) = (first, 0);
        if lines[first].is(LineFlags::OPENING) {
            let text = self.line_text(first).trim().to_owned();
            windows.push(Window { text, last: first, end: 0, whole_line: true, colon: false, opening: true });
        }
        while index < lines.len() && windows.len() < MAX_MARK_LINES {
            let line = &lines[index];
            if line.is(LineFlags::BLANK) {
                gap += 1;
                if gap > MAX_MARK_GAP {
                    break;
                }
                index += 1;
                continue;
            }
            if !line.is(LineFlags::MARK | LineFlags::MARK_COLON) {
                break;
            }
            gap = 0;
            let content = self.line_text(index);
            let content = content.trim_end();
            let start = self.starts[index];
            if let Some(colon) = content.find(':').filter(|_| line.is(LineFlags::MARK_COLON)) {
                let end = start + colon + 1;
                let text = join(&text, &content[..colon]);
                let whole_line = colon + 1 == content.len();
                windows.push(Window { text, last: index, end, whole_line, colon: true, opening: false });
            }
            if !line.is(LineFlags::MARK) {
                break;
            }
            text = join(&text, content);
            if !content.ends_with(':') {
                let end = start + content.len();
                let text = text.clone();
                windows.push(Window {
                    text,
                    last: index,
                    end,
                    whole_line: true,
                    colon: false,
                    opening: false,
                });
            }
            index += 1;
        }
        windows
    }

    fn line_text(&self, index: usize) -> String {
        let start = self.starts[index];
        self.source.slice(range(start, start + self.lines.as_slice()[index].len as usize)).into_owned()
    }
}

/// A text of one or several lines that could be a mark.
struct Window {
    text: String,
    last: usize,
    end: usize,
    /// Nothing follows on the last line.
    whole_line: bool,
    /// A colon ends it.
    colon: bool,
    opening: bool,
}

fn join(before: &str, line: &str) -> String {
    if before.is_empty() { line.trim().to_owned() } else { format!("{before} {}", line.trim()) }
}

fn starts_lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// The profile whose titles the letter prints; later generations win ties.
fn choose_profile(marks: &[Mark], lines: &Lines, recogniser: &Recogniser, profiles: &Profiles) -> usize {
    let block = marks.iter().any(|mark| matches!(mark.kind, MarkKind::Licensure | MarkKind::Specialty));
    let sentence = lines.as_slice().iter().any(|line| line.is(LineFlags::CREDENTIAL));
    let score = |place: usize, profile: &Profile| -> i32 {
        let mut score = 0;
        for mark in marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Section(_))) {
            score += if recogniser.form(mark.form).is_in(place) { 4 } else { -2 };
        }
        let credentials = match profile.credentials.form {
            CredentialForm::Block => block,
            CredentialForm::Inline => sentence && !block,
            CredentialForm::Section => false,
        };
        score + i32::from(credentials)
    };
    let best = profiles.iter().enumerate().max_by_key(|(place, profile)| (score(*place, profile), *place));
    best.map_or(0, |(place, _)| place)
}
