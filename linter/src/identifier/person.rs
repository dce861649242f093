//! People: who is named, by the title, credential, role or relation beside the name.

use super::evidence::{Hit, Role};
use super::name::{Strength, is_all_own, name_at, name_before, word_at};
use super::vocabulary::{is_drug, is_eponym, is_given, is_ordinary};
use super::{Block, Identifier, Kind, identifier, name, role};
use crate::letter::BlockKind;
use crate::text::TextRange;

/// Reads the names that a word of evidence tells of.
pub(super) fn read(block: &Block<'_>, hit: Hit, found: &mut Vec<Identifier>) {
    let flat = block.flat;
    let evidence = &flat[hit.start..hit.end];
    let name = match hit.role {
        Role::Title => titled(flat, hit),
        Role::Credential { comma } if !block.is_citation() => credentialed(flat, hit, comma),
        Role::Person { .. } => role::by_role(block, hit),
        Role::Acronym { given } => role::by_acronym(block, hit, given),
        Role::Label(wants) if !block.is_citation() => role::labelled(flat, hit, wants),
        Role::AgeBefore if !block.is_citation() => role::aged(flat, hit),
        Role::Relation => related(block, hit),
        Role::Initials => initials(flat, hit),
        _ => None,
    };
    // "Non-MTUS Citation Ann Doe, MD, The Handbook": whoever is cited.
    let cited = |name: &TextRange| flat[..name.start().into()].trim_end().ends_with("Citation");
    let Some(name) = name.filter(|name| !is_medical_director(block, *name) && !cited(name)) else { return };
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
    let plural =
        matches!(evidence, "Drs." | "Drs" | "Doctors" | "Messrs." | "sons" | "daughters" | "children");
    let mut end = usize::from(name.end());
    while let Some(more) = next_in_list(flat, end) {
        if !(plural || hit.role == Role::Relation && is_given(&flat[more])) {
            break;
        }
        push(found, more);
        end = more.end().into();
    }
}

/// The name behind "and" or a comma.
fn next_in_list(flat: &str, end: usize) -> Option<TextRange> {
    let gap = [" and ", ", and ", ", "].into_iter().find(|gap| flat[end..].starts_with(gap))?;
    name_at(flat, end + gap.len(), Strength::Other)
}

/// "Dr. Doe". Behind a drug the letters mean delayed release.
fn titled(flat: &str, hit: Hit) -> Option<TextRange> {
    let before = flat[..hit.start].trim_end().rsplit(' ').next().unwrap_or("");
    if is_drug(before.trim_matches(|c: char| !c.is_alphanumeric())) {
        return None;
    }
    // "Dr. Doe", "Dr.Doe".
    let glued = flat[..hit.end].ends_with('.') && flat[hit.end..].starts_with(char::is_uppercase);
    let at = if glued { hit.end } else { hit.end + flat[hit.end..].starts_with(' ').then_some(1)? };
    let name = name_at(flat, at, Strength::Title)?;
    let first = word_at(flat, name.start().into())?;
    // "Ms Contin", and a street called so.
    let street = flat[..hit.start]
        .split_whitespace()
        .rev()
        .take(4)
        .any(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit()))
        && flat[hit.start..].starts_with("Dr");
    // "has MS. Gait is steady": in capitals the letters mean a disease or an image, too.
    let shouted =
        flat[hit.start..hit.end].len() > 2 && !flat[hit.start..hit.end].contains(char::is_lowercase);
    let called = !shouted || first.text == first.text.to_uppercase() || is_called(flat, hit.start);
    let doctor_of = first.text.starts_with("Scholl") || is_drug(first.text);
    let spelled = matches!(
        &flat[hit.start..hit.end],
        "Doctor" | "Doctors" | "Judge" | "Honorable" | "Miss" | "Captain"
    );
    let unsure = spelled && is_ordinary(first.text) && !name::is_full(flat, name);
    (!street && !doctor_of && !unsure && called).then_some(name)
}

/// Whether a person may follow a place: a sentence begins, or somebody acts, speaks or is addressed.
fn is_called(flat: &str, at: usize) -> bool {
    const BEFORE: [&str; 14] = [
        "by", "to", "that", "per", "saw", "told", "when", "because", "while", "if", "as", "Mr.", "MR.",
        "Dear",
    ];
    let before = flat[..at].trim_end();
    let word = before.rsplit(' ').next().unwrap_or("");
    let doctor = flat[at..].starts_with("DR") && matches!(word, "of" | "from" | "with" | "and" | "the");
    before.is_empty() || before.ends_with(['.', ':', '"']) || doctor || BEFORE.contains(&word)
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
    (sure && !is_eponym_alone(flat, name)).then(|| turned(flat, name).unwrap_or(name))
}

/// "Doe, Ann, M.D.": the surname before a given name.
fn turned(flat: &str, name: TextRange) -> Option<TextRange> {
    let head = flat[..usize::from(name.start())].strip_suffix(", ").filter(|_| is_given(&flat[name]))?;
    let surname = name_before(flat, head.len())?;
    (!flat[surname].contains(' ')).then(|| TextRange::new(surname.start(), name.end()))
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

/// "his wife Ann", "his wife, Ann, ...".
fn related(block: &Block<'_>, hit: Hit) -> Option<TextRange> {
    let flat = block.flat;
    let rest = &flat[hit.end..];
    let gap = [" named ", " (", ", ", ": ", " "].into_iter().find(|gap| rest.starts_with(gap))?;
    let at = hit.end + gap.len();
    let name = name_at(flat, at, Strength::Other)?;
    let first = flat[name].split(' ').next().unwrap_or("");
    let lower = flat[hit.start..].starts_with(char::is_lowercase);
    let behind = &flat[usize::from(name.end())..];
    let closed = behind.starts_with([',', ')', '.', ';']) || behind.is_empty();
    let sure = match gap {
        ": " => false,
        " " | " named " => lower && !is_eponym(first),
        _ => lower && closed && !is_eponym(first),
    };
    let value = gap == ": " && is_all_own(&flat[name]);
    (is_given(first) || value || sure && !block.is_title_case()).then_some(name)
}

/// "J.D. is a 40-year-old male."
fn initials(flat: &str, hit: Hit) -> Option<TextRange> {
    let end = flat[..hit.start].trim_end().len();
    let start = flat[..end].rfind(' ').map_or(0, |at| at + 1);
    if let Some(start) = parted_initials(flat, start, end) {
        return Some(crate::text::range(start, end));
    }
    let text = &flat[start..end];
    let letters = text.len() >= 4
        && text.len() <= 6
        && text.char_indices().all(|(at, c)| if at % 2 == 0 { c.is_ascii_uppercase() } else { c == '.' });
    let person = &flat[hit.end..flat.floor_char_boundary(flat.len().min(hit.end + 40))];
    let tells = &flat[hit.start..hit.end];
    let acts = !matches!(tells, "is a" | "is an" | "was a" | "was an");
    let person = acts
        || ["year", "male", "man ", "woman", "y/o", "y.o", "yo "].iter().any(|word| person.contains(word));
    let known = ["U.S.", "M.D.", "E.R.", "D.O.", "D.C.", "P.T."].contains(&text);
    (letters && person && !known).then(|| crate::text::range(start, end))
}

/// "J. D." at the beginning of a sentence.
fn parted_initials(flat: &str, last: usize, end: usize) -> Option<usize> {
    let initial = |text: &str| text.len() == 2 && text.ends_with('.') && text.starts_with(char::is_uppercase);
    let first = last.checked_sub(3)?;
    let both = initial(flat.get(first..last - 1)?) && initial(&flat[last..end]);
    let begins = first == 0 || flat[..first].ends_with(". ");
    (both && begins).then_some(first)
}

/// The Medical Director signs the cover letter by name, on purpose.
fn is_medical_director(block: &Block<'_>, name: TextRange) -> bool {
    let flat = block.flat;
    let end = flat.floor_char_boundary(flat.len().min(usize::from(name.end()) + 60));
    block.kind == BlockKind::Cover && flat[usize::from(name.end())..end].contains("Medical Director")
}
