//! What a rationale concludes: its deciding clauses.

use crate::conclusion;
use crate::letter::BlockKind;
use crate::profile::IssueField;
use crate::text::TextRange;

pub use crate::conclusion::{About, Polarity};

/// A clause of a rationale that decides whether an item is medically necessary. Clauses that only report what
/// others hold (a utilization review, a guideline, the provider), conditions, questions and closing remarks on
/// tapering are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The clause, without what joins it to another.
    pub range: TextRange,
    /// What it decides about, as "the request for 6 visits"; empty where the clause does not say.
    pub subject: TextRange,
    /// The words that decide, as "is not medically necessary".
    pub decides: TextRange,
    /// What it says.
    pub polarity: Polarity,
    /// Whether its wording leaves no doubt that it is the reviewer's conclusion and what it says.
    pub certain: bool,
    /// What the subject is.
    pub matter: About,
    /// It is the ground of a conclusion and none itself: "as the operation is not medically necessary".
    pub premise: bool,
    /// The deciding words, for messages.
    pub quote: String,
    /// The subject as it is compared: in lower case, without article and "request"; empty where it is "the request".
    pub about: String,
    /// Where it is mixed, what its clauses are about, in the same form.
    pub parts: Vec<String>,
}

/// The conclusions of a rationale's block.
pub(super) fn read(flat: &str, kind: BlockKind) -> Vec<Conclusion> {
    if kind == BlockKind::Field(IssueField::Rationale) { conclusions(flat) } else { Vec::new() }
}

/// The conclusions of a rationale, whose text is even already: one blank between words, plain quotes.
pub fn conclusions(flat: &str) -> Vec<Conclusion> {
    let found = conclusion::conclusions(flat).into_iter();
    let conclusions = found.map(|found| Conclusion {
        range: found.range,
        subject: found.subject,
        decides: found.decides,
        polarity: found.polarity,
        certain: found.certain,
        matter: found.matter,
        premise: found.premise,
        parts: found.parts.iter().map(|part| about(&flat[*part])).collect(),
        quote: super::quote(&flat[found.decides]),
        about: about(&flat[found.subject]),
    });
    conclusions.collect()
}

/// The conclusion that counts among those of a rationale: the last certain one, for what comes before it reports or
/// reasons; failing that, the last.
pub fn final_conclusion<'a>(conclusions: impl IntoIterator<Item = &'a Conclusion>) -> Option<&'a Conclusion> {
    let counts = |best: Option<&'a Conclusion>, next: &'a Conclusion| match best {
        Some(best) if best.certain && !next.certain => Some(best),
        _ => Some(next),
    };
    conclusions.into_iter().filter(|conclusion| !conclusion.premise).fold(None, counts)
}

impl Conclusion {
    /// The same with its places changed.
    pub(super) fn moved(mut self, to_block: impl Fn(TextRange) -> TextRange) -> Self {
        self.range = to_block(self.range);
        self.subject = to_block(self.subject);
        self.decides = to_block(self.decides);
        self
    }
}

/// Words of a subject that do not tell what the item is.
const PLAIN: [&str; 32] = [
    "they",
    "them",
    "the",
    "this",
    "these",
    "those",
    "that",
    "it",
    "its",
    "a",
    "an",
    "of",
    "for",
    "in",
    "to",
    "on",
    "and",
    "request",
    "requested",
    "requests",
    "current",
    "above",
    "such",
    "medical",
    "necessity",
    "need",
    "treatment",
    "service",
    "services",
    "item",
    "question",
    "use",
];

fn about(subject: &str) -> String {
    let subject = subject.to_lowercase();
    let words = subject.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !PLAIN.contains(word)).collect::<Vec<_>>().join(" ")
}
