//! Applying fixes to a letter until nothing is left to fix, and writing it back or showing the change.

use std::path::Path;

use imr_linter::finding::Applicability;
use imr_linter::identifier::Mask;
use imr_linter::text::TextRange;
use imr_linter::{Outcome, fix};
use imr_project::{Effective, LetterFile, replace_file};
use similar::TextDiff;

use super::letter::Target;
use crate::args::CheckArgs;
use crate::report::Checked;

/// Fixes may make room for other fixes, but not for ever.
const MAX_ROUNDS: usize = 10;

pub(super) fn fix(
    path: &Path,
    letter: LetterFile,
    settings: &Effective,
    args: &CheckArgs,
    target: Target,
) -> Checked {
    let least = if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let outcome = settings.lint(&letter.decoded.text, path);
    let Fixed { letter: fixed, outcome: left, count, trouble } =
        apply(path, &letter, &outcome, settings, least);
    if args.diff {
        let mut checked = Checked::new(path, letter.decoded.text, outcome);
        checked.would_fix = count;
        checked.trouble = trouble;
        checked.output = difference(&checked, &fixed.decoded.text, &left, args).into_bytes();
        return checked;
    }
    if target == Target::File
        && fixed.bytes != letter.bytes
        && let Err(error) = replace_file(path, &fixed.bytes)
    {
        // The letter is as it was, and so are its findings.
        let mut checked = Checked::new(path, letter.decoded.text, outcome);
        checked.trouble = Some(format!("the file cannot be written: {error}"));
        return checked;
    }
    let mut checked = Checked::new(path, fixed.decoded.text, left);
    checked.fixed = count;
    checked.trouble = trouble;
    if target == Target::Stdout {
        checked.output = fixed.bytes;
    }
    checked
}

/// A letter after its fixes.
struct Fixed {
    letter: LetterFile,
    outcome: Outcome,
    count: usize,
    /// Why not all fixes could be applied.
    trouble: Option<String>,
}

fn apply(
    path: &Path,
    letter: &LetterFile,
    outcome: &Outcome,
    settings: &Effective,
    least: Applicability,
) -> Fixed {
    let mut fixed = Fixed { letter: letter.clone(), outcome: outcome.clone(), count: 0, trouble: None };
    for _ in 0..MAX_ROUNDS {
        let fixes = fix::applicable(&fixed.outcome.findings, least);
        if fixes.is_empty() {
            break;
        }
        let edits = fix::edits(&fixes);
        let spliced: Vec<(TextRange, &str)> =
            edits.iter().map(|edit| (edit.range, edit.replacement.as_str())).collect();
        let bytes = match fixed.letter.decoded.splice(&fixed.letter.bytes, &spliced) {
            Ok(bytes) => bytes,
            Err(error) => {
                fixed.trouble = Some(error.to_string());
                break;
            }
        };
        let Ok(next) = LetterFile::of(bytes) else { break };
        fixed.count += fixes.len();
        fixed.letter = next;
        fixed.outcome = settings.lint(&fixed.letter.decoded.text, path);
    }
    fixed
}

/// What fixing changes, without identifiers unless they are to be shown.
fn difference(before: &Checked, after: &str, left: &Outcome, args: &CheckArgs) -> String {
    if args.show_identifiers {
        return diff(&before.name, &before.text, after);
    }
    // Both texts hide what either holds: a line that stays must read the same in both.
    let (old, new) = (&before.outcome.identifiers, &left.identifiers);
    let mask = Mask::new([(before.text.as_str(), old.as_slice()), (after, new.as_slice())]);
    diff(&before.name, &mask.letter(&before.text, old), &mask.letter(after, new))
}

fn diff(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after).unified_diff().header(name, name).to_string()
}
