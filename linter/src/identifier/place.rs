//! Where people live and offices are: streets, post office boxes, ZIP codes, cities of residence.

use super::evidence::{Hit, Role};
use super::name::word_at;
use super::number::{digits, ends};
use super::vocabulary::{is_function, is_ordinary};
use super::{Block, Identifier, Kind, Policy, identifier};
use crate::text::{TextRange, range};

/// A street's name has at most so many words.
const MAX_WORDS: usize = 4;
const STATES: &str = include_str!("../../data/states.tsv");
const SMALL_AREAS: &str = include_str!("../../data/identifier/zip3.tsv");
const UNITS: [&str; 9] = ["Apt", "Unit", "Suite", "Ste", "Room", "Rm", "Floor", "Space", "#"];

pub(super) fn read(block: &Block<'_>, hit: Hit, found: &mut Vec<Identifier>) {
    let flat = block.flat;
    let place = match hit.role {
        Role::Street => street(flat, hit),
        Role::Box => post_box(flat, hit),
        Role::Residence => residence(flat, hit.end),
        _ => None,
    };
    let Some(place) = place else { return };
    let evidence = match hit.role {
        Role::Residence => format!("behind \"{}\"", &flat[hit.start..hit.end]),
        _ => "by its form".to_owned(),
    };
    found.push(identifier(Kind::Address, place.start().into(), place.end().into(), evidence));
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

/// What follows a street: unit, city, state and ZIP code.
fn rest_of_address(flat: &str, mut end: usize) -> usize {
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
fn city_at(flat: &str, start: usize) -> Option<usize> {
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

/// Where a state ends that begins here, with its ZIP code.
fn state_and_zip(flat: &str, start: usize) -> Option<usize> {
    let rest = &flat[start..];
    let names = STATES.lines().skip(1).flat_map(|row| row.split(['\t', ';']));
    let state = names
        .filter(|name| !name.is_empty())
        .filter(|name| rest.starts_with(*name))
        .max_by_key(|name| name.len())?;
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

/// A city behind "lives in"; a state alone is public.
fn residence(flat: &str, end: usize) -> Option<TextRange> {
    let rest = &flat[end..];
    let rest = rest.strip_prefix(':').unwrap_or(rest).strip_prefix(' ')?;
    let rest =
        rest.strip_prefix("the city of ").or_else(|| rest.strip_prefix("the City of ")).unwrap_or(rest);
    let start = flat.len() - rest.len();
    let city = city_at(flat, start)?;
    let text = &flat[start..city];
    let state = STATES.lines().skip(1).any(|row| row.split(['\t', ';']).any(|name| name == text));
    let ordinary =
        text.split(' ').all(is_ordinary) || word_at(flat, start).is_some_and(|word| is_function(word.text));
    (!state && !ordinary).then(|| range(start, rest_of_address(flat, city)))
}

/// ", CA 94590" with the city before it, where no street announces it.
pub(super) fn zip_at(flat: &str, start: usize) -> Option<Identifier> {
    let zip = zip_behind(flat, start)?;
    let head = flat[..start].strip_suffix(' ')?;
    let state = ["CA", "California", "Calif.", "Ca"].iter().find(|state| head.ends_with(**state))?;
    let before = &head[..head.len() - state.len()];
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
