//! What a rationale says of the request: the phrases that name the item, with what they name.

use std::sync::LazyLock;

use regex::Regex;

use super::item::{self, Item};
use super::{About, Conclusion};
use crate::guideline::Index;
use crate::letter::{BlockKind, sentences};
use crate::lexicon::{DIGITS, Service, services, words_as_digits};
use crate::profile::{IssueField, SectionRole};
use crate::text::{TextRange, compiled, range};

/// A phrase that names the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Where.
    pub range: TextRange,
    /// What the sentence does with it.
    pub role: Role,
    /// It speaks of the original request, which may be larger than what is decided.
    pub original: bool,
    /// What it names.
    pub item: Item,
}

/// What a sentence does with the item that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It decides.
    Concludes,
    /// It says what the request is, or what is needed.
    Mentions,
    /// It says what is in question.
    Questions,
}

struct Patterns {
    cue: Regex,
    need: Regex,
    end: Regex,
    decides: Regex,
    verb: Regex,
    necessary: Regex,
    clause: Regex,
    foreign: Regex,
    question: Regex,
    count: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let pattern = |text: &str| compiled(&format!("(?ix){text}"));
    Patterns {
        cue: pattern(
            r"\b(?:requests?\s+(?:is\s+|was\s+)?(?:for|of)|requesting|decision\s+for|(?:currently\s+|presently\s+)?requested|request,)\s+",
        ),
        need: pattern(r"\b(?:need|necessity|rationale|indication|medical\s+necessity)\s+(?:of|for)\s+"),
        end: pattern(
            r"\b(?:is|are|was|were|will|would|should|can|cannot|could|does|do|did|has|have|had|to\s+be|to\s+not|not\s+be|
               as\s+being|exceeds?|exceeding|seems?|appears?|remains?|which|that|since|because|given|due|based|
               in\s+excess|beyond|but|however|per\s+the|at\s+this|in\s+order|prior\s+to|when|if|unless|until)\b|[;:?!]|\.\s",
        ),
        decides: pattern(
            r"\bnecess(?:ary|ity|itate)\b|\bappropriate\b|\bcertif|\bapprove|\bauthori[sz]e|\bsupported\b|\bwarranted\b|
              \bindicated\b|\bestablished\b|\bexcessive\b|\boverturn|\buph[eo]ld|\brevers|\bden(?:y|ied)\b|\bexceeds?\b",
        ),
        verb: pattern(
            r"\b(?:is|are|was|were|will|would|should|can|cannot|could|does|do|has|have|appears?|seems?|remains?)\b",
        ),
        necessary: pattern(r"\b(?:medical(?:ly)?[\s-]*necess|necessary|medically\s+appropriate)"),
        clause: pattern(
            r"\b(?:therefore|thus|as\s+such|hence|consequently|accordingly|furthermore|likewise|additionally|moreover|
               conversely|however|but|whereas|while|in\s+(?:conclusion|summary)|(?:given|based\s+on)\s+the\s+above|yes|no)\b,?|[;:]",
        ),
        foreign: pattern(
            r"\butili[sz]ation\s+review|\bclaims\s+administrator\b[^,]*\b(?:denied|certified|authori[sz]ed|approved|modified|failed)|\bUR\b|
              \b(?:prior|previous(?:ly)?|initial)\s+(?:review|denied|certified|authori[sz]ed|approved)|\bguidelines?\s+(?:state|recommend|support|note|indicate)",
        ),
        question: pattern(r"\b(?:the|this)\s+(?<item>[^,.;]{3,60}?)\s+in\s+question\b"),
        count: pattern(&format!(
            r"\b(?:the|these|those)\s+(?<item>(?:[a-z]+\s+){{0,3}}?{DIGITS}\s+(?:[a-z]+\s+){{0,4}}?(?:sessions?|visits?|treatments?|tablets?|capsules?|injections?|patches|units))\s+
              (?:is|are|was|were|would\s+be|will\s+be|exceeds?)\b",
        )),
    }
});

/// So many bytes may stand between a verb and what it says.
const VERB_NEAR: usize = 70;

/// Words with which a sentence may begin that says a reason first.
const REASON: [&str; 19] = [
    "given",
    "since",
    "because",
    "as",
    "although",
    "though",
    "while",
    "due",
    "based",
    "under",
    "in",
    "on",
    "per",
    "according",
    "pursuant",
    "with",
    "without",
    "considering",
    "if",
];
/// The statement on weaning, which decides nothing.
const WEANING: [&str; 3] =
    ["addresses the medical necessity", "should not be interpreted", "are advised to consult"];

/// Whether a block is a rationale, or a part of one.
pub(super) fn is_rationale(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Field(IssueField::Rationale) | BlockKind::Paragraph(SectionRole::Rationale))
}

/// The services that a rationale names, each once.
pub(super) fn services_named(flat: &str, kind: BlockKind) -> Vec<Service> {
    let mut named: Vec<Service> = Vec::new();
    if is_rationale(kind) {
        named.extend(services(flat).into_iter().map(|(_, service)| service));
        named.sort_unstable();
        named.dedup();
    }
    named
}

/// Reads the phrases of a rationale.
///
/// Most sentences that decide name the item behind "the request for". Where another wording decides, the
/// subject of the conclusion is the phrase.
pub(super) fn read(flat: &str, kind: BlockKind, conclusions: &[Conclusion], index: &Index) -> Vec<Stated> {
    if !is_rationale(kind) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for sentence in sentences(flat) {
        let start = sentence.start();
        for (place, role) in phrases(&flat[sentence]) {
            found.extend(stated(flat, sentence, place + start, role, index));
        }
    }
    for conclusion in
        conclusions.iter().filter(|conclusion| conclusion.certain && conclusion.matter != About::Surgery)
    {
        let is_read =
            |stated: &Stated| conclusion.range.intersect(stated.range).is_some_and(|both| !both.is_empty());
        if !found.iter().any(is_read) {
            found.extend(stated(flat, conclusion.range, conclusion.subject, Role::Concludes, index));
        }
    }
    found
}

/// The item of a phrase, if it names one.
fn stated(flat: &str, sentence: TextRange, place: TextRange, role: Role, index: &Index) -> Option<Stated> {
    let text = &flat[place];
    let item = item::read(text, index);
    if item.is_silent() {
        return None;
    }
    let before = &flat[usize::from(sentence.start()).min(place.start().into())..place.start().into()];
    let has =
        |word: &str| before.to_ascii_lowercase().contains(word) || text.to_ascii_lowercase().contains(word);
    let original = has("original") && !has("eligible") && !has("remaining");
    Some(Stated { range: place, role, original, item: item.moved(|inner| inner + place.start()) })
}

/// The phrases of a sentence that name an item.
fn phrases(sentence: &str) -> Vec<(TextRange, Role)> {
    let patterns = &*PATTERNS;
    if WEANING.iter().any(|words| sentence.contains(words)) {
        return Vec::new();
    }
    let mut found: Vec<(TextRange, Role)> = Vec::new();
    let asks = sentence.contains("question").then(|| patterns.question.captures_iter(sentence));
    for captures in asks.into_iter().flatten() {
        let item = captures.name("item").expect("the item");
        found.push((range(item.start(), item.end()), Role::Questions));
    }
    for captures in patterns.count.captures_iter(&words_as_digits(sentence)) {
        let (whole, item) = (captures.get(0).expect("the match"), captures.name("item").expect("the item"));
        if patterns.decides.is_match(&sentence[item.end()..]) && !is_foreign(&sentence[..whole.start()]) {
            found.push((range(item.start(), item.end()), Role::Concludes));
        }
    }
    if let Some(cue) = patterns.cue.find_iter(sentence).last() {
        let end = end_of(sentence, cue.end());
        let concludes = patterns.decides.is_match(&sentence[end..]);
        if !is_foreign(&sentence[..cue.start()]) {
            found.push((range(cue.end(), end), if concludes { Role::Concludes } else { Role::Mentions }));
        }
    } else if let Some(verb) = deciding_verb(sentence).filter(|_| found.is_empty()) {
        let start = subject_start(&sentence[..verb]);
        if !is_foreign(&sentence[..verb]) {
            found.push((range(start, verb), Role::Concludes));
        }
    }
    if let Some(need) = patterns.need.find(sentence).filter(|_| !is_foreign(sentence)) {
        let end = end_of(sentence, need.end());
        if !found.iter().any(|(place, _)| place.contains(crate::text::size(need.end()))) {
            found.push((range(need.end(), end), Role::Mentions));
        }
    }
    found
}

/// Where the last verb begins behind which something is soon called necessary, or not necessary.
fn deciding_verb(sentence: &str) -> Option<usize> {
    let (mut at, mut last) = (0, None);
    while let Some(verb) = PATTERNS.verb.find_at(sentence, at) {
        let said = PATTERNS.necessary.find_at(sentence, verb.end()).filter(|said| {
            let between = &sentence[verb.end()..said.start()];
            between.len() <= VERB_NEAR && !between.contains(['.', ';'])
        });
        at = said.map_or(verb.end(), |said| said.end());
        last = said.map_or(last, |_| Some(verb.start()));
    }
    last
}

fn is_foreign(text: &str) -> bool {
    PATTERNS.foreign.is_match(text)
}

/// Where the phrase that begins at `start` ends: before the verb, or what explains it.
fn end_of(sentence: &str, start: usize) -> usize {
    let end = PATTERNS.end.find_at(sentence, start).map_or(sentence.len(), |end| end.start());
    start + sentence[start..end].trim_end_matches([' ', '.', ',', '"']).len()
}

/// Where the subject begins that stands before a verb: behind "therefore", or behind the reason.
fn subject_start(before: &str) -> usize {
    let clause = PATTERNS.clause.find_iter(before).last().map_or(0, |clause| clause.end());
    let first = before[clause..].trim_start().split([' ', ',']).next().unwrap_or("").to_ascii_lowercase();
    if REASON.contains(&first.as_str()) {
        return before.rfind(',').map_or(clause, |comma| comma + 1).max(clause);
    }
    clause
}
