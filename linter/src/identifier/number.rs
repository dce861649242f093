//! Numbers by their shape: a block's runs of digits, each tried as what its shape allows.

use super::{Identifier, Kind, Policy, identifier, phone, place, proven, social_security};

/// Reads all runs of digits, with the marks that may stand within a number.
pub(super) fn read(flat: &str, policy: Policy, found: &mut Vec<Identifier>) {
    let bytes = flat.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|skip| at + skip) {
        let part = start > 0 && (bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'-');
        let number = if part { None } else { shape(flat, start) };
        let number =
            number.or_else(|| proven::number_at(flat, start)).or_else(|| case_number(flat, start, policy));
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = number.as_ref().map_or(end, |identifier| identifier.range.end().into());
        found.extend(number);
    }
}

fn shape(flat: &str, start: usize) -> Option<Identifier> {
    social_security::number_at(flat, start)
        .or_else(|| phone::number_at(flat, start))
        .or_else(|| place::zip_at(flat, start))
        .or_else(|| proven::internet_at(flat, start))
}

/// The number of the review, `CM17-0990001`, which only the strictest policy wants gone.
fn case_number(flat: &str, start: usize, policy: Policy) -> Option<Identifier> {
    let head = flat[..start].strip_suffix("CM").filter(|_| policy == Policy::SafeHarbor)?;
    let (_, rest) = digits(&flat[start..], 2)?;
    let (_, rest) = digits(rest.strip_prefix('-')?, 7)?;
    Some(identifier(Kind::Record, head.len(), flat.len() - rest.len(), "the number of the review"))
}

/// The digits that a text begins with, if they are so many, and what follows them.
pub(super) fn digits(text: &str, count: usize) -> Option<(&str, &str)> {
    let all = text.bytes().take_while(u8::is_ascii_digit).count();
    (all == count).then(|| text.split_at(count))
}

/// Whether a number may end here: no letter or digit follows, nor a mark with more digits.
pub(super) fn ends(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some('-' | '/' | '.') => !chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(next) => !next.is_alphanumeric(),
    }
}

/// The text before a place, up to so many bytes, in lower case.
pub(super) fn before(flat: &str, at: usize, bytes: usize) -> String {
    flat[flat.floor_char_boundary(at.saturating_sub(bytes))..at].to_ascii_lowercase()
}
