//! Where a setting was made, so that it can be shown why it holds.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::text_place::row_column;

/// A settings file that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct SettingsText {
    /// Its path.
    pub path: PathBuf,
    /// What stands in it.
    pub text: String,
}

/// Who made a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A settings file, for all its letters.
    File(Arc<SettingsText>),
    /// A settings file, for the letters at some paths.
    Override {
        /// The settings file.
        file: Arc<SettingsText>,
        /// The patterns, as they stand there.
        paths: Vec<String>,
    },
    /// An argument of the command.
    Argument(String),
    /// The editor.
    Editor,
    /// The name of the letter's file.
    FileName,
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Who says so.
    pub origin: Origin,
    /// Bytes of the settings file's text; empty elsewhere.
    pub span: Range<usize>,
}

impl Origin {
    /// The settings file, if it is one.
    pub fn file(&self) -> Option<&Arc<SettingsText>> {
        match self {
            Origin::File(file) | Origin::Override { file, .. } => Some(file),
            Origin::Argument(_) | Origin::Editor | Origin::FileName => None,
        }
    }
}

impl Place {
    /// The settings file and the row in it, from one.
    pub fn row(&self) -> Option<(&Path, usize)> {
        let file = self.origin.file()?;
        Some((&file.path, row_column(&file.text, self.span.start).0))
    }
}
