//! What of a letter's text its structure was read from. The lines' looks are known for each line; only here and
//! there is the text itself looked at. An edit elsewhere that leaves the looks of all lines changes no structure.

use std::borrow::Cow;
use std::cell::RefCell;

use super::lines::Edit;
use crate::text::{LineSource, TextRange, TextSize, range, size};

/// A text that remembers which places were looked at.
pub(super) struct Watched<'a, S> {
    source: &'a S,
    seen: RefCell<Vec<TextRange>>,
}

/// Places that were looked at, in order, none touching the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen(Vec<TextRange>);

impl<'a, S: LineSource> Watched<'a, S> {
    pub(super) fn new(source: &'a S) -> Self {
        Self { source, seen: RefCell::default() }
    }

    /// The places that were looked at.
    pub(super) fn seen(self) -> Seen {
        let mut places = self.seen.into_inner();
        places.sort_by_key(|place| place.start());
        places.dedup_by(|place, last| {
            let touching = place.start() <= last.end();
            if touching {
                *last = last.cover(*place);
            }
            touching
        });
        Seen(places)
    }

    fn saw(&self, start: usize, end: usize) {
        self.seen.borrow_mut().push(range(start, end));
    }
}

impl<S: LineSource> LineSource for Watched<'_, S> {
    fn len(&self) -> usize {
        self.source.len()
    }

    fn line_end(&self, offset: usize) -> usize {
        let end = self.source.line_end(offset);
        self.saw(offset, end);
        end
    }

    fn line_start(&self, offset: usize) -> usize {
        let start = self.source.line_start(offset);
        self.saw(start, offset);
        start
    }

    fn floor_char_boundary(&self, offset: usize) -> usize {
        let boundary = self.source.floor_char_boundary(offset);
        self.saw(boundary, offset.clamp(boundary, self.len()));
        boundary
    }

    fn slice(&self, range: TextRange) -> Cow<'_, str> {
        self.saw(range.start().into(), range.end().into());
        self.source.slice(range)
    }
}

impl Seen {
    /// Whether an edit replaces, or touches, what was looked at.
    pub(super) fn touches(&self, edit: Edit) -> bool {
        let behind = self.0.partition_point(|place| usize::from(place.end()) < edit.start);
        self.0.get(behind).is_some_and(|place| usize::from(place.start()) <= edit.old_end)
    }

    /// Moves with the text.
    pub(super) fn shift(&mut self, shift: Shift) {
        self.0.iter_mut().for_each(|place| shift.range(place));
    }
}

/// Where places are after an edit within one line that no structure was read from.
#[derive(Clone, Copy)]
pub(super) struct Shift {
    /// What lies up to here stays.
    stays: u32,
    /// The end of the text before, which moves even when the edit stands there.
    end: u32,
    by: u32,
}

impl Shift {
    /// After an edit of the line that begins at `line`, in a text of `len` bytes.
    pub(super) fn of(edit: Edit, line: usize, len: usize) -> Self {
        let by = (edit.new_end as u32).wrapping_sub(edit.old_end as u32);
        Self { stays: edit.start.max(line) as u32, end: len as u32, by }
    }

    /// The place of an offset.
    pub(super) fn offset(self, offset: &mut u32) {
        if *offset > self.stays || *offset == self.end {
            *offset = offset.wrapping_add(self.by);
        }
    }

    /// The place of a range that lies behind the edit.
    pub(super) fn behind(self, place: TextRange) -> TextRange {
        let moved = |offset: TextSize| TextSize::new(u32::from(offset).wrapping_add(self.by));
        TextRange::new(moved(place.start()), moved(place.end()))
    }

    /// The place of a range.
    pub(super) fn range(self, place: &mut TextRange) {
        let (mut start, mut end) = (u32::from(place.start()), u32::from(place.end()));
        self.offset(&mut start);
        self.offset(&mut end);
        *place = TextRange::new(size(start as usize), size(end as usize));
    }
}
