//! What a rule is.

use std::fmt;

use super::{BlockView, LetterView};
use crate::finding::{Finding, Severity};
use crate::letter::BlockKind;

/// One rule of the catalogue. Two rules are the same when their codes are.
pub struct Rule {
    /// Stable code, such as `S001`.
    pub code: &'static str,
    /// Readable name, such as `missing-section`.
    pub name: &'static str,
    /// The severity it reports at unless it says less.
    pub severity: Severity,
    /// Whether it runs unless asked to.
    pub default: bool,
    /// Whether it offers fixes.
    pub fixable: Fixable,
    /// What its findings are about.
    pub about: About,
    /// What it looks at, and how.
    pub(crate) check: Check,
}

/// Where the pages of the rules are.
const PAGES: &str = "https://github.com/imrlint/imrlint/blob/main/docs/rules";

impl Rule {
    /// The address of the rule's page.
    pub fn url(&self) -> String {
        format!("{PAGES}/{}.md", self.code)
    }
}

/// Whether a rule offers fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixable {
    /// Never.
    No,
    /// For some of its findings.
    Sometimes,
    /// For all of its findings.
    Always,
}

/// What a rule's findings are about, for those who show each kind in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Something in the text.
    Text,
    /// Something that a letter needs and this one does not have yet.
    Lack,
    /// Text that might as well not be there.
    Unneeded,
    /// What is no longer in force.
    Outdated,
}

/// A rule's scope with its function.
#[derive(Clone, Copy)]
pub enum Check {
    /// Looks at one block at a time: a pure function of its text, kind, profile and settings.
    Block {
        /// The kinds of block it looks at.
        kinds: BlockKinds,
        /// It runs only where one of these words or phrases stands; always, when there are none.
        triggers: &'static [&'static str],
        /// Reports what it finds in the block.
        run: fn(&BlockView<'_>, &mut Vec<Finding>),
    },
    /// Compares facts of the whole letter; never sees text.
    Letter(fn(&LetterView<'_>, &mut Vec<Finding>)),
    /// Reported by the machinery itself: reading, suppression, settings.
    Machinery,
}

/// A test for kinds of blocks.
pub type BlockKinds = fn(BlockKind) -> bool;

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
