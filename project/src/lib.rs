//! What touches the disk: which files are letters, which settings hold for them, reading them and
//! writing them back. Knows nothing of protocols or reports, and judges no letter.

mod baseline;
mod discover;
mod document;
mod effective;
mod guideline_store;
mod letter_file;
mod replace;
mod resolve;
mod settings;
mod text_place;

pub use baseline::{Baseline, BaselineError};
pub use discover::{Discovery, Found, discover};
pub use document::{DocumentError, read_pages};
pub use effective::Effective;
pub use guideline_store::{GuidelineStore, StoreError};
pub use letter_file::{LetterFile, ReadError};
pub use replace::{replace_file, write_file};
pub use resolve::{ResolveError, Resolver, Source};
pub use settings::{
    FileOptions, Layer, Origin, Place, Places, Problem, SettingsFileError, SettingsText,
    page as settings_page, schema as settings_schema,
};
