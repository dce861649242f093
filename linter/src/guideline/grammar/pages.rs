//! Page numbers: `41, 64`, `41-42; 63-66`, `100-10`, `98 and 99`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Locator, PageRange};
use crate::guideline::model::Pages;
use crate::text::{compiled, range};

/// What announces pages: `Page(s):`, `pages`, `pg.`, `p.204`.
pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:page\(s\)|pages?|pgs?\.?|pp\.?|p\.)\s*:?\s*";
    compiled(pattern)
});

/// The same in running text, where a number must follow.
pub(super) static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?i)\b(?:pages?|pgs?\.?|pp\.?|p\.?)\s*(?<list>\d{1,4}(?:\s*(?:-|to|and|&|,)\s*\d{1,4})*)\b";
    compiled(pattern)
});

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^(?<first>\d{1,4})(?:\s*(?:-|to|through)\s*(?<last>\d{1,4}))?$"));

/// Reads the list of pages between two byte offsets of a text.
pub(super) fn read(text: &str, start: usize, end: usize) -> Vec<Locator> {
    let mut locators = Vec::new();
    let mut group = 0;
    let mut at = start;
    for part in text[start..end].split_inclusive([';', ',', '&']) {
        let next = at + part.len();
        let semicolon = part.ends_with(';');
        for item in part.trim_end_matches([';', ',', '&']).split(" and ") {
            let offset = at + (item.as_ptr() as usize - part.as_ptr() as usize);
            let trimmed = item.trim().trim_end_matches('.').trim_end();
            let from = offset + (item.len() - item.trim_start().len());
            if !trimmed.is_empty() && trimmed != "and" {
                let range = range(from, from + trimmed.len());
                locators.push(Locator { range, printed: trimmed.to_owned(), pages: pages(trimmed), group });
            }
        }
        group += u8::from(semicolon);
        at = next;
    }
    locators
}

fn pages(item: &str) -> PageRange {
    let Some(found) = ITEM.captures(item) else { return PageRange::NoNumber };
    let number = |name| found.name(name).and_then(|part| part.as_str().parse::<u16>().ok());
    match (number("first"), number("last")) {
        (Some(first), None) => PageRange::Good(Pages { first, last: first }),
        (Some(first), Some(last)) if first <= last => PageRange::Good(Pages { first, last }),
        (Some(first), Some(last)) => PageRange::Descending(first, last),
        (None, _) => PageRange::NoNumber,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_lists_are_read() {
        let check = |text: &str, expected: &[(u8, &str, PageRange)]| {
            let found = read(text, 0, text.len());
            let found: Vec<_> = found.iter().map(|l| (l.group, &text[l.range], l.pages)).collect();
            assert_eq!(found, expected);
        };
        let good = |first, last| PageRange::Good(Pages { first, last });
        check("41-42; 63-66.", &[(0, "41-42", good(41, 42)), (1, "63-66", good(63, 66))]);
        check(" 41, 64 ", &[(0, "41", good(41, 41)), (0, "64", good(64, 64))]);
        check("32; 100- 10.", &[(0, "32", good(32, 32)), (1, "100- 10", PageRange::Descending(100, 10))]);
        check("98 and 99", &[(0, "98", good(98, 98)), (0, "99", good(99, 99))]);
        check("9l", &[(0, "9l", PageRange::NoNumber)]);
        check("47,49,", &[(0, "47", good(47, 47)), (0, "49", good(49, 49))]);
    }
}
