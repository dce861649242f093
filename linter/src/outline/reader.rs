//! What all parts of an outline are read with.

use super::place::Place;
use crate::guideline::Index;
use crate::rules::LetterView;
use crate::text::{Flat, TextRange};

/// The letter, the text to quote from, and how places are told.
pub(super) struct Reader<'a> {
    pub(super) view: &'a LetterView<'a>,
    pub(super) text: &'a str,
    pub(super) place: &'a dyn Fn(TextRange) -> Place,
}

impl Reader<'_> {
    /// The words of a range, with one blank between them.
    pub(super) fn words(&self, range: TextRange) -> String {
        Flat::new(&self.text[range]).as_str().trim().to_owned()
    }

    /// Where a range stands, without the blanks around it.
    pub(super) fn place(&self, range: TextRange) -> Place {
        let text = &self.text[range];
        let start = usize::from(range.start()) + (text.len() - text.trim_start().len());
        let end = (usize::from(range.start()) + text.trim_end().len()).max(start);
        (self.place)(crate::text::range(start, end))
    }

    pub(super) fn index(&self) -> &Index {
        self.view.settings.index()
    }
}
