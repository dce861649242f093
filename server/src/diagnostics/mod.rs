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
pub(crate) use disk::Known;
pub(crate) use listing::Listing;

use tower_lsp::lsp_types::Diagnostic;
use xxhash_rust::xxh3::xxh3_64;

use crate::document::Reading;

/// The diagnostics of a letter.
pub(crate) fn of(letter: &Reading<'_>) -> Vec<Diagnostic> {
    letter.outcome.findings.iter().map(|finding| diagnostic(letter.letter, finding)).collect()
}

/// A name for a list of diagnostics: the same as long as they are.
pub(crate) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let bytes = serde_json::to_vec(diagnostics).unwrap_or_default();
    format!("{:016x}", xxh3_64(&bytes))
}
