//! Text as the core sees it: decoded once, addressed by byte offsets, read through a line source.
//! Knows nothing of letters, files or editors.

mod decode;
mod flat;
mod pattern;
mod source;

pub use decode::{Decoded, Encoding, Unencodable, Unreadable, decode, glimpse};
pub use flat::Flat;
pub(crate) use pattern::{compiled, compiled_for_short_texts, phrase_finder, tail};
pub use source::{LineSource, StrSource};
pub use text_size::{TextRange, TextSize};

/// A range from two byte offsets of the decoded text.
///
/// Offsets fit in 32 bits: reading refuses anything larger ([`Unreadable::TooLarge`]).
pub fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(size(start), size(end))
}

/// One byte offset of the decoded text.
pub fn size(offset: usize) -> TextSize {
    TextSize::new(offset as u32)
}
