//! Quotation marks: where they stand, and which way they look.

use std::sync::LazyLock;

use regex::Regex;

use crate::letter::BlockKind;
use crate::profile::IssueField;
use crate::text::{TextRange, compiled, range, tail};

/// The quotation marks of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations {
    /// In the order of the text.
    pub marks: Vec<QuoteMark>,
    /// Sentences on the patient that stand in what is quoted from a guideline, behind another sentence.
    pub strays: Vec<TextRange>,
}

/// A quotation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteMark {
    /// The mark with the words behind an opening one, or before a closing one.
    pub range: TextRange,
    /// Those words.
    pub words: String,
    /// Which way it looks.
    pub side: Side,
}

/// Which way a quotation mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A quotation begins.
    Opening,
    /// It ends.
    Closing,
    /// Nobody can tell.
    Either,
}

/// So many words tell which mark is meant.
const WORDS: usize = 4;

/// So near, in bytes, the words of a guideline are introduced.
const NEAR: usize = 70;

/// What introduces the words of a guideline.
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:ODG|MTUS|ACOEM|guidelines?)\b[^.\x22]*$";
    compiled(pattern)
});
/// How a sentence on the patient begins.
static PATIENT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:This|The) (?:injured worker|claimant|applicant)\b|^This patient\b";
    compiled(pattern)
});

pub(super) fn read(flat: &str, kind: BlockKind) -> Quotations {
    let prose = matches!(kind, BlockKind::Paragraph(_) | BlockKind::Field(IssueField::Rationale));
    if !prose || memchr::memchr(b'"', flat.as_bytes()).is_none() {
        return Quotations::default();
    }
    let marks: Vec<_> = memchr::memchr_iter(b'"', flat.as_bytes())
        .filter(|at| !is_inch(flat, *at))
        .map(|at| mark(flat, at))
        .collect();
    let strays = marks.windows(2).filter_map(|pair| stray(flat, &pair[0], &pair[1])).collect();
    Quotations { marks, strays }
}

impl Quotations {
    pub(super) fn move_by(&mut self, to: impl Fn(TextRange) -> TextRange) {
        self.marks.iter_mut().for_each(|mark| mark.range = to(mark.range));
        self.strays.iter_mut().for_each(|stray| *stray = to(*stray));
    }
}

/// 5'10" and 24" x 36" are measures.
fn is_inch(flat: &str, at: usize) -> bool {
    let before = flat[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '/');
    let digits = before.len() < at;
    let feet = before.trim_end().ends_with('\'');
    let behind = flat[at + 1..].trim_start();
    digits && (feet || behind.starts_with("x ") || behind.starts_with("by "))
}

fn mark(flat: &str, at: usize) -> QuoteMark {
    let (before, behind) = (flat[..at].chars().next_back(), flat[at + 1..].chars().next());
    let free = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | '(' | '[' | '-' | '/'));
    let ended = |c: Option<char>| c.is_none_or(|c| c == ' ' || c.is_ascii_punctuation());
    let side = match (free(before), ended(behind)) {
        (true, _) if behind.is_some_and(|c| c != ' ') => Side::Opening,
        (false, true) => Side::Closing,
        _ => Side::Either,
    };
    let place = if side == Side::Closing {
        let start = flat[..at].rmatch_indices(' ').nth(WORDS - 1).map_or(0, |(space, _)| space + 1);
        range(start, at + 1)
    } else {
        let end = flat[at..].match_indices(' ').nth(WORDS - 1).map_or(flat.len(), |(space, _)| at + space);
        range(at, end)
    };
    QuoteMark { range: place, words: flat[place].trim_matches('"').to_owned(), side }
}

/// A sentence on the patient between two marks, where the first opens a guideline's words.
fn stray(flat: &str, opening: &QuoteMark, closing: &QuoteMark) -> Option<TextRange> {
    let (start, end) = (usize::from(opening.range.start()), usize::from(closing.range.end()));
    let quotes = opening.side == Side::Opening && closing.side == Side::Closing;
    if !quotes || start + 1 >= end || !SOURCE.is_match(tail(&flat[..start], NEAR)) {
        return None;
    }
    let quoted = &flat[start + 1..end - 1];
    let sentences = crate::letter::sentences(quoted);
    let place = sentences.into_iter().skip(1).find(|place| PATIENT.is_match(&quoted[*place]))?;
    Some(place + crate::text::size(start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::SectionRole;

    fn sides(text: &str) -> String {
        let marks = read(text, BlockKind::Paragraph(SectionRole::Summary)).marks;
        let side = |mark: &QuoteMark| match mark.side {
            Side::Opening => '<',
            Side::Closing => '>',
            Side::Either => '?',
        };
        marks.iter().map(side).collect()
    }

    #[test]
    fn marks_look_at_what_they_quote() {
        assert_eq!(sides("He said \"no,\" and (\"yes.\")."), "<><>");
        assert_eq!(sides("\"a \"b\" c\""), "<<>>");
        assert_eq!(sides("a\"b and a \" b"), "??");
        assert_eq!(sides("6 \"#60\""), "<>");
    }

    #[test]
    fn inches_are_no_quotation_marks() {
        assert_eq!(sides("She is 5'10\" and uses a 24\" x 30\" cushion, 6' 2.5\" high."), ">");
    }
}
