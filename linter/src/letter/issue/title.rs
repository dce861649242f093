//! Where an issue's title begins. Titles have no mark of their own: they are what stands between the
//! previous rationale and a verdict or label, mostly a paragraph, but page breaks swallow the blank
//! lines around a paragraph or tear one apart, and joined text has no blank lines at all.

use super::super::sentence::sentences;
use crate::text::Flat;

/// Fixed phrases of the later sentences of a title that tells what was authorised. They need the
/// sentence before them, and in the end the one that names the original request.
const NEEDS_MORE: &[&str] = &[
    "was authorized by the claims administrator",
    "were authorized by the claims administrator",
    "the claims administrator authorized",
    "remaining imr eligible portion",
    "leaving the original request",
    "the original request,",
];
const FIRST: &[&str] = &["was the original request", "were the original request"];
/// A title has at most this many sentences.
const MAX_SENTENCES: usize = 6;

/// Looks at a paragraph (raw text) that ends with a title. Gives the byte offset in it where the title
/// begins, or `None` when the paragraph is a later part of a title that began before it.
pub(super) fn start_in(paragraph: &str, behind_label: bool) -> Option<usize> {
    let flat = Flat::new(paragraph);
    let parts = sentences(&flat);
    let lower = |n: usize| flat[parts[n]].to_lowercase();
    let Some(mut first) = parts.len().checked_sub(1) else { return Some(0) };
    let mut complete = !needs_more(&lower(first)) || is_first(&lower(first));
    let limit = parts.len().saturating_sub(MAX_SENTENCES);
    while first > limit {
        let before = lower(first - 1);
        if complete && (!is_fragment(&before) || (behind_label && first == 1)) {
            break;
        }
        first -= 1;
        complete = complete || is_first(&before);
    }
    let torn = first == 0 && !behind_label && (!complete || flat.starts_with(char::is_lowercase));
    (!torn).then(|| usize::from(flat.to_source(parts[first]).start()))
}

/// Whether a text could be a title that lacks its verdict: it ends with a colon, or is no sentence.
pub(super) fn looks_like_title(text: &str) -> bool {
    let flat = Flat::new(text);
    flat.ends_with(':')
        || misspelled_verdict(&flat).is_some()
        || (is_fragment(&flat.to_lowercase()) && !flat.ends_with('.'))
}

/// What follows the last colon, if it is nearly a verdict: "Uphelt", "Overtuned".
pub(crate) fn misspelled_verdict(text: &str) -> Option<(&str, &'static str)> {
    let word = text.rsplit_once(':')?.1.trim().trim_end_matches('.');
    let near = |verdict: &&str| strsim::osa_distance(&verdict.to_lowercase(), &word.to_lowercase()) <= 2;
    ["Upheld", "Overturned"].into_iter().find(near).map(|verdict| (word, verdict))
}

fn needs_more(sentence: &str) -> bool {
    NEEDS_MORE.iter().any(|phrase| sentence.contains(phrase))
}

fn is_first(sentence: &str) -> bool {
    FIRST.iter().any(|phrase| sentence.contains(phrase))
}

/// A part of a title, not of a rationale: no verb, and no word of a conclusion.
fn is_fragment(sentence: &str) -> bool {
    const VERBS: &[&str] = &[
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "does",
        "did",
        "do",
        "should",
        "would",
        "may",
        "can",
        "will",
        "states",
        "state",
        "recommends",
        "requires",
        "indicates",
        "noted",
        "denied",
        "certified",
        "authorized",
    ];
    const CONCLUSION: &[&str] =
        &["necessary", "necessity", "certif", "authoriz", "overturn", "upheld", "criteria"];
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    !CONCLUSION.iter().any(|word| sentence.contains(word))
        && !words.clone().any(|word| VERBS.contains(&word))
        && words.count() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, behind_label: bool) {
        let at = marked.find('|');
        let text = marked.replace('|', "");
        assert_eq!(start_in(&text, behind_label), at, "{text}");
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
}
