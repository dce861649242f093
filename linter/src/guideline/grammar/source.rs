//! Sources outside of the MTUS: who published them, and how much they weigh.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::text::{compiled, phrase_finder};

use super::Source;

const TABLE: &str = include_str!("../../../data/guideline/sources.tsv");

struct Publisher {
    name: &'static str,
    weak: Option<&'static str>,
}

struct Publishers {
    automaton: AhoCorasick,
    /// For every pattern, its publisher.
    owners: Vec<usize>,
    list: Vec<Publisher>,
}

static PUBLISHERS: LazyLock<Publishers> = LazyLock::new(|| {
    let (mut patterns, mut owners, mut publishers) = (Vec::new(), Vec::new(), Vec::new());
    for row in TABLE.lines().skip(1) {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().unwrap_or("");
        let (name, others, strength, note) = (cell(), cell(), cell(), cell());
        for form in std::iter::once(name).chain(others.split(';')).filter(|form| !form.is_empty()) {
            patterns.push(form);
            owners.push(publishers.len());
        }
        publishers.push(Publisher { name, weak: (strength == "weak").then_some(note) });
    }
    let automaton = phrase_finder(&patterns);
    Publishers { automaton, owners, list: publishers }
});

/// Signs that somebody has published something: an address, a journal, an author with a year, a society.
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)
        https?:// | \bwww\. | \.(?:com|org|gov|net|edu)\b
        | \bet\s+al\b | \b[A-Z][a-z]+,?\s+[A-Z]{1,2}[,.\s] | \(\s*[A-Z][a-z]+[^)]*\b(?:19|20)\d\d\s*\)
        | \bjournal\b | \bJ\.?\s+[A-Z] | \bvol(?:ume|\.)?\s*\d | \b(?:19|20)\d\d\s*;\s*\d+
        | \b(?:society|academy|college|association|institute|university|foundation|department|board|agency|publish)
        | \bguidelines?\b | \btextbook\b | \bed(?:ition|\.)";
    compiled(pattern)
});

/// Who published what a text names.
pub(super) fn read(text: &str) -> Source {
    let mut source = Source::default();
    for found in PUBLISHERS.automaton.find_iter(text) {
        if !is_whole(text, found.start(), found.end()) {
            continue;
        }
        let publisher = &PUBLISHERS.list[PUBLISHERS.owners[found.pattern().as_usize()]];
        if !source.publishers.contains(&publisher.name) {
            source.publishers.push(publisher.name);
        }
        if let Some(reason) = publisher.weak {
            source.weak.get_or_insert((publisher.name, reason));
        }
    }
    source.named = !source.publishers.is_empty() || SIGN.is_match(text);
    source
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    !text[..start].ends_with(char::is_alphanumeric) && !text[end..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_are_told_from_bare_topics() {
        for (text, named) in [
            ("Official Disability Guidelines (ODG) Low Back, MRI.", true),
            ("Neck and Upper Back, Physical Therapy, ODG Preface", true),
            ("http://www.example.org/x.html", true),
            ("Kim J, et al. Spine 2010;35:1", true),
            ("Low Back (Hyperstimulation analgesia).", false),
            ("Shoulder chapter, arthroscopy", false),
        ] {
            assert_eq!(read(text).named, named, "{text}");
        }
        assert_eq!(read("FDA, see www.drugs.com/pro/x").weak.map(|(name, _)| name), Some("drugs.com"));
    }
}
