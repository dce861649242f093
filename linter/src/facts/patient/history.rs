//! Operations, durations and findings: what can contradict itself within a letter.

use std::sync::LazyLock;

use regex::Regex;

use super::{Patient, Quoted, Statement};
use crate::lexicon::Number;
use crate::text::compiled;

/// What is said of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// There was none.
    None,
    /// There was one.
    Done,
}

/// How long something has gone on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// The words.
    pub quoted: Quoted,
    /// At least so many days.
    pub days: u32,
}

struct Patterns {
    none: Regex,
    done: Regex,
    duration: Regex,
    finding: Regex,
    none_seen: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let pattern = |text: &str| compiled(&format!("(?ix){text}"));
    Patterns {
        none: pattern(
            r"\b(?:no\s+(?:(?:remarkable|significant|known|pertinent|relevant)\s+)?(?:previous\s+|prior\s+|past\s+)?(?:surgical\s+history|surger(?:y|ies)\s+in\s+the\s+past|prior\s+surger(?:y|ies)|previous\s+surger(?:y|ies)|history\s+of\s+(?:prior\s+|previous\s+)?surger(?:y|ies))
             |surgical\s+history\s+(?:is|was|were)\s+(?:\w+\s+){0,3}?(?:none|negative|unremarkable|noncontributory)
             |surgical\s+history:\s*(?:none|negative)
             |denie[sd]\s+(?:any\s+)?(?:prior|previous|past)\s+surger(?:y|ies)
             |never\s+(?:had|undergone)\s+(?:any\s+)?surgery)\b",
        ),
        done: pattern(
            r"\b(?:status\s+post|s/p)\s+(?:[a-z0-9'-]+\s+){0,6}?(?:surgery|reconstruction|repair|arthroscop\w+|fusion|discectomy|laminectomy|arthroplasty|release|replacement|meniscectomy|decompression|ORIF|acromioplasty|debridement)\b
             |\bunderwent\s+(?:[a-z0-9'-]+\s+){0,6}?(?:surgery|reconstruction|arthroscop\w+|fusion|discectomy|laminectomy|arthroplasty|replacement|meniscectomy|ORIF)\b",
        ),
        duration: pattern(
            r"\b(?:for|over|during|at\s+least|more\s+than|past|last)\s+(?:the\s+(?:past|last)\s+)?(?:at\s+least\s+|over\s+|more\s+than\s+|approximately\s+|about\s+)?(?<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty-four)\s*(?<unit>weeks?|months?|years?)\b",
        ),
        finding: pattern(
            r"\b(?:is|was|has|had|with|showed|revealed|demonstrated|confirmed)\s+(?:an?\s+|the\s+)(?:[a-z]+\s+){0,2}?(?<name>hematoma|fracture|dislocation|full[\s-]thickness\s+tear|herniation|effusion|hernia|infection|tumor)\b",
        ),
        none_seen: pattern(
            r"\b(?:no|without|negative\s+for|ruled\s+out|no\s+evidence\s+of)\s+(?:[a-z]+\s+){0,2}?(?:(?:[a-z-]+\s+)(?:or|and)\s+)?(?<name>hematoma|fracture|dislocation|full[\s-]thickness\s+tear|herniation|effusion|hernia|infection|tumor)\b",
        ),
    }
});
/// A treatment that goes on, by whoever states it.
static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:has|have|had)\s+(?:been|taken|used|received|undergone|had)\b";
    compiled(pattern)
});
/// What keeps a duration from being a statement about this injury's treatment.
static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:no|not|lack|without|if|until|unless|should|would|may|must|history|prior to|before|employed|worked|working|smok\w+|ago|old|denie[sd]|diabet\w*|hypertens\w*|pre-?exist\w*|next|follow)\b";
    compiled(pattern)
});

const FINDINGS: [&str; 8] = [
    "hematoma",
    "fracture",
    "dislocation",
    "full-thickness tear",
    "herniation",
    "effusion",
    "hernia",
    "infection",
];

pub(super) fn read(statements: &[Statement<'_>], patient: &mut Patient) {
    let patterns = &*PATTERNS;
    for statement in statements.iter().filter(|statement| !statement.guideline) {
        for found in patterns.none.find_iter(statement.text) {
            patient.operations.push((statement.quoted(found.start(), found.end()), Operation::None));
        }
        let hypothetical = UNSURE.is_match(statement.text);
        for found in patterns.done.find_iter(statement.text).filter(|_| !hypothetical) {
            patient.operations.push((statement.quoted(found.start(), found.end()), Operation::Done));
        }
        for found in patterns.duration.captures_iter(statement.text) {
            let whole = found.get(0).expect("the whole match");
            if !hypothetical && TREATED.is_match(&statement.text[..whole.start()]) {
                durations(statement, &found, patient);
            }
        }
        findings(statement, patient);
    }
}

fn durations(statement: &Statement<'_>, found: &regex::Captures<'_>, patient: &mut Patient) {
    let (Some(whole), Some(number)) = (found.get(0), Number::read(&found["n"])) else { return };
    let days = match found["unit"].chars().next().map_or(' ', |c| c.to_ascii_lowercase()) {
        'w' => 7,
        'm' => 30,
        _ => 360,
    };
    let number: u32 = number.to_string().parse().unwrap_or(0);
    patient
        .durations
        .push(Duration { quoted: statement.quoted(whole.start(), whole.end()), days: number * days });
}

fn findings(statement: &Statement<'_>, patient: &mut Patient) {
    let name = |text: &str| {
        let text = text.to_ascii_lowercase().replace("full thickness", "full-thickness");
        FINDINGS.iter().find(|name| **name == text).copied()
    };
    let absent = PATTERNS.none_seen.captures(statement.text);
    if let Some(found) = &absent {
        let whole = found.get(0).expect("the whole match");
        let place = statement.quoted(whole.start(), whole.end());
        patient.findings.extend(name(&found["name"]).map(|name| (place, name, false)));
        return;
    }
    if let Some(found) =
        PATTERNS.finding.captures(statement.text).filter(|_| !UNSURE.is_match(statement.text))
    {
        let whole = found.get(0).expect("the whole match");
        let place = statement.quoted(whole.start(), whole.end());
        patient.findings.extend(name(&found["name"]).map(|name| (place, name, true)));
    }
}
