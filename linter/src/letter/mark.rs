//! Titles and labels: found in the lines that could be one, alone or with the lines they wrap over.

use super::line::{LineFlags, lost_colon};
use super::lines::Lines;
use super::outline::closes;
use super::recognise::{Found, MarkKind, Recogniser};
use crate::text::{Flat, LineSource, TextRange, range};

/// A title or label found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it announces.
    pub kind: MarkKind,
    /// Index of the form in the recogniser.
    pub form: u16,
    /// Slips forgiven; not zero means that it was recognised by near match only.
    pub slips: u8,
    /// Another form is just as near: it is not certain which was meant.
    pub tied: bool,
    /// Byte range, colon included; empty for an opening, which is part of the value.
    pub range: TextRange,
    /// The first line that it stands on.
    pub line: u32,
    /// The line where the value or body begins: the mark's last line if text follows on it, else the next.
    pub body_line: u32,
}

/// A title or label runs over at most this many lines with text.
const MAX_LINES: usize = 8;
/// With at most this many blank lines between two of them.
const MAX_GAP: usize = 3;

/// All titles and labels of a text, whichever profile they belong to.
pub(super) fn marks(source: &impl LineSource, lines: &Lines, recogniser: &Recogniser) -> Vec<Mark> {
    let reader = Reader { source, lines, recogniser };
    let candidates = LineFlags::MARK | LineFlags::MARK_COLON | LineFlags::OPENING;
    let mut marks = Vec::new();
    // Behind the last mark, and where to look for the next.
    let (mut behind, mut at) = (0, 0);
    while let Some(index) = lines.next_that_is(at, candidates) {
        let mut before = lines.flags()[behind..index].iter().rev();
        let closed = before.find(|line| !line.is(LineFlags::BLANK | LineFlags::COMMENT_ONLY));
        at = index + 1;
        if let Some((mark, next)) = reader.mark_at(index, closed.is_none_or(|line| closes(*line))) {
            marks.push(mark);
            at = at.max(next);
            behind = at;
        }
    }
    marks
}

struct Reader<'a, S> {
    source: &'a S,
    lines: &'a Lines,
    recogniser: &'a Recogniser,
}

/// A text of one or several lines that could be a mark.
struct Window {
    text: String,
    last: usize,
    /// Byte offset where it ends.
    end: usize,
    /// Nothing follows on the last line.
    whole_line: bool,
    kind: WindowKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WindowKind {
    /// Lines without a colon at their end.
    Plain,
    /// A colon ends it.
    Colon,
    /// A label whose colon is lost.
    LostColon,
    /// The opening sentence of a field.
    Opening,
}

impl<S: LineSource> Reader<'_, S> {
    /// The mark that begins on a line, and the line after those it takes up. `closed` says that the text
    /// before it does not stop in the middle of a sentence.
    fn mark_at(&self, first: usize, closed: bool) -> Option<(Mark, usize)> {
        let windows = self.windows(first);
        let fits = |window: &Window, exact: bool| {
            self.found(window, closed).filter(|found| exact == (found.slips == 0))
        };
        let exact = windows.iter().rev().find_map(|window| Some((window, fits(window, true)?)));
        let begins = closed || !self.lines.flags()[first].is(LineFlags::CONTINUES);
        let near = || {
            windows.iter().rev().filter(|_| begins).find_map(|window| Some((window, fits(window, false)?)))
        };
        let (window, found) = exact.or_else(near)?;
        let form = self.recogniser.form(found.form);
        let start = self.lines.start(first) + self.line(first).origin(0);
        let end = if form.opening { start } else { window.end };
        let behind = if window.whole_line { window.last + 1 } else { window.last };
        let mark = Mark {
            kind: form.kind,
            form: found.form,
            slips: found.slips.max(u8::from(window.kind == WindowKind::LostColon)),
            tied: found.tied,
            range: range(start, end),
            line: first as u32,
            body_line: if form.opening { first } else { behind } as u32,
        };
        Some((mark, if form.opening { first + 1 } else { window.last + 1 }))
    }

    fn found(&self, window: &Window, closed: bool) -> Option<Found> {
        if window.kind == WindowKind::Opening {
            return self.recogniser.opening(&window.text);
        }
        let found = self.recogniser.find(&window.text)?;
        let form = self.recogniser.form(found.form);
        // Text may follow a label, but not a title that stands on a line of its own.
        let placed = window.whole_line || form.inline;
        // A label has a colon; a title that has none may not go on a sentence, nor end one in passing.
        let title = matches!(form.kind, MarkKind::Section(_));
        let plain = title
            && (closed || window.text.starts_with(char::is_uppercase))
            && (found.slips == 0 || !window.text.ends_with('.'));
        // A label as long as a sentence needs no colon on a line of its own.
        let long = !title && found.slips == 0 && form.text.split(' ').count() >= LONG_LABEL;
        let ended = match window.kind {
            WindowKind::Colon => true,
            WindowKind::LostColon => !title,
            _ => plain || long,
        };
        (placed && ended).then_some(found)
    }

    /// The texts that could be a mark beginning on this line, shortest first.
    fn windows(&self, first: usize) -> Vec<Window> {
        let lines = self.lines.flags();
        let mut windows = Vec::new();
        if lines[first].is(LineFlags::OPENING) {
            windows.extend(self.opening(first));
        }
        let mut text = String::new();
        let (mut index, mut gap) = (first, 0);
        while index < lines.len() && windows.len() < MAX_LINES {
            let line = lines[index];
            if line.is(LineFlags::BLANK) {
                gap += 1;
                if gap > MAX_GAP {
                    break;
                }
                index += 1;
                continue;
            }
            if !line.is(LineFlags::MARK | LineFlags::MARK_COLON) {
                break;
            }
            gap = 0;
            let flat = self.line(index);
            windows.extend(self.with_colon(index, &flat, &text));
            if !line.is(LineFlags::MARK) {
                break;
            }
            text = join(&text, &flat);
            if !flat.ends_with(':') {
                let end = self.end(index, &flat, flat.len());
                let text = text.clone();
                windows.push(Window { text, last: index, end, whole_line: true, kind: WindowKind::Plain });
            }
            index += 1;
        }
        windows
    }

    /// What stands before the first colon of a line, joined with the lines before it.
    fn with_colon(&self, index: usize, flat: &Flat, before: &str) -> Option<Window> {
        if !self.lines.flags()[index].is(LineFlags::MARK_COLON) {
            return None;
        }
        if let Some(lost) = lost_colon(flat, self.recogniser).filter(|_| before.is_empty()) {
            let (text, end) = (flat[..lost].to_owned(), self.end(index, flat, lost));
            return Some(Window { text, last: index, end, whole_line: false, kind: WindowKind::LostColon });
        }
        let colon = flat.find(':')?;
        let text = join(before, &flat[..colon]);
        let end = self.end(index, flat, colon + 1);
        Some(Window { text, last: index, end, whole_line: colon + 1 == flat.len(), kind: WindowKind::Colon })
    }

    /// The opening sentence of a field may break off at the end of a line.
    fn opening(&self, first: usize) -> Option<Window> {
        let mut text = String::new();
        let with_text =
            (first..self.lines.len()).filter(|line| !self.lines.flags()[*line].is(LineFlags::BLANK));
        for index in with_text.take(MAX_LINES) {
            text = join(&text, &self.line(index));
            if self.recogniser.opening(&text).is_some() {
                return Some(Window {
                    text,
                    last: first,
                    end: 0,
                    whole_line: true,
                    kind: WindowKind::Opening,
                });
            }
            if !self.recogniser.could_be_opening(&text) {
                return None;
            }
        }
        None
    }

    fn line(&self, index: usize) -> Flat {
        Flat::new(&self.source.slice(self.lines.range(index..index + 1)))
    }

    /// The byte offset of the end of the first `length` bytes of an evened line.
    fn end(&self, index: usize, flat: &Flat, length: usize) -> usize {
        self.lines.start(index) + usize::from(flat.to_source(range(0, length)).end())
    }
}

/// Words of a label that stands for itself without a colon.
const LONG_LABEL: usize = 10;

fn join(before: &str, line: &str) -> String {
    if before.is_empty() { line.to_owned() } else { format!("{before} {line}") }
}
