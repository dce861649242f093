//! Hiding identifiers from reports: the letter keeps its length, lines and columns, so that places stay
//! true, but what was found reads as stars. Messages of other rules may quote an identifier; it is
//! hidden there, too.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

use super::Kind;
use crate::finding::Finding;
use crate::text::{Flat, TextRange};

/// An identifier to hide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masked {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the letter.
    pub range: TextRange,
}

/// Words of a name that are hidden by themselves have at least this many letters.
const MIN_WORD: usize = 3;

/// What is to be hidden, by its wording.
#[derive(Debug, Default)]
pub struct Mask {
    wordings: FxHashSet<String>,
    automaton: Option<AhoCorasick>,
}

impl Mask {
    /// A mask for the identifiers of these texts.
    pub fn new<'t>(letters: impl IntoIterator<Item = (&'t str, &'t [Masked])>) -> Self {
        let mut wordings = FxHashSet::default();
        for (text, identifiers) in letters {
            for identifier in identifiers {
                add(&text[identifier.range], identifier.kind, &mut wordings);
            }
        }
        let automaton = (!wordings.is_empty()).then(|| {
            let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&wordings);
            builder.expect("short texts always build")
        });
        Self { wordings, automaton }
    }

    /// Whether nothing is to be hidden.
    pub fn is_empty(&self) -> bool {
        self.wordings.is_empty()
    }

    /// The letter with `identifiers` hidden, as long as before to the byte.
    pub fn letter(&self, text: &str, identifiers: &[Masked]) -> String {
        let mut hidden = vec![false; text.len()];
        for identifier in identifiers {
            hidden[usize::from(identifier.range.start())..usize::from(identifier.range.end())].fill(true);
        }
        for found in self.wordings_in(text) {
            hidden[found].fill(true);
        }
        let characters = text.char_indices();
        characters.map(|(at, character)| if hidden[at] { star(character) } else { character }).collect()
    }

    /// A message with every identifier hidden that it quotes.
    pub fn prose(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for found in self.wordings_in(text) {
            out.push_str(&text[at..found.start]);
            out.extend(text[found.clone()].chars().map(star));
            at = found.end;
        }
        out + &text[at..]
    }

    /// A finding with its texts hidden. A fix that would write an identifier is dropped: hidden, it would
    /// write stars.
    pub fn finding(&self, finding: &mut Finding) {
        if self.is_empty() {
            return;
        }
        finding.message = self.prose(&finding.message);
        finding.help = finding.help.as_deref().map(|help| self.prose(help));
        for related in &mut finding.related {
            related.message = self.prose(&related.message);
        }
        finding
            .fixes
            .retain(|fix| fix.edits.iter().all(|edit| self.wordings_in(&edit.replacement).next().is_none()));
        for fix in &mut finding.fixes {
            fix.message = self.prose(&fix.message);
        }
    }

    fn wordings_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = std::ops::Range<usize>> + 't {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.map(|found| found.range()).filter(move |found| {
            let touches = |a: Option<char>, b: Option<char>| {
                a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
            };
            !touches(text[..found.start].chars().next_back(), text[found.start..].chars().next())
                && !touches(text[..found.end].chars().next_back(), text[found.end..].chars().next())
        })
    }
}

/// The wordings that give an identifier away: as written, evened, its beginning where a quote was cut,
/// and the single words of a name.
fn add(written: &str, kind: Kind, wordings: &mut FxHashSet<String>) {
    let even = Flat::new(written).as_str().to_owned();
    for (at, _) in even.match_indices(' ') {
        wordings.insert(format!("{}...", &even[..at]));
    }
    if matches!(kind, Kind::Person | Kind::Reviewer | Kind::Remainder) {
        let words = even.split([' ', ',']).map(|word| word.trim_matches('.'));
        wordings.extend(words.filter(|word| word.len() >= MIN_WORD).map(str::to_owned));
    }
    wordings.insert(written.to_owned());
    wordings.insert(even);
    wordings.remove("");
}

/// A stand-in of the same width in every encoding that reports count in; blanks stay.
fn star(character: char) -> char {
    match character.len_utf8() {
        _ if character.is_whitespace() => character,
        1 => '*',
        2 => '\u{b7}',
        3 => '\u{2022}',
        _ => '\u{1f784}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::range;

    fn mask(text: &str, needle: &str, kind: Kind) -> (Mask, Vec<Masked>) {
        let at = text.find(needle).expect("in the text");
        let identifiers = vec![Masked { kind, range: range(at, at + needle.len()) }];
        (Mask::new([(text, identifiers.as_slice())]), identifiers)
    }

    #[test]
    fn a_hidden_letter_keeps_its_places() {
        let text = "Seen by José\r\nNúñez😀 on Monday.";
        let (mask, identifiers) = mask(text, "José\r\nNúñez😀", Kind::Person);
        let hidden = mask.letter(text, &identifiers);
        assert_eq!(hidden, "Seen by ***·\r\n*··**🞄 on Monday.");
        assert_eq!((hidden.len(), hidden.encode_utf16().count()), (text.len(), text.encode_utf16().count()));
    }

    #[test]
    fn messages_quote_no_identifier_whole_cut_or_in_part() {
        let text = "Consult with Ann Doe-Roe at 12 Elm Street, Anytown";
        let (name, _) = mask(text, "Ann Doe-Roe", Kind::Person);
        assert_eq!(
            name.prose("\"Consult with Ann...\" and Doe-Roe's"),
            "\"Consult with ******\" and *******'s"
        );
        assert_eq!(name.prose("an Annex"), "an Annex");
        let (place, _) = mask(text, "12 Elm Street, Anytown", Kind::Address);
        assert_eq!(place.prose("at 12 Elm...; Elm is a tree"), "at ** ******; Elm is a tree");
    }

    #[test]
    fn a_fix_that_writes_an_identifier_is_dropped() {
        let (mask, _) = mask("Ann Doe", "Ann Doe", Kind::Person);
        let rule = crate::rules::all().next().expect("a rule");
        let applicability = crate::finding::Applicability::Safe;
        let mut finding = Finding::new(rule, range(0, 3), "x")
            .replace(applicability, "keep", range(0, 3), "y")
            .replace(applicability, "drop", range(0, 3), "Ann Doe");
        mask.finding(&mut finding);
        assert_eq!(finding.fixes.iter().map(|fix| fix.message.as_str()).collect::<Vec<_>>(), ["keep"]);
    }
}
