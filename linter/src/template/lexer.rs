//! Placeholders, tags and comments of a text, in order. What is not certainly one is text: a lone bracket
//! never is anything else.

use super::declared::Placeholders;
use crate::text::{TextRange, range};

/// A piece of a text that is no plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) range: TextRange,
    /// What it is.
    pub(crate) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A placeholder, by its name as written.
    Placeholder(String),
    /// What stands between `{%` and `%}`.
    Tag(String),
    /// `{# ... #}`.
    Comment,
    /// A placeholder or tag that is not complete.
    Malformed(Fault),
}

/// What is wrong with a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Unclosed,
    Unopened,
    Nested,
    Empty,
}

impl Fault {
    /// As messages say it.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Fault::Unclosed => "is opened, but never closed",
            Fault::Unopened => "closes a placeholder that was never opened",
            Fault::Nested => "holds another placeholder",
            Fault::Empty => "has no name",
        }
    }
}

/// A placeholder or tag is no longer than this.
const MAX_LENGTH: usize = 200;

/// Words in brackets that stand for something removed: a house's markers, never placeholders.
const MARKERS: [&str; 9] = [
    "REDACTED",
    "REDACTION",
    "REMOVED",
    "OMITTED",
    "DELETED",
    "WITHHELD",
    "CONFIDENTIAL",
    "DEIDENTIFIED",
    "DE-IDENTIFIED",
];

/// The brackets that always mean a placeholder, a tag or a remark, the longer first.
pub const PAIRS: [(&str, &str); 6] =
    [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<<", ">>"), ("\u{ab}", "\u{bb}"), ("${", "}")];

/// The brackets that mean a placeholder only around a name that is declared, or that looks like one.
pub const LOOSE_PAIRS: [(&str, &str); 2] = [("[", "]"), ("{", "}")];

/// The placeholders and tags of a text.
pub(crate) fn tokens(text: &str, declared: &Placeholders) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['{', '<', '\u{ab}', '$', '[', '}', '%']) {
        let start = at + found;
        let token = token_at(text, start, declared);
        at = token.as_ref().map_or_else(|| next_char(text, start), |token| token.range.end().into());
        tokens.extend(token);
    }
    tokens
}

fn next_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

fn token_at(text: &str, start: usize, declared: &Placeholders) -> Option<Token> {
    let rest = &text[start..];
    if let Some((open, close)) = PAIRS.into_iter().find(|(open, _)| rest.starts_with(open)) {
        return paired(text, start, open, close);
    }
    if rest.starts_with("}}") || rest.starts_with("%}") {
        return Some(Token { range: range(start, start + 2), kind: TokenKind::Malformed(Fault::Unopened) });
    }
    let (_, close) = LOOSE_PAIRS.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let end = rest[1..window(rest)].find(close)? + 1;
    let inner = rest[1..end].trim();
    let placeholder =
        is_name(inner) && (declared.get(inner).is_some() || is_upper_case(inner)) && !is_marker(inner);
    placeholder.then(|| Token {
        range: range(start, start + end + 1),
        kind: TokenKind::Placeholder(inner.to_owned()),
    })
}

/// How far a placeholder that begins here may reach: to an empty line, and not far.
fn window(rest: &str) -> usize {
    let near = rest.floor_char_boundary(MAX_LENGTH);
    let paragraph = |end: &str| rest[..near].find(end).unwrap_or(near);
    paragraph("\n\n").min(paragraph("\r\n\r\n")).max(1)
}

fn paired(text: &str, start: usize, open: &str, close: &str) -> Option<Token> {
    let rest = &text[start..];
    let inside = &rest[open.len()..window(rest).max(open.len())];
    let begins_like_a_name = inside.trim_start().starts_with(char::is_alphabetic);
    // "<<" and "$" have other uses; a name tells.
    let certain = matches!(open, "{{" | "{%" | "{#") || begins_like_a_name;
    if !certain {
        return None;
    }
    let comment = open == "{#";
    let (end, again) = (inside.find(close), inside.find(open).filter(|_| !comment));
    let token = |length: usize, kind| Some(Token { range: range(start, start + length), kind });
    match end {
        Some(end) if again.is_some_and(|again| again < end) => {
            let outer = nested(inside, open, close).unwrap_or(end) + open.len() + close.len();
            token(outer, TokenKind::Malformed(Fault::Nested))
        }
        Some(end) => {
            let inner = inside[..end].trim_matches(['-', '+', '~']).trim();
            let length = open.len() + end + close.len();
            token(
                length,
                match open {
                    "{#" => TokenKind::Comment,
                    _ if inner.is_empty() => TokenKind::Malformed(Fault::Empty),
                    "{%" => TokenKind::Tag(inner.to_owned()),
                    _ => TokenKind::Placeholder(name(inner)),
                },
            )
        }
        None => {
            let line = inside.find(['\n', '\r']).unwrap_or(inside.len());
            let words = inside[..again.unwrap_or(line).min(line)].trim_end();
            // To the end of the name: the sentence goes on behind it.
            let name = words.trim_start();
            let length = name.find(|c: char| !is_name_char(c)).unwrap_or(name.len());
            let length = name[..length].find(' ').unwrap_or(length);
            token(open.len() + (words.len() - name.len()) + length, TokenKind::Malformed(Fault::Unclosed))
        }
    }
}

/// Where the bracket closes that holds others.
fn nested(inside: &str, open: &str, close: &str) -> Option<usize> {
    let mut depth = 1_usize;
    let mut at = 0;
    loop {
        let end = at + inside[at..].find(close)?;
        depth += inside[at..end].matches(open).count();
        depth -= 1;
        if depth == 0 {
            return Some(end);
        }
        at = end + close.len();
    }
}

/// The name without filters: `age` of `age | upper`.
fn name(inner: &str) -> String {
    let name = inner.split('|').next().unwrap_or(inner);
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '\'')
}

fn is_name(inner: &str) -> bool {
    inner.starts_with(char::is_alphabetic)
        && inner.chars().all(|c| is_name_char(c) || matches!(c, '\n' | '\r'))
}

/// Two words or more in capitals, one of them a word that could be read out.
fn is_upper_case(inner: &str) -> bool {
    let words: Vec<&str> = inner.split([' ', '_', '-', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    let upper = |word: &&str| word.chars().all(char::is_uppercase);
    words.len() >= 2 && words.iter().all(upper) && words.iter().any(|word| word.len() >= 4)
}

fn is_marker(inner: &str) -> bool {
    let upper = inner.to_uppercase();
    upper.split([' ', '_']).any(|word| MARKERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let tokens = tokens(text, &Placeholders::default());
        tokens
            .into_iter()
            .map(|token| match token.kind {
                TokenKind::Placeholder(name) => name,
                TokenKind::Tag(tag) => format!("%{tag}"),
                TokenKind::Comment => "#".to_owned(),
                TokenKind::Malformed(fault) => format!("{fault:?} {}", &text[token.range]),
            })
            .collect()
    }

    #[test]
    fn every_syntax_is_read() {
        assert_eq!(
            read(
                "{{ age }} <<sex>> \u{ab}side\u{bb} ${item} [PATIENT NAME] {DATE_OF_INJURY} {{ age | upper }}"
            ),
            ["age", "sex", "side", "item", "PATIENT NAME", "DATE_OF_INJURY", "age"]
        );
        assert_eq!(read("{%- if a -%}x{% endif %}{# no #}"), ["%if a", "%endif", "#"]);
        assert_eq!(read("{{ date of\ninjury }}"), ["date of injury"]);
    }

    #[test]
    fn brackets_are_mostly_text() {
        for text in [
            "[CI] [sic] [pain, pelvic",
            "[REDACTED] [NAME REDACTED]",
            "a < b << 5",
            "it cost $5 {x}",
            "[L4 L5]",
            "therapy [following TPII]: Upheld",
            "[EMG NCS]",
            "100% of it",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_not_complete_is_told() {
        assert_eq!(read("the {{ age year old"), ["Unclosed {{ age"]);
        assert_eq!(read("{{ a {{ b }} }} x"), ["Nested {{ a {{ b }} }}"]);
        assert_eq!(read("{{ }} and }}"), ["Empty {{ }}", "Unopened }}"]);
        assert_eq!(read("<<age x {% if a"), ["Unclosed <<age", "Unclosed {% if"]);
        assert_eq!(read("{{ a\n\n}}"), ["Unclosed {{ a", "Unopened }}"]);
    }
}
