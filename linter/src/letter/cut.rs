//! Where a physical line is cut: before the labels and titles that joined text holds in the middle, and, when
//! it is very long, at sentence ends, so that no single keystroke makes the linter read a megabyte again.

use xxhash_rust::xxh3::xxh3_64;

use super::cues::{Cue, Place};
use super::line::{WRAP, ends_sentence};
use super::recognise::{MarkKind, Recogniser};
use super::sentence::sentences;
use crate::text::Flat;

/// A line longer than this is cut, at sentence ends.
const CUT: usize = 2048;
/// A line without sentence ends is cut here all the same. No cut depends on text further on, so after an
/// edit only lines that begin within this many bytes before it need reading again.
pub(super) const HARD_CUT: usize = 8 * 1024;
/// Bytes before a sentence end that decide whether it is a place to cut.
const CONTEXT: usize = 32;
/// A label has at most this many words.
const MAX_LABEL_WORDS: usize = 8;

/// How much of what is seen of a physical line may hold the cut: up to the first sentence end that says
/// "cut here" when the line is very long, else all of it.
pub(super) fn window(text: &str, more: bool) -> Option<usize> {
    if text.len() > CUT { sentence_cut(text).or(more.then_some(text.len())) } else { None }
}

/// The first place in an evened line where a label or title begins in the middle, or where a title ends
/// that text goes on behind; as an offset of the text as written.
pub(super) fn at_mark(flat: &Flat, cues: &[Place], recogniser: &Recogniser) -> Option<usize> {
    let by_cue = cues.iter().find_map(|(cue, start, end)| match cue {
        Cue::Label if *start > 0 => behind_sentence(&flat[..*start], recogniser).then_some(*start),
        Cue::CredentialLabel if *start > 0 => flat[..*start].ends_with(' ').then_some(*start),
        Cue::Request => {
            before_number(&flat[..*start]).filter(|at| *at > 0 && behind_sentence(&flat[..*at], recogniser))
        }
        Cue::Title(form) if flat[*start..*end] == *recogniser.form(*form).text => {
            let goes_on = flat[*end..].trim_start().starts_with(char::is_alphanumeric);
            match *start {
                0 => goes_on.then(|| *end + usize::from(flat[*end..].starts_with(' '))),
                start => flat[..start].ends_with(' ').then_some(start),
            }
        }
        _ => None,
    });
    let joined = || (flat.len() > WRAP).then(|| misspelled_label(flat, recogniser)).flatten();
    let cut = [by_cue, joined(), broken_label(flat, recogniser)].into_iter().flatten().min()?;
    (cut > 0 && cut < flat.len()).then(|| flat.origin(cut))
}

/// A label begins within a line only behind a finished sentence, a colon or a verdict.
fn behind_sentence(before: &str, recogniser: &Recogniser) -> bool {
    before.ends_with(' ')
        && (ends_sentence(before)
            || before.trim_end().ends_with(':')
            || recogniser.verdict_at_end(before).is_some())
}

/// The place of the number before "The request for", if one stands there: "2. The request for".
fn before_number(before: &str) -> Option<usize> {
    let head = before.strip_suffix(' ')?.strip_suffix(['.', ')'])?;
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    ((1..=2).contains(&digits)).then(|| head.len() - digits)
}

/// A label with a slip in it, behind a sentence end of joined text.
fn misspelled_label(flat: &str, recogniser: &Recogniser) -> Option<usize> {
    let starts: Vec<usize> = sentences(flat).iter().skip(1).map(|sentence| sentence.start().into()).collect();
    starts.into_iter().find(|start| {
        let Some(length) = flat[*start..].find(':') else { return false };
        let head = &flat[*start..*start + length];
        let short = head.split(' ').count() <= MAX_LABEL_WORDS && recogniser.could_be_mark(head);
        short
            && recogniser
                .find(head)
                .is_some_and(|found| matches!(recogniser.form(found.form).kind, MarkKind::Field(_)))
    })
}

/// A label whose end is on the next line.
fn broken_label(flat: &str, recogniser: &Recogniser) -> Option<usize> {
    let tail = flat.rfind(['.', '?', '!', ':'])? + 1;
    let rest = flat[tail..].trim_start();
    let short = !rest.is_empty() && rest.split(' ').count() <= MAX_LABEL_WORDS;
    let start = flat.len() - rest.len();
    (short && recogniser.begins_label(rest) && behind_sentence(&flat[..start], recogniser)).then_some(start)
}

/// The first sentence end whose surroundings say "cut here": depends on the text near it alone, so an
/// edit elsewhere in the line leaves the later cuts where they were.
fn sentence_cut(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'.', bytes) {
        let next = bytes.get(at + 2).copied().unwrap_or(0);
        if at < CONTEXT || bytes.get(at + 1) != Some(&b' ') || !next.is_ascii_uppercase() {
            continue;
        }
        if ends_sentence(&text[text.floor_char_boundary(at - CONTEXT / 2)..=at])
            && xxh3_64(&bytes[at - CONTEXT..at]).is_multiple_of(4)
        {
            return Some(at + 2);
        }
    }
    None
}
