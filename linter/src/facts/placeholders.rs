//! Placeholders of a template, and what is left of them, in a block.

use crate::template::Placeholders;
use crate::template::lexer::{TokenKind, tokens};
use crate::text::TextRange;

/// A placeholder, a tag or what was to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceholderFact {
    /// Where it stands.
    pub range: TextRange,
    /// As it stands there; of a malformed one, what is wrong with it.
    pub written: String,
    /// Which of them it is.
    pub kind: PlaceholderKind,
}

/// What a piece of a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// It stands for a value.
    Placeholder,
    /// It begins or ends a branch or loop, or is a remark.
    Tag,
    /// It is not complete.
    Malformed,
}

pub(super) fn read(flat: &str, declared: &Placeholders) -> Vec<PlaceholderFact> {
    let fact = |range: TextRange, kind: &TokenKind| {
        let quote = super::quote(&flat[range]);
        match kind {
            TokenKind::Placeholder(_) => (quote, PlaceholderKind::Placeholder),
            TokenKind::Tag(_) | TokenKind::Comment => (quote, PlaceholderKind::Tag),
            TokenKind::Malformed(fault) => {
                (format!("\"{quote}\" {}", fault.words()), PlaceholderKind::Malformed)
            }
        }
    };
    let found = tokens(flat, declared).into_iter();
    found
        .map(|token| {
            let (written, kind) = fact(token.range, &token.kind);
            PlaceholderFact { range: token.range, written, kind }
        })
        .collect()
}
