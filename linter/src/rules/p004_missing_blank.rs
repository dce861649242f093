//! # P004 missing-blank
//!
//! ## What it does
//! Reports a sentence that begins right behind the full stop of the one before. Web addresses are left alone.
//!
//! ## Why it matters
//! Programs that read letters take the two sentences for one.
//!
//! ## Example
//! ```rationale
//! The worker moves the knee freely.The request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The worker moves the knee freely. The request is not medically necessary.
//! ```
//!
//! ## Fix
//! Safe: puts the blank in.

use super::p001_doubled_word::is_prose;
use super::{About, BlockView, Check, Fixable, Rule};
use crate::finding::{Applicability, Finding, Severity};
use crate::text::{TextRange, range};

pub(crate) static RULE: Rule = Rule {
    code: "P004",
    name: "missing-blank",
    severity: Severity::Info,
    default: true,
    fixable: Fixable::Always,
    about: About::Text,
    check: Check::Block { kinds: is_prose, triggers: &[], run: check },
};

/// The word before the full stop has at least so many letters: shorter ones may be abbreviations.
const MIN_WORD: usize = 3;
/// What stands in web addresses and file names.
const ADDRESS: [&str; 4] = ["/", "@", "www.", "_"];
/// How they end.
const ENDINGS: [&str; 9] = ["com", "org", "net", "gov", "edu", "html", "htm", "pdf", "aspx"];

fn check(view: &BlockView<'_>, findings: &mut Vec<Finding>) {
    for stop in memchr::memchr_iter(b'.', view.flat.as_bytes()) {
        let Some(words) = glued(view.flat, stop) else { continue };
        let behind = view.place(range(stop, stop + 1)).end();
        let message = format!("the blank is missing in \"{}\"", &view.flat[words]);
        findings.push(Finding::new(&RULE, view.place(words), message).replace(
            Applicability::Safe,
            "Put a blank behind the full stop",
            TextRange::empty(behind),
            " ",
        ));
    }
}

/// The two words around a full stop that should have a blank behind it.
fn glued(flat: &str, stop: usize) -> Option<TextRange> {
    let (before, behind) = (&flat[..stop], &flat[stop + 1..]);
    let word = before.len() - before.trim_end_matches(char::is_alphabetic).len();
    let next = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
    let (word, next_word) = (&before[stop - word..], &behind[..next]);
    let mut letters = behind.chars();
    let begins =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| c.is_lowercase() || c == ' ');
    let ends = word.chars().count() >= MIN_WORD && word.chars().all(char::is_lowercase);
    let token_start = before.rfind(' ').map_or(0, |at| at + 1);
    let token_end = stop + 1 + behind.find(' ').unwrap_or(behind.len());
    let token = &flat[token_start..token_end];
    let address = ADDRESS.iter().any(|mark| token.contains(mark))
        || ENDINGS.contains(&next_word.to_lowercase().as_str())
        || before[token_start..].contains('.');
    (begins && ends && next > 0 && !address).then(|| range(stop - word.len(), stop + 1 + next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_glued_and_addresses_are_not() {
        let found = |text: &str| {
            let stops = text.match_indices('.').map(|(at, _)| at);
            stops.filter_map(|stop| Some(text[glued(text, stop)?].to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(found("It was denied.On 1/2/2017 he fell.A cast."), ["denied.On", "fell.A"]);
        for text in [
            "see www.Example.Org or example.Com/Page",
            "take q.i.d.As needed",
            "Naproxen 7.5mg.x",
            "e.g.The",
            "version.X2Y",
            "approx.MRI",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
