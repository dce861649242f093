//! Counts instead of findings: by rule, or by letter.

use std::collections::BTreeMap;
use std::io::{self, Write};

use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::rules::{self, Rule};
use serde::Serialize;

use super::{Checked, Report, Summary, style};
use crate::args::{Format, StatisticsBy};

pub(super) struct Statistics {
    by: StatisticsBy,
    json: bool,
    rules: BTreeMap<&'static str, Tally>,
    files: Vec<(String, [usize; 4])>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    findings: usize,
    letters: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct RuleLine {
    code: &'static str,
    name: &'static str,
    findings: usize,
    letters: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct FileLine<'a> {
    filename: &'a str,
    findings: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
}

impl Statistics {
    pub(super) fn new(by: StatisticsBy, format: Format) -> Self {
        let json = matches!(format, Format::Json | Format::JsonLines);
        Self { by, json, rules: BTreeMap::new(), files: Vec::new() }
    }

    /// The most frequent rule first.
    fn rule_lines(&self) -> Vec<RuleLine> {
        let of = |rule: &'static Rule| {
            let tally = self.rules.get(rule.code)?;
            let Tally { findings, letters, fixable } = *tally;
            Some(RuleLine { code: rule.code, name: rule.name, findings, letters, fixable })
        };
        let mut lines: Vec<RuleLine> = rules::all().filter_map(of).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.findings));
        lines
    }

    /// The letter with the most findings first; those without any are left out.
    fn file_lines(&self) -> Vec<FileLine<'_>> {
        let mut lines = Vec::with_capacity(self.files.len());
        for (filename, [hints, infos, warnings, errors]) in &self.files {
            let findings = hints + infos + warnings + errors;
            let (errors, warnings, infos, hints) = (*errors, *warnings, *infos, *hints);
            lines.push(FileLine { filename, findings, errors, warnings, infos, hints });
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.findings));
        lines
    }
}

impl Report for Statistics {
    fn file(&mut self, _: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let findings = &checked.outcome.findings;
        let mut seen: Vec<&str> = Vec::new();
        for finding in findings {
            let tally = self.rules.entry(finding.rule.code).or_default();
            tally.findings += 1;
            tally.fixable += usize::from(is_fixable(finding));
            if !seen.contains(&finding.rule.code) {
                seen.push(finding.rule.code);
                tally.letters += 1;
            }
        }
        if !findings.is_empty() {
            let count = |severity: Severity| findings.iter().filter(|f| f.severity == severity).count();
            self.files.push((checked.name.clone(), Severity::ALL.map(count)));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, quiet: bool) -> io::Result<()> {
        match (self.by, self.json) {
            (StatisticsBy::Rule, true) => serde_json::to_writer_pretty(&mut *out, &self.rule_lines())?,
            (StatisticsBy::File, true) => serde_json::to_writer_pretty(&mut *out, &self.file_lines())?,
            (StatisticsBy::Rule, false) => {
                let (bold, dim) = (style::BOLD, style::DIM);
                for RuleLine { code, name, findings, letters, fixable } in self.rule_lines() {
                    let letters = format!("in {letters} {}", if letters == 1 { "letter" } else { "letters" });
                    write!(out, "{findings:>7}  {letters:<16} {bold}{code}{bold:#} {name}")?;
                    if fixable > 0 {
                        write!(out, "  {dim}{fixable} fixable{dim:#}")?;
                    }
                    writeln!(out)?;
                }
            }
            (StatisticsBy::File, false) => {
                for line in self.file_lines() {
                    let FileLine { filename, findings, errors, warnings, .. } = line;
                    writeln!(out, "{findings:>7}  {errors:>5} errors {warnings:>5} warnings  {filename}")?;
                }
            }
        }
        if self.json || quiet { writeln!(out) } else { writeln!(out, "{}", summary.text()) }
    }
}

fn is_fixable(finding: &Finding) -> bool {
    finding.fixes.first().is_some_and(|fix| fix.applicability > Applicability::Display)
}
