//! # T002 unknown-placeholder
//!
//! ## What it does
//! Where the settings declare placeholders, reports one in a template that is not among them. `imrlint check` also
//! reports, in the settings file, one that is declared and that none of the checked templates uses.
//!
//! ## Why it matters
//! The program that fills the template in does not know the name, and leaves a gap.
//!
//! ## Example
//! ```rationale template
//! The worker is {{ aeg }} years old. The request {{ conclusion }}.
//! ```
//!
//! ## Use instead
//! ```rationale template
//! The worker is {{ age }} years old. The request {{ conclusion }}.
//! ```
//!
//! ## Fix
//! None: the name, or its declaration, may be wrong.

use super::{About, Check, Fixable, Rule};
use crate::finding::{Finding, Severity};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "T002",
    name: "unknown-placeholder",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Machinery,
};

/// A name that is not declared.
pub(crate) fn undeclared(name: &str, near: Option<&str>, place: TextRange) -> Finding {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it under `[placeholders]` in imrlint.toml".to_owned(),
    };
    Finding::new(&RULE, place, format!("there is no placeholder `{name}`")).help(help)
}

/// A declaration that no template needs.
pub(crate) fn unused(name: &str, place: TextRange) -> Finding {
    Finding::new(&RULE, place, format!("no template uses the placeholder `{name}`"))
        .help("remove the declaration, or correct the name")
}
