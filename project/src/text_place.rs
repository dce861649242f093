//! Rows and columns of a settings file, as messages print them.

/// Row and column of a byte offset, from one; columns in characters.
pub(crate) fn row_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line = before.rsplit('\n').next().unwrap_or(before);
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
