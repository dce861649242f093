//! An outline for people: a line for the letter, a paragraph for each issue.

use std::io::{self, Write};

use imr_linter::outline::{
    AmountOutline, ConclusionOutline, GuidelineOutline, IssueOutline, ItemOutline, LetterOutline,
};
use imr_linter::profile::Audience;

use crate::report::style::{BOLD, DIM};

pub(super) fn print(out: &mut impl Write, letter: &LetterOutline) -> io::Result<()> {
    let audience = match letter.audience {
        Audience::Public => "public",
        Audience::Party => "for the parties",
    };
    let determination = letter.determination.of_issues.map_or("undecided", |overall| overall.word());
    let profile = &letter.profile;
    let (name, id) = (&profile.name, &profile.id);
    writeln!(out, "{BOLD}{}{BOLD:#}: {name} ({id}), {audience}, {determination}", letter.filename)?;
    for field in &letter.header {
        row(out, field.field.title(), &field.value)?;
    }
    let credentials = letter.credentials.iter().map(|credential| credential.name.as_str());
    row(out, "Reviewer", &list(credentials))?;
    row(out, "Sections", &list(letter.sections.iter().map(|section| section.title.as_str())))?;
    for issue in &letter.issues {
        writeln!(out)?;
        print_issue(out, issue)?;
    }
    writeln!(out)
}

fn print_issue(out: &mut impl Write, issue: &IssueOutline) -> io::Result<()> {
    let verdict = issue.verdict.as_ref().map_or("no verdict", |verdict| verdict.words.as_str());
    writeln!(out, "  {}. {BOLD}{}{BOLD:#}: {verdict}", issue.number, issue.title)?;
    row(out, "Item", &item(&issue.item))?;
    for (label, portion) in [("Requested", &issue.requested), ("Authorised", &issue.authorised)] {
        row(out, label, &portion.as_ref().map(item).unwrap_or_default())?;
    }
    row(out, "Administrator", &guideline(issue.administrator_guideline.as_ref()))?;
    row(out, "Reviewer", &guideline(issue.reviewer_guideline.as_ref()))?;
    let conclusions = issue.rationale.as_ref().map_or(&[][..], |rationale| rationale.conclusions.as_slice());
    let counts = conclusions.iter().find(|conclusion| conclusion.counts);
    row(out, "Conclusion", &counts.map_or_else(|| "none".to_owned(), conclusion))
}

/// A row, if there is anything to tell.
fn row(out: &mut impl Write, label: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, "     {DIM}{label:<21}{DIM:#}{value}")
}

/// The distinct parts with commas between them.
fn list<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in parts {
        if !part.is_empty() && !kept.contains(&part) {
            kept.push(part);
        }
    }
    kept.join(", ")
}

fn item(item: &ItemOutline) -> String {
    let amounts: Vec<String> = item.amounts.iter().filter(|one| is_told(item, one)).map(amount).collect();
    let drugs = item.drugs.iter().map(|drug| drug.words.as_str());
    let strengths = item.strengths.iter().map(|strength| strength.words.as_str());
    let services = item.services.iter().map(|service| service.words.as_str());
    let sides = item.sides.iter().map(|side| side.words.as_str());
    let parts = item.body_parts.iter().map(|part| part.words.as_str());
    let levels = item.levels.iter().map(String::as_str);
    let amounts = amounts.iter().map(String::as_str);
    list(drugs.chain(strengths).chain(services).chain(sides).chain(parts).chain(levels).chain(amounts))
}

/// A frequency with its time is told once, as its product.
fn is_told(item: &ItemOutline, amount: &AmountOutline) -> bool {
    let product = item.amounts.iter().any(|other| other.product && other.words == amount.words);
    !product || amount.product
}

fn amount(amount: &AmountOutline) -> String {
    let AmountOutline { words, low, high, product, .. } = amount;
    if !product {
        words.clone()
    } else if low < high {
        format!("{words} = {low} to {high}")
    } else {
        format!("{words} = {low}")
    }
}

fn guideline(line: Option<&GuidelineOutline>) -> String {
    let Some(line) = line else { return "missing".to_owned() };
    let citations = list(line.citations.iter().map(|citation| citation.words.as_str()));
    if citations.is_empty() { "no citation".to_owned() } else { citations }
}

fn conclusion(conclusion: &ConclusionOutline) -> String {
    let doubt = if conclusion.certain { "" } else { " (not certain)" };
    format!("\"{}\"{doubt}", conclusion.words)
}
