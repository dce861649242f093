//! Lists of topics and sections. A name may hold the very marks that stand between names, so at every
//! place the longest known name is taken; only what no name fits is cut at a mark, and then looked at for
//! slips.

use super::NamedTopic;
use crate::guideline::index::Index;
use crate::guideline::model::{EditionId, TopicId};
use crate::guideline::names::{Compact, nearest};
use crate::text::range;

/// Words that may follow a name and say nothing.
const NOISE: [&str; 7] = ["guidelines", "guideline", "topic", "topics", "section", "sections", "chapter"];
/// A name with a slip in it may run over this many cut pieces.
const MAX_PIECES: usize = 4;

/// Reads the names between two byte offsets of a text, as topics of the editions.
pub(super) fn read(
    text: &str,
    start: usize,
    end: usize,
    editions: &[EditionId],
    index: &Index,
) -> Vec<NamedTopic> {
    let compact = Compact::new(&text[..end]);
    let mut topics = Vec::new();
    let mut at = skip_marks(text, start, end);
    while at < end {
        let (topic, next) = known(text, &compact, at, end, editions, index)
            .unwrap_or_else(|| unknown(text, at, end, editions, index));
        topics.push(topic);
        at = skip_marks(text, skip_noise(text, next, end), end);
    }
    topics
}

fn known(
    text: &str,
    compact: &Compact,
    at: usize,
    end: usize,
    editions: &[EditionId],
    index: &Index,
) -> Option<(NamedTopic, usize)> {
    let place = compact.at(at);
    let mut best: Option<(usize, Vec<TopicId>, usize)> = None;
    for edition in editions {
        let names = index.names_of(*edition).iter();
        let found = names
            .filter_map(|(key, ids)| Some((key.len(), ids, compact.end_of_name(&text[..end], place, key)?)));
        if let Some((length, ids, stop)) = found.max_by_key(|(length, ..)| *length) {
            match &mut best {
                Some((longest, known, _)) if *longest == length => known.extend(ids),
                Some((longest, ..)) if *longest > length => {}
                _ => best = Some((length, ids.clone(), stop)),
            }
        }
    }
    let (_, topics, stop) = best?;
    let numbered = topics.iter().any(|id| !index.topic(*id).number.is_empty());
    let stop = if numbered { end_of_numbered(text, stop, end) } else { close_brackets(text, at, stop, end) };
    Some((NamedTopic::new(text, range(at, stop), topics, 0), stop))
}

/// A section that is found by its number goes on to the next number: its title may differ from ours.
fn end_of_numbered(text: &str, from: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < end {
        let next = text[at..end].find([',', ';']).map_or(end, |found| at + found);
        let behind = text[next.min(end)..end].trim_start_matches([',', ';', ' ']);
        if next >= end || behind.is_empty() || behind.as_bytes()[0].is_ascii_digit() || bytes[next] == b';' {
            return text[..next].trim_end_matches([' ', '.']).len().max(from);
        }
        at = next + 1;
    }
    text[..end].trim_end_matches([' ', '.']).len().max(from)
}

/// Takes the closing bracket of an open one along, and a bracketed remark behind a name.
fn close_brackets(text: &str, start: usize, stop: usize, end: usize) -> usize {
    let rest = &text[stop..end];
    let open = text[start..stop].matches('(').count() > text[start..stop].matches(')').count();
    if open {
        return rest.find(')').filter(|at| *at <= 2).map_or(stop, |at| stop + at + 1);
    }
    let marks =
        rest.chars().take_while(|c| matches!(c, '\u{ae}' | '\u{2122}')).map(char::len_utf8).sum::<usize>();
    stop + marks
}

fn unknown(text: &str, at: usize, end: usize, editions: &[EditionId], index: &Index) -> (NamedTopic, usize) {
    let names = || editions.iter().flat_map(|edition| index.names_of(*edition));
    let mut stop = at;
    let mut first_stop = None;
    for _ in 0..MAX_PIECES {
        stop = piece_end(text, stop, end);
        first_stop.get_or_insert(stop);
        let key = Compact::key(trim_noise(&text[at..stop]));
        let near = nearest(&key, names().map(|(name, ids)| (name.as_str(), ids)));
        if let Some((ids, slips)) = near {
            let stop = text[..stop].trim_end_matches(['.', ' ']).len();
            return (NamedTopic::new(text, range(at, stop), ids.clone(), slips as u8), stop);
        }
        if stop >= end {
            break;
        }
        stop += 1;
    }
    let stop = first_stop.unwrap_or(end);
    let trimmed = text[..stop].trim_end_matches(['.', ' ']).len().max(at + 1);
    (NamedTopic::new(text, range(at, trimmed), Vec::new(), 0), stop)
}

/// The next comma or semicolon that is in no bracket.
fn piece_end(text: &str, from: usize, end: usize) -> usize {
    let mut depth = 0i32;
    for (at, c) in text[from..end].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' | ';' if depth <= 0 => return from + at,
            _ => {}
        }
    }
    end
}

fn skip_marks(text: &str, mut at: usize, end: usize) -> usize {
    loop {
        let rest = &text[at..end];
        let trimmed = rest.trim_start_matches([' ', ',', ';', '.', ':', '&', '-', '/', ')', ']']);
        let trimmed = trimmed.strip_prefix("and ").unwrap_or(trimmed);
        if trimmed.len() == rest.len() {
            return at;
        }
        at = end - trimmed.len();
    }
}

fn skip_noise(text: &str, at: usize, end: usize) -> usize {
    let rest = text[at..end].trim_start();
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    if NOISE.contains(&word.to_lowercase().as_str()) { end - rest.len() + word.len() } else { at }
}

fn trim_noise(text: &str) -> &str {
    let trimmed = text.trim().trim_end_matches('.');
    match trimmed.rsplit_once(' ') {
        Some((head, last)) if NOISE.contains(&last.to_lowercase().as_str()) => head,
        _ => trimmed,
    }
}
