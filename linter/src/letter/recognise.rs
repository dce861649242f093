//! What marks the parts of a letter: section titles, field labels, verdicts, header labels, signs of a
//! cover letter. The union over all profiles, prepared once; matching folds case, blanks and
//! punctuation and forgives two slips. Knows strings only, not where they stand.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::verdict::{DecisionWords, Verdict};
use crate::profile::{IssueField, Profile, Profiles, SectionRole};

/// What a mark announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// The title of a section.
    Section(SectionRole),
    /// The label or opening of an issue's field.
    Field(IssueField),
    /// The label of the reviewer's states of licensure.
    Licensure,
    /// The label of the reviewer's certified specialties.
    Specialty,
}

/// One title, label or opening as profiles print it.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it announces.
    pub kind: MarkKind,
    /// As printed, with its colon if it has one.
    pub text: String,
    /// Letters and digits only, lower case.
    compact: String,
    /// The profiles that print it: a bit for each place in the order of ranks.
    profiles: u64,
    /// Text may follow the colon on the same line.
    pub inline: bool,
    /// The words are part of the field's value.
    pub opening: bool,
}

impl Form {
    /// Whether the profile at a place in the order of ranks prints this form.
    pub fn is_in(&self, profile: usize) -> bool {
        self.profiles & (1 << profile) != 0
    }
}

/// A form found, and how many slips it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the form.
    pub form: u16,
    /// Letters missing, extra, wrong or swapped: 0 to 2.
    pub slips: u8,
}

/// A phrase that the line scanner looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A field label that may stand within a line of joined text.
    Label,
    /// The label of a list of credentials; lists have no end of their own.
    CredentialLabel,
    /// A title in capitals that may do so, too; with its form.
    Title(u16),
    /// A header label.
    Header,
    /// A sign of a cover letter.
    Cover,
    /// A sign of the appeal notice.
    Appeal,
    /// The sentence form of the reviewer's credentials.
    Credential,
    /// A suppression comment.
    Comment,
}

/// The union of all profiles' titles, labels and phrases.
#[derive(Debug)]
pub struct Recogniser {
    forms: Vec<Form>,
    exact: FxHashMap<String, u16>,
    vocabulary: FxHashSet<String>,
    cues: AhoCorasick,
    cue_kinds: Vec<Cue>,
    verdicts: DecisionWords,
}

const COVER_SIGNS: &[&str] = &[
    "dear ",
    "final determination: uphold",
    "final determination: partial overturn",
    "final determination: overturn",
];
const APPEAL_SIGNS: &[&str] = &["4610.6(h)", "appeals board"];
const CREDENTIAL_SIGNS: &[&str] = &["board certified", "licensed to practice"];
const COMMENT_SIGN: &str = "<!-- imrlint-";
/// Slips that a title or label may have and still be taken for one.
const MAX_SLIPS: usize = 2;
/// Shorter texts are too easily near to something.
const MIN_NEAR_LENGTH: usize = 12;
const MAX_MARK_WORDS: usize = 26;

impl Recogniser {
    /// Prepares the union of the titles and labels of all profiles.
    pub fn new(profiles: &Profiles) -> Self {
        let mut forms = Vec::new();
        for (place, profile) in profiles.iter().enumerate() {
            add_profile(&mut forms, profile, place);
        }
        let mut exact = FxHashMap::default();
        let mut vocabulary = FxHashSet::default();
        for (index, form) in forms.iter().enumerate() {
            exact.entry(form.compact.clone()).or_insert(index as u16);
            vocabulary.extend(words(&form.text).map(str::to_lowercase));
        }
        let (cues, cue_kinds) = cue_automaton(&forms, profiles);
        Self { forms, exact, vocabulary, cues, cue_kinds, verdicts: DecisionWords::load() }
    }

    /// A form by its index.
    pub fn form(&self, index: u16) -> &Form {
        &self.forms[usize::from(index)]
    }

    /// The form that a whole text is, folded: exactly, or with up to two slips when long enough.
    pub fn find(&self, text: &str) -> Option<Found> {
        let compact = compact(text);
        if let Some(form) = self.exact.get(&compact).filter(|form| !self.form(**form).opening) {
            // All letters are right; a blank may be lost or too many.
            let slips = u8::from(spaced(text) != spaced(&self.form(*form).text));
            return Some(Found { form: *form, slips });
        }
        if compact.len() < MIN_NEAR_LENGTH {
            return None;
        }
        let near = |form: &Form| -> Option<usize> {
            if form.opening || form.compact.len().abs_diff(compact.len()) > MAX_SLIPS {
                return None;
            }
            Some(strsim::osa_distance(&form.compact, &compact)).filter(|slips| *slips <= MAX_SLIPS)
        };
        let (slips, form) = self.forms.iter().enumerate().filter_map(|(i, f)| Some((near(f)?, i))).min()?;
        Some(Found { form: form as u16, slips: slips as u8 })
    }

    /// The verdict at the end of a text, with the byte range of its words: what follows the last colon,
    /// or the whole of the text.
    pub fn verdict_at_end(&self, text: &str) -> Option<(Verdict, usize, usize)> {
        self.verdicts.at_end(text)
    }

    /// Whether a text has a title or field label of a letter, on a line of its own or at its beginning.
    pub fn is_letter(&self, text: &str) -> bool {
        text.split(['\n', '\r']).any(|line| {
            let head = line.split_once(':').map_or(line, |(head, _)| head);
            [line, head].into_iter().any(|part| {
                let found = part.len() < 200 && self.could_be_mark(part);
                found && self.find(part).is_some_and(|found| found.slips == 0)
            })
        })
    }

    /// The opening sentence of a field that a line begins with.
    pub(super) fn opening(&self, line: &str) -> Option<Found> {
        let compact = compact(&line[..line.floor_char_boundary(120)]);
        let form = self.forms.iter().position(|form| form.opening && compact.starts_with(&form.compact))?;
        Some(Found { form: form as u16, slips: 0 })
    }

    /// Whether every word could belong to a title or label, give or take two.
    pub(super) fn could_be_mark(&self, text: &str) -> bool {
        let (mut known, mut unknown) = (0usize, 0usize);
        let mut buffer = String::new();
        for word in words(text) {
            buffer.clear();
            buffer.extend(word.chars().map(|c| c.to_ascii_lowercase()));
            if self.vocabulary.contains(&buffer) {
                known += 1;
            } else {
                unknown += 1;
            }
            if unknown > MAX_SLIPS || known + unknown > MAX_MARK_WORDS {
                return false;
            }
        }
        known > 0 && unknown <= known || (known + unknown > 0 && is_upper(text))
    }

    /// The cues of a line with their byte ranges in it.
    pub(super) fn cues<'l>(&'l self, line: &'l str) -> impl Iterator<Item = (Cue, usize, usize)> + 'l {
        self.cues
            .find_iter(line)
            .map(|found| (self.cue_kinds[found.pattern().as_usize()], found.start(), found.end()))
    }
}

fn add_profile(forms: &mut Vec<Form>, profile: &Profile, place: usize) {
    let mut add = |kind, text: &String, inline, opening| {
        let compact = compact(text);
        match forms.iter_mut().find(|form| form.compact == compact && form.kind == kind) {
            Some(form) => form.profiles |= 1 << place,
            None => {
                let text = text.clone();
                forms.push(Form { kind, text, compact, profiles: 1 << place, inline, opening });
            }
        }
    };
    for section in &profile.sections {
        for title in &section.titles {
            add(MarkKind::Section(section.role), title, section.inline, false);
        }
    }
    for field in &profile.issue.fields {
        for label in &field.labels {
            add(MarkKind::Field(field.id), label, true, false);
        }
        for opening in &field.openings {
            add(MarkKind::Field(field.id), opening, true, true);
        }
    }
    for label in &profile.credentials.licensure {
        add(MarkKind::Licensure, label, true, false);
    }
    for label in &profile.credentials.specialty {
        add(MarkKind::Specialty, label, true, false);
    }
}

fn cue_automaton(forms: &[Form], profiles: &Profiles) -> (AhoCorasick, Vec<Cue>) {
    let mut patterns: Vec<(String, Cue)> = Vec::new();
    for form in forms.iter().filter(|form| !form.opening) {
        match form.kind {
            MarkKind::Field(_) => patterns.push((form.text.clone(), Cue::Label)),
            MarkKind::Licensure | MarkKind::Specialty => {
                patterns.push((form.text.clone(), Cue::CredentialLabel));
            }
            MarkKind::Section(_) => {}
        }
    }
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| is_upper(&form.text)) {
        patterns.push((form.text.clone(), Cue::Title(index as u16)));
    }
    for field in profiles.iter().flat_map(|profile| &profile.header.fields) {
        patterns.extend(field.labels.iter().map(|label| (label.clone(), Cue::Header)));
    }
    patterns.extend(COVER_SIGNS.iter().map(|sign| ((*sign).to_owned(), Cue::Cover)));
    patterns.extend(APPEAL_SIGNS.iter().map(|sign| ((*sign).to_owned(), Cue::Appeal)));
    patterns.extend(CREDENTIAL_SIGNS.iter().map(|sign| ((*sign).to_owned(), Cue::Credential)));
    patterns.push((COMMENT_SIGN.to_owned(), Cue::Comment));
    patterns.sort_by(|a, b| a.0.cmp(&b.0));
    patterns.dedup_by(|a, b| a.0 == b.0);
    let automaton = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(patterns.iter().map(|(text, _)| text))
        .expect("a few dozen short patterns always build");
    (automaton, patterns.into_iter().map(|(_, cue)| cue).collect())
}

/// Letters and digits only, in lower case: what remains when case, blanks and marks are forgiven.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words in lower case with one blank between them; `decision(s)` is one word.
fn spaced(text: &str) -> String {
    let text = text.replace(['(', ')', '\'', '\u{2019}'], "").to_lowercase();
    words(&text).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// All letters upper case, and enough of them for a title.
fn is_upper(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= MIN_NEAR_LENGTH
        && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_labels_are_found_however_they_are_typed() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        for (text, canonical, slips) in [
            ("HOW THE IMR FINAL DETERMINATION WAS MADE", "HOW THE IMR FINAL DETERMINATION WAS MADE", 0),
            ("Imr issues decisions  and rationales:", "IMR ISSUES, DECISIONS AND RATIONALES", 0),
            ("CLINCIAL CASE SUMMARY", "CLINICAL CASE SUMMARY", 1),
            ("CLINICALCASE SUMMARY", "CLINICAL CASE SUMMARY", 1),
            ("Maximus guidline", "MAXIMUS guideline:", 1),
            ("State of Licensure", "State(s) of Licensure:", 1),
            ("Rationale for the decision:", "Rationale for the Decision:", 0),
        ] {
            let found = recogniser.find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (recogniser.form(found.form).text.as_str(), found.slips),
                (canonical, slips),
                "{text}"
            );
        }
    }

    #[test]
    fn other_lines_are_no_titles() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        for text in ["CLINICAL SUMMARY", "The decision", "Case history", "MAXIMUS", "Decision rational basis"]
        {
            assert_eq!(recogniser.find(text), None, "{text}");
        }
        assert!(!recogniser.could_be_mark("The injured worker is a 40 year old male who was hurt"));
        assert!(recogniser.could_be_mark("DETERMINATION WAS MADE"));
    }
}
