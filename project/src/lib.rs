//! What touches the disk: which files are letters, which settings hold for them, reading them and
//! writing them back. Knows nothing of protocols or reports, and judges no letter.

mod discover;
mod document;
mod guideline_store;
mod letter_file;
mod replace;
mod resolve;
mod settings_file;

pub use discover::{Discovery, Found, discover};
pub use document::{DocumentError, read_pages};
pub use guideline_store::{GuidelineStore, StoreError};
pub use letter_file::{LetterFile, ReadError};
pub use replace::{replace_file, write_file};
pub use resolve::{Effective, ResolveError, Resolver, Source};
pub use settings_file::{FileOptions, Problem, SettingsFile, SettingsFileError};
