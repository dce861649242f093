//! `textDocument/codeLens`: what the issues add up to, above the first of them; above each its own verdict.

use imr_linter::letter::{IssueSpan, Verdict};
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{CodeLens, Command};

use crate::document::Reading;
use crate::letter::determination;
use crate::overview::counts;

/// Answers.
pub(crate) fn code_lens(letter: &Reading<'_>) -> Vec<CodeLens> {
    let issues = letter.session.letter().issues();
    let Some(first) = issues.first() else { return Vec::new() };
    let verdicts = [Some(Verdict::Upheld), Some(Verdict::Overturned), Some(Verdict::Other), None];
    let named = verdicts.into_iter().filter_map(|verdict| {
        let number =
            issues.iter().filter(|issue| issue.verdict.map(|found| found.verdict) == verdict).count();
        (number > 0).then(|| format!("{number} {}", name_of(verdict)))
    });
    let all = std::iter::once(count(issues.len(), "issue")).chain(named).collect::<Vec<_>>().join(", ");
    let determination = determination(letter).map(|(_, name)| format!("Determination: {name}"));
    let mut lenses: Vec<CodeLens> = [Some(all), determination, Some(found(letter, None))]
        .into_iter()
        .flatten()
        .map(|title| lens(letter, first, title))
        .collect();
    if issues.len() > 1 {
        lenses.extend(issues.iter().enumerate().map(|(number, issue)| {
            let verdict = name_of(issue.verdict.map(|found| found.verdict));
            let found = found(letter, Some(issue.range));
            lens(letter, issue, format!("Issue {}, {verdict}: {found}", number + 1))
        }));
    }
    lenses
}

fn lens(letter: &Reading<'_>, issue: &IssueSpan, title: String) -> CodeLens {
    CodeLens {
        range: letter.range(TextRange::empty(issue.range.start())),
        command: Some(Command { title, command: String::new(), arguments: None }),
        data: None,
    }
}

/// How many errors and warnings there are, in words.
fn found(letter: &Reading<'_>, within: Option<TextRange>) -> String {
    let counts = counts(letter, within);
    let found = [(counts.error, "error"), (counts.warning, "warning")];
    let found = found.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| count(number, what));
    let found: Vec<String> = found.collect();
    if found.is_empty() { "no errors or warnings".to_owned() } else { found.join(", ") }
}

fn name_of(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Upheld) => "upheld",
        Some(Verdict::Overturned) => "overturned",
        Some(Verdict::Other) => "decided otherwise",
        None => "without a verdict",
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
