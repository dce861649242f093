//! Blanks that are too many. Blanks that set columns are none of them.

use imr_linter::text::{LineSource, StrSource, TextRange, range};

/// Blanks at the ends of lines; the last line may still be typed.
pub(super) fn trailing(text: &str) -> impl Iterator<Item = (TextRange, &'static str)> + '_ {
    let ends = lines(text).filter(|(_, line)| line.ends_with(['\n', '\r']));
    ends.filter_map(|(start, line)| {
        let words = line.trim_end_matches(['\n', '\r']);
        let kept = words.trim_end_matches([' ', '\t']).len();
        (kept < words.len()).then(|| (range(start + kept, start + words.len()), ""))
    })
}

/// Several blanks between words, which should be one. At the beginning of a line they are layout; where a
/// line above or below is parted at the same column, they set a table.
pub(super) fn doubled(text: &str) -> impl Iterator<Item = (TextRange, &'static str)> + '_ {
    let gaps: Vec<(usize, Vec<Gap>)> = lines(text).map(|(start, line)| (start, gaps(line))).collect();
    let mut found = Vec::new();
    for (n, (start, here)) in gaps.iter().enumerate() {
        let beside = |n: Option<usize>| n.and_then(|n| gaps.get(n)).map_or(&[][..], |(_, gaps)| gaps);
        let (above, below) = (beside(n.checked_sub(1)), beside(n.checked_add(1)));
        let column = |gap: &&Gap| above.iter().chain(below).any(|other| other.column == gap.column);
        let single = here.iter().filter(|gap| !column(gap));
        found.extend(single.map(|gap| (range(start + gap.start, start + gap.end), " ")));
    }
    found.into_iter()
}

/// Several blanks within a line.
struct Gap {
    start: usize,
    end: usize,
    /// The column of the word behind them.
    column: usize,
}

fn gaps(line: &str) -> Vec<Gap> {
    let line = line.trim_end();
    let mut gaps = Vec::new();
    let mut at = line.len() - line.trim_start().len();
    while let Some(found) = line[at..].find([' ', '\t']) {
        let start = at + found;
        let behind = line[start..].trim_start_matches([' ', '\t']);
        let end = line.len() - behind.len();
        if end - start > 1 || line[start..end].contains('\t') {
            gaps.push(Gap { start, end, column: line[..end].chars().count() });
        }
        at = end;
    }
    gaps
}

/// The lines of a text, each with where it begins and with its end, whichever of the three it is.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = StrSource(text).line_end(start);
        let line = (start, &text[start..end]);
        start = end;
        (!line.1.is_empty()).then_some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evened(text: &str) -> String {
        let mut new = text.to_owned();
        let mut found: Vec<_> = doubled(text).chain(trailing(text)).collect();
        found.sort_by_key(|(range, _)| std::cmp::Reverse(range.start()));
        for (range, with) in found {
            new.replace_range(std::ops::Range::<usize>::from(range), with);
        }
        new
    }

    #[test]
    fn blanks_between_words_become_one_and_columns_stay() {
        assert_eq!(evened("  a  b \t\r\nc\td  "), "  a b\r\nc d  ");
        let table = "Flexion    60\nExtension  20\nPain  at the end of motion\n";
        for end in ["\n", "\r\n", "\r"] {
            let table = table.replace('\n', end);
            assert_eq!(evened(&table), table.replace("Pain  at", "Pain at"), "{end:?}");
        }
    }
}
