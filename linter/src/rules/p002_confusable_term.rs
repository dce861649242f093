//! # P002 confusable-term
//!
//! ## What it does
//! Reports terms of a closed list that are mistaken for each other: medical and medial, trail and trial, stain and
//! strain, equine and equina. A term is only taken for a mistake among words that leave no doubt: a "medical report" is
//! none, a "medical meniscus" is.
//!
//! ## Why it matters
//! No spelling checker finds these, for each is a word. A reader may be led to another part of the body.
//!
//! ## Example
//! ```rationale
//! There was a trail of physical therapy for the medical meniscus.
//! ```
//!
//! ## Use instead
//! ```rationale
//! There was a trial of physical therapy for the medial meniscus, as the medical report says.
//! ```
//!
//! ## Fix
//! Safe where nothing else can be meant, otherwise unsafe. None in titles and administrator lines.

use std::sync::LazyLock;

use super::p001_doubled_word::is_prose;
use super::{About, BlockView, Check, Fixable, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::lexicon::Matcher;
use crate::text::{range, size};

pub(crate) static RULE: Rule = Rule {
    code: "P002",
    name: "confusable-term",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Block { kinds: is_prose, triggers: &[], run: check },
};

/// A term that another was meant for.
#[derive(Clone, Copy)]
struct Confusion {
    wrong: &'static str,
    right: &'static str,
    applicability: Applicability,
}

static PHRASES: LazyLock<Matcher<Confusion>> = LazyLock::new(|| {
    let rows = include_str!("../../data/lexicon/confusables.tsv").lines().skip(1);
    Matcher::new(rows.flat_map(phrases))
});

/// A row names a phrase, the wrong and the right word, how sure the fix is, and what may stand for the asterisk.
fn phrases(row: &'static str) -> Vec<(String, Confusion)> {
    let mut cells = row.split('\t');
    let mut cell = || cells.next().unwrap_or_default();
    let (phrase, wrong, right, fix, words) = (cell(), cell(), cell(), cell(), cell());
    let applicability = if fix == "safe" { Applicability::Safe } else { Applicability::Unsafe };
    let confusion = Confusion { wrong, right, applicability };
    words.split(';').map(|word| (phrase.replace('*', word).replace("/ ", "/"), confusion)).collect()
}

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    for (phrase, confusion) in PHRASES.find(view.flat) {
        let quote = &view.flat[phrase];
        let Some(at) = quote.to_ascii_lowercase().find(&confusion.wrong.to_ascii_lowercase()) else { continue };
        let wrong = range(at, at + confusion.wrong.len()) + size(phrase.start().into());
        let (written, right) = (&view.flat[wrong], in_case_of(&view.flat[wrong], confusion.right));
        let message = if quote == written {
            format!("\"{written}\": did you mean \"{right}\"?")
        } else {
            format!("\"{written}\" in \"{quote}\": did you mean \"{right}\"?")
        };
        findings.push(Finding::new(&RULE, view.place(wrong), message).replace(
            confusion.applicability,
            format!("Write \"{right}\""),
            view.place(wrong),
            right,
        ));
    }
}

/// `right` with capitals as `written` has them.
fn in_case_of(written: &str, right: &str) -> String {
    let mut letters = written.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    if first && letters.next().is_some_and(char::is_uppercase) {
        return right.to_uppercase();
    }
    let mut rest = right.chars();
    match rest.next().filter(|_| first) {
        Some(initial) => initial.to_uppercase().chain(rest).collect(),
        None => right.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_confusion() {
        let rows = include_str!("../../data/lexicon/confusables.tsv").lines().skip(1);
        for (phrase, confusion) in rows.flat_map(phrases) {
            assert!(phrase.contains(confusion.wrong) && !confusion.right.is_empty(), "{phrase}");
            assert_ne!(confusion.wrong, confusion.right);
            let mended = phrase.replacen(confusion.wrong, confusion.right, 1);
            assert_eq!(PHRASES.find(&mended).count(), 0, "{mended}");
        }
    }

    #[test]
    fn capitals_stay() {
        assert_eq!(in_case_of("Trail", "trial"), "Trial");
        assert_eq!(in_case_of("MEDICAL", "medial"), "MEDIAL");
        assert_eq!(in_case_of("stain", "strain"), "strain");
    }
}
