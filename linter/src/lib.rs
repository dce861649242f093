//! imr-linter.
pub mod profile;
pub mod text;
pub mod letter;
