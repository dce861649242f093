//! Names beside the part that somebody plays, or behind a label that announces a name.

use super::Block;
use super::evidence::{Hit, Wants};
use super::name::{self, Strength, Word, is_all_own, name_at, name_before, word_at};
use super::vocabulary::{is_drug, is_eponym, is_eponym_use, is_given, is_ordinary};
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
    // "Her surgeon was Ann Doe."
    if let Some(link) = [" is ", " was "].into_iter().find(|link| flat[hit.end..].starts_with(link)) {
        let name = name_at(flat, hit.end + link.len(), Strength::Other);
        return name.filter(|name| is_all_own(&flat[*name]) && !block.is_title_case());
    }
    if let Some(name) = before_role(block, hit) {
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
    let common = is_common(&flat[hit.start..hit.end]);
    let several = text.contains(' ');
    let own = is_all_own(text) || !several && acts(next_word(flat, name));
    (given || own || (lower || sentence && several) && !common || lower && several).then_some(name)
}

/// Whether a role's word describes other words, too: "Patient Education", "Nurse Visit".
fn is_common(role: &str) -> bool {
    let common =
        ["patient", "worker", "employee", "provider", "therapist", "manager", "examiner", "nurse", "doctor"];
    common.iter().any(|word| role.to_lowercase().ends_with(word))
}

/// "Ann Doe, claims examiner".
fn before_role(block: &Block<'_>, hit: Hit) -> Option<TextRange> {
    let flat = block.flat;
    let articles = ["", "the ", "a ", "our "];
    let head =
        articles.iter().find_map(|article| flat[..hit.start].strip_suffix(article)?.strip_suffix(", "));
    let head = head.filter(|_| {
        let role = &flat[hit.start..hit.end];
        role.contains(' ') || !is_common(role)
    })?;
    let closed = flat[hit.end..].starts_with([',', '.', ';']) || hit.end == flat.len();
    name_before(flat, head.len()).filter(|name| closed && is_all_own(&flat[*name]) && !block.is_title_case())
}

/// Whether a word is what somebody does: "found", "assigned".
pub(super) fn acts(word: &str) -> bool {
    is_verb(word) || word.ends_with("ed") && word.starts_with(char::is_lowercase) || word == "found"
}

/// The word behind a name.
pub(super) fn next_word(flat: &str, name: TextRange) -> &str {
    let behind = flat[usize::from(name.end())..].trim_start();
    behind.split([' ', ',', '.', ';']).next().unwrap_or("")
}

/// "Ann Doe is a 44-year-old cook", "Ann Doe, a 44 year old": the name before an age.
pub(super) fn aged(flat: &str, hit: Hit) -> Option<TextRange> {
    let head = flat[..hit.start].trim_end_matches([' ', '-']);
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(' ')?;
    let head = head.strip_suffix(" a").or_else(|| head.strip_suffix(" an"))?;
    let head = [",", " is", " was"].iter().find_map(|link| head.strip_suffix(link))?;
    let initials = |text: &str| text.len() >= 4 && text.split(['.', ' ']).all(|part| part.len() < 2);
    name_before(flat, head.len()).filter(|name| is_all_own(&flat[*name]) || initials(&flat[*name]))
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
    let next = next_word(flat, name);
    let acts = behind.starts_with("'s ") || acts(next);
    let medical = is_eponym_use(flat, name.start().into(), name.end().into());
    let sure = !rest.is_empty() && (is_given(first) || acts && is_all_own(&flat[name]))
        || !given && acts && !medical;
    (sure && !block.is_title_case()).then_some(name)
}

/// "The patient, Ann Doe, is", "the patient (A.D.)".
fn in_apposition(flat: &str, hit: Hit) -> Option<TextRange> {
    let gap = [", ", " ("].into_iter().find(|gap| flat[hit.end..].starts_with(gap))?;
    let name = name_at(flat, hit.end + gap.len(), Strength::Other)?;
    let closed = flat[usize::from(name.end())..].starts_with(if gap == ", " { ',' } else { ')' });
    let text = &flat[name];
    let given = is_all_own(text) || text.split_once(' ').is_some_and(|(first, _)| is_given(first));
    let initials =
        text.len() >= 4 && word_at(flat, name.start().into()).is_some_and(|word| word.is_initial());
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
        // "DOE, ANN L."
        let middle = flat[first.end..].strip_prefix(' ').and_then(|_| word_at(flat, first.end + 1));
        let middle = middle.filter(|word| word.is_initial() && word.text.len() <= 2);
        Some(crate::text::range(last.start, middle.map_or(first.end, |word| word.end)))
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
        // "Re: Ann Doe, injured in May"; of other letters' heads only given names tell.
        Wants::GivenName => {
            let subject = flat[hit.start..].starts_with('R') && is_all_own(&flat[name]);
            words.clone().count() > 1 && (words.any(is_given) || subject)
        }
        _ => true,
    };
    let greeting = flat[hit.start..].starts_with("Dear");
    (known && !medical && (greeting || !is_heading(flat, name))).then_some(name)
}
