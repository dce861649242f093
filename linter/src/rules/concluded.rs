//! What an issue's rationale concludes, over all of its blocks: shared by the rules on verdicts.

use super::LetterView;
use crate::facts::{About, Conclusion, Polarity};
use crate::letter::Verdict;
use crate::text::{TextRange, TextSize};

/// A conclusion, and where its block begins.
#[derive(Clone, Copy)]
pub(super) struct Concluded<'a> {
    pub(super) conclusion: &'a Conclusion,
    offset: TextSize,
}

impl Concluded<'_> {
    /// The deciding words.
    pub(super) fn decides(&self) -> TextRange {
        self.conclusion.decides + self.offset
    }

    /// Whether it is about the request, which has this title.
    fn is_of_request(&self, title: &str) -> bool {
        let Conclusion { about, matter, .. } = self.conclusion;
        let unnamed = about.is_empty() && *matter != About::Surgery;
        *matter == About::Request || unnamed || named(about, title).is_some()
    }

    /// The verdict that it amounts to, where it is certain and whole.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        match self.conclusion.polarity {
            _ if !self.conclusion.certain => None,
            Polarity::Necessary => Some(Verdict::Overturned),
            Polarity::NotNecessary => Some(Verdict::Upheld),
            Polarity::Mixed => None,
        }
    }
}

/// The conclusions of an issue and the premises that they rest on, in order.
pub(super) fn stated<'a>(view: &LetterView<'a>, issue: usize) -> impl Iterator<Item = Concluded<'a>> {
    view.issue_blocks(issue).flat_map(|(block, facts)| {
        let offset = block.range.start();
        facts.conclusions.iter().map(move |conclusion| Concluded { conclusion, offset })
    })
}

/// The conclusions of an issue.
pub(super) fn conclusions<'a>(view: &LetterView<'a>, issue: usize) -> Vec<Concluded<'a>> {
    stated(view, issue).filter(|found| !found.conclusion.premise).collect()
}

/// The conclusion that counts: the last certain one about the request or what the title names, else the last certain
/// one, else the last.
pub(super) fn final_one<'a>(conclusions: &[Concluded<'a>], title: &str) -> Option<Concluded<'a>> {
    let certain = |found: &&Concluded<'_>| found.conclusion.certain;
    let titled = |found: &&Concluded<'_>| certain(found) && found.is_of_request(title);
    let mut behind = conclusions.iter();
    let last = behind.clone().rfind(titled).or_else(|| behind.rfind(certain));
    last.or(conclusions.last()).copied()
}

/// The last conclusion with one before it that says the opposite of the same item, both certain. `title` tells
/// what "the request" is.
pub(super) fn contradiction<'a>(
    conclusions: &[Concluded<'a>],
    title: &str,
) -> Option<(Concluded<'a>, Concluded<'a>)> {
    let last = final_one(conclusions, title)?;
    let verdict = last.verdict()?;
    let opposite = |other: &&Concluded<'a>| other.verdict().is_some_and(|other| other != verdict);
    let same = |other: &&Concluded<'a>| is_same(last.conclusion, other.conclusion, title);
    let before = conclusions.iter().rev().filter(opposite).find(same)?;
    Some((*before, last))
}

/// The last word of what a conclusion is about, where the title has it.
pub(super) fn named(about: &str, title: &str) -> Option<String> {
    let title = title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    let last = about.split(' ').next_back().filter(|word| !word.is_empty())?;
    words.any(|word| word == last).then(|| last.to_owned())
}

/// Words that stand for what is left of the request.
const REST: [&str; 5] = ["other", "remaining", "rest", "remainder", "balance"];

/// Whether two certain conclusions decide parts of the request, and decide them differently: parts that the title
/// names, things of which it names none, or something and the rest.
pub(super) fn differs(one: &Concluded<'_>, other: &Concluded<'_>, title: &str) -> bool {
    let opposite = one.verdict().zip(other.verdict()).is_some_and(|(one, other)| one != other);
    let abouts = [one, other].map(|found| found.conclusion.about.as_str());
    let names = abouts.map(|about| named(about, title));
    let told = abouts[0] != abouts[1] && abouts.iter().all(|about| !about.is_empty());
    let rest = |about: &&str| {
        about.split(' ').any(|word| REST.contains(&word)) && !about.split(' ').any(|word| word == "portion")
    };
    let rest = abouts.iter().any(rest);
    let strange = ![one, other]
        .iter()
        .any(|found| found.conclusion.matter == About::Surgery || found.is_of_request(title));
    let alike = strange || (names.iter().all(Option::is_some) && names[0] != names[1]);
    opposite && told && (alike || rest)
}

/// Whether two conclusions are about one item: in the same words, or one names it and the other says "the request".
fn is_same(one: &Conclusion, other: &Conclusion, title: &str) -> bool {
    if (one.matter == About::Surgery) != (other.matter == About::Surgery) {
        return false;
    }
    let title = title.to_lowercase();
    let whole: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let titled = |about: &str| {
        about.split(' ').filter(|word| !whole.contains(word)).count() * 2 <= about.split(' ').count()
    };
    match (one.about.as_str(), other.about.as_str()) {
        ("", "") => true,
        ("", about) | (about, "") => titled(about),
        (one, other) => one == other,
    }
}
