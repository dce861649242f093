//! `--add-ignores`: comments that silence what is found today, so that only what comes later is reported.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use imr_linter::Session;
use imr_linter::finding::{Finding, Severity, TextEdit};
use imr_linter::suppression::comment;
use imr_linter::text::StrSource;
use imr_project::{Effective, LetterFile, replace_file};

use super::letter::Target;
use crate::args::CheckArgs;
use crate::report::Checked;

/// Silences the findings of a letter that are shown, and checks what is left.
pub(super) fn add(
    path: &Path,
    letter: LetterFile,
    settings: &Effective,
    reason: &str,
    args: &CheckArgs,
    target: Target,
) -> Checked {
    let (silenced, trouble) = match silenced(&letter, settings, reason, args, path) {
        Ok(silenced) => (silenced, None),
        Err(error) => (letter.clone(), Some(error)),
    };
    let mut checked = Checked { trouble, ..Checked::default() };
    let mut kept = silenced;
    if target == Target::File
        && kept.bytes != letter.bytes
        && let Err(error) = replace_file(path, &kept.bytes)
    {
        checked.trouble = Some(format!("the file cannot be written: {error}"));
        kept = letter;
    }
    let outcome = settings.lint(&kept.decoded.text, path);
    if target == Target::Stdout {
        checked.output = kept.bytes;
    }
    Checked {
        trouble: checked.trouble,
        output: checked.output,
        ..Checked::new(path, kept.decoded.text, outcome)
    }
}

/// The letter with its comments: above the paragraphs, and at its head for what cannot be reached from there.
fn silenced(
    letter: &LetterFile,
    settings: &Effective,
    reason: &str,
    args: &CheckArgs,
    path: &Path,
) -> Result<LetterFile, String> {
    let least = args.severity.map_or(Severity::Hint, Severity::from);
    let found = |letter: &LetterFile| -> Vec<Finding> {
        let findings = settings.lint(&letter.decoded.text, path).findings;
        findings.into_iter().filter(|one| one.severity >= least && comment::can_silence(one)).collect()
    };
    let source = StrSource(&letter.decoded.text);
    let session = Session::open(&source, Arc::clone(&settings.settings));
    let with_comments = spliced(letter, &comment::above(&session, &source, &found(letter), reason))?;
    let left = found(&with_comments);
    let codes: BTreeSet<&str> = left.iter().map(|finding| finding.rule.code).collect();
    if codes.is_empty() {
        return Ok(with_comments);
    }
    let source = StrSource(&with_comments.decoded.text);
    spliced(&with_comments, &[comment::everywhere(&source, &codes, reason)])
}

fn spliced(letter: &LetterFile, edits: &[TextEdit]) -> Result<LetterFile, String> {
    let edits: Vec<_> = edits.iter().map(|edit| (edit.range, edit.replacement.as_str())).collect();
    let bytes = letter.decoded.splice(&letter.bytes, &edits).map_err(|error| error.to_string())?;
    LetterFile::of(bytes).map_err(|error| error.to_string())
}
