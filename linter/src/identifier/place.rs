//! Where people live and offices are: streets, post office boxes, ZIP codes.

use super::evidence::{Hit, Role};
use super::name::{is_particle, word_at};
use super::number::{digits, ends};
use super::vocabulary::is_function;
use super::{Identifier, Kind, Policy, identifier};
use crate::text::{TextRange, range};

/// A street's name has at most so many words.
const MAX_WORDS: usize = 4;
const STATES: &str = include_str!("../../data/states.tsv");
const SMALL_AREAS: &str = include_str!("../../data/identifier/zip3.tsv");
const UNITS: [&str; 9] = ["Apt", "Unit", "Suite", "Ste", "Room", "Rm", "Floor", "Space", "#"];

pub(super) fn read(flat: &str, hit: Hit, found: &mut Vec<Identifier>) {
    let place = match hit.role {
        Role::Street => street(flat, hit),
        Role::Way => way(flat, hit),
        Role::Box => post_box(flat, hit),
        _ => None,
    };
    if let Some(place) = place {
        found.push(identifier(Kind::Address, place.start().into(), place.end().into(), "by its form"));
    }
}

/// "ZIP 94590"; the first three digits may stay unless few people live there.
pub(super) fn zip(flat: &str, hit: Hit, policy: Policy, found: &mut Vec<Identifier>) {
    let small = || {
        let rest = flat[hit.end..].trim_start_matches([' ', ':']);
        let (area, tail) = digits(rest, 3).filter(|_| policy == Policy::SafeHarbor)?;
        let start = flat.len() - rest.len();
        (SMALL_AREAS.lines().skip(1).any(|known| known == area) && ends(tail))
            .then(|| range(start, start + 3))
    };
    if let Some(place) = zip_behind(flat, hit.end).or_else(small) {
        found.push(identifier(Kind::Address, place.start().into(), place.end().into(), "a ZIP code"));
    }
}

/// "1427 Alder Court, Apt 3, Vallejo, CA 94590".
fn street(flat: &str, hit: Hit) -> Option<TextRange> {
    let mut at = hit.start;
    let mut words = 0;
    let start = loop {
        let end = flat[..at].strip_suffix(' ')?.len();
        let start = flat[..end].rfind([' ', '(', ':']).map_or(0, |at| at + 1);
        let word = &flat[start..end];
        if words > 0
            && word.len() <= 6
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !word.ends_with("th")
            && !word.ends_with("nd")
            && !word.ends_with("st")
        {
            break start;
        }
        let numbered = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['h', 'd', 't']);
        let named =
            word.starts_with(char::is_uppercase) && !word.ends_with([',', ';', ':']) && !is_function(word)
                || matches!(word, "de" | "la" | "los" | "del");
        words += 1;
        if !(named || numbered) || words > MAX_WORDS {
            return None;
        }
        at = start;
    };
    Some(range(start, rest_of_address(flat, hit.end)))
}

/// "77 Avenida Las Brisas", "4471 Highway 99".
fn way(flat: &str, hit: Hit) -> Option<TextRange> {
    let head = flat[..hit.start].strip_suffix(' ')?;
    let start = head.len() - head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let numbered = head.len() - start >= 2 && !flat[..start].ends_with(|c: char| !c.is_whitespace());
    let mut end = None;
    let mut at = hit.end;
    for _ in 0..MAX_WORDS {
        let Some(rest) = flat[at..].strip_prefix(' ') else { break };
        let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '\'')).unwrap_or(rest.len());
        let word = &rest[..length];
        let named = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !is_function(word);
        let particle = is_particle(word);
        if !(named || particle) {
            break;
        }
        at += 1 + length;
        end = if named { Some(at) } else { end };
    }
    Some(range(start, rest_of_address(flat, end.filter(|_| numbered)?)))
}

/// What follows a street: unit, city, state and ZIP code.
pub(super) fn rest_of_address(flat: &str, mut end: usize) -> usize {
    for _ in 0..4 {
        let gap = [", ", " ", " - "].into_iter().find(|gap| flat[end..].starts_with(gap));
        let Some(gap) = gap else { break };
        let at = end + gap.len();
        let rest = &flat[at..];
        if let Some(unit) = UNITS.iter().find(|unit| rest.starts_with(**unit)) {
            let tail = rest[unit.len()..].trim_start_matches(['.', ' ', '#']);
            let length = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
            end = flat.len() - tail.len() + length;
        } else if let Some(zip) = state_and_zip(flat, at) {
            return zip;
        } else if let Some(city) = (gap == ", ").then(|| city_at(flat, at)).flatten() {
            end = city;
        } else {
            break;
        }
    }
    end
}

/// Where a city's name of up to three words ends that begins here.
pub(super) fn city_at(flat: &str, start: usize) -> Option<usize> {
    let mut end = None;
    let mut at = start;
    for _ in 0..3 {
        let Some(word) = word_at(flat, at).filter(|word| {
            word.is_capitalised() && !is_function(word.text) && word.text.chars().any(char::is_lowercase)
        }) else {
            break;
        };
        end = Some(word.end);
        if word.last {
            break;
        }
        at = word.end + 1;
    }
    end
}

/// The names and abbreviations of the states.
pub(super) fn states() -> impl Iterator<Item = &'static str> {
    STATES.lines().skip(1).flat_map(|row| row.split(['\t', ';'])).filter(|name| !name.is_empty())
}

/// Where a state ends that begins here, with its ZIP code.
fn state_and_zip(flat: &str, start: usize) -> Option<usize> {
    let rest = &flat[start..];
    let state = states().filter(|name| rest.starts_with(*name)).max_by_key(|name| name.len())?;
    let end = start + state.len();
    if flat[end..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some(zip_behind(flat, end).map_or(end, |zip| zip.end().into()))
}

fn post_box(flat: &str, hit: Hit) -> Option<TextRange> {
    let rest = flat[hit.end..].trim_start_matches([' ', '#']);
    let start = flat.len() - rest.len();
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| range(start, rest_of_address(flat, start + length)))
}

/// A ZIP code behind a place.
fn zip_behind(flat: &str, end: usize) -> Option<TextRange> {
    let rest = flat[end..].trim_start_matches([' ', ',', ':']);
    let start = flat.len() - rest.len();
    let (_, tail) = digits(rest, 5)?;
    let long = tail.strip_prefix('-').and_then(|tail| digits(tail, 4)).map(|(_, tail)| tail);
    let tail = long.unwrap_or(tail);
    ends(tail).then(|| range(start, flat.len() - tail.len()))
}

/// ", CA 94590" with the city before it, where no street announces it.
pub(super) fn zip_at(flat: &str, start: usize) -> Option<Identifier> {
    let zip = zip_behind(flat, start)?;
    let head = flat[..start].strip_suffix(' ')?;
    let ends = |state: &&str| head.strip_suffix(*state).is_some_and(|head| head.ends_with([' ', ',']));
    let home = ["CA", "California", "Calif.", "Ca"].into_iter().find(ends);
    // Other states' letters mean other things, too: a comma must stand before them.
    let abroad = || states().filter(|state| state.len() == 2).find(ends);
    let state = home.or_else(abroad)?;
    let before = &head[..head.len() - state.len()];
    if home.is_none() && !before.ends_with(", ") {
        return None;
    }
    let city_end = before.trim_end_matches([' ', ',']).len();
    let mut begin = head.len() - state.len();
    let mut at = city_end;
    for _ in 0..3 {
        let word = flat[..at].rfind([' ', ':', '(']).map_or(0, |at| at + 1);
        if city_end == before.len()
            || !flat[word..at].starts_with(char::is_uppercase)
            || is_function(&flat[word..at])
            || flat[word..at].ends_with([',', '.'])
        {
            break;
        }
        begin = word;
        if word == 0 {
            break;
        }
        at = word - 1;
    }
    Some(identifier(Kind::Address, begin, zip.end().into(), "by its form"))
}
