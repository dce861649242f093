//! Quotations: words of a guideline or of another party, which decide nothing.

use crate::text::{TextRange, range};

/// A shorter quotation is a term or an item, not a statement.
const MIN_WORDS: usize = 7;
/// A longer one is a quotation mark too few.
const MAX_LENGTH: usize = 3000;

/// The quotations of a flat text that are long enough to state something.
pub(super) fn quotations(flat: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut open = None;
    for at in memchr::memchr_iter(b'"', flat.as_bytes()) {
        let before = flat[..at].chars().next_back().unwrap_or(' ');
        let after = flat[at + 1..].chars().next().unwrap_or(' ');
        let opens = (before == ' ' || matches!(before, '(' | '[')) && after != ' ';
        match open {
            Some(start) if !opens => {
                if at - start < MAX_LENGTH && flat[start..at].split(' ').count() >= MIN_WORDS {
                    found.push(range(start, at + 1));
                }
                open = None;
            }
            _ if opens => open = Some(at),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_statements_are_quotations() {
        let text = r#"He is 5'6" and "sore." The text says "this is needed in all those who ask. It is not in others." So "no"."#;
        let found: Vec<_> = quotations(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(found, [r#""this is needed in all those who ask. It is not in others.""#]);
    }
}
