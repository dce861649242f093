//! Organisations: employers, facilities, insurers and administrators, by the closing word of their name or
//! by what is said before it.

use super::evidence::{Body, Hit, Link, Role};
use super::name::{Word, word_at};
use super::vocabulary::{is_drug, is_function, is_ordinary};
use super::{Block, Identifier, Kind, identifier, name, publication};
use crate::text::{TextRange, range};

/// A name has at most so many words before its closing word.
const MAX_WORDS: usize = 5;
pub(super) fn read(block: &Block<'_>, hit: Hit, found: &mut Vec<Identifier>) {
    if block.is_citation() {
        return;
    }
    let flat = block.flat;
    let name = match hit.role {
        Role::Organisation(body) => closed_by(block, hit, body),
        Role::Employer(link) => employer(flat, hit, link),
        Role::Facility => behind(flat, hit.end, 2),
        Role::Government => government(flat, hit),
        Role::Known => Some(range(hit.start, hit.end)),
        _ => None,
    };
    let Some(name) = name.filter(|name| !publication::is_exempt(flat, *name)) else { return };
    let evidence = match hit.role {
        Role::Organisation(_) => format!("with \"{}\"", &flat[hit.start..hit.end]),
        Role::Employer(_) | Role::Facility => format!("behind \"{}\"", &flat[hit.start..hit.end]),
        _ => "by its name".to_owned(),
    };
    found.push(identifier(Kind::Organisation, name.start().into(), name.end().into(), evidence));
}

/// "Golden Valley Produce, Inc.": the words before the closing word, at least one of them its own.
fn closed_by(block: &Block<'_>, hit: Hit, body: Body) -> Option<TextRange> {
    let flat = block.flat;
    let head = flat[..hit.start].trim_end();
    let mut end = head.strip_suffix(',').filter(|_| body == Body::Company).unwrap_or(head).len();
    let mut words: Vec<Word<'_>> = Vec::new();
    while words.len() < MAX_WORDS {
        let start = flat[..end].rfind([' ', '(', '"', '/']).map_or(0, |at| at + 1);
        let Some(word) =
            word_at(flat, start).filter(|word| flat[word.start..end].len() <= word.text.len() + 2)
        else {
            break;
        };
        let joined = flat[start..end].ends_with([',', ';', ':', ')']);
        let link = ["of", "and", "the", "for"].contains(&word.text) || word.text == "&";
        let named = word.is_capitalised() && !is_function(word.text);
        if joined || !named && (words.is_empty() || !link) {
            break;
        }
        words.insert(0, word);
        if start == 0 || !flat[..start].ends_with(' ') {
            break;
        }
        end = start - 1;
    }
    while words.first().is_some_and(|word| !word.is_capitalised() || is_role(word.text)) {
        words.remove(0);
    }
    let own = |word: &Word<'_>| word.is_capitalised() && !is_ordinary(word.text) && word.text.len() > 1;
    let own = words.iter().filter(|word| own(word)).count();
    let first = words.first()?;
    // Names of services end like those of facilities: "Outpatient Lumbar Imaging".
    let shouted = words.iter().all(|word| !word.text.chars().any(char::is_lowercase));
    let needed = match body {
        Body::Facility | Body::Insurer if block.is_title_case() => 2,
        _ => 1,
    };
    // "done by EK Health Services": letters alone are a name where somebody acts.
    let acts = || [" by", " from", " with"].iter().any(|word| flat[..first.start].trim_end().ends_with(word));
    let end = tail(flat, hit.end);
    (own >= needed && (!shouted || body == Body::Company || acts())).then(|| range(first.start, end))
}

/// What goes on behind the closing word: "of Modesto", ", Inc.".
fn tail(flat: &str, end: usize) -> usize {
    let rest = &flat[end..];
    if let Some(company) = [
        ", Inc.", ", INC.", ", Inc", " Inc.", " Inc", ", LLC", " LLC", ", LLP", ", Corp.", " Group",
        " Center",
    ]
    .iter()
    .find(|tail| rest.starts_with(**tail))
    {
        return end + company.len();
    }
    let place = rest
        .strip_prefix(" of ")
        .and_then(|_| word_at(flat, end + 4))
        .filter(|word| word.is_capitalised() && !is_function(word.text));
    place.map_or(end, |word| {
        match word_at(flat, word.end + 1)
            .filter(|next| !word.last && next.is_capitalised() && !is_function(next.text))
        {
            Some(next) => next.end,
            None => word.end,
        }
    })
}

fn is_role(word: &str) -> bool {
    [
        "Employer",
        "Claimant",
        "Patient",
        "Provider",
        "Administrator",
        "Insurer",
        "Carrier",
        "Facility",
        "Per",
        "Re",
    ]
    .contains(&word)
}

/// So many words name an occupation at most.
const MAX_OCCUPATION: usize = 6;

/// "employed by Acme Roofing", "works as a cook for Acme Diner", "the employer, Acme Roofing, closed".
fn employer(flat: &str, hit: Hit, link: Link) -> Option<TextRange> {
    match link {
        Link::Direct => behind(flat, hit.end, 1).filter(|name| stands_alone(flat, *name)),
        Link::Occupation => {
            let mut at = hit.end;
            for _ in 0..MAX_OCCUPATION {
                let rest = flat[at..].strip_prefix(' ')?;
                let word = &rest[..rest.find(' ')?];
                at += 1 + word.len();
                if ["at", "for", "with", "of"].contains(&word) {
                    return behind(flat, at, 1).filter(|name| stands_alone(flat, *name));
                }
                if !word.starts_with(char::is_lowercase) || word.ends_with(['.', ',', ';']) {
                    return None;
                }
            }
            None
        }
        Link::Apposition => {
            let comma = flat[hit.end..].starts_with(", ");
            let name = behind(flat, hit.end + usize::from(comma), 2)?;
            let rest = &flat[usize::from(name.end())..];
            let own = name::is_all_own(&flat[name]);
            (own && (!comma || rest.starts_with(','))).then_some(name)
        }
    }
}

/// Whether a single word is all of a name: "works with Autistic children" names nobody.
fn stands_alone(flat: &str, name: TextRange) -> bool {
    let rest = &flat[usize::from(name.end())..];
    let next = rest.strip_prefix(' ').and_then(|rest| rest.split([' ', ',', '.', ';']).next());
    flat[name].contains(' ')
        || next.is_none_or(|next| is_function(next) || !next.starts_with(char::is_lowercase))
}

/// "employed by Acme Roofing": at least so many capitalised words, one of them its own.
fn behind(flat: &str, end: usize, least: usize) -> Option<TextRange> {
    let rest = &flat[end..];
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let rest = rest.strip_prefix(' ')?;
    let rest = ["the ", "a ", "an "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
    let start = flat.len() - rest.len();
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = start;
    while let Some(word) = word_at(flat, at).filter(|_| words.len() < MAX_WORDS + 2) {
        let link = ["of", "and", "the", "for"].contains(&word.text) && !word.last && !words.is_empty();
        if !(word.is_capitalised() && !is_function(word.text) || link) {
            break;
        }
        words.push(word);
        let company = flat[word.end..].starts_with(", Inc") || flat[word.end..].starts_with(", LLC");
        if company {
            return own(&words).then(|| range(start, tail(flat, word.end)));
        }
        // A possessive inside a name: "Sheriff's Department".
        let owner = flat[word.end..].starts_with("'s ");
        if word.last && !owner {
            break;
        }
        at = word.end + if owner { 3 } else { 1 };
    }
    while words.last().is_some_and(|word| !word.is_capitalised()) {
        words.pop();
    }
    (words.len() >= least && own(&words)).then(|| range(start, words[words.len() - 1].end))
}

/// The other party of a caption.
pub(super) fn party_at(flat: &str, start: usize) -> Option<TextRange> {
    let mut end = None;
    let mut at = start;
    for _ in 0..=MAX_WORDS {
        let Some(word) = word_at(flat, at) else { break };
        if !(word.is_capitalised() && !is_function(word.text) || end.is_some() && word.text == "of") {
            break;
        }
        end = Some(word.end);
        if word.last {
            break;
        }
        at = word.end + 1;
    }
    let end = end?;
    let stop = ["Inc", "Corp", "Co", "Ltd"].iter().any(|company| flat[start..end].ends_with(company));
    Some(range(start, tail(flat, end + usize::from(stop && flat[end..].starts_with('.')))))
}

fn own(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        word.is_capitalised()
            && word.text.len() > 2
            && !is_ordinary(word.text)
            && word.text.chars().any(char::is_lowercase)
    }) && !words.first().is_some_and(|word| is_drug(word.text))
}

/// "County of Fresno".
fn government(flat: &str, hit: Hit) -> Option<TextRange> {
    let word = word_at(flat, hit.end + 1).filter(|word| word.is_capitalised() && !is_function(word.text))?;
    let next = word_at(flat, word.end + 1)
        .filter(|next| !word.last && next.is_capitalised() && !is_function(next.text));
    Some(range(hit.start, next.map_or(word.end, |next| next.end)))
}
