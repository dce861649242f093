//! Words that mean something in these letters: parts of the body, services, drugs. The words are data;
//! here they are found in a text.

mod matcher;
mod regions;
mod services;

pub use matcher::Matcher;
pub use regions::{Region, regions};
pub use services::{Service, services};
