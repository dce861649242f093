//! Lines: the smallest unit. Each is classified by itself, so that an edit touches only its own lines. A
//! line here is a physical line, or a part of one (`cut.rs`). Classification reads the evened text:
//! comments, hard blanks and curly quotes change nothing.

use bitflags::bitflags;
use xxhash_rust::xxh3::xxh3_64;

use super::cues::Cue;
use super::cut::{self, HARD_CUT};
use super::recognise::Recogniser;
use crate::text::{Flat, LineSource, range};

bitflags! {
    /// What can be said of a line by itself.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct LineFlags: u16 {
        /// No visible character.
        const BLANK = 1;
        /// Blank, but not empty: how text extracted from PDF marks the end of a paragraph.
        const SPACED = 1 << 1;
        /// Ends like a sentence.
        const ENDS_SENTENCE = 1 << 2;
        /// Ends with a colon.
        const ENDS_COLON = 1 << 3;
        /// Begins in lower case or with a closing mark: the middle of a sentence.
        const CONTINUES = 1 << 4;
        /// Longer than wrapped text ever is, or a part of such a line.
        const LONG = 1 << 5;
        /// Ends with a line end, not with a cut.
        const HARD_END = 1 << 6;
        /// Could be a title or label, or a part of one.
        const MARK = 1 << 7;
        /// What stands before the first colon could be a title or label, or a part of one.
        const MARK_COLON = 1 << 8;
        /// Begins like a field that has no label.
        const OPENING = 1 << 9;
        /// Ends with a decision word behind a colon, or is one.
        const VERDICT = 1 << 10;
        /// Begins with a number and a full stop or bracket.
        const NUMBERED = 1 << 11;
        /// Holds a label of the header table.
        const HEADER = 1 << 12;
        /// Holds a suppression comment.
        const COMMENT = 1 << 13;
        /// Holds nothing but suppression comments.
        const COMMENT_ONLY = 1 << 14;
        /// Has no room for another word.
        const FULL = 1 << 15;
    }
}

impl LineFlags {
    /// Whether the line looks like any of these.
    pub fn is(self, flags: Self) -> bool {
        self.intersects(flags)
    }
}

/// One line as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Bytes, line end included.
    pub(super) len: u32,
    /// Hash of the text.
    pub(super) hash: u64,
    /// What it looks like.
    pub(super) flags: LineFlags,
}

/// A line of this many bytes has no room for another word.
const FULL_LINE: usize = 80;
/// Wrapped lines stay below this many bytes.
pub(super) const WRAP: usize = 130;
/// A title or label, with what it wraps over, is shorter.
const MAX_MARK: usize = 260;

/// Reads the line that begins at `start` and lies before `physical_end`.
pub(super) fn read_line(
    source: &impl LineSource,
    start: usize,
    physical_end: usize,
    recogniser: &Recogniser,
) -> Line {
    let seen_end = source.end_within(start, physical_end, HARD_CUT);
    let text = source.slice(range(start, seen_end));
    let text = &text[..cut::window(&text, seen_end < physical_end).unwrap_or(text.len())];
    let flat = Flat::new(text);
    let cues = recogniser.cues.find(&flat);
    let line = |text: &str, flags| Line { len: text.len() as u32, hash: xxh3_64(text.as_bytes()), flags };
    match cut::at_mark(&flat, &cues, recogniser) {
        Some(end) => {
            let text = &text[..end];
            let flat = Flat::new(text);
            let header = recogniser.cues.find(&flat).iter().any(|(cue, ..)| *cue == Cue::Header);
            line(text, classify(text, &flat, false, header, recogniser))
        }
        None => {
            let header = cues.iter().any(|(cue, ..)| *cue == Cue::Header);
            let hard = start + text.len() == physical_end;
            line(text, classify(text, &flat, hard, header, recogniser))
        }
    }
}

fn classify(text: &str, flat: &Flat, hard: bool, header: bool, recogniser: &Recogniser) -> LineFlags {
    let mut flags = LineFlags::empty();
    flags.set(LineFlags::HARD_END, hard);
    flags.set(LineFlags::FULL, text.len() >= FULL_LINE);
    let comment = Flat::comments(text).next().is_some();
    flags.set(LineFlags::COMMENT, comment);
    let Some(first) = flat.chars().next() else {
        if comment {
            return flags | LineFlags::COMMENT_ONLY;
        }
        let spaced = text.chars().any(|c| !matches!(c, '\n' | '\r' | '\u{c}'));
        return flags | LineFlags::BLANK | if spaced { LineFlags::SPACED } else { LineFlags::empty() };
    };
    flags.set(LineFlags::HEADER, header);
    flags.set(LineFlags::ENDS_SENTENCE, ends_sentence(flat));
    flags.set(LineFlags::ENDS_COLON, flat.ends_with(':'));
    flags.set(LineFlags::CONTINUES, first.is_lowercase() || matches!(first, '.' | ',' | ';' | ')'));
    flags.set(LineFlags::LONG, text.len() > WRAP || !hard);
    flags.set(LineFlags::NUMBERED, is_numbered(flat));
    flags.set(LineFlags::VERDICT, recogniser.verdict_at_end(flat).is_some());
    flags.set(LineFlags::OPENING, recogniser.could_be_opening(flat));
    flags.set(LineFlags::MARK, flat.len() < MAX_MARK && recogniser.could_be_mark(flat));
    let head = flat.split_once(':').map(|(head, _)| head).filter(|head| head.len() < MAX_MARK);
    let head = head.or_else(|| lost_colon(flat, recogniser).map(|end| &flat[..end]));
    flags.set(LineFlags::MARK_COLON, head.is_some_and(|head| recogniser.could_be_mark(head)));
    flags
}

/// Where a label ends that has lost its colon: "MAXIMUS guideline Decision based on".
pub(super) fn lost_colon(flat: &str, recogniser: &Recogniser) -> Option<usize> {
    let mut at = 0;
    // A sentence goes on in lower case behind the same words.
    for word in flat.split_inclusive(' ').take(5) {
        at += word.len();
        let next = flat[at..].chars().next()?;
        if !next.is_uppercase() || flat[..at].trim_end().ends_with([':', '.', ',']) {
            continue;
        }
        let head = flat[..at].trim_end();
        let label = recogniser.find(head).filter(|found| found.slips == 0);
        let field = |form: u16| matches!(recogniser.form(form).kind, super::recognise::MarkKind::Field(_));
        if label.is_some_and(|found| field(found.form)) {
            return Some(head.len());
        }
    }
    None
}

/// Ends with a full stop, question or exclamation mark, closing marks aside, that is no abbreviation.
pub(super) fn ends_sentence(text: &str) -> bool {
    let core = text.trim_end().trim_end_matches(['"', '\'', ')', ']']);
    match core.chars().next_back() {
        Some('?' | '!') => true,
        Some('.') => !super::sentence::is_abbreviation(core),
        _ => false,
    }
}

fn is_numbered(flat: &str) -> bool {
    let rest = flat.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = flat.len() - rest.len();
    (1..=2).contains(&digits) && rest.starts_with(['.', ')']) && rest[1..].starts_with(' ')
}
