//! The lines of a letter that a finding is about. No other part of a report shows a letter's text.

use std::ops::Range;

use imr_linter::finding::Finding;
use imr_linter::text::TextRange;

use super::{Checked, Places};

/// Related places within so many rows of the finding share its excerpt.
const NEAR: usize = 4;
/// Places in longer lines do not share an excerpt: what is shown of the line is what is around each. Bytes.
const LONG: usize = 400;
/// Longer lines are cut, so that no finding copies all of a line that is a whole record. Bytes.
const HUGE: usize = 16 * 1024;
/// What is kept of a huge line on each side of a mark. Bytes.
const AROUND: usize = 120;

/// Neighbouring rows with what is to be marked in them.
pub(super) struct Excerpt<'f> {
    /// The text, ready to be printed.
    pub(super) text: String,
    /// The number of its first row, from one.
    pub(super) row: usize,
    /// The row and column of the first mark.
    pub(super) place: (usize, usize),
    /// Whether it begins inside a line.
    pub(super) cut: bool,
    /// Ranges of the text, with labels for related places.
    pub(super) marks: Vec<(Range<usize>, Option<&'f str>)>,
}

/// Rows, and the ranges of the letter to mark in them.
struct Rows<'f> {
    first: usize,
    last: usize,
    marks: Vec<(TextRange, Option<&'f str>)>,
}

/// The excerpts for a finding: its own place first.
pub(super) fn excerpts<'f>(finding: &'f Finding, checked: &Checked, places: &Places<'_>) -> Vec<Excerpt<'f>> {
    let row = |range: TextRange| places.row(range.start().into());
    let long = |first: usize, last: usize| (first..=last).any(|row| places.line(row).len() > LONG);
    let first = row(finding.range);
    let mut groups = vec![Rows { first, last: first, marks: vec![(finding.range, None)] }];
    for related in &finding.related {
        let row = row(related.range);
        let mark = (related.range, Some(related.message.as_str()));
        let near = groups.iter_mut().find(|rows| {
            row + NEAR >= rows.first
                && row <= rows.last + NEAR
                && !long(rows.first.min(row), rows.last.max(row))
        });
        match near {
            Some(rows) => {
                rows.first = rows.first.min(row);
                rows.last = rows.last.max(row);
                rows.marks.push(mark);
            }
            None => groups.push(Rows { first: row, last: row, marks: vec![mark] }),
        }
    }
    groups.into_iter().map(|rows| rows.excerpt(checked, places)).collect()
}

impl<'f> Rows<'f> {
    fn excerpt(self, checked: &Checked, places: &Places<'_>) -> Excerpt<'f> {
        let lines = places.line(self.first).start..places.line(self.last).end;
        let mark = self.marks[0].0;
        let window = if self.first == self.last && lines.len() > HUGE {
            around(&checked.text, &lines, mark)
        } else {
            lines.clone()
        };
        let (before, after) = (cut_mark(window.start > lines.start), cut_mark(window.end < lines.end));
        let text = format!("{before}{}{after}", printable(&checked.text[window.clone()]));
        let marks = self.marks.iter().map(|(range, label)| {
            // A mark over several lines is drawn on its first.
            let end = places.line(places.row(range.start().into())).end.min(window.end);
            let from = usize::from(range.start()).min(end);
            let to = usize::from(range.end()).min(end).max(from);
            let offset = |at: usize| before.len() + printable(&checked.text[window.start..at]).len();
            (offset(from)..offset(to), *label)
        });
        Excerpt {
            marks: marks.collect(),
            text,
            row: self.first + 1,
            place: places.row_column(mark.start().into()),
            cut: !before.is_empty(),
        }
    }
}

fn cut_mark(cut: bool) -> &'static str {
    if cut { "…" } else { "" }
}

/// The part of a huge line around a mark.
fn around(text: &str, line: &Range<usize>, mark: TextRange) -> Range<usize> {
    let from = usize::from(mark.start()).min(line.end);
    let to = usize::from(mark.end()).min(line.end).min(from + LONG);
    let start = text.floor_char_boundary(from.saturating_sub(AROUND)).max(line.start);
    let end = text.ceil_char_boundary((to + AROUND).min(line.end));
    start..end
}

/// The text without characters that a terminal would take for commands or line ends.
fn printable(text: &str) -> String {
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        out.push(match c {
            '\n' | '\t' => c,
            '\r' if chars.peek() != Some(&'\n') => '\n',
            c if c.is_control() => ' ',
            c => c,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use imr_linter::text::range;
    use imr_linter::{Outcome, rules};

    use super::*;

    /// Each excerpt as its row, its text and what is marked in it.
    fn shown(text: &str, mark: &str, related: &[&str]) -> Vec<(usize, String, Vec<String>)> {
        let find = |part: &str| {
            let at = text.find(part).expect("in the text");
            range(at, at + part.len())
        };
        let mut finding = rules::unreadable("x");
        finding.range = find(mark);
        for part in related {
            finding = finding.related(find(part), "here");
        }
        let checked = Checked::new("x.imr".as_ref(), text.to_owned(), Outcome::default());
        let places = Places::new(text);
        let marked = |e: &Excerpt<'_>| e.marks.iter().map(|(at, _)| e.text[at.clone()].to_owned()).collect();
        excerpts(&finding, &checked, &places).iter().map(|e| (e.row, e.text.clone(), marked(e))).collect()
    }

    #[test]
    fn near_places_share_an_excerpt() {
        let found = shown("a\r\nbé\x1bc\r\nd\n", "c", &["d", "a"]);
        assert_eq!(found, [(1, "a \nbé c \nd".to_owned(), ["c", "d", "a"].map(str::to_owned).to_vec())]);
        let found = shown(&format!("a{}b\n", "\n".repeat(9)), "a", &["b"]);
        assert_eq!(found.iter().map(|(row, ..)| *row).collect::<Vec<_>>(), [1, 10]);
    }

    #[test]
    fn huge_lines_are_cut_around_each_mark() {
        let text = format!("\n{}MARK{}OTHER{}", "ä".repeat(9000), "ö".repeat(9000), "ü".repeat(9000));
        let found = shown(&text, "MARK", &["OTHER"]);
        assert_eq!(found.len(), 2);
        for ((row, text, marked), mark) in found.iter().zip(["MARK", "OTHER"]) {
            assert_eq!((*row, marked.as_slice()), (2, [mark.to_owned()].as_slice()));
            assert!(text.starts_with('…') && text.ends_with('…') && text.len() < LONG, "{text}");
        }
    }
}
