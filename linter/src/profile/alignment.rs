//! The words of a text against those of a statement: a table of the least number of changes, traced back to what
//! was changed, added and left out.

use super::wording::Token;
use crate::text::{TextRange, range};

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

/// The least number of words to change, for every beginning of the statement and of the text.
pub(super) struct Table {
    costs: Vec<u32>,
    width: usize,
}

impl Table {
    pub(super) fn fill(parts: &[Token], found: &[(&str, TextRange)]) -> Self {
        let width = found.len() + 1;
        let mut table = Table { costs: vec![0; (parts.len() + 1) * width], width };
        for column in 1..width {
            table.costs[column] = column as u32;
        }
        for (row, part) in parts.iter().enumerate().map(|(n, part)| (n + 1, part)) {
            for column in 0..width {
                let any = *part == Token::Any;
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

    pub(super) fn cost(&self, row: usize, column: usize) -> u32 {
        self.costs[row * self.width + column]
    }

    /// The length of the beginning of the text that fits best; the longer one when several do.
    pub(super) fn best_end(&self) -> usize {
        let last = &self.costs[self.costs.len() - self.width..];
        let least = last.iter().min().copied().unwrap_or(0);
        last.iter().rposition(|cost| *cost == least).unwrap_or(0)
    }

    pub(super) fn trace(&self, parts: &[Token], found: &[(&str, TextRange)], end: usize) -> Comparison {
        let mut steps = Vec::new();
        let (mut row, mut column) = (parts.len(), end);
        while row > 0 || column > 0 {
            let cost = self.cost(row, column);
            let any = row > 0 && parts[row - 1] == Token::Any;
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
    fn of(steps: &[(Step, usize, usize)], parts: &[Token], found: &[(&str, TextRange)]) -> Self {
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
                Step::Missing if parts[row - 1] == Token::Any => {}
                Step::Changed | Step::Added | Step::Missing => {
                    if !open {
                        let at = range(before, before);
                        comparison.changes.push(Change { expected: String::new(), found: at });
                    }
                    open = true;
                    let Some(change) = comparison.changes.last_mut() else { continue };
                    if let (true, Token::Word { text, .. }) =
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
