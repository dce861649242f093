//! # M001 unused-suppression
//!
//! ## What it does
//! Reports a suppression comment that silences nothing. Only rules that ran count. In a letter that goes out
//! (`--final`) comments silence nothing at all, and each is an error.
//!
//! ## Why it matters
//! A comment that outlives its reason hides the next, real finding.
//!
//! ## Example
//! ```rationale
//! <!-- imrlint-ignore S002: agreed with the editor -->
//! The request is not medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The request is not medically necessary.
//! ```
//!
//! ## Fix
//! Safe: removes the comment, or the code from it. Unsafe in a final letter: removes the comment.

use super::{About, Check, Fixable, Rule};
use crate::finding::Severity;

pub(crate) static RULE: Rule = Rule {
    code: "M001",
    name: "unused-suppression",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::Always,
    about: About::Unneeded,
    check: Check::Machinery,
};
