//! The letter as data.
mod issue;
mod line;
mod lines;
mod outline;
mod paragraph;
mod recognise;
mod sentence;
mod statement;
mod verdict;

pub use issue::{FieldSpan, IssueSpan, VerdictSpan};
pub use line::{Line, LineFlags};
pub use lines::{Edit, Lines};
pub use outline::{Mark, Outline, SectionSpan};
pub use recognise::{Form, Found, MarkKind, Recogniser};
pub use sentence::sentences;
pub use statement::{Change, Comparison, Wording};
pub use verdict::Verdict;

use crate::profile::{Profile, Profiles};
use crate::text::LineSource;

/// Issues of a text.
pub fn issues_of(source: &impl LineSource, profiles: &Profiles, recogniser: &Recogniser) -> Vec<IssueSpan> {
    let lines = Lines::read(source, recogniser);
    let outline = Outline::read(source, &lines, recogniser, profiles, None);
    let profile: &Profile = profiles.iter().nth(outline.profile).unwrap();
    issue::issues(source, &lines, &outline, recogniser, profile)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::IssueField;
    use crate::text::{StrSource, TextRange};

    /// The issues of a letter, a line each: title, verdict, administrator, reviewer, rationale.
    pub(super) fn issues(text: &str) -> Vec<String> {
        let fold = |range: TextRange| text[range].split_whitespace().collect::<Vec<_>>().join(" ");
        let profiles = Profiles::built_in();
        let recogniser = Recogniser::new(&profiles);
        let issues = issues_of(&StrSource(text), &profiles, &recogniser);
        let line = |issue: &IssueSpan| {
            let verdict = issue.verdict.map_or("-".to_owned(), |found| format!("{:?}", found.verdict));
            let mut cells = vec![fold(issue.title), verdict];
            cells.extend(IssueField::ALL.map(|field| {
                let value = issue.field(field).map(|f| TextRange::new(f.value_start.into(), f.range.end()));
                value.map_or("-".to_owned(), fold)
            }));
            cells.join(" | ")
        };
        issues.iter().map(line).collect()
    }
}
