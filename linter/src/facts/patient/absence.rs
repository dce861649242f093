//! What a rationale says is not documented, and what a summary documents: by the same table of topics.

use std::sync::LazyLock;

use regex::Regex;

use super::{Patient, Statement};
use crate::lexicon::Matcher;
use crate::text::compiled;

/// A topic, by its name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic(pub &'static str);

const TABLE: &str = include_str!("../../../data/lexicon/absences.tsv");

fn matcher(column: usize) -> Matcher<Topic> {
    let rows = TABLE.lines().skip(1).map(|row| row.split('\t').collect::<Vec<&'static str>>());
    Matcher::new(rows.flat_map(|cells| {
        let topic = Topic(cells[0]);
        cells[column].split(';').map(move |phrase| (phrase.to_owned(), topic)).collect::<Vec<_>>()
    }))
}

static ABSENT: LazyLock<Matcher<Topic>> = LazyLock::new(|| matcher(1));
static DOCUMENTED: LazyLock<Matcher<Topic>> = LazyLock::new(|| matcher(2));
/// What stands before something that is said to be absent.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)\b(?:no|lack\s+of|lacks|absence\s+of|without|insufficient|not\s+(?:show|document|contain|include|reveal|demonstrate)|fails?\s+to\s+(?:show|document|demonstrate))\s+
        (?:(?:clear|objective|specific|current|recent|adequate|sufficient|any|physical|exam(?:ination)?|clinical|detailed|submitted|documented)\s+)*
        (?:(?:documentation|evidence|indication|records?|mention|signs?|findings?|documents)\s+(?:of|that\s+(?:shows?|supports?)|to\s+(?:support|suggest|show|corroborate)|for|regarding|showing|indicating|suggesting|supporting|suggestive\s+of|consistent\s+with)\s+)?
        (?:(?:the|an?|any|prior|previous|recent|significant|specific|objective|clear|current|active|ongoing|focal|associated)\s+)*$";
    compiled(pattern)
});
/// Near what is said, it is not a plain statement that something is there.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:no|not|without|denie[sd]|denying|negative|lack|absent|absence|never|rule out|if|normal|intact|resolved|requests?|requested|requesting|recommended|plan|planned|future|pending|consider|additional|authorization|non-?certified|denial|for)\b";
    compiled(pattern)
});

pub(super) fn read(statements: &[Statement<'_>], rationale: bool, patient: &mut Patient) {
    for statement in statements {
        if rationale {
            if statement.guideline {
                continue;
            }
            for (place, topic) in ABSENT.find(statement.text) {
                let start = usize::from(place.start());
                if let Some(cue) = CUE.find(&statement.text[..start]) {
                    patient.absent.push((statement.quoted(cue.start(), place.end().into()), *topic));
                }
            }
        } else {
            for (place, topic) in DOCUMENTED.find(statement.text) {
                if !DENIED.is_match(statement.text) {
                    patient
                        .documented
                        .push((statement.quoted(place.start().into(), place.end().into()), *topic));
                }
            }
        }
    }
}
