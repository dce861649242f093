//! Lines: the smallest unit. Each is classified by itself, so that an edit touches only its own lines.
//!
//! A line here is a physical line, or a part of one: joined text is cut before a field label, and a very
//! long line at sentence ends, so that no single keystroke makes the linter read a megabyte again.

use bitflags::bitflags;
use xxhash_rust::xxh3::xxh3_64;

use super::recognise::{Cue, Recogniser};
use crate::text::{LineSource, range};

bitflags! {
    /// What can be said of a line by itself.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct LineFlags: u32 {
        /// No visible character.
        const BLANK = 1;
        /// Blank, but not empty: how text extracted from PDF marks the end of a paragraph.
        const SPACED = 1 << 1;
        /// Ends like a sentence.
        const ENDS_SENTENCE = 1 << 2;
        /// Begins in lower case or with a closing mark: the middle of a sentence.
        const CONTINUES = 1 << 3;
        /// Longer than wrapped text ever is.
        const LONG = 1 << 4;
        /// Ends with a line end, not with a cut.
        const HARD_END = 1 << 5;
        /// Could be a title or label, or a part of one.
        const MARK = 1 << 6;
        /// What stands before the first colon could be a title or label, or a part of one.
        const MARK_COLON = 1 << 7;
        /// Begins like a field that has no label.
        const OPENING = 1 << 8;
        /// Ends with a decision word behind a colon, or is one.
        const VERDICT = 1 << 9;
        /// Begins with a number and a full stop or bracket.
        const NUMBERED = 1 << 10;
        /// Holds a label of the header table.
        const HEADER = 1 << 11;
        /// Holds a sign of a cover letter.
        const COVER = 1 << 12;
        /// Tells the reviewer's licence or certification in a sentence.
        const CREDENTIAL = 1 << 13;
        /// Holds a suppression comment.
        const COMMENT = 1 << 14;
        /// Holds nothing but suppression comments.
        const COMMENT_ONLY = 1 << 15;
        /// Ends with a colon.
        const ENDS_COLON = 1 << 16;
        /// Speaks of the appeal that the parties may make.
        const APPEAL = 1 << 17;
    }
}

/// One line: its length with the line end, a hash of its text, and what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Bytes, line end included.
    pub len: u32,
    /// Hash of the text.
    pub hash: u64,
    /// What it looks like.
    pub flags: LineFlags,
}

impl Line {
    /// Whether the line looks like any of these.
    pub fn is(&self, flags: LineFlags) -> bool {
        self.flags.intersects(flags)
    }
}

/// Wrapped lines stay below this many bytes.
const WRAP: usize = 130;
/// A line longer than this is cut, at sentence ends.
const CUT: usize = 2048;
/// A line without sentence ends is cut here all the same. No cut depends on text further on, so after an
/// edit only lines that begin within this many bytes before it need reading again.
pub(super) const HARD_CUT: usize = 8 * 1024;

/// Reads the line that begins at `start`.
pub(super) fn read_line(source: &impl LineSource, start: usize, recogniser: &Recogniser) -> Line {
    let physical_end = source.line_end(start);
    let seen_end = physical_end.min(source.floor_char_boundary(start + HARD_CUT));
    let text = source.slice(range(start, seen_end));
    let end = cut(&text, seen_end < physical_end, recogniser).unwrap_or(text.len());
    let text = &text[..end];
    let hard = start + end == physical_end;
    Line { len: end as u32, hash: xxh3_64(text.as_bytes()), flags: classify(text, hard, recogniser) }
}

/// Where a physical line is cut, if it is. `text` is what is seen of it, `more` whether it goes on.
fn cut(text: &str, more: bool, recogniser: &Recogniser) -> Option<usize> {
    let lead = text.len() - text.trim_start().len();
    let mark = recogniser.cues(text).find_map(|(cue, start, end)| match cue {
        Cue::Label if start > lead && label_may_begin(&text[..start], recogniser) => Some(start),
        Cue::CredentialLabel if start > lead => Some(start),
        Cue::Title(form) if text[start..end] == *recogniser.form(form).text => {
            let rest = text[end..].trim_start();
            if start <= lead {
                // A title that joined text goes on behind.
                (rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
            } else {
                label_may_begin(&text[..start], recogniser).then_some(start)
            }
        }
        _ => None,
    });
    let before_mark = mark.unwrap_or(text.len());
    let sentence = if before_mark > CUT { sentence_cut(&text[..before_mark]) } else { None };
    sentence.or(mark).or(more.then_some(text.len()))
}

/// A label begins within a line only behind a finished sentence or a verdict.
fn label_may_begin(before: &str, recogniser: &Recogniser) -> bool {
    before.ends_with(|c: char| c.is_whitespace())
        && (ends_sentence(before)
            || before.trim_end().ends_with(':')
            || recogniser.verdict_at_end(before).is_some())
}

/// The first sentence end whose surroundings say "cut here": depends on the text near it alone, so an
/// edit elsewhere in the line leaves the later cuts where they were.
fn sentence_cut(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'.', bytes) {
        let next = bytes.get(at + 2).copied().unwrap_or(0);
        if at < 32 || bytes.get(at + 1) != Some(&b' ') || !next.is_ascii_uppercase() {
            continue;
        }
        if !ends_sentence(&text[text.floor_char_boundary(at - 16)..=at]) {
            continue;
        }
        if xxh3_64(&bytes[at - 32..at]).is_multiple_of(4) {
            return Some(at + 2);
        }
    }
    None
}

fn classify(text: &str, hard: bool, recogniser: &Recogniser) -> LineFlags {
    let mut flags = LineFlags::empty();
    flags.set(LineFlags::HARD_END, hard);
    let trimmed = text.trim();
    if trimmed.is_empty() {
        let spaced = text.chars().any(|c| !matches!(c, '\n' | '\r' | '\u{c}'));
        return flags | LineFlags::BLANK | if spaced { LineFlags::SPACED } else { LineFlags::empty() };
    }
    let first = trimmed.chars().next().unwrap_or(' ');
    flags.set(LineFlags::ENDS_SENTENCE, ends_sentence(trimmed));
    flags.set(LineFlags::ENDS_COLON, trimmed.ends_with(':'));
    flags.set(LineFlags::CONTINUES, first.is_lowercase() || matches!(first, '.' | ',' | ';' | ')'));
    flags.set(LineFlags::LONG, text.len() > WRAP || !hard);
    flags.set(LineFlags::NUMBERED, is_numbered(trimmed));
    flags.set(LineFlags::VERDICT, recogniser.verdict_at_end(trimmed).is_some());
    if first.is_uppercase() || first.is_numeric() || flags.contains(LineFlags::CONTINUES) {
        let unfinished = !trimmed.ends_with('.');
        flags.set(LineFlags::MARK, unfinished && text.len() < 2 * WRAP && recogniser.could_be_mark(trimmed));
        let head = trimmed.split_once(':').map(|(head, _)| head).filter(|head| head.len() < 2 * WRAP);
        flags.set(LineFlags::MARK_COLON, head.is_some_and(|head| recogniser.could_be_mark(head)));
        flags.set(LineFlags::OPENING, recogniser.opening(trimmed).is_some());
    }
    for (cue, start, end) in recogniser.cues(text) {
        match cue {
            Cue::Label | Cue::CredentialLabel | Cue::Title(_) => {}
            Cue::Header => flags |= LineFlags::HEADER,
            // "Dear" counts at the start of a line only.
            Cue::Cover if text[start..end].ends_with(' ') && !text[..start].trim().is_empty() => {}
            Cue::Cover => flags |= LineFlags::COVER,
            Cue::Appeal => flags |= LineFlags::APPEAL,
            Cue::Credential => flags |= LineFlags::CREDENTIAL,
            Cue::Comment => flags |= LineFlags::COMMENT,
        }
    }
    if flags.contains(LineFlags::COMMENT) && crate::text::Flat::new(text).is_empty() {
        flags |= LineFlags::COMMENT_ONLY;
    }
    flags
}

/// Ends with a full stop, question or exclamation mark, closing marks aside, that is no abbreviation.
pub(super) fn ends_sentence(text: &str) -> bool {
    let core = text.trim_end().trim_end_matches(['"', '\'', ')', ']', '\u{201d}', '\u{2019}']);
    match core.chars().next_back() {
        Some('?' | '!') => true,
        Some('.') => !super::sentence::is_abbreviation(core),
        _ => false,
    }
}

fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    (1..=2).contains(&digits)
        && rest.starts_with(['.', ')'])
        && rest[1..].starts_with(|c: char| c.is_whitespace())
}
