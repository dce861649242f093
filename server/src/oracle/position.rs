//! Positions of the protocol, spelt out: lines end with CRLF, LF or CR; what is outside is clamped; within a
//! character is before it.

use tower_lsp::lsp_types::Position;

use super::Step;
use crate::rope::Encoding;

/// Positions lie in so many columns.
const COLUMNS: usize = 120;

/// Where a step begins and ends: in the text or a little outside. Mostly both are near each other, now and
/// then far apart or the wrong way round.
pub(super) fn positions(text: &str, step: Step) -> (Position, Position) {
    let lines = text.split(['\n', '\r']).count() + 2;
    let position = |(line, column): (u16, u8)| {
        Position::new((usize::from(line) % lines) as u32, (usize::from(column) % COLUMNS) as u32)
    };
    let (from, to) = (position(step.from), position(step.to));
    let near = !step.to.1.is_multiple_of(5);
    (from, if near { Position::new(from.line, from.character + to.character % 9) } else { to })
}

/// The byte that a position means.
pub(super) fn offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        let Some(found) = text[start..].find(['\n', '\r']) else { return text.len() };
        start += found + if text[start + found..].starts_with("\r\n") { 2 } else { 1 };
    }
    let line = text[start..].split(['\n', '\r']).next().unwrap_or("");
    let mut units = 0;
    for (at, c) in line.char_indices() {
        units += match encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        };
        if units > position.character as usize {
            return start + at;
        }
    }
    start + line.len()
}
