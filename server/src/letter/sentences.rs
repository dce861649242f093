//! Sentences that reviewers write again and again, made from the profile's wording and from what the
//! letter says already.

use imr_linter::facts::Says;
use imr_linter::letter::{IssueSpan, Verdict};
use imr_linter::profile::{HeaderField, IssueField, PhraseId, Phrases};

use super::remainder::disputed;
use super::snippet::Snippet;
use super::{conclusion, title_of};
use crate::document::Reading;

/// A text to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What it is, for the list.
    pub(crate) label: String,
    /// The text.
    pub(crate) text: Snippet,
}

/// A phrase of the letter's profile, filled in with what is known.
pub(crate) fn phrase(
    letter: &Reading<'_>,
    id: PhraseId,
    known: impl FnMut(&str) -> Option<String>,
) -> Option<Offer> {
    let phrase = letter.session.view().profile.phrases.get(id)?;
    Some(Offer { label: phrase.label.clone(), text: Snippet::of(&phrase.text, known) })
}

/// A phrase in which nothing is known.
pub(crate) fn plain(letter: &Reading<'_>, id: PhraseId) -> Option<Offer> {
    phrase(letter, id, |_| None)
}

/// The item of an issue, as a conclusion names it.
fn item(letter: &Reading<'_>, issue: &IssueSpan) -> Option<String> {
    let title = title_of(letter, issue);
    let item = disputed(&title, letter.session.settings().index()).unwrap_or(&title);
    let item = item.trim_end_matches(['.', ',', ':', ' ']);
    (!item.is_empty()).then(|| lower_first(&letter.session.view().profile.phrases, item))
}

/// What may end a rationale. It opens with the words that somebody who has typed this much has in mind.
pub(crate) fn conclusions(letter: &Reading<'_>, number: usize, issue: &IssueSpan, typed: &str) -> Vec<Offer> {
    let openings = &letter.session.view().profile.phrases.openings;
    let fits = |opening: &&String| opening.to_lowercase().starts_with(&typed.to_lowercase());
    let opening = openings.iter().find(fits).or(openings.first());
    let item = item(letter, issue);
    let known = |name: &str| match name {
        "opening" => opening.cloned(),
        "item" => item.clone(),
        _ => None,
    };
    let verdict = issue.verdict.map(|verdict| verdict.verdict);
    let ids: &[PhraseId] = match verdict {
        Some(Verdict::Upheld) => &[PhraseId::Upheld],
        Some(Verdict::Overturned) => &[PhraseId::Overturned],
        _ => &[PhraseId::Upheld, PhraseId::Overturned],
    };
    let concluded = conclusion(letter, number);
    let mut offers: Vec<Offer> = match concluded {
        Some(_) => Vec::new(),
        None => ids.iter().filter_map(|id| phrase(letter, *id, known)).collect(),
    };
    if concluded.is_none()
        && verdict.is_none_or(|verdict| verdict == Verdict::Upheld)
        && depends(letter, Some(number))
    {
        offers.extend(plain(letter, PhraseId::Dependent));
    }
    let decided = verdict.or(concluded.map(|(says, _)| says));
    if decided.is_some_and(|decided| decided != Verdict::Overturned) && is_opioid(letter, number) {
        offers.extend(plain(letter, PhraseId::Weaning));
    }
    offers
}

fn is_opioid(letter: &Reading<'_>, number: usize) -> bool {
    let index = letter.session.settings().index();
    let facts = letter.session.view().issue_title(number);
    let drugs = facts.and_then(|facts| facts.item.as_deref()).map_or(&[][..], |item| item.drugs.as_slice());
    drugs.iter().any(|(_, drug)| index.drug(*drug).opioid)
}

/// Whether an issue may rest on an operation: the letter has one that it upholds the denial of, none that it
/// overturns, and the issue is none itself.
pub(crate) fn depends(letter: &Reading<'_>, number: Option<usize>) -> bool {
    let view = letter.session.view();
    let is_operation = |number: usize| {
        let item = view.issue_title(number).and_then(|facts| facts.item.as_deref());
        item.is_some_and(|item| item.services.first().is_some_and(|(_, service)| service.is("surgery")))
    };
    let mut operations = view.issues().filter(|(other, _)| is_operation(*other)).peekable();
    let upheld = |issue: &IssueSpan| issue.verdict.is_some_and(|found| found.verdict == Verdict::Upheld);
    operations.peek().is_some() && operations.all(|(other, issue)| number != Some(other) && upheld(issue))
}

/// What a case summary begins and ends with, filled from the header. One that tells the worker's age has begun.
pub(crate) fn summary(letter: &Reading<'_>) -> Vec<Offer> {
    let opened = letter.session.view().summary(Says::AGES).any(|(_, patient)| !patient.ages.is_empty());
    let ids = [(!opened).then_some(PhraseId::OpeningSentence), Some(PhraseId::ReviewSentence)];
    ids.into_iter().flatten().filter_map(|id| phrase(letter, id, |name| header_date(letter, name))).collect()
}

/// A date of the header, by the name of its field or of its placeholder.
pub(crate) fn header_date(letter: &Reading<'_>, name: &str) -> Option<String> {
    let name = name.replace('_', " ");
    let dates = [
        HeaderField::DateAssigned,
        HeaderField::DateOfInjury,
        HeaderField::DecisionDate,
        HeaderField::UrDenialDate,
        HeaderField::ApplicationReceived,
    ];
    let field = dates.into_iter().find(|field| field.title().eq_ignore_ascii_case(&name))?;
    letter.session.view().header_date(field).map(|date| date.strftime("%m/%d/%Y").to_string())
}

/// What a guideline field may begin with.
pub(crate) fn citations(letter: &Reading<'_>, field: IssueField) -> Vec<Offer> {
    let (nothing, outside) = match field {
        IssueField::AdministratorGuideline => {
            (PhraseId::AdministratorCitesNothing, PhraseId::AdministratorOutside)
        }
        _ => (PhraseId::ReviewerCitesNothing, PhraseId::ReviewerOutside),
    };
    let ids = [PhraseId::Mtus, PhraseId::NonMtus, nothing, outside];
    ids.into_iter().filter_map(|id| plain(letter, id)).collect()
}

/// A whole issue, with the labels of the profile.
pub(crate) fn issue(letter: &Reading<'_>, id: PhraseId) -> Option<Offer> {
    let view = letter.session.view();
    let label = |field| Some(view.label(field).to_owned());
    phrase(letter, id, |name| match name {
        "administrator guideline" => label(IssueField::AdministratorGuideline),
        "reviewer guideline" => label(IssueField::ReviewerGuideline),
        "rationale" => label(IssueField::Rationale),
        "number" => Some((letter.session.letter().issues().len() + 1).to_string()),
        _ => None,
    })
}

/// An item within a sentence: "MRI" and "Norco" keep their capital, an ordinary first word loses it.
pub(super) fn lower_first(phrases: &Phrases, text: &str) -> String {
    let mut letters = text.chars();
    let first_word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    match letters.next().filter(|_| phrases.lowered.iter().any(|word| word == first_word)) {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => text.to_owned(),
    }
}
