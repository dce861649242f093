//! Many phrases looked for at once: whole words, whatever their case, the longest where several begin.

use aho_corasick::AhoCorasick;

use crate::text::{TextRange, phrase_finder, range};

/// Phrases, each with what it means.
#[derive(Debug)]
pub struct Matcher<V> {
    automaton: AhoCorasick,
    values: Vec<V>,
}

impl<V: Clone> Matcher<V> {
    /// Prepares the phrases.
    pub fn new(phrases: impl IntoIterator<Item = (String, V)>) -> Self {
        let (phrases, values): (Vec<String>, Vec<V>) = phrases.into_iter().unzip();
        Self { automaton: phrase_finder(phrases), values }
    }

    /// A table with a value in the first column and its phrases, between semicolons, in the second.
    pub fn from_table(table: &str, value: impl Fn(&str) -> V) -> Self {
        let rows = table.lines().skip(1).filter_map(|row| row.split_once('\t'));
        Self::new(rows.flat_map(|(name, phrases)| {
            let value = value(name);
            let phrases =
                phrases.split('\t').next().unwrap_or("").split(';').filter(|phrase| !phrase.is_empty());
            phrases.map(move |phrase| (phrase.to_owned(), value.clone())).collect::<Vec<_>>()
        }))
    }

    /// The phrases of a flat text, in order, none within another.
    pub fn find<'m>(&'m self, flat: &'m str) -> impl Iterator<Item = (TextRange, &'m V)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let found = self.automaton.find(aho_corasick::Input::new(flat).range(at..))?;
                if is_whole(flat, found.start(), found.end()) {
                    at = found.end();
                    return Some((
                        range(found.start(), found.end()),
                        &self.values[found.pattern().as_usize()],
                    ));
                }
                // A part of a word: a shorter phrase may still begin further on in it.
                at = found.start() + flat[found.start()..].chars().next().map_or(1, char::len_utf8);
            }
        })
    }
}

/// Whether a range of a text does not cut through a word.
pub(crate) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let cuts = |at: usize| word(text[..at].chars().next_back()) && word(text[at..].chars().next());
    !cuts(start) && !cuts(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_whole_phrase_is_found() {
        let matcher = Matcher::from_table("value\tphrases\na\tlow back;back\nb\tback pain\n", str::to_owned);
        let text = "Low back pain, feedback, BACK";
        let found: Vec<_> = matcher.find(text).map(|(range, value)| (&text[range], value.as_str())).collect();
        assert_eq!(found, [("Low back", "a"), ("BACK", "a")]);
    }
}
