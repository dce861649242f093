//! People: who is named, by the title, credential, role, relation or caption beside the name.

use super::evidence::{Hit, Role};
use super::name::{Strength, Word, name_at, name_before, word_at};
use super::vocabulary::{is_drug, is_eponym, is_given, is_ordinary};
use super::{Block, Identifier, Kind, identifier, name};
use crate::letter::BlockKind;
use crate::text::TextRange;

/// Reads the names that a word of evidence tells of.
pub(super) fn read(block: &Block<'_>, hit: Hit, found: &mut Vec<Identifier>) {
    let flat = block.flat;
    let evidence = &flat[hit.start..hit.end];
    let name = match hit.role {
        Role::Title => titled(flat, hit),
        Role::Credential { comma } if !block.is_citation() => credentialed(flat, hit, comma),
        Role::Person { .. } => by_role(block, hit),
        Role::Label { colon } if !block.is_citation() => labelled(flat, hit, colon),
        Role::Relation => related(block, hit),
        Role::Initials => initials(flat, hit),
        _ => None,
    };
    let Some(name) = name.filter(|name| !is_medical_director(block, *name)) else { return };
    let side = if name.start() >= crate::text::size(hit.end) { "behind" } else { "before" };
    let kind = match hit.role {
        Role::Person { reviewer: true } => Kind::Reviewer,
        _ if block.is_about_reviewer() => Kind::Reviewer,
        _ => Kind::Person,
    };
    let push = |found: &mut Vec<Identifier>, name: TextRange| {
        found.push(identifier(
            kind,
            name.start().into(),
            name.end().into(),
            format!("{side} \"{evidence}\""),
        ));
    };
    push(found, name);
    // "Drs. Doe and Roe", "his sons Ben and Max".
    let plural = matches!(evidence, "Drs." | "Drs" | "Doctors" | "Messrs.");
    let end = usize::from(name.end());
    let more = flat[end..].strip_prefix(" and ").and_then(|_| name_at(flat, end + 5, Strength::Other));
    if let Some(more) = more.filter(|more| plural || hit.role == Role::Relation && is_given(&flat[*more])) {
        push(found, more);
    }
}

/// "Dr. Doe". Behind a drug the letters mean delayed release.
fn titled(flat: &str, hit: Hit) -> Option<TextRange> {
    let before = flat[..hit.start].trim_end().rsplit(' ').next().unwrap_or("");
    if is_drug(before.trim_matches(|c: char| !c.is_alphanumeric())) || !flat[hit.end..].starts_with(' ') {
        return None;
    }
    let name = name_at(flat, hit.end + 1, Strength::Title)?;
    let first = word_at(flat, name.start().into())?;
    // "Ms Contin", and a street called so.
    let street = flat[..hit.start]
        .split_whitespace()
        .rev()
        .take(4)
        .any(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit()))
        && flat[hit.start..].starts_with("Dr");
    let doctor_of = first.text.starts_with("Scholl") || is_drug(first.text);
    let spelled = matches!(
        &flat[hit.start..hit.end],
        "Doctor" | "Doctors" | "Judge" | "Honorable" | "Miss" | "Captain"
    );
    let unsure = spelled && is_ordinary(first.text) && !name::is_full(flat, name);
    (!street && !doctor_of && !unsure).then_some(name)
}

/// "Ann Doe, M.D."
fn credentialed(flat: &str, hit: Hit, comma: bool) -> Option<TextRange> {
    let head = flat[..hit.start].trim_end();
    let apart = head.strip_suffix(',').map(str::trim_end);
    let end = apart.unwrap_or(head).len();
    if comma && apart.is_none() || hit.start == head.len() {
        return None;
    }
    // "Bethesda, MD: National Institutes of Health", "Towson, MD 21204".
    let rest = &flat[hit.end..];
    if rest.starts_with(':')
        || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
            && evidence_is_state(&flat[hit.start..hit.end])
    {
        return None;
    }
    let name = name_before(flat, end)?;
    let words = flat[name].split(' ').count();
    let first = flat[name].split(' ').next().unwrap_or("");
    let sure = if comma {
        words > 1 && (is_given(first) || first.ends_with('.') || words == 2) || is_given(first)
    } else {
        true
    };
    (sure && !is_eponym_alone(flat, name)).then_some(name)
}

fn evidence_is_state(text: &str) -> bool {
    matches!(text, "MD" | "PA" | "DC")
}

fn is_eponym_alone(flat: &str, name: TextRange) -> bool {
    let text = &flat[name];
    !text.contains(' ')
        && is_eponym(text)
        && super::vocabulary::is_eponym_use(flat, name.start().into(), name.end().into())
}

/// "Adjuster Ann Doe", "Expert reviewer: Ann Doe".
fn by_role(block: &Block<'_>, hit: Hit) -> Option<TextRange> {
    let flat = block.flat;
    if let Some(at) = behind_colon(flat, hit.end) {
        return value_at(flat, at).filter(|name| !is_heading(flat, *name));
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

/// "The patient, Ann Doe, is", "the patient (A.D.)".
fn in_apposition(flat: &str, hit: Hit) -> Option<TextRange> {
    let gap = [", ", " ("].into_iter().find(|gap| flat[hit.end..].starts_with(gap))?;
    let name = name_at(flat, hit.end + gap.len(), Strength::Other)?;
    let closed = flat[usize::from(name.end())..].starts_with([',', ')']);
    let text = &flat[name];
    let given = text.split_once(' ').is_some_and(|(first, _)| is_given(first));
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
    let skipped = ["'s name", "'s Name", " name", " Name", "(s)", ""]
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
fn labelled(flat: &str, hit: Hit, colon: bool) -> Option<TextRange> {
    let at = match behind_colon(flat, hit.end) {
        Some(at) => at,
        None if colon => return None,
        None => hit.end + flat[hit.end..].strip_prefix(',').map_or(0, |_| 1) + 1,
    };
    let name = value_at(flat, at)?;
    let alone = !name::is_full(flat, name);
    let medical = alone && is_eponym(&flat[name]);
    (!medical && !is_heading(flat, name)).then_some(name)
}

/// "his wife Ann", "his wife, Ann, ...".
fn related(block: &Block<'_>, hit: Hit) -> Option<TextRange> {
    let flat = block.flat;
    let rest = &flat[hit.end..];
    let gap = [" named ", " (", ", ", " "].into_iter().find(|gap| rest.starts_with(gap))?;
    let at = hit.end + gap.len();
    let name = name_at(flat, at, Strength::Other)?;
    let first = flat[name].split(' ').next().unwrap_or("");
    let lower = flat[hit.start..].starts_with(char::is_lowercase);
    let closed = flat[usize::from(name.end())..].starts_with([',', ')']);
    let sure = match gap {
        " " | " named " => lower && !is_eponym(first),
        _ => lower && closed && !is_eponym(first),
    };
    (is_given(first) || sure && !block.is_title_case()).then_some(name)
}

/// "J.D. is a 40-year-old male."
fn initials(flat: &str, hit: Hit) -> Option<TextRange> {
    let end = flat[..hit.start].trim_end().len();
    let start = flat[..end].rfind(' ').map_or(0, |at| at + 1);
    let text = &flat[start..end];
    let letters = text.len() >= 4
        && text.len() <= 6
        && text.char_indices().all(|(at, c)| if at % 2 == 0 { c.is_ascii_uppercase() } else { c == '.' });
    let person = &flat[hit.end..flat.floor_char_boundary(flat.len().min(hit.end + 40))];
    let tells = &flat[hit.start..hit.end];
    let acts = !matches!(tells, "is a" | "is an" | "was a" | "was an");
    let person =
        acts || ["year", "male", "man ", "woman", "y/o", "yo "].iter().any(|word| person.contains(word));
    let known = ["U.S.", "M.D.", "E.R.", "D.O.", "D.C.", "P.T."].contains(&text);
    (letters && person && !known).then(|| crate::text::range(start, end))
}

/// The Medical Director signs the cover letter by name, on purpose.
fn is_medical_director(block: &Block<'_>, name: TextRange) -> bool {
    let flat = block.flat;
    let end = flat.floor_char_boundary(flat.len().min(usize::from(name.end()) + 60));
    block.kind == BlockKind::Cover && flat[usize::from(name.end())..end].contains("Medical Director")
}

/// The parties of a caption: "Re: Ann Doe v. Acme Roofing Inc.". Drugs and treatments are compared in the
/// same words, and courts cite other people's cases.
pub(super) fn parties(block: &Block<'_>, hit: Hit) -> Option<(TextRange, TextRange)> {
    let flat = block.flat;
    let head = flat[..hit.start].strip_suffix(' ')?;
    let person = name_before(flat, head.len())?;
    let other =
        super::organisation::party_at(flat, flat[hit.end..].starts_with(' ').then_some(hit.end + 1)?)?;
    let before = flat[..usize::from(person.start())].trim_end();
    let announced =
        ["Re:", "RE:", "Matter of", "of:", "Caption:", "case of"].iter().any(|word| before.ends_with(word));
    let behind = &flat[usize::from(other.end())..];
    let near = &behind[..behind.floor_char_boundary(40)];
    let cited = near.contains("Cal.") || near.contains("(19") || near.contains("(20");
    let exact = flat[hit.start..hit.end].starts_with('v') && !flat[hit.start..].starts_with("vs");
    let words = |place: TextRange| flat[place].contains(' ');
    let drugs = flat[person].split(' ').chain(flat[other].split(' ')).any(is_drug);
    let sure = announced || exact && words(person) && words(other);
    (sure && !cited && !drugs && !block.is_citation()).then_some((person, other))
}
