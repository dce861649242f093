//! Phrases that reviewers type again and again, for editors to offer. They are data: `data/phrases.toml`
//! has those of every profile, and a profile may have its own wording.

use serde::Deserialize;

/// The phrases of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    /// What a conclusion begins with; the first where nothing is typed.
    pub openings: Vec<String>,
    /// Words that begin an item with a capital, and lose it within a sentence.
    pub lowered: Vec<String>,
    #[serde(rename = "phrase")]
    all: Vec<Phrase>,
}

/// A phrase to offer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// Which.
    pub id: PhraseId,
    /// What lists call it.
    pub label: String,
    /// Its words; see [`parts`].
    pub text: String,
}

/// What a phrase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhraseId {
    /// The conclusion that the denial stands.
    Upheld,
    /// The conclusion that the item is necessary.
    Overturned,
    /// The reason of an item that goes with an operation which is not necessary.
    Dependent,
    /// What follows the denial of an opioid.
    Weaning,
    /// What a case summary begins with.
    OpeningSentence,
    /// What a case summary ends with.
    ReviewSentence,
    /// What a citation of the MTUS begins with.
    Mtus,
    /// What another citation begins with.
    NonMtus,
    /// The administrator cites nothing.
    AdministratorCitesNothing,
    /// The administrator cites something outside of the MTUS.
    AdministratorOutside,
    /// The reviewer cites nothing.
    ReviewerCitesNothing,
    /// The reviewer cites something outside of the MTUS.
    ReviewerOutside,
    /// A guideline that is cited by pages.
    PagedTitle,
    /// A guideline that is cited by sections.
    SectionedTitle,
    /// A topic with its pages.
    PagedTopic,
    /// The title of an issue of which a part was granted.
    PartialTitle,
    /// The end of such a title.
    Remainder,
    /// A title that says that the denial stands.
    UpheldTitle,
    /// A title that says that the item is necessary.
    OverturnedTitle,
    /// A whole issue.
    Issue,
    /// A whole issue that goes with an operation which is not necessary.
    DependentIssue,
}

/// A part of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'p> {
    /// Words.
    Text(&'p str),
    /// What stands in braces: a name, or choices with bars between them.
    Gap(&'p str),
}

impl Phrases {
    /// Those that every profile has.
    pub(super) fn common() -> Self {
        toml::from_str(include_str!("../../data/phrases.toml")).expect("valid: guarded by a test")
    }

    /// The same with a profile's own, which replace those of their name.
    pub(super) fn with(mut self, own: Vec<Phrase>) -> Self {
        for phrase in own {
            self.all.retain(|known| known.id != phrase.id);
            self.all.push(phrase);
        }
        self
    }

    /// A phrase, if the profile has it; one without words is as good as none.
    pub fn get(&self, id: PhraseId) -> Option<&Phrase> {
        self.all.iter().find(|phrase| phrase.id == id && !phrase.text.is_empty())
    }
}

/// Words and gaps of a wording, in order.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, (gap, behind))) =
        rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
    {
        parts.extend([Part::Text(before), Part::Gap(gap)]);
        rest = behind;
    }
    parts.push(Part::Text(rest));
    parts.retain(|part| *part != Part::Text(""));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_words_and_gaps() {
        let expected =
            [Part::Gap("opening"), Part::Text(", the "), Part::Gap("a|b"), Part::Text(". Not {closed")];
        assert_eq!(parts("{opening}, the {a|b}. Not {closed"), expected);
    }

    #[test]
    fn a_profile_replaces_and_removes_phrases() {
        let phrase =
            |text: &str| Phrase { id: PhraseId::Weaning, label: "l".to_owned(), text: text.to_owned() };
        let own = Phrases::common().with(vec![phrase("Ours.")]);
        assert_eq!(own.get(PhraseId::Weaning).map(|phrase| phrase.text.as_str()), Some("Ours."));
        assert_eq!(own.with(vec![phrase("")]).get(PhraseId::Weaning), None);
    }
}
