//! Words that lost the blank between them, "notmedically", or a letter, "medicaly". Both text from PDF and hasty typing
//! have them. Which words are mended is data.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../../data/conclusion/glued.tsv");

/// The words that are told apart again, and whether such a word is weighty: one of a row must be, so that no other
/// word is torn.
static WORDS: LazyLock<FxHashMap<&str, bool>> = LazyLock::new(|| {
    TABLE
        .lines()
        .skip(1)
        .filter_map(|row| row.split_once('\t'))
        .map(|(word, role)| (word, role == "weighty"))
        .collect()
});

/// A shorter word is not looked at. Bytes.
const SHORTEST: usize = 9;

/// The words that a word is glued from, or the one it is a slip for; none where it is right as it is.
pub(super) fn parts(word: &str) -> Option<Vec<&'static str>> {
    if word.len() < SHORTEST - 1 || !word.is_ascii() || WORDS.contains_key(word) {
        return None;
    }
    if let Some(meant) = meant(word) {
        return Some(vec![meant]);
    }
    let parts = split(word)?;
    parts.iter().any(|part| WORDS[part]).then_some(parts)
}

/// The word that one slip of the pen makes this one from. Another ending is another form of the word, no slip.
fn meant(word: &str) -> Option<&'static str> {
    let ending = |word: &str| word[word.len() - 2..].to_owned();
    let near = |known: &&&str| {
        known.len() >= SHORTEST
            && known[..1] == word[..1]
            && ending(known) == ending(word)
            && strsim::osa_distance(known, word) == 1
    };
    WORDS.keys().find(near).copied()
}

fn split(rest: &str) -> Option<Vec<&'static str>> {
    if rest.is_empty() {
        return Some(Vec::new());
    }
    (1..=rest.len()).rev().find_map(|end| {
        let (part, _) = WORDS.get_key_value(&rest[..end])?;
        let mut parts = split(&rest[end..])?;
        parts.insert(0, part);
        Some(parts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_words_are_told_apart_and_others_are_whole() {
        let read = |word| parts(word).map(|parts| parts.join(" "));
        assert_eq!(read("requestis").as_deref(), Some("request is"));
        assert_eq!(read("notmedicallynecessary").as_deref(), Some("not medically necessary"));
        assert_eq!(read("estabished").as_deref(), Some("established"));
        assert_eq!(read("neccessary").as_deref(), Some("necessary"));
        for whole in ["medically", "requested", "appropriateness", "unnecessary", "theophylline"] {
            assert_eq!(read(whole), None, "{whole}");
        }
    }
}
