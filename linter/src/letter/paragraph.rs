//! Paragraphs: where text that is double-spaced, laid out or hand-typed begins anew. Works on the line
//! table alone.

use super::line::{Line, LineFlags};

/// Lines `first..last`, without the blank ones around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Splits lines into paragraphs. `begins` tells of lines that begin one whatever stands before them.
pub(super) fn paragraphs(lines: &[Line], begins: impl Fn(usize) -> bool) -> Vec<Paragraph> {
    let spacing = Spacing::of(lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut previous: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.is(LineFlags::BLANK | LineFlags::COMMENT_ONLY) {
            continue;
        }
        let new = previous.is_none_or(|previous| begins(index) || spacing.breaks(lines, previous, index));
        match found.last_mut() {
            Some(paragraph) if !new => paragraph.last = index + 1,
            _ => found.push(Paragraph { first: index, last: index + 1 }),
        }
        previous = Some(index);
    }
    found
}

/// Behind a line that ends so, something new may begin.
const ENDED: LineFlags = LineFlags::ENDS_SENTENCE.union(LineFlags::VERDICT).union(LineFlags::ENDS_COLON);
/// A line of this many bytes has no room for another word.
const FULL_LINE: u32 = 80;

/// How the lines of a text are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spacing {
    /// An empty line after every line.
    Double,
    /// Empty lines between paragraphs only, if at all.
    Single,
}

impl Spacing {
    /// In double-spaced text, single empty lines interrupt sentences; in other text, hardly ever.
    fn of(lines: &[Line]) -> Self {
        let (mut interrupted, mut running, mut gap) = (0usize, 0usize, 0usize);
        let mut previous: Option<&Line> = None;
        for line in lines {
            if line.is(LineFlags::BLANK) {
                gap += 1;
                continue;
            }
            if let Some(previous) = previous.filter(|line| !line.is(LineFlags::LONG)) {
                let open = !previous.is(ENDED | LineFlags::MARK_COLON);
                match gap {
                    0 => running += 1,
                    1 if open => interrupted += 1,
                    _ => {}
                }
            }
            previous = Some(line);
            gap = 0;
        }
        if interrupted > running { Spacing::Double } else { Spacing::Single }
    }

    /// Whether the paragraph of line `before` ends there, `after` being the next line with text.
    fn breaks(self, lines: &[Line], before: usize, after: usize) -> bool {
        let (last, next) = (&lines[before], &lines[after]);
        if !last.is(LineFlags::HARD_END) {
            return false; // the same physical line
        }
        let gap = &lines[before + 1..after];
        let blanks = gap.iter().filter(|line| line.is(LineFlags::BLANK)).count();
        let spaced = gap.iter().any(|line| line.is(LineFlags::SPACED));
        let ended = last.is(ENDED);
        // A page break in the middle of a sentence: the line is full, or the next begins in lower case.
        let goes_on = !ended && (next.is(LineFlags::CONTINUES) || (last.len >= FULL_LINE && !spaced));
        match (blanks, self) {
            _ if spaced => !goes_on || self == Spacing::Double,
            (0, _) => last.is(LineFlags::LONG) && !goes_on,
            (1, Spacing::Double) => last.is(LineFlags::LONG) && ended,
            _ => !goes_on,
        }
    }
}
