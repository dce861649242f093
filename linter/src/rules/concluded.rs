//! What an issue's rationale concludes, over all of its blocks: shared by the rules on verdicts.

use super::LetterView;
use crate::facts::{Conclusion, Polarity};
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

/// The conclusion that counts: the last certain one, else the last.
pub(super) fn final_one<'a>(conclusions: &[Concluded<'a>]) -> Option<Concluded<'a>> {
    conclusions.iter().rfind(|found| found.conclusion.certain).or(conclusions.last()).copied()
}

/// The last conclusion with one before it that says the opposite of the same item, both certain. `title` tells
/// what "the request" is.
pub(super) fn contradiction<'a>(
    conclusions: &[Concluded<'a>],
    title: &str,
) -> Option<(Concluded<'a>, Concluded<'a>)> {
    let last = final_one(conclusions)?;
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

/// Whether two certain conclusions decide parts that the title names, and decide them differently.
pub(super) fn differs(one: &Concluded<'_>, other: &Concluded<'_>, title: &str) -> bool {
    let opposite = one.verdict().zip(other.verdict()).is_some_and(|(one, other)| one != other);
    let parts = [one, other].map(|found| named(&found.conclusion.about, title));
    opposite && parts[0] != parts[1] && parts.iter().all(Option::is_some)
}

/// Whether two conclusions are about one item: in the same words, or one names it and the other says "the request".
fn is_same(one: &Conclusion, other: &Conclusion, title: &str) -> bool {
    if one.of_surgery != other.of_surgery {
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
