//! The city that somebody lives in. A state or a country is public.

use super::evidence::{Hit, Role};
use super::name::word_at;
use super::place::{city_at, rest_of_address, states};
use super::vocabulary::{is_function, is_ordinary};
use super::{Identifier, Kind, identifier};
use crate::text::{TextRange, range};

/// What may stand between "lives" and "in": with whom, and in what kind of dwelling.
const BETWEEN: [&str; 59] = [
    "a",
    "an",
    "the",
    "his",
    "her",
    "their",
    "alone",
    "by",
    "himself",
    "herself",
    "themselves",
    "with",
    "and",
    "wife",
    "husband",
    "spouse",
    "partner",
    "family",
    "son",
    "sons",
    "daughter",
    "daughters",
    "child",
    "children",
    "mother",
    "father",
    "parents",
    "sister",
    "brother",
    "friend",
    "friends",
    "roommate",
    "roommates",
    "two",
    "three",
    "in",
    "to",
    "from",
    "near",
    "at",
    "outside",
    "back",
    "away",
    "currently",
    "now",
    "apartment",
    "house",
    "home",
    "rented",
    "small",
    "city",
    "of",
    "town",
    "village",
    "area",
    "work",
    "school",
    "own",
    "down",
];
const PREPOSITIONS: [&str; 6] = ["in", "to", "from", "near", "outside", "of"];
/// So many words may stand between.
const NEAR: usize = 8;

pub(super) fn read(flat: &str, hit: Hit, found: &mut Vec<Identifier>) {
    let mut push = |place: TextRange, side: &str| {
        let evidence = format!("{side} \"{}\"", &flat[hit.start..hit.end]);
        found.push(identifier(Kind::Address, place.start().into(), place.end().into(), evidence));
    };
    match hit.role {
        Role::Residence => {
            if let Some(place) = announced(flat, hit.end) {
                push(place, "behind");
            }
        }
        Role::Resident => {
            if let Some(place) = before(flat, hit.start) {
                push(place, "before");
            }
        }
        _ => {
            let first = behind_preposition(flat, hit.end);
            // "moved from here to there".
            let second = first.and_then(|place| behind_preposition(flat, place.end().into()));
            first.into_iter().chain(second).for_each(|place| push(place, "behind"));
        }
    }
}

/// "Home address: Anytown", "resident of Anytown".
fn announced(flat: &str, end: usize) -> Option<TextRange> {
    let rest = flat[end..].trim_start_matches(':').strip_prefix(' ')?;
    let article = ["the city of ", "the City of "].into_iter().find_map(|article| rest.strip_prefix(article));
    place(flat, flat.len() - article.unwrap_or(rest).len())
}

/// "lives alone in Anytown".
fn behind_preposition(flat: &str, end: usize) -> Option<TextRange> {
    let mut at = end;
    let mut last = "";
    for _ in 0..NEAR {
        let rest = flat[at..].strip_prefix(' ')?;
        let word = &rest[..rest.find(' ').unwrap_or(rest.len())];
        if word.starts_with(char::is_uppercase) {
            return place(flat, at + 1).filter(|_| PREPOSITIONS.contains(&last));
        }
        if !BETWEEN.contains(&word) {
            return None;
        }
        last = word;
        at += 1 + word.len();
    }
    None
}

/// "an Anytown resident".
fn before(flat: &str, end: usize) -> Option<TextRange> {
    let head = flat[..end].strip_suffix(' ')?;
    let article =
        [" a ", " an "].into_iter().filter_map(|article| Some(head.rfind(article)? + article.len())).max()?;
    place(flat, article).filter(|place| usize::from(place.end()) == head.len())
}

/// The city that begins here, with what follows it.
fn place(flat: &str, start: usize) -> Option<TextRange> {
    let city = city_at(flat, start)?;
    let text = &flat[start..city];
    let public = states().any(|state| text == state || text.ends_with(&format!("ern {state}")));
    let ordinary =
        text.split(' ').all(is_ordinary) || word_at(flat, start).is_some_and(|word| is_function(word.text));
    (!public && !ordinary).then(|| range(start, rest_of_address(flat, city)))
}
