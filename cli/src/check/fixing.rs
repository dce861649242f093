//! Applying fixes to a letter until nothing is left to fix, and writing it back or showing the change.

use std::path::Path;

use imr_linter::finding::Applicability;
use imr_linter::identifier::Mask;
use imr_linter::text::TextRange;
use imr_linter::{fix, lint};
use imr_project::{Effective, LetterFile, replace_file};
use similar::TextDiff;

use super::{Target, unreadable};
use crate::args::CheckArgs;
use crate::report::Checked;

/// Fixes may make room for other fixes, but not for ever.
const MAX_ROUNDS: usize = 10;

pub(super) fn fix(
    path: &Path,
    letter: &LetterFile,
    settings: &Effective,
    args: &CheckArgs,
    target: Target,
) -> Checked {
    let least = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let mut fixed = letter.clone();
    let mut outcome = lint(&fixed.decoded.text, &settings.settings);
    let identifiers = outcome.identifiers.clone();
    let mut count = 0;
    for _ in 0..MAX_ROUNDS {
        let fixes = fix::applicable(&outcome.findings, least);
        if fixes.is_empty() {
            break;
        }
        let edits = fix::edits(&fixes);
        let spliced: Vec<(TextRange, &str)> =
            edits.iter().map(|e| (e.range, e.replacement.as_str())).collect();
        let next = match fixed.decoded.splice(&fixed.bytes, &spliced) {
            Ok(bytes) => LetterFile::of(bytes),
            Err(error) => return unreadable(path, &format!("not fixed: {error}")),
        };
        let Ok(next) = next else { break };
        count += fixes.len();
        fixed = next;
        outcome = lint(&fixed.decoded.text, &settings.settings);
    }
    let changed = fixed.bytes != letter.bytes;
    let mut checked = Checked::new(path, fixed.decoded.text, outcome);
    if args.diff {
        checked.would_fix = count;
        let (before, after) = (letter.decoded.text.as_str(), checked.text.as_str());
        checked.output = if args.show_identifiers {
            diff(path, before, after).into_bytes()
        } else {
            // Both texts hide what either holds: a line that stays must read the same in both.
            let mask = Mask::new([(before, &*identifiers), (after, &*checked.outcome.identifiers)]);
            let after = mask.letter(after, &checked.outcome.identifiers);
            diff(path, &mask.letter(before, &identifiers), &after).into_bytes()
        };
        return checked;
    }
    checked.fixed = count;
    match target {
        Target::Stdout => checked.output = fixed.bytes,
        Target::File if changed => {
            if let Err(error) = replace_file(path, &fixed.bytes) {
                return unreadable(path, &format!("not fixed: the file cannot be written: {error}"));
            }
        }
        Target::File => {}
    }
    checked
}

fn diff(path: &Path, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let name = path.display().to_string();
    TextDiff::from_lines(before, after).unified_diff().header(&name, &name).to_string()
}
