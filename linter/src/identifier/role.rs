//! Names beside the part that somebody plays, or behind a label that announces a name.

use super::evidence::{Hit, Wants};
use super::name::{self, Strength, Word, is_all_own, name_at, word_at};
use super::vocabulary::{is_drug, is_eponym, is_eponym_use, is_given, is_ordinary};
use super::Block;
use crate::hole::is_verb;
use crate::text::TextRange;

/// "Adjuster Ann Doe", "Expert reviewer: Ann Doe".
pub(super) fn by_role(block: &Block<'_>, hit: Hit) -> Option<TextRange> {
    let flat = block.flat;
    if let Some(at) = behind_colon(flat, hit.end) {
        return value_at(flat, at).filter(|name| !is_heading(flat, *name));
    }
    // "Claimant - Ann Doe".
    if flat[hit.end..].starts_with(" - ") && flat[hit.start..].starts_with(char::is_uppercase) {
        return value_at(flat, hit.end + 3).filter(|name| is_all_own(&flat[*name]));
    }
    if let Some(name) = in_apposition(flat, hit) {
        return Some(name);
    }
    let name = name_at(flat, flat[hit.end..].starts_with(' ').then_some(hit.end + 1)?, Strength::Other)?;
    let text = &flat[name];
    let first = text.split(' ').next().unwrap_or(text);
    let given = is_given(first) || first.ends_with('.');
    if block.is_title_case() || is_eponym(first) && !given {
        return given.then_some(name);
    }
    // "physician Doe noted" names somebody; "Physician Desk Reference" does not.
    let lower = flat[hit.start..].starts_with(char::is_lowercase);
    let sentence = hit.start == 0 || flat[..hit.start].ends_with(". ");
    let common = ["patient", "worker", "employee", "provider", "therapist", "manager", "examiner", "nurse"];
    let common = common.iter().any(|role| flat[hit.start..hit.end].to_lowercase().ends_with(role));
    let several = text.contains(' ');
    (given || (lower || sentence && several) && !common || lower && several).then_some(name)
}

/// "QME Doe assigned", "the PTP, Ann Doe, requests"; `given` wants a given name first.
pub(super) fn by_acronym(block: &Block<'_>, hit: Hit, given: bool) -> Option<TextRange> {
    let flat = block.flat;
    if let Some(at) = behind_colon(flat, hit.end).filter(|_| !given) {
        return value_at(flat, at).filter(|name| !is_heading(flat, *name));
    }
    if let Some(name) = in_apposition(flat, hit).filter(|_| !given) {
        return Some(name);
    }
    let name = name_at(flat, flat[hit.end..].starts_with(' ').then_some(hit.end + 1)?, Strength::Other)?;
    let (first, rest) = flat[name].split_once(' ').unwrap_or((&flat[name], ""));
    let behind = &flat[usize::from(name.end())..];
    let next = behind.trim_start().split([' ', ',', '.', ';']).next().unwrap_or("");
    let acts = behind.starts_with("'s ")
        || is_verb(next)
        || next.ends_with("ed") && next.starts_with(char::is_lowercase)
        || next == "found";
    let medical = is_eponym_use(flat, name.start().into(), name.end().into());
    let sure = !rest.is_empty() && (is_given(first) || acts && is_all_own(&flat[name])) || !given && acts && !medical;
    (sure && !block.is_title_case()).then_some(name)
}

/// "The patient, Ann Doe, is", "the patient (A.D.)".
fn in_apposition(flat: &str, hit: Hit) -> Option<TextRange> {
    let gap = [", ", " ("].into_iter().find(|gap| flat[hit.end..].starts_with(gap))?;
    let name = name_at(flat, hit.end + gap.len(), Strength::Other)?;
    let closed = flat[usize::from(name.end())..].starts_with(if gap == ", " { ',' } else { ')' });
    let text = &flat[name];
    let given = is_all_own(text) || text.split_once(' ').is_some_and(|(first, _)| is_given(first));
    let initials = gap == " ("
        && text.len() >= 4
        && word_at(flat, name.start().into()).is_some_and(|word| word.is_initial());
    (closed && (given || initials)).then_some(name)
}

/// The name behind a colon, which may be turned round and in capitals: "DOE, ANN".
fn value_at(flat: &str, at: usize) -> Option<TextRange> {
    let named = |word: &Word<'_>| {
        word.is_capitalised() && word.text.len() > 1 && !is_ordinary(word.text) && !is_drug(word.text)
    };
    let turned = || {
        let last = word_at(flat, at).filter(named)?;
        let first =
            flat[last.end..].strip_prefix(", ").and_then(|_| word_at(flat, last.end + 2)).filter(named)?;
        Some(crate::text::range(last.start, first.end))
    };
    turned().or_else(|| name_at(flat, at, Strength::Other))
}

/// Where the value begins behind a colon, which may follow "name" or a possessive.
fn behind_colon(flat: &str, end: usize) -> Option<usize> {
    let rest = &flat[end..];
    let skipped = ["'s name", "'s Name", " name", " Name", "(s)", "'s signature", " signature", ""]
        .into_iter()
        .find(|skip| rest.strip_prefix(skip).is_some_and(|rest| rest.trim_start().starts_with(':')))?;
    let rest = rest[skipped.len()..].trim_start();
    let value = rest[1..].trim_start();
    Some(flat.len() - value.len())
}

/// "Patient: History of Present Illness:" is a heading, no name.
fn is_heading(flat: &str, name: TextRange) -> bool {
    flat[usize::from(name.end())..].starts_with(':')
}

/// "Dictated by Ann Doe", "Attn: Ann Doe".
pub(super) fn labelled(flat: &str, hit: Hit, wants: Wants) -> Option<TextRange> {
    let at = match behind_colon(flat, hit.end) {
        Some(at) => at,
        None if wants != Wants::Nothing => return None,
        None => hit.end + flat[hit.end..].strip_prefix(',').map_or(0, |_| 1) + 1,
    };
    let name = value_at(flat, at)?;
    let alone = !name::is_full(flat, name);
    let medical = alone && is_eponym(&flat[name]);
    let mut words = flat[name].split([' ', ',']);
    let known = match wants {
        Wants::GivenName => words.clone().count() > 1 && words.any(is_given),
        _ => true,
    };
    (known && !medical && !is_heading(flat, name)).then_some(name)
}
