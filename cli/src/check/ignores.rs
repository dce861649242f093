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
    letter: &LetterFile,
    settings: &Effective,
    reason: &str,
    args: &CheckArgs,
    target: Target,
) -> Checked {
    let least = args.severity.map_or(Severity::Hint, Severity::from);
    let with_comments = silenced(path, letter, settings, reason, least).and_then(|silenced| {
        if target == Target::File && silenced.bytes != letter.bytes {
            replace_file(path, &silenced.bytes)
                .map_err(|error| format!("the file cannot be written: {error}"))?;
        }
        Ok(silenced)
    });
    let (letter, trouble) = match with_comments {
        Ok(silenced) => (silenced, None),
        Err(error) => (letter.clone(), Some(error)),
    };
    let outcome = settings.lint(&letter.decoded.text, path);
    let mut checked = Checked::new(path, letter.decoded.text, outcome);
    checked.trouble = trouble;
    if target == Target::Stdout {
        checked.output = letter.bytes;
    }
    checked
}

/// The letter with its comments: above the paragraphs, and at its head for what cannot be reached from there.
fn silenced(
    path: &Path,
    letter: &LetterFile,
    settings: &Effective,
    reason: &str,
    least: Severity,
) -> Result<LetterFile, String> {
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
