//! Where an issue's title begins. Titles have no mark of their own: they are what stands between the
//! previous rationale and a verdict or label, mostly a paragraph, but page breaks swallow the blank
//! lines around a paragraph or tear one apart, and joined text has no blank lines at all. The words that
//! tell a title from a sentence are in `data/title.tsv`.

use std::sync::LazyLock;

use super::super::sentence::sentences;
use crate::text::{Flat, TextRange, range};

/// A title has at most this many sentences.
const MAX_SENTENCES: usize = 6;
/// A title of this many words has no more in it than an item.
const MAX_FRAGMENT_WORDS: usize = 12;

static WORDS: LazyLock<Words> = LazyLock::new(Words::load);

#[derive(Default)]
struct Words {
    /// What the sentence of a title says that names the original request.
    first: Vec<&'static str>,
    /// What its later sentences say, which need the one before.
    later: Vec<&'static str>,
    /// What a sentence has and an item has not.
    verb: Vec<&'static str>,
    /// What a conclusion has.
    conclusion: Vec<&'static str>,
}

impl Words {
    fn load() -> Self {
        let mut words = Self::default();
        for row in include_str!("../../../data/title.tsv").lines().skip(1) {
            let mut cells = row.split('\t');
            let list = match cells.next() {
                Some("first") => &mut words.first,
                Some("later") => &mut words.later,
                Some("verb") => &mut words.verb,
                _ => &mut words.conclusion,
            };
            list.extend(cells.next().into_iter().flat_map(|cell| cell.split(';')));
        }
        words
    }
}

/// Looks at a paragraph (as written) that ends with a title. Gives the byte offset in it where the title
/// begins, or `None` when the paragraph is a later part of a title that began before it. `inside` says
/// that it began with something else, such as a field.
pub(super) fn start_in(paragraph: &str, inside: bool) -> Option<usize> {
    let flat = Flat::new(paragraph);
    let parts = sentences(&flat);
    let lower = |n: usize| flat[parts[n]].to_lowercase();
    let Some(mut first) = parts.len().checked_sub(1) else { return Some(0) };
    let mut complete = !has(&lower(first), &WORDS.later) || has(&lower(first), &WORDS.first);
    let limit = parts.len().saturating_sub(MAX_SENTENCES);
    while first > limit {
        let before = lower(first - 1);
        if complete && (!is_fragment(&before) || (inside && first == 1)) {
            break;
        }
        first -= 1;
        complete = complete || has(&before, &WORDS.first);
    }
    let torn = first == 0 && !inside && (!complete || flat.starts_with(char::is_lowercase));
    (!torn).then(|| flat.origin(parts[first].start().into()))
}

/// Whether a text could be a title that lacks its verdict: it ends with a colon or with something like a
/// verdict, or is no sentence.
pub(super) fn looks_like_title(flat: &str) -> bool {
    flat.ends_with(':')
        || verdict_slip(flat).is_some()
        || (is_fragment(&flat.to_lowercase()) && !flat.ends_with('.'))
}

/// Whether a paragraph of its own could be one: it is not a finished sentence, and concludes nothing.
pub(super) fn could_be_title(flat: &str) -> bool {
    let concludes = has(&flat.to_lowercase(), &WORDS.conclusion);
    looks_like_title(flat) || !concludes && !super::super::line::ends_sentence(flat)
}

/// What stands in the place of a verdict and is not quite one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictSlip {
    /// The word as written.
    pub written: String,
    /// The verdict that was probably meant.
    pub meant: &'static str,
    /// It stands behind a colon, as it should.
    pub colon: bool,
    /// Where the word stands.
    pub range: TextRange,
}

/// The slip at the end of a title: "Knee brace: Uphelt" or "Knee brace Upheld".
pub(crate) fn verdict_slip(flat: &str) -> Option<VerdictSlip> {
    const VERDICTS: [&str; 2] = ["Upheld", "Overturned"];
    let core = flat.trim_end_matches('.');
    if let Some((_, word)) = core.rsplit_once(':') {
        let word = word.trim();
        let near = |verdict: &&str| strsim::osa_distance(&verdict.to_lowercase(), &word.to_lowercase()) <= 2;
        let meant = VERDICTS.into_iter().find(near).filter(|_| word.len() >= 5);
        if let Some(meant) = meant {
            let place = range(core.len() - word.len(), core.len());
            return Some(VerdictSlip { written: word.to_owned(), meant, colon: true, range: place });
        }
    }
    let word = core.rsplit(' ').next()?;
    let meant = VERDICTS.into_iter().find(|verdict| word.eq_ignore_ascii_case(verdict))?;
    let capital = word.starts_with(char::is_uppercase) && word.len() < core.len();
    capital.then(|| VerdictSlip {
        written: word.to_owned(),
        meant,
        colon: core[..core.len() - word.len()].ends_with(": "),
        range: range(core.len() - word.len(), core.len()),
    })
}

fn has(sentence: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| sentence.contains(phrase))
}

/// A part of a title, not of a rationale: no verb, and no word of a conclusion.
fn is_fragment(sentence: &str) -> bool {
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    !has(sentence, &WORDS.conclusion)
        && !words.clone().any(|word| WORDS.verb.contains(&word))
        && words.count() <= MAX_FRAGMENT_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, inside: bool) {
        let at = marked.find('|');
        let text = marked.replace('|', "");
        assert_eq!(start_in(&text, inside), at, "{text}");
    }

    #[test]
    fn a_paragraph_of_its_own_is_the_title() {
        check("|MRI of the left knee: Upheld", false);
        check("|Associated surgical service: Cold unit: Upheld", false);
        check("|Ointment 5%. Quantity 30: Upheld", false);
        check(
            "|A #60 was the original request. A #20 was authorized by the Claims\n\nAdministrator. The remaining IMR eligible portion of the original request, A #40 is: Upheld",
            false,
        );
    }

    #[test]
    fn the_end_of_a_rationale_is_no_title() {
        check("It helps. As such, it is not medically necessary.\n|MRI of the knee: Upheld", false);
        check("Decision rationale: It helps. It is not needed. |MRI of the knee: Upheld", true);
        check(
            "Decision rationale: Not necessary. |A #6 was the original request. The Claims Administrator authorized A #2, leaving the original request IMR eligible. The original request, A #6 is: Upheld",
            true,
        );
    }

    #[test]
    fn a_torn_title_sends_one_further_back() {
        check("The remaining IMR eligible portion of the original request, A #40 is: Upheld", false);
        check("with and without contrast: Upheld", false);
    }

    #[test]
    fn slips_at_the_place_of_the_verdict() {
        let slip = |text| verdict_slip(text).map(|slip| (slip.written, slip.meant, slip.colon));
        assert_eq!(slip("Knee brace: Uphelt"), Some(("Uphelt".to_owned(), "Upheld", true)));
        assert_eq!(slip("Knee brace Overturned"), Some(("Overturned".to_owned(), "Overturned", false)));
        assert_eq!(slip("The denial was upheld"), None);
        assert_eq!(slip("Knee brace: 2"), None);
    }
}
