//! `imrlint explain`: the page of a rule, and `imrlint rules`: all of them in a list.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::bail;
use imr_linter::rules::{self, Documentation, Fixable, Rule};
use serde::Serialize;

use crate::args::{ExplainArgs, PageFormat, RulesArgs};
use crate::report::{rule_url, style};

/// What programs get to know of a rule.
#[derive(Serialize)]
struct Entry {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    default: bool,
    fix: &'static str,
    summary: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    documentation: Option<String>,
}

impl Entry {
    fn new(rule: &'static Rule, with_page: bool) -> Self {
        let page = rules::documentation(rule);
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.name(),
            default: rule.default,
            fix: fix(rule),
            summary: summary(&page),
            url: rule_url(rule),
            documentation: with_page.then_some(page.markdown),
        }
    }
}

fn fix(rule: &Rule) -> &'static str {
    match rule.fixable {
        Fixable::No => "never",
        Fixable::Sometimes => "sometimes",
        Fixable::Always => "always",
    }
}

/// What the rule does, in a sentence.
fn summary(page: &Documentation) -> String {
    let what = page.part("What it does").lines().collect::<Vec<_>>().join(" ");
    let end = what.find(". ").map_or(what.len(), |at| at + 1);
    what[..end].to_owned()
}

/// Explains rules.
pub(crate) fn explain(args: &ExplainArgs) -> anyhow::Result<ExitCode> {
    let mut chosen = Vec::new();
    for name in &args.rules {
        match rules::find(name) {
            Some(rule) => chosen.push(rule),
            None => bail!("{}", rules::unknown(name)),
        }
    }
    let mut out = anstream::stdout().lock();
    match args.output_format {
        PageFormat::Text => {
            for rule in chosen {
                page_as_text(&mut out, rule)?;
            }
        }
        PageFormat::Markdown => {
            for rule in chosen {
                page_as_markdown(&mut out, rule)?;
            }
        }
        PageFormat::Json => {
            let entries: Vec<Entry> = chosen.into_iter().map(|rule| Entry::new(rule, true)).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&entries)?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A line below the title: `error, on by default, fix: never`.
fn facts(rule: &Rule) -> String {
    let default = if rule.default { "on by default" } else { "off unless selected" };
    format!("{}, {default}, fix: {}", rule.severity, fix(rule))
}

fn page_as_markdown(out: &mut impl Write, rule: &Rule) -> io::Result<()> {
    let page = rules::documentation(rule).markdown;
    let (title, rest) = page.split_once('\n').unwrap_or((page.as_str(), ""));
    writeln!(out, "{title}\n\n{}\n{rest}", facts(rule))
}

fn page_as_text(out: &mut impl Write, rule: &Rule) -> io::Result<()> {
    let (bold, severity) = (style::BOLD, style::severity(rule.severity));
    writeln!(out, "{severity}{}{severity:#} {bold}{}{bold:#}: {}\n", rule.code, rule.name, facts(rule))?;
    for (heading, text) in rules::documentation(rule).parts {
        writeln!(out, "{bold}{heading}{bold:#}")?;
        let mut inside = false;
        for line in text.lines() {
            if line.starts_with("```") {
                inside = !inside;
                continue;
            }
            let indent = if inside { "    " } else { "  " };
            writeln!(out, "{}", format!("{indent}{line}").trim_end())?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Lists all rules.
pub(crate) fn list(args: &RulesArgs) -> anyhow::Result<ExitCode> {
    let entries: Vec<Entry> = rules::all().map(|rule| Entry::new(rule, false)).collect();
    let mut out = anstream::stdout().lock();
    match args.output_format {
        PageFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&entries)?)?,
        PageFormat::Text => {
            for (rule, entry) in rules::all().zip(&entries) {
                let style = style::severity(rule.severity);
                let off = if rule.default { "" } else { " (off)" };
                writeln!(out, "{} {style}{:<7}{style:#} {}{off}", entry.code, entry.severity, entry.name)?;
            }
        }
        PageFormat::Markdown => {
            writeln!(
                out,
                "# The rules\n\n| code | name | severity | fix | what it does |\n|---|---|---|---|---|"
            )?;
            for (rule, entry) in rules::all().zip(&entries) {
                let Entry { code, name, severity, fix, summary, .. } = entry;
                let off = if rule.default { "" } else { ", off" };
                let summary = summary.replace('|', "\\|");
                writeln!(out, "| [{code}]({code}.md) | {name} | {severity}{off} | {fix} | {summary} |")?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
