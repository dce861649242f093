//! Rows and columns as reports print them: from one, columns in characters.

use imr_linter::text::{LineSource, StrSource};

/// The lines of a text.
pub(crate) struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let source = StrSource(text);
        let mut starts = vec![0];
        loop {
            let last = starts[starts.len() - 1];
            let end = source.line_end(last);
            if end >= text.len() {
                // A text that ends with a line end has an empty last line, as editors show it.
                if end > last && text.ends_with(['\n', '\r']) {
                    starts.push(end);
                }
                return Self { text, starts };
            }
            starts.push(end);
        }
    }

    /// The row and column of a byte offset.
    pub(crate) fn row_column(&self, offset: usize) -> (usize, usize) {
        let row = self.row(offset);
        let start = self.starts[row];
        (row + 1, self.text[start..offset.max(start)].chars().count() + 1)
    }

    /// The row of a byte offset, from zero.
    pub(crate) fn row(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// Where a row begins and ends, without its line end.
    pub(crate) fn line(&self, row: usize) -> std::ops::Range<usize> {
        let start = self.starts[row];
        let end = self.starts.get(row + 1).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_count_from_one_in_characters() {
        let text = "a\r\nb😀c\rd";
        let places = Places::new(text);
        assert_eq!(places.row_column(0), (1, 1));
        assert_eq!(places.row_column(text.find('c').expect("there")), (2, 3));
        assert_eq!(places.row_column(text.len()), (3, 2));
        assert_eq!(Places::new("a\n").row_column(2), (2, 1));
        assert_eq!(Places::new("").row_column(0), (1, 1));
        assert_eq!(places.line(1), 3..9);
    }
}
