//! A block's text made even: one blank between words, plain quotes, no invisible characters; with
//! the way back to the offsets of the text as written. Every rule reads this form, so the
//! double-spaced, the laid-out and the hand-typed rendering of one letter give the same findings.

use std::ops::Deref;

use super::{TextRange, range};

/// Evened text that remembers where each character came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flat {
    text: String,
    /// The places where the two texts stop running side by side, in order.
    steps: Vec<Step>,
}

/// From `flat` on, the flat text runs beside the source from `source`; what stood before it ended at
/// `end` in the source. Between `end` and `source` lies what was folded or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    flat: u32,
    source: u32,
    end: u32,
}

impl Flat {
    /// Evens `source`. Comments to imrlint are no letter text and count as blanks.
    pub fn new(source: &str) -> Self {
        if let Some(flat) = Self::of_plain(source) {
            return flat;
        }
        let mut builder = Builder {
            flat: Flat { text: String::with_capacity(source.len()), steps: Vec::new() },
            end: 0,
            expected: 0,
        };
        let mut comment_end = 0;
        // Where the blanks before this character begin, and how wide the first of them is.
        let mut blank: Option<(usize, usize)> = None;
        for (at, character) in source.char_indices() {
            if at < comment_end {
                continue;
            }
            if let Some(length) = comment_length(&source[at..]).filter(|_| character == '<') {
                comment_end = at + length;
                blank = blank.or(Some((at, 1)));
                continue;
            }
            match even(character) {
                Even::Nothing => {}
                Even::Blank => blank = blank.or(Some((at, character.len_utf8()))),
                even => {
                    if let Some((start, width)) = blank.take().filter(|_| !builder.flat.text.is_empty()) {
                        builder.push(" ", start, width);
                    }
                    let width = character.len_utf8();
                    match even {
                        Even::Mark(mark) => builder.push_mark(mark, at, width),
                        _ => builder.push(&source[at..at + width], at, width),
                    }
                }
            }
        }
        builder.step(None);
        builder.flat
    }

    /// Most lines are even already, but for blanks around them.
    fn of_plain(source: &str) -> Option<Self> {
        let text = source.trim_ascii();
        let mut blank = false;
        for byte in text.bytes() {
            match byte {
                b' ' if blank => return None,
                b' '..=b'~' if byte != b'<' => blank = byte == b' ',
                _ => return None,
            }
        }
        let lead = (source.len() - source.trim_ascii_start().len()) as u32;
        let moved = lead > 0 && !text.is_empty();
        let steps = if moved { vec![Step { flat: 0, source: lead, end: 0 }] } else { Vec::new() };
        Some(Flat { text: text.to_owned(), steps })
    }

    /// The comments to imrlint in a text, well-formed or not.
    pub fn comments(source: &str) -> impl Iterator<Item = TextRange> {
        let starts = source.match_indices("<!--").map(|(at, _)| at);
        starts.filter_map(|at| Some(range(at, at + comment_length(&source[at..])?)))
    }

    /// The evened text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where in the source the character at a flat offset begins; its end for the end of the text.
    pub fn origin(&self, at: usize) -> usize {
        self.offset(at as u32) as usize
    }

    /// The range of the source that a range of the flat text came from.
    pub fn to_source(&self, flat: TextRange) -> TextRange {
        let (start, end) = (u32::from(flat.start()), u32::from(flat.end()));
        let source_start = self.offset(start);
        let source_end = match self.steps.binary_search_by_key(&end, |step| step.flat) {
            Ok(at) if end > start => self.steps[at].end,
            _ => self.offset(end),
        };
        range(source_start as usize, source_end.max(source_start) as usize)
    }

    fn offset(&self, flat: u32) -> u32 {
        let behind = self.steps.partition_point(|step| step.flat <= flat);
        behind.checked_sub(1).map_or(flat, |at| self.steps[at].source + (flat - self.steps[at].flat))
    }
}

struct Builder {
    flat: Flat,
    /// Where the last character written ended in the source.
    end: u32,
    /// Where the next one would begin if the texts ran side by side.
    expected: u32,
}

impl Builder {
    fn push(&mut self, text: &str, source: usize, width: usize) {
        self.step(Some(source as u32));
        self.flat.text.push_str(text);
        self.end = (source + width) as u32;
        self.expected = (source + text.len()) as u32;
    }

    /// Pushes what one character becomes: a place within it is the character's.
    fn push_mark(&mut self, mark: &str, source: usize, width: usize) {
        self.push(mark, source, width);
        let start = self.flat.text.len() - mark.len();
        let place =
            |within: usize| Step { flat: (start + within) as u32, source: source as u32, end: self.end };
        self.flat.steps.extend((1..mark.len()).map(place));
        self.expected = u32::MAX;
    }

    fn step(&mut self, source: Option<u32>) {
        let source = source.unwrap_or(self.end);
        if source != self.expected || self.end != self.expected {
            self.flat.steps.push(Step { flat: self.flat.text.len() as u32, source, end: self.end });
        }
    }
}

impl Deref for Flat {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// The length of the comment to imrlint that a text begins with; one that is not closed ends with the line.
fn comment_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("<!--")?.trim_start();
    let ours = inner.get(..NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    ours.then(|| text[..line].find("-->").map_or(line, |at| at + 3))
}

const NAME: &str = "imrlint";

/// What a character becomes in flat text.
#[derive(Clone, Copy)]
enum Even {
    Itself,
    Blank,
    Mark(&'static str),
    Nothing,
}

fn even(character: char) -> Even {
    match character {
        '!'..='~' => Even::Itself,
        '\u{00ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Even::Nothing,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' => Even::Mark("'"),
        '\u{201c}' | '\u{201d}' | '\u{201f}' => Even::Mark("\""),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Even::Mark("-"),
        '\u{2026}' => Even::Mark("..."),
        '\u{fb01}' => Even::Mark("fi"),
        '\u{fb02}' => Even::Mark("fl"),
        blank if blank.is_whitespace() => Even::Blank,
        _ => Even::Itself,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source_of<'t>(source: &'t str, flat: &Flat, needle: &str) -> &'t str {
        let at = flat.find(needle).expect("in the flat text");
        &source[flat.to_source(range(at, at + needle.len()))]
    }

    #[test]
    fn blanks_fold_and_ranges_lead_back() {
        let source =
            "  The  request\r\n\r\nfor\u{a0}\u{a0}MRI \u{c}is \u{201c}not\u{201d} med\u{ad}ically\t ";
        let flat = Flat::new(source);
        assert_eq!(flat.as_str(), "The request for MRI is \"not\" medically");
        assert_eq!(source_of(source, &flat, "The request"), "The  request");
        assert_eq!(source_of(source, &flat, "request"), "request");
        assert_eq!(source_of(source, &flat, "request for"), "request\r\n\r\nfor");
        assert_eq!(source_of(source, &flat, "\"not\""), "\u{201c}not\u{201d}");
        assert_eq!(source_of(source, &flat, "not"), "not");
        assert_eq!(source_of(source, &flat, "medically"), "med\u{ad}ically");
    }

    #[test]
    fn suppression_comments_are_no_letter_text() {
        let source = "a page <!-- imrlint-ignore C003: checked --> of it";
        let flat = Flat::new(source);
        assert_eq!(flat.as_str(), "a page of it");
        assert_eq!(source_of(source, &flat, "of it"), "of it");
        assert_eq!(Flat::new("a <!-- remark --> b").as_str(), "a <!-- remark --> b");
    }

    #[test]
    fn wide_characters_keep_their_place() {
        let source = "x…y ﬁn – 😀z";
        let flat = Flat::new(source);
        assert_eq!(flat.as_str(), "x...y fin - 😀z");
        assert_eq!(source_of(source, &flat, "y fin"), "y ﬁn");
        assert_eq!(source_of(source, &flat, "fin"), "ﬁn");
        assert_eq!(source_of(source, &flat, "-"), "–");
        assert_eq!(source_of(source, &flat, "😀z"), "😀z");
        assert_eq!(source_of(source, &flat, "x."), "x…", "within what one character became");
        assert_eq!(source_of(source, &flat, ".y"), "…y");
        assert_eq!(source_of(source, &flat, "n -"), "n –");
        let blanks = "word\u{a0}\u{3000}word";
        let flat = Flat::new(blanks);
        assert_eq!(source_of(blanks, &flat, "word "), "word\u{a0}", "behind a blank");
    }
}
