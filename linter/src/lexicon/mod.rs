//! Words that mean something in these letters: parts of the body, services, drugs. The words are data;
//! here they are found in a text.

mod levels;
mod matcher;
mod numbers;
mod regions;
mod services;
mod sides;

pub use levels::{Level, levels};
pub use matcher::Matcher;
pub use numbers::Number;
pub(crate) use numbers::{DIGITS, words_as_digits};
pub use regions::{Region, regions};
pub use services::{Service, services};
pub(crate) use sides::sides_among;
pub use sides::{Side, Sided, sides};
