//! What can be wrong with settings, and where.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::origin::{Origin, Place, SettingsText};
use super::suggest;
use crate::text_place::row_column;

/// A mistake in a settings file, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: String,
    /// Bytes of the file's text.
    pub span: Range<usize>,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsFileError {
    /// A file cannot be read.
    #[error("{path}: {}", crate::letter_file::plain(source))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what a settings file must be.
    #[error("{}:{}: {}", file.path.display(), place(&file.text, problem.span.start), problem.message)]
    Invalid {
        /// The file.
        file: Arc<SettingsText>,
        /// What is wrong, and where.
        problem: Problem,
    },
    /// What was set elsewhere is wrong.
    #[error("{given}: {message}")]
    Given {
        /// The argument, or who else set it.
        given: String,
        /// What is wrong.
        message: String,
    },
}

impl SettingsFileError {
    /// A mistake at a place; without one, in what nobody set.
    pub(crate) fn at(place: Option<&Place>, message: impl Into<String>) -> Self {
        let message = message.into();
        let given = |given: &str| given.to_owned();
        match place.map(|place| (&place.origin, &place.span)) {
            Some((Origin::File(file) | Origin::Override { file, .. }, span)) => {
                Self::Invalid { file: file.clone(), problem: Problem { message, span: span.clone() } }
            }
            Some((Origin::Argument(argument), _)) => Self::Given { given: given(argument), message },
            Some((Origin::Editor, _)) => Self::Given { given: given("the editor's settings"), message },
            Some((Origin::FileName, _)) | None => Self::Given { given: given("settings"), message },
        }
    }
}

impl Problem {
    /// What the reader of TOML has to say, with a suggestion where there is one.
    pub(super) fn of(error: &toml::de::Error) -> Self {
        let message = suggest::added(&error.message().replace('\n', " "));
        Self { message, span: error.span().unwrap_or(0..0) }
    }
}

/// Row and column as messages print them.
fn place(text: &str, offset: usize) -> String {
    let (row, column) = row_column(text, offset);
    format!("{row}:{column}")
}
