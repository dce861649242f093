//! One file for each method, or for methods that belong together. Each takes what the protocol says into
//! the linter's terms, and the answer back.

pub(crate) mod code_action;
pub(crate) mod code_lens;
pub(crate) mod completion;
pub(crate) mod document_link;
pub(crate) mod execute_command;
pub(crate) mod folding;
pub(crate) mod formatting;
pub(crate) mod hover;
pub(crate) mod inlay_hint;
pub(crate) mod lifecycle;
pub(crate) mod places;
pub(crate) mod selection;
pub(crate) mod settings;
pub(crate) mod symbols;
pub(crate) mod text_sync;
pub(crate) mod workspace_symbol;
