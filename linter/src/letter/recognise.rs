//! The titles, labels and openings that mark the parts of a letter: the union over all profiles, prepared
//! once. Matching folds case, blanks and punctuation and forgives a slip or two. Knows strings only, not
//! where they stand.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cues::Cues;
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
    pub(super) compact: String,
    /// A bit for each of its letters: forms whose letters differ too much need no closer look.
    letters: u64,
    /// The profiles that print it: a bit for each place in the order of ranks.
    profiles: u64,
    /// Text may follow the colon on the same line.
    pub inline: bool,
    /// The words are part of the field's value.
    pub opening: bool,
    /// The decision that the words state, where a title decides.
    pub decides: Option<Verdict>,
}

impl Form {
    /// Whether the profile at a place in the order of ranks prints this form.
    pub fn is_in(&self, profile: usize) -> bool {
        self.profiles & (1 << profile) != 0
    }
}

/// A form found, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the form.
    pub form: u16,
    /// Letters missing, extra, wrong or swapped, or a blank lost: 0 to 2.
    pub slips: u8,
    /// Another form is just as near.
    pub tied: bool,
}

/// The union of all profiles' titles and labels.
#[derive(Debug)]
pub struct Recogniser {
    forms: Vec<Form>,
    exact: FxHashMap<String, u16>,
    vocabulary: FxHashSet<String>,
    verdicts: DecisionWords,
    pub(super) cues: Cues,
}

const MAX_SLIPS: usize = 2;
const MAX_MARK_WORDS: usize = 26;
/// A word in capitals of this many letters may be a part of a title whatever it is.
const MIN_CAPITALS: usize = 4;
/// A text recognised as a letter has this many different titles or labels.
const MIN_MARKS: usize = 2;

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
        let cues = Cues::new(&forms, profiles);
        Self { forms, exact, vocabulary, verdicts: DecisionWords::load(), cues }
    }

    /// All forms.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// A form by its index.
    pub fn form(&self, index: u16) -> &Form {
        &self.forms[usize::from(index)]
    }

    /// The form that a whole text is, folded: exactly, or with a slip or two when long enough.
    pub fn find(&self, text: &str) -> Option<Found> {
        let compact = compact(text);
        if let Some(form) = self.exact.get(&compact).filter(|form| !self.form(**form).opening) {
            // All letters are right; a blank may be lost or too many.
            let slips = u8::from(spaced(text) != spaced(&self.form(*form).text));
            return Some(Found { form: *form, slips, tied: false });
        }
        self.nearest(&compact)
    }

    fn nearest(&self, compact: &str) -> Option<Found> {
        let letters = letters(compact);
        let mut best: Option<Found> = None;
        for (index, form) in self.forms.iter().enumerate().filter(|(_, form)| !form.opening) {
            let allowed = allowed_slips(form.compact.len().min(compact.len()));
            let far = form.compact.len().abs_diff(compact.len()) > allowed
                || (form.letters ^ letters).count_ones() as usize > 2 * allowed;
            if far {
                continue;
            }
            let slips = strsim::osa_distance(&form.compact, compact);
            if slips > allowed {
                continue;
            }
            let slips = slips as u8;
            match &mut best {
                Some(known) if known.slips < slips => {}
                Some(known) if known.slips == slips => known.tied = true,
                _ => best = Some(Found { form: index as u16, slips, tied: false }),
            }
        }
        best
    }

    /// The verdict at the end of a text, with the byte range of its words: what follows the last colon,
    /// or the whole of the text.
    pub fn verdict_at_end(&self, text: &str) -> Option<(Verdict, usize, usize)> {
        self.verdicts.at_end(text)
    }

    /// Whether a text has the titles and labels of a letter, at least two different ones.
    pub fn is_letter(&self, text: &str) -> bool {
        let mut seen = FxHashSet::default();
        for line in text.split(['\n', '\r']) {
            let head = line.split_once(':').map_or(line, |(head, _)| head);
            for part in [line, head].into_iter().filter(|part| part.len() < 200 && self.could_be_mark(part)) {
                seen.extend(self.find(part).filter(|found| found.slips == 0).map(|found| found.form));
            }
            if seen.len() >= MIN_MARKS {
                return true;
            }
        }
        false
    }

    /// The opening sentence of a field that a text begins with.
    pub(super) fn opening(&self, text: &str) -> Option<Found> {
        let compact = compact(&text[..text.floor_char_boundary(200)]);
        let form = self.forms.iter().position(|form| form.opening && compact.starts_with(&form.compact))?;
        Some(Found { form: form as u16, slips: 0, tied: false })
    }

    /// Whether a line could begin the opening sentence of a field, and perhaps break off in it.
    pub(super) fn could_be_opening(&self, line: &str) -> bool {
        let compact = compact(&line[..line.floor_char_boundary(200)]);
        let fits = |form: &Form| compact.starts_with(&form.compact) || form.compact.starts_with(&compact);
        compact.len() >= 8 && self.forms.iter().any(|form| form.opening && fits(form))
    }

    /// Whether a text is the beginning of a label, broken off between words.
    pub(super) fn begins_label(&self, text: &str) -> bool {
        let compact = compact(text);
        let label = |form: &Form| !form.opening && matches!(form.kind, MarkKind::Field(_));
        let begins = |form: &Form| form.compact.len() > compact.len() && form.compact.starts_with(&compact);
        compact.len() >= 7 && self.forms.iter().any(|form| label(form) && begins(form))
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
        known > 0 && unknown <= known || is_upper(text)
    }
}

/// How many slips a name of this length may have.
pub(super) fn allowed_slips(length: usize) -> usize {
    match length {
        0..=7 => 0,
        8..=11 => 1,
        _ => MAX_SLIPS,
    }
}

fn add_profile(forms: &mut Vec<Form>, profile: &Profile, place: usize) {
    let mut add = |kind, text: &str, inline: bool, opening: bool, decides: Option<Verdict>| {
        let compact = compact(text);
        if let Some(known) = forms.iter_mut().find(|form| form.compact == compact && form.kind == kind) {
            known.profiles |= 1 << place;
            return;
        }
        let letters = letters(&compact);
        let text = text.to_owned();
        forms.push(Form { kind, text, compact, letters, profiles: 1 << place, inline, opening, decides });
    };
    for section in &profile.sections {
        let kind = MarkKind::Section(section.role);
        for (titles, decides) in [
            (&section.titles, None),
            (&section.upheld_titles, Some(Verdict::Upheld)),
            (&section.overturned_titles, Some(Verdict::Overturned)),
        ] {
            for title in titles {
                add(kind, title, section.inline, false, decides);
            }
        }
    }
    for field in &profile.issue.fields {
        let kind = MarkKind::Field(field.id);
        field.labels.iter().for_each(|label| add(kind, label, true, false, None));
        field.openings.iter().for_each(|opening| add(kind, opening, true, true, None));
    }
    let credentials = &profile.credentials;
    credentials.licensure.iter().for_each(|label| add(MarkKind::Licensure, label, true, false, None));
    credentials.specialty.iter().for_each(|label| add(MarkKind::Specialty, label, true, false, None));
}

/// Letters and digits only, in lower case: what remains when case, blanks and marks are forgiven.
pub(super) fn compact(text: &str) -> String {
    crate::guideline::Compact::key(text)
}

fn letters(compact: &str) -> u64 {
    compact.bytes().fold(0, |bits, byte| bits | 1 << (byte % 64))
}

/// The words in lower case with one blank between them; `decision(s)` is one word, `&` is "and".
fn spaced(text: &str) -> String {
    let text = text.replace(['(', ')', '\''], "").replace('&', " and ").to_lowercase();
    words(&text).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// All letters upper case, and enough of them for a part of a title.
pub(super) fn is_upper(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= MIN_CAPITALS
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
            ("**IMR ISSUES, DECISIONS & RATIONALES**", "IMR ISSUES, DECISIONS AND RATIONALES", 0),
            ("CLINCIAL CASE SUMMARY", "CLINICAL CASE SUMMARY", 1),
            ("CLINICALCASE SUMMARY", "CLINICAL CASE SUMMARY", 1),
            ("Case Sumary:", "Case Summary:", 1),
            ("Maximus guidline", "MAXIMUS guideline:", 1),
            ("States of Licensure", "State(s) of Licensure:", 0),
            ("Rationale for the decision:", "Rationale for the Decision:", 0),
        ] {
            let found = recogniser.find(text).unwrap_or_else(|| panic!("{text}"));
            let form = recogniser.form(found.form);
            assert!(form.text.eq_ignore_ascii_case(canonical), "{text}: {}", form.text);
            assert_eq!(found.slips, slips, "{text}");
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

    #[test]
    fn a_title_between_two_decisions_is_a_tie() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        let title = |middle: &str| {
            format!("RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE {middle} MEDICALLY NECESSARY:")
        };
        let decides = |middle: &str| {
            let found = recogniser.find(&title(middle)).expect("a title");
            (recogniser.form(found.form).decides, found.slips)
        };
        assert_eq!(decides("IS NOT"), (Some(Verdict::Upheld), 0));
        assert_eq!(decides("WAS"), (Some(Verdict::Overturned), 0));
        assert_ne!(decides("IS N").1, 0, "what it decides is not certain");
    }

    #[test]
    fn two_marks_make_a_letter() {
        let recogniser = Recogniser::new(&Profiles::built_in());
        assert!(recogniser.is_letter("CLINICAL CASE SUMMARY\nx\nMAXIMUS guideline: y\n"));
        assert!(!recogniser.is_letter("Documents reviewed: budget\nRationale for the decision was cost.\n"));
    }
}
