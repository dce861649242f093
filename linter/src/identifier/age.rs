//! Ages that few people reach: 90 and above.

use super::evidence::{Hit, Role};
use super::{Identifier, Kind, identifier};

const TENS: [(&str, &str); 2] = [("ninety", "ninety"), ("hundred", "one hundred")];

pub(super) fn read(flat: &str, hit: Hit, found: &mut Vec<Identifier>) {
    let age = if hit.role == Role::AgeBefore { before(flat, hit.start) } else { after(flat, hit.end) };
    if let Some((start, end)) = age {
        found.push(identifier(Kind::Age, start, end, "few people are that old"));
    }
}

/// The number that ends here: "92-year-old".
fn before(flat: &str, end: usize) -> Option<(usize, usize)> {
    let end = flat[..end].trim_end_matches([' ', '-']).len();
    let word = flat[..end].rfind([' ', '(']).map_or(0, |at| at + 1);
    let text = flat[word..end].to_ascii_lowercase();
    let spelled = TENS.iter().any(|(ten, _)| text.starts_with(ten));
    // "over 90 years old" is a bound, "18-90 years old" a range.
    let bound = ["over", "above", "under", "than", "to", "least", "age"]
        .iter()
        .any(|word_before| flat[..word].trim_end().to_ascii_lowercase().ends_with(word_before));
    (!bound && (spelled || is_old(&text))).then_some((word, end))
}

/// The number that begins here: "aged 92".
fn after(flat: &str, end: usize) -> Option<(usize, usize)> {
    let rest = flat[end..].trim_start_matches([' ', ':']);
    let start = flat.len() - rest.len();
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[length..];
    let measure = behind.starts_with(['-', '/', '%', '.']) && !behind.starts_with(". ") && behind.len() > 1;
    // "aged 90 or older" is what the safe harbor allows.
    let bound = [" or ", " and older", " and over", " and above", " to ", " years or "]
        .iter()
        .any(|word| behind.starts_with(word));
    (is_old(&rest[..length]) && !bound && !measure && super::number::ends(behind))
        .then_some((start, start + length))
}

fn is_old(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|age| (90..=119).contains(&age))
}
