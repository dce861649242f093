//! `textDocument/codeLens`: what the issues add up to, above the first of them.

use imr_linter::letter::Verdict;
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{CodeLens, Command};

use crate::document::Reading;
use crate::letter::determination;
use crate::overview::counts;

/// Answers.
pub(crate) fn code_lens(letter: &Reading<'_>) -> Vec<CodeLens> {
    let issues = letter.session.letter().issues();
    let Some(first) = issues.first() else { return Vec::new() };
    let place = letter.range(TextRange::empty(first.range.start()));
    let of = |verdict| issues.iter().filter(|i| i.verdict.is_some_and(|v| v.verdict == verdict)).count();
    let (upheld, overturned) = (of(Verdict::Upheld), of(Verdict::Overturned));
    let open = issues.len() - upheld - overturned;
    let verdicts = [(upheld, "upheld"), (overturned, "overturned"), (open, "without a verdict")];
    let named = verdicts.into_iter().filter(|(number, _)| *number > 0).map(|(n, what)| format!("{n} {what}"));
    let counts = counts(letter, None);
    let found = [(counts.error, "error"), (counts.warning, "warning")];
    let found: Vec<String> =
        found.into_iter().filter(|(number, _)| *number > 0).map(|(n, what)| count(n, what)).collect();
    let mut lenses =
        vec![std::iter::once(count(issues.len(), "issue")).chain(named).collect::<Vec<_>>().join(", ")];
    lenses.extend(determination(letter).map(|(_, name)| format!("Determination: {name}")));
    lenses.push(if found.is_empty() { "No errors or warnings".to_owned() } else { found.join(", ") });
    let lens = |title| CodeLens {
        range: place,
        command: Some(Command { title, command: String::new(), arguments: None }),
        data: None,
    };
    lenses.into_iter().map(lens).collect()
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
