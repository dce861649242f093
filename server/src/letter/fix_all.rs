//! All safe fixes of a letter, until none is left: as the command does it.

use imr_linter::finding::{Applicability, TextEdit};
use imr_linter::fix;
use imr_linter::text::range;
use similar::{DiffOp, TextDiff};

use crate::document::Reading;

/// Fixes may make room for other fixes, but not for ever.
const MAX_ROUNDS: usize = 10;

/// The edits that lead to the fixed letter.
pub(crate) fn fix_all(letter: &Reading<'_>) -> Vec<TextEdit> {
    let first = fix::applicable(&letter.outcome.findings, Applicability::Safe);
    if first.is_empty() {
        return Vec::new();
    }
    let snapshot = letter.letter;
    let Some(effective) = snapshot.effective() else { return Vec::new() };
    let path = snapshot.configuration.path(&snapshot.uri);
    let before = snapshot.text.to_text();
    let edits = fix::edits(&first);
    let mut after = fix::apply(&before, &edits);
    let mut rounds = 1;
    while rounds < MAX_ROUNDS {
        // Nobody waits for what is then too little.
        let Some(outcome) = effective.lint_unless(letter.stop, &after, &path) else { break };
        let findings = outcome.findings;
        let fixes = fix::applicable(&findings, Applicability::Safe);
        if fixes.is_empty() {
            break;
        }
        after = fix::apply(&after, &fix::edits(&fixes));
        rounds += 1;
    }
    if rounds == 1 { edits } else { difference(&before, &after) }
}

/// What to change in a text to get another, line by line.
fn difference(before: &str, after: &str) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(before, after);
    let (old, new) = (starts(diff.iter_old_slices()), starts(diff.iter_new_slices()));
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .map(|op| {
            let (from, to) = (op.old_range(), op.new_range());
            TextEdit {
                range: range(old[from.start], old[from.end]),
                replacement: after[new[to.start]..new[to.end]].to_owned(),
            }
        })
        .collect()
}

/// Where each line begins, and where the last one ends.
fn starts<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<usize> {
    let mut at = 0;
    let ends = lines.map(|line| {
        at += line.len();
        at
    });
    std::iter::once(0).chain(ends).collect()
}
