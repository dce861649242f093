//! The words of a text with the blanks between them, as written.

use crate::text::{TextRange, range};

/// A word with the blank that follows it. Marks at its beginning and end are words of their own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The blank behind it; empty where a mark follows at once.
    pub(super) blank: &'t str,
}

impl Word<'_> {
    pub(super) fn range(&self) -> TextRange {
        range(self.start, self.end)
    }

    /// The place of the blank behind it.
    pub(super) fn gap(&self) -> TextRange {
        range(self.end, self.end + self.blank.len())
    }

    pub(super) fn is_mark(&self) -> bool {
        matches!(self.text, "," | "." | ";" | ":" | ")" | "?" | "!")
    }

    /// How the blank behind it looks.
    pub(super) fn width(&self) -> Width {
        let Some(line_end) = self.blank.find(['\n', '\r']) else {
            let blanks = self.blank.chars().count();
            return if blanks >= 3 {
                Width::Widest
            } else if blanks == 2 {
                Width::Wide
            } else {
                Width::Narrow
            };
        };
        let before = self.blank[..line_end].chars().count();
        let last = self.blank.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        Width::Break { before, after: self.blank[last..].chars().count() }
    }
}

/// How wide a blank is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// One blank or none.
    Narrow,
    /// Two blanks.
    Wide,
    /// Three or more.
    Widest,
    /// The end of a line, with blanks before it and at the beginning of the next.
    Break { before: usize, after: usize },
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let (start, inner) = (at, piece.trim_end_matches(char::is_whitespace));
        at += piece.len();
        if inner.is_empty() {
            continue;
        }
        let core = inner.trim_end_matches([',', ';', ':', ')', '?', '!']);
        // Abbreviations keep their full stop: it is "Dr." and "M.D.".
        let stopped = core.len() > 1 && core.ends_with('.') && !keeps_stop(core);
        let core = if stopped { &core[..core.len() - 1] } else { core };
        if !core.is_empty() {
            words.push(Word { text: core, start, end: start + core.len(), blank: "" });
        }
        for (place, mark) in inner[core.len()..].char_indices() {
            let from = start + core.len() + place;
            let to = from + mark.len_utf8();
            words.push(Word { text: &text[from..to], start: from, end: to, blank: "" });
        }
    }
    for n in 0..words.len() {
        let next = words.get(n + 1).map_or(text.len(), |word| word.start);
        words[n].blank = &text[words[n].end..next];
    }
    words
}

fn keeps_stop(word: &str) -> bool {
    matches!(word, "Dr." | "Mr." | "Mrs." | "Ms." | "Drs.") || word.matches('.').count() > 1
}
