//! What a rationale quotes word for word, from a guideline or a record: it is not the reviewer's to mend.

use crate::letter::BlockKind;
use crate::profile::IssueField;
use crate::text::{TextRange, range};

/// A shorter one is a term or a request in quotation marks, not a passage.
const MIN_WORDS: usize = 6;

/// The passages between quotation marks, with them. A mark that opens stands before a word, one that
/// closes behind one; where that is not certain, nothing is a quotation.
pub(super) fn read(flat: &str, kind: BlockKind) -> Vec<TextRange> {
    if kind != BlockKind::Field(IssueField::Rationale) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in flat.match_indices('"') {
        let before = flat[..at].chars().next_back();
        let after = flat[at + 1..].chars().next();
        let opens =
            before.is_none_or(|c| c == ' ' || c == '(' || c == '[') && after.is_some_and(|c| c != ' ');
        match open {
            _ if opens => open = Some(at),
            Some(start) => {
                let words = flat[start..at].split(' ').count();
                found.extend((words >= MIN_WORDS).then(|| range(start, at + 1)));
                open = None;
            }
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        read(text, BlockKind::Field(IssueField::Rationale)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn passages_are_quotations_and_terms_are_not() {
        let text = r#"The request for "MRI" is late. It says: "Not recommended in the first six weeks." (Page 4) And (see "one two three four five six")."#;
        assert_eq!(
            quoted(text),
            [r#""Not recommended in the first six weeks.""#, r#""one two three four five six""#]
        );
    }

    #[test]
    fn marks_without_a_partner_quote_nothing() {
        assert_eq!(quoted(r#"A wheel of 20" and a board of 30" were asked for by the worker."#), [""; 0]);
        assert_eq!(quoted(r#"It says "one two three four five six and goes on."#), [""; 0]);
    }
}
