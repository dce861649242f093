//! Fixed statements of the profile, as a block has them.

use crate::letter::BlockKind;
use crate::profile::Profile;
use crate::text::{TextRange, range};

/// A fixed statement found in a block, word for word or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFact {
    /// The statement's name in the profile.
    pub id: String,
    /// Where it stands.
    pub range: TextRange,
    /// How it differs from the profile's wording.
    pub changes: Vec<StatementChange>,
}

/// A difference from the profile's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementChange {
    /// The words that the profile has here.
    pub expected: String,
    /// The words that the letter has here, quoted.
    pub quote: String,
    /// Their place; empty where the letter leaves words out.
    pub found: TextRange,
}

pub(super) fn read(flat: &str, kind: BlockKind, profile: &Profile) -> Vec<StatementFact> {
    let BlockKind::Paragraph(role) = kind else { return Vec::new() };
    let mut facts = Vec::new();
    let mut start = 0;
    for statement in profile.statements.iter().filter(|statement| statement.section == role) {
        let rest = flat[start..].trim_start();
        let at = flat.len() - rest.len();
        let Some(comparison) = statement.text.compare(rest) else { continue };
        let closing =
            rest[comparison.end..].len() - rest[comparison.end..].trim_start_matches([':', '.']).len();
        let end = at + comparison.end + closing;
        let changes = comparison.changes.into_iter().map(|change| StatementChange {
            expected: change.expected,
            quote: super::quote(&rest[change.found]),
            found: change.found + crate::text::size(at),
        });
        facts.push(StatementFact {
            id: statement.id.clone(),
            range: range(at, end),
            changes: changes.collect(),
        });
        start = end;
    }
    facts
}
