//! Paragraphs: where text that is double-spaced, laid out or hand-typed begins anew. Works on the line
//! table alone.

use super::line::LineFlags;

/// Lines `first..last`, without the blank ones around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Behind a line that ends so, something new may begin.
const ENDED: LineFlags = LineFlags::ENDS_SENTENCE.union(LineFlags::VERDICT).union(LineFlags::ENDS_COLON);
/// As many sentences may be interrupted in text that is not double-spaced: a title that lacks its verdict.
const MIN_INTERRUPTED: usize = 1;

/// Splits lines into paragraphs. `begins` tells of lines that begin one whatever stands before them.
pub(super) fn paragraphs(lines: &[LineFlags], begins: impl Fn(usize) -> bool) -> Vec<Paragraph> {
    let setting = Setting::of(lines);
    let mut found: Vec<Paragraph> = Vec::new();
    let mut previous: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.is(LineFlags::BLANK | LineFlags::COMMENT_ONLY) {
            continue;
        }
        let new = previous.is_none_or(|previous| begins(index) || setting.breaks(lines, previous, index));
        match found.last_mut() {
            Some(paragraph) if !new => paragraph.last = index + 1,
            _ => found.push(Paragraph { first: index, last: index + 1 }),
        }
        previous = Some(index);
    }
    found
}

/// How the lines of a text are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Setting {
    /// An empty line stands after every line, not only between paragraphs.
    double: bool,
    /// A line of blanks ends a paragraph, as in text extracted from PDF; not so where every empty line
    /// holds blanks.
    spaced_ends: bool,
}

/// The blank lines between two lines with text.
#[derive(Clone, Copy, Default)]
struct Gap {
    blank: usize,
    spaced: usize,
}

impl Setting {
    /// In double-spaced text, single empty lines interrupt sentences; in other text, hardly ever.
    fn of(lines: &[LineFlags]) -> Self {
        let (mut interrupted, mut running) = (0usize, 0usize);
        let (mut spaced_open, mut spaced_ended) = (0usize, 0usize);
        let mut gap = Gap::default();
        let mut previous: Option<&LineFlags> = None;
        for line in lines {
            if line.is(LineFlags::BLANK) {
                gap.blank += 1;
                gap.spaced += usize::from(line.is(LineFlags::SPACED));
                continue;
            }
            if let Some(previous) = previous.filter(|line| !line.is(LineFlags::LONG)) {
                let open = !previous.is(ENDED | LineFlags::MARK_COLON);
                match (gap.blank, open) {
                    (0, _) => running += 1,
                    (1, true) => interrupted += 1,
                    _ => {}
                }
                if gap.spaced > 0 {
                    *(if open { &mut spaced_open } else { &mut spaced_ended }) += 1;
                }
            }
            previous = Some(line);
            gap = Gap::default();
        }
        Self { double: interrupted > running.max(MIN_INTERRUPTED), spaced_ends: spaced_open <= spaced_ended }
    }

    /// Whether the paragraph of line `before` ends there, `after` being the next line with text.
    fn breaks(self, lines: &[LineFlags], before: usize, after: usize) -> bool {
        let (last, next) = (lines[before], lines[after]);
        if !last.is(LineFlags::HARD_END) {
            return false; // the same physical line
        }
        let gap = &lines[before + 1..after];
        let blanks = gap.iter().filter(|line| line.is(LineFlags::BLANK)).count();
        let spaced = self.spaced_ends && gap.iter().any(|line| line.is(LineFlags::SPACED));
        let ended = last.is(ENDED);
        // A page break in the middle of a sentence: the line is full, or the next begins in lower case.
        let goes_on = !ended && (next.is(LineFlags::CONTINUES) || (last.is(LineFlags::FULL) && !spaced));
        match (blanks, self.double) {
            _ if spaced => !goes_on || self.double,
            (0, _) => last.is(LineFlags::LONG) && !goes_on,
            (1, true) => last.is(LineFlags::LONG) && ended,
            _ => !goes_on,
        }
    }
}
