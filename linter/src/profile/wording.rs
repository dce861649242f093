//! Fixed statements: how the wording of a letter compares with the profile's. Words are compared
//! without case and punctuation; `{a|b}` accepts either, `{*}` any words.

use serde::Deserialize;

use crate::text::{TextRange, range};

/// A statement's wording, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Wording {
    text: String,
    parts: Vec<Part>,
}

impl From<String> for Wording {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// One word, with the other spellings that are accepted in its place.
    Word { text: String, others: Vec<String> },
    /// Any words.
    Any,
}

/// How a text compares with a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Byte offset in the flat text behind the last word that belongs to the statement.
    pub end: usize,
    /// Where they differ, in order.
    pub changes: Vec<Change>,
    /// The texts that stand where the wording says `{*}`, as flat ranges.
    pub slots: Vec<TextRange>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The words of the statement; empty when the letter adds something.
    pub expected: String,
    /// The words of the letter, as a flat range; empty when the letter leaves something out.
    pub found: TextRange,
}

/// A text with more differing words than this share of the statement is another text.
const MAX_DIFFERENT: f64 = 0.4;
/// So many words tell whether a text could be the statement.
const BEGINNING: usize = 6;
/// A slot takes at most this many words.
const MAX_SLOT: usize = 40;

impl Wording {
    /// Reads a wording as profiles write it.
    pub fn new(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            parts.extend(words(&rest[..open]).map(|(word, _)| Part::word(word)));
            let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
            let inner = &rest[open + 1..close];
            if inner == "*" {
                parts.push(Part::Any);
            } else {
                parts.extend(Part::choice(inner));
            }
            rest = rest.get(close + 1..).unwrap_or("");
        }
        parts.extend(words(rest).map(|(word, _)| Part::word(word)));
        Self { text: text.to_owned(), parts }
    }

    /// The wording as the profile writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The wording as one would type it: the first of several choices, an ellipsis for a slot.
    pub fn plain(&self) -> String {
        let mut text = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, behind)) = rest.split_once('{') {
            let (inner, after) = behind.split_once('}').unwrap_or((behind, ""));
            text.push_str(before);
            text.push_str(if inner == "*" { "..." } else { inner.split('|').next().unwrap_or(inner) });
            rest = after;
        }
        text.push_str(rest);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether any words may stand somewhere in it.
    pub fn has_slots(&self) -> bool {
        self.parts.contains(&Part::Any)
    }

    /// Compares the beginning of a flat text with the wording. `None` when it is another text.
    pub fn compare(&self, flat: &str) -> Option<Comparison> {
        if let Some(end) = self.same(flat) {
            return Some(Comparison { end, changes: Vec::new(), slots: Vec::new() });
        }
        let parts = &self.parts;
        let slots = parts.iter().filter(|part| **part == Part::Any).count();
        let limit = parts.len() + parts.len() / 2 + 8 + MAX_SLOT * slots;
        let found: Vec<(&str, TextRange)> = words(flat).take(limit).collect();
        let table = Table::fill(parts, &found);
        let end = table.best_end();
        let words = parts.len() - slots;
        if end == 0 || f64::from(table.cost(parts.len(), end)) > words as f64 * MAX_DIFFERENT {
            return None;
        }
        Some(table.trace(parts, &found, end))
    }

    /// Whether a text begins with about the same words: worth a comparison.
    pub fn could_begin(&self, flat: &str) -> bool {
        let found: Vec<&str> = words(flat).take(BEGINNING + BEGINNING / 2).map(|(word, _)| word).collect();
        let first = self.parts.iter().take(BEGINNING);
        let shared =
            first.filter(|part| **part == Part::Any || found.iter().any(|word| part.accepts(word))).count();
        2 * shared > BEGINNING.min(self.parts.len())
    }

    /// The end of the text's beginning that has the wording word for word: the usual case, for which
    /// no table is needed.
    fn same(&self, flat: &str) -> Option<usize> {
        if self.has_slots() {
            return None;
        }
        let mut found = words(flat);
        let mut end = None;
        for part in &self.parts {
            let (word, place) = found.next()?;
            if !part.accepts(word) {
                return None;
            }
            end = Some(place.end().into());
        }
        end
    }
}

impl Part {
    fn word(text: &str) -> Self {
        Part::Word { text: text.to_owned(), others: Vec::new() }
    }

    /// `items/Service|items/services`: as many words as the first has; the others may differ in each.
    fn choice(inner: &str) -> Vec<Self> {
        let mut options =
            inner.split('|').map(|option| words(option).map(|(word, _)| word).collect::<Vec<_>>());
        let first = options.next().unwrap_or_default();
        let rest: Vec<_> = options.collect();
        let other = |n: usize| {
            rest.iter().filter_map(|option| option.get(n)).map(|word| (*word).to_owned()).collect()
        };
        first
            .iter()
            .enumerate()
            .map(|(n, word)| Part::Word { text: (*word).to_owned(), others: other(n) })
            .collect()
    }

    fn accepts(&self, word: &str) -> bool {
        match self {
            Part::Any => true,
            Part::Word { text, others } => {
                text.eq_ignore_ascii_case(word) || others.iter().any(|other| other.eq_ignore_ascii_case(word))
            }
        }
    }
}

/// Words with their ranges; punctuation is left out.
fn words(text: &str) -> impl Iterator<Item = (&str, TextRange)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
        let end =
            text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        at = end;
        Some((&text[start..end], range(start, end)))
    })
}

/// The least number of words to change, for every beginning of the statement and of the text.
struct Table {
    costs: Vec<u32>,
    width: usize,
}

impl Table {
    fn fill(parts: &[Part], found: &[(&str, TextRange)]) -> Self {
        let width = found.len() + 1;
        let mut table = Table { costs: vec![0; (parts.len() + 1) * width], width };
        for column in 1..width {
            table.costs[column] = column as u32;
        }
        for (row, part) in parts.iter().enumerate().map(|(n, part)| (n + 1, part)) {
            for column in 0..width {
                let any = *part == Part::Any;
                let above = table.cost(row - 1, column) + u32::from(!any);
                let mut best = above;
                if column > 0 {
                    best = best.min(table.cost(row, column - 1) + u32::from(!any));
                    let same = part.accepts(found[column - 1].0);
                    best = best.min(table.cost(row - 1, column - 1) + u32::from(!same));
                }
                table.costs[row * width + column] = best;
            }
        }
        table
    }

    fn cost(&self, row: usize, column: usize) -> u32 {
        self.costs[row * self.width + column]
    }

    /// The length of the beginning of the text that fits best; the longer one when several do.
    fn best_end(&self) -> usize {
        let last = &self.costs[self.costs.len() - self.width..];
        let least = last.iter().min().copied().unwrap_or(0);
        last.iter().rposition(|cost| *cost == least).unwrap_or(0)
    }

    fn trace(&self, parts: &[Part], found: &[(&str, TextRange)], end: usize) -> Comparison {
        let mut steps = Vec::new();
        let (mut row, mut column) = (parts.len(), end);
        while row > 0 || column > 0 {
            let cost = self.cost(row, column);
            let any = row > 0 && parts[row - 1] == Part::Any;
            let step = if row > 0 && column > 0 {
                let same = parts[row - 1].accepts(found[column - 1].0);
                let diagonal = cost == self.cost(row - 1, column - 1) + u32::from(!same);
                let left = cost == self.cost(row, column - 1) + u32::from(!any);
                if any && left {
                    Step::Slot
                } else if diagonal {
                    if any {
                        Step::SlotBegins
                    } else if same {
                        Step::Same
                    } else {
                        Step::Changed
                    }
                } else if left {
                    Step::Added
                } else {
                    Step::Missing
                }
            } else if row > 0 {
                Step::Missing
            } else {
                Step::Added
            };
            steps.push((step, row, column));
            match step {
                Step::Same | Step::Changed | Step::SlotBegins => (row, column) = (row - 1, column - 1),
                Step::Added | Step::Slot => column -= 1,
                Step::Missing => row -= 1,
            }
        }
        steps.reverse();
        Comparison::of(&steps, parts, found)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Same,
    Changed,
    Added,
    Missing,
    /// A slot's word; the slot goes on before it.
    Slot,
    /// A slot's first word.
    SlotBegins,
}

impl Comparison {
    fn of(steps: &[(Step, usize, usize)], parts: &[Part], found: &[(&str, TextRange)]) -> Self {
        let mut comparison = Comparison { end: 0, changes: Vec::new(), slots: Vec::new() };
        let mut open = false; // the last step was a difference, too
        let mut slot_row = 0; // whose slot is open
        for (step, row, column) in steps.iter().copied() {
            let before = comparison.end;
            let word = column.checked_sub(1).map(|at| found[at].1);
            if !matches!(step, Step::Missing) {
                comparison.end = word.map_or(before, |word| word.end().into());
            }
            match step {
                Step::Same => open = false,
                Step::SlotBegins | Step::Slot => {
                    let word = word.unwrap_or_default();
                    match comparison.slots.last_mut().filter(|_| slot_row == row) {
                        Some(slot) => *slot = slot.cover(word),
                        None => comparison.slots.push(word),
                    }
                    slot_row = row;
                    open = false;
                }
                Step::Missing if parts[row - 1] == Part::Any => {}
                Step::Changed | Step::Added | Step::Missing => {
                    if !open {
                        let at = range(before, before);
                        comparison.changes.push(Change { expected: String::new(), found: at });
                    }
                    open = true;
                    let Some(change) = comparison.changes.last_mut() else { continue };
                    if let (true, Part::Word { text, .. }) =
                        (step != Step::Added, &parts[row.saturating_sub(1)])
                    {
                        change.expected.push_str(if change.expected.is_empty() { "" } else { " " });
                        change.expected.push_str(text);
                    }
                    if let (true, Some(word)) = (step != Step::Missing, word) {
                        change.found = if change.found.is_empty() { word } else { change.found.cover(word) };
                    }
                }
            }
        }
        comparison
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(wording: &str, text: &str) -> Option<Vec<(String, String)>> {
        let comparison = Wording::new(wording).compare(text)?;
        Some(comparison.changes.into_iter().map(|c| (c.expected, text[c.found].to_owned())).collect())
    }

    #[test]
    fn case_punctuation_and_choices_do_not_matter() {
        let wording = "He/she has reviewed the disputed {items/Service|items/services} listed below:";
        for text in [
            "He/she has reviewed the disputed items/Service listed below:",
            "he / she has reviewed the disputed items/services listed below. More.",
        ] {
            assert_eq!(changes(wording, text), Some(vec![]), "{text}");
        }
    }

    #[test]
    fn differences_are_told_in_both_wordings() {
        let wording =
            "in practice for more than five years and works at least 24 hours a week in active practice";
        let text = "in practice for more than three years and works 24 hours a week in very active practice";
        let expected =
            [("five", "three"), ("at least", ""), ("", "very")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(changes(wording, text), Some(expected.to_vec()));
        assert_eq!(
            changes(wording, "The injured worker is a 40 year old welder who fell from a ladder."),
            None
        );
        assert_eq!(changes(wording, ""), None);
    }

    #[test]
    fn the_statement_ends_where_other_text_begins() {
        let comparison = Wording::new("decisions for the items set forth below:")
            .compare("decisions for the items set forth below: MRI of the knee")
            .expect("the same");
        assert_eq!(comparison.end, "decisions for the items set forth below".len());
    }

    #[test]
    fn a_wording_can_be_typed_out() {
        let wording = Wording::new("filed on {*} for\nthe {items/Service|items/services}");
        assert_eq!(wording.plain(), "filed on ... for the items/Service");
    }

    #[test]
    fn slots_take_any_words() {
        let text =
            "is Board Certified in Internal Medicine, Rheumatology and is licensed to practice in Ohio. He";
        let comparison =
            Wording::new("is Board Certified in {*} and is licensed to practice in {*}. He").compare(text);
        let comparison = comparison.expect("the same");
        assert_eq!(comparison.changes, []);
        let slots: Vec<_> = comparison.slots.iter().map(|slot| &text[*slot]).collect();
        assert_eq!(slots, ["Internal Medicine, Rheumatology", "Ohio"]);
    }
}
