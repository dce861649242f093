//! Fixed statements: how the wording of a letter compares with the profile's. Words are compared
//! without case and punctuation; `{a|b}` accepts either, `{*}` any words.

use serde::Deserialize;

use super::alignment::{Comparison, Table};
use super::phrase::{Part, parts};
use crate::text::{TextRange, range};

/// A statement's wording, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Wording {
    text: String,
    parts: Vec<Token>,
}

impl From<String> for Wording {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// One word, with the other spellings that are accepted in its place.
    Word { text: String, others: Vec<String> },
    /// Any words.
    Any,
}

/// A text with more differing words than this share of the statement is another text.
const MAX_DIFFERENT: f64 = 0.4;
/// So many words tell whether a text could be the statement.
const BEGINNING: usize = 6;
/// A slot takes at most this many words.
const MAX_SLOT: usize = 40;

impl Wording {
    /// Reads a wording as profiles write it.
    pub fn new(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            parts.extend(words(&rest[..open]).map(|(word, _)| Token::word(word)));
            let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
            let inner = &rest[open + 1..close];
            if inner == "*" {
                parts.push(Token::Any);
            } else {
                parts.extend(Token::choice(inner));
            }
            rest = rest.get(close + 1..).unwrap_or("");
        }
        parts.extend(words(rest).map(|(word, _)| Token::word(word)));
        Self { text: text.to_owned(), parts }
    }

    /// The wording as the profile writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The wording as one would type it: the first of several choices, an ellipsis for a slot.
    pub fn plain(&self) -> String {
        let typed = |part| match part {
            Part::Text(text) => text,
            Part::Gap("*") => "...",
            Part::Gap(choices) => choices.split('|').next().unwrap_or(choices),
        };
        let text: String = parts(&self.text).into_iter().map(typed).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether any words may stand somewhere in it.
    pub fn has_slots(&self) -> bool {
        self.parts.contains(&Token::Any)
    }

    /// Compares the beginning of a flat text with the wording. `None` when it is another text.
    pub fn compare(&self, flat: &str) -> Option<Comparison> {
        if let Some(end) = self.same(flat) {
            return Some(Comparison { end, changes: Vec::new(), slots: Vec::new() });
        }
        let parts = &self.parts;
        let slots = parts.iter().filter(|part| **part == Token::Any).count();
        let limit = parts.len() + parts.len() / 2 + 8 + MAX_SLOT * slots;
        let found: Vec<(&str, TextRange)> = words(flat).take(limit).collect();
        let table = Table::fill(parts, &found);
        let end = table.best_end();
        let words = parts.len() - slots;
        if end == 0 || f64::from(table.cost(parts.len(), end)) > words as f64 * MAX_DIFFERENT {
            return None;
        }
        Some(table.trace(parts, &found, end))
    }

    /// Whether a text begins with about the same words: worth a comparison.
    pub fn could_begin(&self, flat: &str) -> bool {
        let found: Vec<&str> = words(flat).take(BEGINNING + BEGINNING / 2).map(|(word, _)| word).collect();
        let first = self.parts.iter().take(BEGINNING);
        let shared =
            first.filter(|part| **part == Token::Any || found.iter().any(|word| part.accepts(word))).count();
        2 * shared > BEGINNING.min(self.parts.len())
    }

    /// The end of the text's beginning that has the wording word for word: the usual case, for which
    /// no table is needed.
    fn same(&self, flat: &str) -> Option<usize> {
        if self.has_slots() {
            return None;
        }
        let mut found = words(flat);
        let mut end = None;
        for part in &self.parts {
            let (word, place) = found.next()?;
            if !part.accepts(word) {
                return None;
            }
            end = Some(place.end().into());
        }
        end
    }
}

impl Token {
    fn word(text: &str) -> Self {
        Token::Word { text: text.to_owned(), others: Vec::new() }
    }

    /// `items/Service|items/services`: as many words as the first has; the others may differ in each.
    fn choice(inner: &str) -> Vec<Self> {
        let mut options =
            inner.split('|').map(|option| words(option).map(|(word, _)| word).collect::<Vec<_>>());
        let first = options.next().unwrap_or_default();
        let rest: Vec<_> = options.collect();
        let other = |n: usize| {
            rest.iter().filter_map(|option| option.get(n)).map(|word| (*word).to_owned()).collect()
        };
        first
            .iter()
            .enumerate()
            .map(|(n, word)| Token::Word { text: (*word).to_owned(), others: other(n) })
            .collect()
    }

    pub(super) fn accepts(&self, word: &str) -> bool {
        match self {
            Token::Any => true,
            Token::Word { text, others } => {
                text.eq_ignore_ascii_case(word) || others.iter().any(|other| other.eq_ignore_ascii_case(word))
            }
        }
    }
}

/// Words with their ranges; punctuation is left out.
fn words(text: &str) -> impl Iterator<Item = (&str, TextRange)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
        let end =
            text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        at = end;
        Some((&text[start..end], range(start, end)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(wording: &str, text: &str) -> Option<Vec<(String, String)>> {
        let comparison = Wording::new(wording).compare(text)?;
        Some(comparison.changes.into_iter().map(|c| (c.expected, text[c.found].to_owned())).collect())
    }

    #[test]
    fn case_punctuation_and_choices_do_not_matter() {
        let wording = "He/she has reviewed the disputed {items/Service|items/services} listed below:";
        for text in [
            "He/she has reviewed the disputed items/Service listed below:",
            "he / she has reviewed the disputed items/services listed below. More.",
        ] {
            assert_eq!(changes(wording, text), Some(vec![]), "{text}");
        }
    }

    #[test]
    fn differences_are_told_in_both_wordings() {
        let wording =
            "in practice for more than five years and works at least 24 hours a week in active practice";
        let text = "in practice for more than three years and works 24 hours a week in very active practice";
        let expected =
            [("five", "three"), ("at least", ""), ("", "very")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(changes(wording, text), Some(expected.to_vec()));
        assert_eq!(
            changes(wording, "The injured worker is a 40 year old welder who fell from a ladder."),
            None
        );
        assert_eq!(changes(wording, ""), None);
    }

    #[test]
    fn the_statement_ends_where_other_text_begins() {
        let comparison = Wording::new("decisions for the items set forth below:")
            .compare("decisions for the items set forth below: MRI of the knee")
            .expect("the same");
        assert_eq!(comparison.end, "decisions for the items set forth below".len());
    }

    #[test]
    fn a_wording_can_be_typed_out() {
        let wording = Wording::new("filed on {*} for\nthe {items/Service|items/services}");
        assert_eq!(wording.plain(), "filed on ... for the items/Service");
    }

    #[test]
    fn slots_take_any_words() {
        let text =
            "is Board Certified in Internal Medicine, Rheumatology and is licensed to practice in Ohio. He";
        let comparison =
            Wording::new("is Board Certified in {*} and is licensed to practice in {*}. He").compare(text);
        let comparison = comparison.expect("the same");
        assert_eq!(comparison.changes, []);
        let slots: Vec<_> = comparison.slots.iter().map(|slot| &text[*slot]).collect();
        assert_eq!(slots, ["Internal Medicine, Rheumatology", "Ohio"]);
    }
}
