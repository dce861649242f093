//! Fixed statements of the profile, as a block has them.

use crate::guideline::Compact;
use crate::letter::{BlockKind, sentences};
use crate::profile::{Change, Profile};
use crate::text::{TextRange, range, size};

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

/// A statement begins with one of the first sentences of its paragraph.
const MAX_SENTENCES: usize = 6;

pub(super) fn read(flat: &str, kind: BlockKind, profile: &Profile) -> Vec<StatementFact> {
    let BlockKind::Paragraph(role) = kind else { return Vec::new() };
    let mut facts = Vec::new();
    let mut start = 0;
    for statement in profile.statements.iter().filter(|statement| statement.section == role) {
        let compared = sentences(&flat[start..]).into_iter().take(MAX_SENTENCES).filter_map(|sentence| {
            let at = start + usize::from(sentence.start());
            let near = at == start || statement.text.could_begin(&flat[at..]);
            Some((at, near.then(|| statement.text.compare(&flat[at..]))??))
        });
        let found = compared.min_by_key(|(_, comparison)| comparison.changes.len());
        let Some((at, comparison)) = found else { continue };
        let rest = &flat[at..];
        let closing =
            rest[comparison.end..].len() - rest[comparison.end..].trim_start_matches([':', '.']).len();
        let end = at + comparison.end + closing;
        let changes = comparison.changes.into_iter().filter(|change| matters(change, &rest[change.found]));
        let changes = changes.map(|change| StatementChange {
            expected: change.expected,
            quote: super::quote(&rest[change.found]),
            found: change.found + size(at),
        });
        facts.push(StatementFact {
            id: statement.id.clone(),
            range: range(at, end),
            changes: changes.collect(),
        });
        start = end + flat[end..].len() - flat[end..].trim_start().len();
    }
    facts
}

/// Page numbers within a statement, and words torn at a line's end, are the extraction's doing.
fn matters(change: &Change, found: &str) -> bool {
    let page = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || ["page", "of"].contains(&word);
    let words = found.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let added_page = change.expected.is_empty() && words.all(page);
    !added_page && Compact::key(&change.expected) != Compact::key(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Profiles, SectionRole};

    fn changes(text: &str) -> Vec<(String, String)> {
        let profiles = Profiles::built_in();
        let profile = profiles.find("g4").expect("g4");
        let facts = read(text, BlockKind::Paragraph(SectionRole::Decisions), profile);
        assert_eq!(facts.len(), 1, "{text}");
        facts
            .into_iter()
            .flat_map(|fact| fact.changes)
            .map(|change| (change.expected, change.quote))
            .collect()
    }

    const USUAL: &str =
        "The Final Determination was based on decisions for the disputed items/services set forth below:";

    #[test]
    fn a_statement_may_stand_behind_other_sentences() {
        assert_eq!(changes(USUAL), []);
        assert_eq!(changes(&format!("A remark of the house. {USUAL}")), []);
    }

    #[test]
    fn only_words_of_the_author_are_changes() {
        assert_eq!(changes(&USUAL.replace("disputed items", "Page 2 of 5 disputed items")), []);
        assert_eq!(changes(&USUAL.replace("Determination", "Deter- mination")), []);
        let two = changes(&USUAL.replace("disputed", "two disputed"));
        assert_eq!(two, [(String::new(), "two".to_owned())]);
    }
}
