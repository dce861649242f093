//! Findings with the lines they are about, for people.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use imr_linter::finding::{Applicability, Finding, Severity};

use super::excerpt::excerpts;
use super::{Checked, Places, Report, Summary, mistake};

pub(super) struct Full {
    renderer: Renderer,
}

impl Full {
    pub(super) fn new() -> Self {
        Self { renderer: mistake::renderer() }
    }
}

impl Report for Full {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places = Places::new(&checked.text);
        for finding in &checked.outcome.findings {
            let group = group(finding, checked, &places);
            writeln!(out, "{}\n", self.renderer.render(&[group]))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, quiet: bool) -> io::Result<()> {
        if quiet { Ok(()) } else { writeln!(out, "{}", summary.text()) }
    }
}

fn group<'a>(finding: &'a Finding, checked: &'a Checked, places: &Places<'_>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE.with_name(Some("hint")),
    };
    let mut group =
        level.primary_title(finding.message.as_str()).id(finding.rule.code).elements(None::<Origin<'_>>);
    if checked.text.is_empty() {
        group = group.element(Origin::path(checked.name.as_str()));
    } else {
        for excerpt in excerpts(finding, checked, places) {
            let marks = excerpt.marks.into_iter().map(|(range, label)| {
                let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
                kind.span(range).label(label)
            });
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.row).annotations(marks);
            if excerpt.cut {
                // The column in the excerpt is not the one in the letter.
                let (row, column) = excerpt.place;
                group = group.element(Origin::path(checked.name.as_str()).line(row).char_column(column));
                group = group.element(snippet);
            } else {
                group = group.element(snippet.path(checked.name.as_str()));
            }
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if let Some(fix) = finding.fixes.first() {
        let how = match fix.applicability {
            Applicability::Safe => "--fix",
            Applicability::Unsafe => "--unsafe-fixes",
            Applicability::Display => "in an editor",
        };
        group = group.element(Level::HELP.with_name(Some("fix")).message(format!("{} ({how})", fix.message)));
    }
    group
}
