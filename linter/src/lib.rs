//! The pure core of imrlint: the text of an Independent Medical Review letter in, findings out.
//!
//! It reads no file, knows no protocol, prints nothing and never fails: any text is a letter of sorts.
//! [`lint`] is the short way in, [`Session`] the one that follows a letter while it is edited.

pub mod card;
mod conclusion;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod guideline;
pub mod hole;
mod hover;
pub mod identifier;
pub mod letter;
pub mod lexicon;
pub mod outline;
pub mod profile;
mod report;
pub mod rules;
mod session;
pub mod settings;
pub mod suppression;
pub mod template;
pub mod text;
mod triggers;

pub use session::{Outcome, Session, Stop, broken, lint, lint_unless};
