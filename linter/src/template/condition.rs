//! Conditions of branches: `name`, `not name`, `name == "value"`; anything else is a question that may be
//! answered either way.

use super::kind::normal;

/// What a branch asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// What it asks about.
    pub(crate) question: Question,
    /// It holds where the answer is no.
    pub(crate) negated: bool,
    /// The names in it, as written.
    pub(crate) names: Vec<String>,
}

/// What a template leaves open, and a letter decides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// Whether a name is set, or an expression holds.
    Holds(String),
    /// Whether a name has a value.
    Equals(String, String),
}

/// Words of conditions that are no names.
const WORDS: [&str; 12] =
    ["not", "and", "or", "in", "is", "defined", "none", "true", "false", "empty", "loop", "length"];

impl Condition {
    /// Reads what stands behind `if`.
    pub(crate) fn read(text: &str) -> Self {
        let names = names(text);
        let (text, mut negated) = match text.strip_prefix("not ").or_else(|| text.strip_prefix('!')) {
            Some(rest) if !rest.contains(" and ") && !rest.contains(" or ") => (rest.trim(), true),
            _ => (text.trim(), false),
        };
        for (operator, no) in [("==", false), ("!=", true)] {
            let Some((name, value)) = text.split_once(operator) else { continue };
            let value = value.trim();
            let bare = value.trim_matches(['"', '\'', '\u{201c}', '\u{201d}']);
            if names.len() == 1 && bare.len() < value.len() && !bare.contains(['"', '\'']) {
                negated ^= no;
                return Self { question: Question::Equals(normal(name), bare.to_owned()), negated, names };
            }
        }
        Self { question: Question::Holds(normal(text)), negated, names }
    }
}

/// The names in an expression; what stands in quotes is a value.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (n, piece) in text.split(['"', '\'', '\u{201c}', '\u{201d}']).enumerate() {
        if n % 2 == 0 {
            let words = piece.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
            let name = |word: &&str| word.starts_with(char::is_alphabetic) && !WORDS.contains(word);
            found.extend(words.filter(name).filter(|word| !word.starts_with("loop.")).map(str::to_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_read() {
        let holds = |text: &str| Question::Holds(text.to_owned());
        let equals = |name: &str, value: &str| Question::Equals(name.to_owned(), value.to_owned());
        for (text, question, negated) in [
            ("surgery", holds("surgery"), false),
            ("not surgery", holds("surgery"), true),
            ("verdict == \"Upheld\"", equals("verdict", "Upheld"), false),
            ("issue.verdict != 'Upheld'", equals("issue.verdict", "Upheld"), true),
            ("not a or b", holds("not a or b"), false),
            ("age > 65", holds("age > 65"), false),
        ] {
            let read = Condition::read(text);
            assert_eq!((read.question, read.negated), (question, negated), "{text}");
        }
        assert_eq!(Condition::read("not loop.last and x in side == \"left\"").names, ["x", "side"]);
    }
}
