//! Phrases that tell what a text is: a cover letter, the notice of appeal, credentials in a sentence. They
//! are looked for in evened text, so that no line break hides them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use crate::text::Flat;

/// What a phrase is a sign of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// A letter to the parties.
    Cover,
    /// The notice of appeal.
    Appeal,
    /// The reviewer's credentials in a sentence.
    Credentials,
}

struct Signs {
    automaton: AhoCorasick,
    /// For each phrase, what it is a sign of, and whether it must begin a line.
    meanings: Vec<(Sign, bool)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let (mut phrases, mut meanings) = (Vec::new(), Vec::new());
    for row in include_str!("../../data/signs.tsv").lines().skip(1) {
        let cells: Vec<_> = row.split('\t').collect();
        let sign = match cells[0] {
            "cover" => Sign::Cover,
            "appeal" => Sign::Appeal,
            _ => Sign::Credentials,
        };
        for phrase in cells[2].split(';') {
            phrases.push(phrase);
            meanings.push((sign, cells[1] == "line-start"));
        }
    }
    let automaton = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(phrases);
    Signs { automaton: automaton.expect("a few short phrases always build"), meanings }
});

/// Whether a text, with its evened form, holds a sign.
pub(crate) fn has(text: &str, flat: &Flat, sign: Sign) -> bool {
    SIGNS.automaton.find_iter(flat.as_str()).any(|found| {
        let (meaning, line_start) = SIGNS.meanings[found.pattern().as_usize()];
        let placed = || {
            let before = text[..flat.origin(found.start())].trim_end_matches([' ', '\t', '\u{a0}', '\u{c}']);
            let apart = flat[found.end()..].starts_with([' ', ',', ':']);
            apart && (before.is_empty() || before.ends_with(['\n', '\r']))
        };
        meaning == sign && (!line_start || placed())
    })
}
