//! Settings in layers: files and what they extend, their overrides for some letters, arguments, the editor.
//! Each layer is checked by itself, then all are merged, and it is known where every setting comes from.

mod document;
mod file;
mod layer;
mod merge;
mod mistake;
mod origin;
mod page;
mod pattern;
mod suggest;

pub use document::{FileOptions, schema};
pub(crate) use file::Chain;
pub use layer::Layer;
pub use merge::Places;
pub(crate) use merge::{Merged, merge};
pub use mistake::{Problem, SettingsFileError};
pub use origin::{Origin, Place, SettingsText};
pub use page::page;
pub(crate) use pattern::{absolute, globs};

#[cfg(test)]
mod tests;
