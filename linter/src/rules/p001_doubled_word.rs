//! # P001 doubled-word
//!
//! ## What it does
//! Reports a word or a phrase of up to four words that stands twice in a row. Words that English doubles ("had had"),
//! proper names and clauses that do ("one drug that is not recommended is not recommended") are left alone.
//!
//! ## Why it matters
//! A doubled word is what an edit leaves behind. Sometimes something else was meant in its place.
//!
//! ## Example
//! ```rationale
//! There is no record of failure of failure of conservative care for the the left knee.
//! ```
//!
//! ## Use instead
//! ```rationale
//! There is no record of failure of conservative care for the left knee.
//! ```
//!
//! ## Fix
//! Safe for articles and prepositions, otherwise unsafe: leaves the word out once.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{About, BlockView, Check, Fixable, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::letter::BlockKind;
use crate::profile::IssueField;
use crate::text::{TextRange, range};

pub(crate) static RULE: Rule = Rule {
    code: "P001",
    name: "doubled-word",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Block { kinds: is_prose, triggers: &[], run: check },
};

/// Text that somebody wrote in sentences.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph(_) | BlockKind::Issue | BlockKind::Field(IssueField::Rationale))
}

/// The longest phrase that is looked for twice, in words.
const MAX_PHRASE: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Doubled {
    /// Always a slip of the pen.
    Slip,
    /// English has it.
    May,
}

static WORDS: LazyLock<FxHashMap<&str, Doubled>> = LazyLock::new(|| {
    let rows = include_str!("../../data/lexicon/doubled.tsv").lines().skip(1);
    let row = |row: &'static str| row.split_once('\t');
    rows.filter_map(row)
        .map(|(word, meaning)| (word, if meaning == "slip" { Doubled::Slip } else { Doubled::May }))
        .collect()
});

/// Verbs that may follow a clause of the same words.
const VERBS: [&str; 10] = ["is", "are", "was", "were", "has", "have", "had", "may", "should", "can"];

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    let words: Vec<TextRange> = words(view.flat).collect();
    let mut at = 0;
    while at + 1 < words.len() {
        let length = (1..=MAX_PHRASE).find(|length| is_doubled(view.flat, &words[at..], *length));
        if let Some(length) = length {
            findings.push(finding(view, &words[at..at + 2 * length]));
        }
        at += length.unwrap_or(1);
    }
}

fn words(flat: &str) -> impl Iterator<Item = TextRange> + '_ {
    flat.split(' ').map(move |word| {
        let start = word.as_ptr() as usize - flat.as_ptr() as usize;
        range(start, start + word.len())
    })
}

/// Whether the first `length` words come again behind themselves.
fn is_doubled(flat: &str, words: &[TextRange], length: usize) -> bool {
    let Some(words) = words.get(..2 * length) else { return false };
    let (first, second) = words.split_at(length);
    let same = |n: usize| {
        let (one, other) = (&flat[first[n]], &flat[second[n]]);
        let last = n + 1 == length;
        // Behind a phrase there may be a comma, and the second time whatever ends the sentence.
        let one = if last && length > 1 { one.trim_end_matches(',') } else { one };
        let other = if last { other.trim_end_matches(['.', ',', ';', ':', ')', '?']) } else { other };
        is_word(one) && one.eq_ignore_ascii_case(other)
    };
    (0..length).all(same) && !is_english(flat, first, second)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-')
}

fn is_english(flat: &str, first: &[TextRange], second: &[TextRange]) -> bool {
    let lower = |place: &TextRange| flat[*place].trim_end_matches(',').to_lowercase();
    let (word, again) = (&flat[first[0]], &flat[second[0]]);
    // A new sentence or list item begins.
    if again.starts_with(char::is_uppercase) && !word.starts_with(char::is_uppercase) {
        return true;
    }
    if first.len() > 1 {
        let ends = [lower(&first[0]), lower(&first[first.len() - 1])];
        return VERBS.contains(&ends[0].as_str()) || ends.contains(&"and".to_owned());
    }
    match WORDS.get(lower(&first[0]).as_str()) {
        Some(known) => *known == Doubled::May || (word.len() == 1 && word != "a"),
        // Single letters, and names such as Walla Walla.
        None => {
            let named = word.starts_with(char::is_uppercase) && word[1..].contains(char::is_lowercase);
            word.chars().count() == 1 || named
        }
    }
}

fn finding(view: &BlockView<'_>, words: &[TextRange]) -> Finding {
    let (first, second) = words.split_at(words.len() / 2);
    let span = |words: &[TextRange]| words[0].cover(words[words.len() - 1]);
    let trimmed = |place: TextRange| {
        let text = view.flat[place].trim_end_matches(['.', ',', ';', ':', ')', '?']);
        range(place.start().into(), usize::from(place.start()) + text.len())
    };
    let (once, twice) = (span(first), trimmed(span(second)));
    let quote = &view.flat[trimmed(once)];
    let place = view.place(once.cover(twice));
    let finding = Finding::new(&RULE, place, format!("\"{quote}\" stands twice"));
    let slip = first.len() == 1 && WORDS.get(quote.to_lowercase().as_str()) == Some(&Doubled::Slip);
    let applicability = if slip { Applicability::Safe } else { Applicability::Unsafe };
    let between = view.place(range(trimmed(once).end().into(), twice.start().into()));
    // Where the line ends between them, the first goes, so that the lines stay.
    let lines = view.has_line_end(between);
    let removed = match first[0].start().into() {
        0_usize => range(0, twice.start().into()),
        before if lines => range(before - 1, once.end().into()),
        _ => range(trimmed(once).end().into(), twice.end().into()),
    };
    finding.replace(applicability, format!("Write \"{quote}\" once"), view.place(removed), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubled(text: &str) -> Vec<&str> {
        let words: Vec<TextRange> = words(text).collect();
        (0..words.len())
            .filter_map(|at| {
                let length = (1..=MAX_PHRASE).find(|length| is_doubled(text, &words[at..], *length))?;
                Some(&text[words[at].cover(words[at + length - 1])])
            })
            .collect()
    }

    #[test]
    fn slips_are_doubled() {
        assert_eq!(doubled("pain in in the the knee knee."), ["in", "the", "knee"]);
        assert_eq!(doubled("X-rays of the hip, of the hip"), ["of the hip,"]);
        assert_eq!(doubled("The the MRI MRI"), ["The", "MRI"]);
    }

    #[test]
    fn english_is_not() {
        for text in [
            "the pain that he had had and that that brought",
            "a drug that is not covered is not covered",
            "seen in Walla Walla on 2 2 2017",
            "again and again and again",
            "strain of the knee, knee brace",
            "vitamin B B and C C",
            "[REDACTED] [REDACTED]",
            "complaints of pain Pain is rated 4/10",
        ] {
            assert_eq!(doubled(text), Vec::<&str>::new(), "{text}");
        }
    }
}
