//! The guidelines that letters cite: what imrlint knows of them (editions, topics, pages, drugs), how a
//! citation is read, and what the reference card says about it. Knows no rules and no letter structure.

mod build;
mod evidence;
pub mod grammar;
mod house;
pub mod import;
mod index;
mod model;
mod names;
mod search;
mod tables;

pub use build::IndexError;
pub use evidence::{Certainty, Confidence, Evidence};
pub use index::Index;
pub use model::{
    Drug, DrugId, Edition, EditionId, Formulary, Limit, NameList, Pages, Stance, Topic, TopicId, TopicKind,
};
pub use names::{Compact, nearest};
pub use search::{Entry, Hits};
pub use tables::Cites;
