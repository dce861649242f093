//! Which number a document prints on each of its pages. Front matter may come first, so the first page
//! of a file need not be page 1; letters cite the printed number.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;

static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[-\s]*)(\d{1,4})(?:[-\s]*)$|\bpage\s+(\d{1,4})(?:\s+of\s+\d{1,4})?\s*$")
        .expect("a valid pattern")
});

/// A number stands in the first or last lines of a page.
const EDGE: usize = 3;

/// How many pages the printed numbers are ahead of the count of pages.
pub(super) struct Numbering {
    ahead: i32,
}

impl Numbering {
    /// Learns the numbering from the pages themselves; without printed numbers, pages count from one.
    pub(super) fn of(pages: &[String]) -> Self {
        let mut votes: FxHashMap<i32, usize> = FxHashMap::default();
        for (at, page) in pages.iter().enumerate() {
            let counted = counted(at);
            let mut ahead: Vec<i32> =
                edge_lines(page).filter_map(printed_number).map(|n| n - counted).collect();
            ahead.sort_unstable();
            ahead.dedup();
            for ahead in ahead {
                *votes.entry(ahead).or_default() += 1;
            }
        }
        let best = votes.into_iter().max_by_key(|(ahead, votes)| (*votes, -ahead.abs()));
        let ahead = best.filter(|(_, votes)| votes * 2 > pages.len()).map_or(0, |(ahead, _)| ahead);
        Self { ahead }
    }

    /// The number of the page at a place; none for front matter.
    pub(super) fn printed(&self, at: usize) -> Option<u16> {
        u16::try_from(counted(at).saturating_add(self.ahead)).ok().filter(|number| *number > 0)
    }
}

/// The place of a page, counted from one.
fn counted(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX - 1) + 1
}

/// Whether a line only numbers the page.
pub(super) fn is_number(line: &str) -> bool {
    printed_number(line.trim()).is_some()
}

fn edge_lines(page: &str) -> impl Iterator<Item = &str> {
    let lines: Vec<&str> = page.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let first = EDGE.min(lines.len());
    let last = lines.len().saturating_sub(EDGE).max(first);
    let edges: Vec<&str> = lines[..first].iter().chain(&lines[last..]).copied().collect();
    edges.into_iter()
}

fn printed_number(line: &str) -> Option<i32> {
    let found = PRINTED.captures(line)?;
    found.get(1).or(found.get(2))?.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_number_is_what_most_pages_agree_on() {
        let pages: Vec<String> =
            ["Cover", "Contents", "Text 7\n1", "Page 2 of 9\nText", "12\n- 3 -"].map(String::from).into();
        let numbering = Numbering::of(&pages);
        assert_eq!(
            (0..5).map(|at| numbering.printed(at)).collect::<Vec<_>>(),
            [None, None, Some(1), Some(2), Some(3)]
        );
    }

    #[test]
    fn pages_without_numbers_count_from_one() {
        let pages: Vec<String> = ["Text", "More 2 text", "Text"].map(String::from).into();
        assert_eq!(Numbering::of(&pages).printed(2), Some(3));
    }
}
