//! Levels of the spine: L4-5, L4-L5, C5/6, T11 through L1.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{TextRange, compiled, range};

/// Vertebrae that a level spans, from above: C1 is 1, T1 is 9, L1 is 21, S1 is 27.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    /// The upper one.
    pub first: u8,
    /// The lower one; the same for a single vertebra or root.
    pub last: u8,
}

static LEVELS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"\b(?<a>[CTLS])-?(?<m>\d{1,2})(?:\s?(?:-|/|to|through|and|&)\s?(?<b>[CTLS])?-?(?<n>\d{1,2}))?\b";
    compiled(pattern)
});

/// The levels that a flat text names, in order.
pub fn levels(flat: &str) -> Vec<(TextRange, Level)> {
    let mut found = Vec::new();
    for captures in LEVELS.captures_iter(flat) {
        let whole = captures.get(0).expect("the whole match");
        let rest = &flat[whole.end()..];
        let goes_on = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if goes_on || rest.starts_with("-weighted") || rest.starts_with(" weighted") {
            continue;
        }
        let Some(first) = vertebra(&captures["a"], &captures["m"]) else { continue };
        let letter = captures.name("b").map_or(&captures["a"], |letter| letter.as_str());
        let last = captures.name("n").and_then(|number| vertebra(letter, number.as_str()));
        let last = last.filter(|last| *last >= first).unwrap_or(first);
        found.push((range(whole.start(), whole.end()), Level { first, last }));
    }
    found
}

fn vertebra(letter: &str, number: &str) -> Option<u8> {
    let number: u8 = number.parse().ok()?;
    let (above, count) = match letter {
        "C" => (0, 8),
        "T" => (8, 12),
        "L" => (20, 6),
        _ => (26, 5),
    };
    // There is an eighth cervical root, and now and then a sixth lumbar vertebra.
    (1..=count).contains(&number).then_some(above + number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_however_they_are_written() {
        let read = |text: &str| levels(text).into_iter().map(|(_, level)| level).collect::<Vec<_>>();
        for text in ["L4-5", "L4-L5", "L4/5", "L4 through L5", "L4-L5 level"] {
            assert_eq!(read(text), [Level { first: 24, last: 25 }], "{text}");
        }
        assert_eq!(read("L5-S1"), [Level { first: 25, last: 27 }]);
        assert_eq!(read("C5"), [Level { first: 5, last: 5 }]);
        assert_eq!(read("S83.2, T1-weighted, L9, HbA1C"), []);
    }
}
