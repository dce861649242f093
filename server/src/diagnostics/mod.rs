//! Diagnostics: findings as the client shows them. They are pushed or pulled, as the client likes, and
//! never both.

mod answer;
mod convert;
mod disk;
mod listing;
mod pull;
mod push;
mod settings_file;
mod workspace;

pub(crate) use convert::diagnostic;
pub(crate) use disk::{Known, Stamp};
pub(crate) use listing::{Listed, Listing};

use imr_linter::Stop;
use tower_lsp::lsp_types::Diagnostic;
use xxhash_rust::xxh3::xxh3_64;

use crate::document::{Reading, Snapshot};

/// The diagnostics of a letter under its settings. Where those cannot be used nothing was checked, which must not
/// look clean.
pub(crate) fn of_letter(letter: &Snapshot, stop: Stop<'_>) -> Vec<Diagnostic> {
    match letter.settings() {
        Ok(_) => letter.read(stop, of).unwrap_or_default(),
        Err(error) => vec![settings_file::unchecked(letter, &error)],
    }
}

/// The diagnostics of a letter.
fn of(letter: &Reading<'_>) -> Vec<Diagnostic> {
    letter.outcome.findings.iter().map(|finding| diagnostic(letter.letter, finding)).collect()
}

/// A name for a list of diagnostics: the same as long as they are.
pub(crate) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let bytes = serde_json::to_vec(diagnostics).unwrap_or_default();
    format!("{:016x}", xxh3_64(&bytes))
}
