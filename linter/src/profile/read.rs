//! Profile files to profiles: the built-in generations and a house's own, with `extends` resolved.

use serde::Deserialize;

use super::phrase::{Phrase, Phrases};
use super::{Credentials, Header, IssueForm, Profile, Section, Statement};

const BUILT_IN: &[(&str, &str)] = &[
    ("g0.toml", include_str!("../../data/profiles/g0.toml")),
    ("g1.toml", include_str!("../../data/profiles/g1.toml")),
    ("g2.toml", include_str!("../../data/profiles/g2.toml")),
    ("g3a.toml", include_str!("../../data/profiles/g3a.toml")),
    ("g3b.toml", include_str!("../../data/profiles/g3b.toml")),
    ("g4.toml", include_str!("../../data/profiles/g4.toml")),
    ("g5.toml", include_str!("../../data/profiles/g5.toml")),
];

/// Every profile the linter knows, in the order of their ranks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profiles(Vec<Profile>);

/// What is wrong with a profile file.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Not a profile.
    #[error("{file}: {source}")]
    Syntax {
        /// The file's name.
        file: String,
        /// What the reader says, with the place.
        source: Box<toml::de::Error>,
    },
    /// A profile that no profile can extend or follow.
    #[error("{file}: `extends` names the profile `{name}`, which does not exist")]
    UnknownBase {
        /// The file's name.
        file: String,
        /// The name given.
        name: String,
    },
    /// A part is missing that no extended profile supplies.
    #[error("{file}: the profile says nothing about {part} and extends no profile that does")]
    MissingPart {
        /// The file's name.
        file: String,
        /// Which part.
        part: &'static str,
    },
    /// Two profiles of one name.
    #[error("{file}: there is already a profile called `{id}`")]
    DuplicateName {
        /// The file's name.
        file: String,
        /// The name.
        id: String,
    },
    /// A section without a title.
    #[error("{file}: a section needs at least one title")]
    UntitledSection {
        /// The file's name.
        file: String,
    },
}

impl Profiles {
    /// The generations that are part of the linter.
    pub fn built_in() -> Self {
        let files = BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Self::read(files).expect("the built-in profiles are valid: guarded by a test")
    }

    /// The built-in generations and a house's own profiles, given as (file name, text).
    ///
    /// Errors: [`ProfileError`] for the first file that cannot be used.
    pub fn with_house(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, ProfileError> {
        let mut profiles = Self::built_in();
        profiles.add(files)?;
        Ok(profiles)
    }

    fn read(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, ProfileError> {
        let mut profiles = Self(Vec::new());
        profiles.add(files)?;
        Ok(profiles)
    }

    /// Profiles may extend each other in any order.
    fn add(&mut self, files: impl IntoIterator<Item = (String, String)>) -> Result<(), ProfileError> {
        let mut waiting = Vec::new();
        for (file, text) in files {
            let parsed: ProfileFile = toml::from_str(&text)
                .map_err(|source| ProfileError::Syntax { file: file.clone(), source: Box::new(source) })?;
            waiting.push((file, parsed));
        }
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|(_, profile)| match &profile.extends {
                None => true,
                Some(base) => self.find(base).is_some(),
            });
            let Some(ready) = ready else {
                let (file, profile) = waiting.swap_remove(0);
                return Err(ProfileError::UnknownBase { file, name: profile.extends.unwrap_or_default() });
            };
            let (file, parsed) = waiting.remove(ready);
            let profile = parsed.resolve(&file, self)?;
            self.0.push(profile);
        }
        self.0.sort_by_key(|profile| profile.rank);
        Ok(())
    }

    /// The profile called `name` (an id or an alias).
    pub fn find(&self, name: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.id == name).or_else(|| self.0.iter().find(|p| p.is_called(name)))
    }

    /// All profiles, oldest generation first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Profile> + ExactSizeIterator {
        self.0.iter()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    /// A house's own profile wins ties unless it says otherwise.
    #[serde(default = "house_rank")]
    rank: u32,
    extends: Option<String>,
    credentials: Option<Credentials>,
    #[serde(default, rename = "section")]
    sections: Vec<Section>,
    #[serde(default, rename = "statement")]
    statements: Vec<Statement>,
    header: Option<Header>,
    issue: Option<IssueForm>,
    #[serde(default, rename = "phrase")]
    phrases: Vec<Phrase>,
}

fn house_rank() -> u32 {
    100
}

impl ProfileFile {
    fn resolve(self, file: &str, known: &Profiles) -> Result<Profile, ProfileError> {
        if known.0.iter().any(|profile| profile.id == self.id) {
            return Err(ProfileError::DuplicateName { file: file.to_owned(), id: self.id });
        }
        if self.sections.iter().any(|section| section.titles.is_empty()) {
            return Err(ProfileError::UntitledSection { file: file.to_owned() });
        }
        let base = self.extends.as_deref().and_then(|name| known.find(name));
        let missing = |part| ProfileError::MissingPart { file: file.to_owned(), part };
        let sections = match base {
            Some(base) if self.sections.is_empty() => base.sections.clone(),
            _ if self.sections.is_empty() => return Err(missing("sections")),
            _ => self.sections,
        };
        Ok(Profile {
            id: self.id,
            name: self.name,
            aliases: self.aliases,
            rank: self.rank,
            credentials: self
                .credentials
                .or_else(|| base.map(|base| base.credentials.clone()))
                .ok_or_else(|| missing("credentials"))?,
            statements: inherit_statements(self.statements, base, &sections),
            sections,
            header: self
                .header
                .or_else(|| base.map(|base| base.header.clone()))
                .ok_or_else(|| missing("the header"))?,
            issue: self
                .issue
                .or_else(|| base.map(|base| base.issue.clone()))
                .ok_or_else(|| missing("the issue's layout"))?,
            phrases: base.map_or_else(Phrases::common, |base| base.phrases.clone()).with(self.phrases),
        })
    }
}

/// A statement of the same name replaces the inherited one, or removes it when it has no text; those of
/// sections that are gone go too.
fn inherit_statements(own: Vec<Statement>, base: Option<&Profile>, sections: &[Section]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = base.map_or_else(Vec::new, |base| base.statements.clone());
    for statement in own {
        match statements.iter_mut().find(|inherited| inherited.id == statement.id) {
            Some(inherited) => *inherited = statement,
            None => statements.push(statement),
        }
    }
    statements.retain(|statement| {
        !statement.text.as_str().is_empty()
            && sections.iter().any(|section| section.role == statement.section)
    });
    statements
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{IssueStyle, SectionRole};

    fn house(text: &str) -> Result<Profiles, ProfileError> {
        Profiles::with_house([("house.toml".to_owned(), text.to_owned())])
    }

    #[test]
    fn all_generations_are_there_and_found_by_year() {
        let profiles = Profiles::built_in();
        let ids: Vec<_> = profiles.iter().map(|profile| profile.id.as_str()).collect();
        assert_eq!(ids, ["g0", "g1", "g2", "g3a", "g3b", "g4", "g5"]);
        assert_eq!(profiles.find("2015").map(|profile| profile.id.as_str()), Some("g3b"));
        assert_eq!(profiles.find("g2").map(|profile| profile.issue.style), Some(IssueStyle::Numbered));
    }

    #[test]
    fn an_extended_profile_keeps_what_it_does_not_replace() {
        let profiles = Profiles::built_in();
        let (g3a, g3b) = (profiles.find("g3a").expect("g3a"), profiles.find("g3b").expect("g3b"));
        assert_eq!(g3a.sections, g3b.sections);
        assert_ne!(g3a.statements[0].text, g3b.statements[0].text);
        assert_eq!(g3a.statements.len() + 1, g3b.statements.len(), "its credentials need no introduction");
    }

    #[test]
    fn a_house_profile_wins_ties_and_says_what_it_lacks() {
        let text = "id = 'house'\nname = 'House form'\nextends = 'g4'\n";
        let profiles = house(text).expect("valid");
        assert_eq!(profiles.iter().next_back().map(|profile| profile.id.as_str()), Some("house"));
        assert!(profiles.find("house").and_then(|profile| profile.section(SectionRole::Summary)).is_some());

        for (text, complaint) in [
            ("id = 'h'\nname = 'h'\nextends = 'g9'\n", "`g9`, which does not exist"),
            ("id = 'h'\nname = 'h'\n", "says nothing about sections"),
            ("id = 'g4'\nname = 'h'\nextends = 'g3b'\n", "already a profile called `g4`"),
            ("id = 'h'\nname = 'h'\nextends = 'g4'\nsecton = 1\n", "unknown field"),
        ] {
            let error = house(text).expect_err("invalid").to_string();
            assert!(error.contains(complaint), "{error}");
        }
    }
}
