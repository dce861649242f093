//! Findings with the lines they are about, for people.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::text::TextRange;

use super::{Checked, Places, Report, Summary, style};

pub(super) struct Full {
    renderer: Renderer,
}

/// Related places within so many rows of the finding share its excerpt.
const NEAR: usize = 4;

impl Full {
    pub(super) fn new() -> Self {
        let renderer = Renderer::styled()
            .decor_style(DecorStyle::Unicode)
            .error(style::severity(Severity::Error))
            .warning(style::severity(Severity::Warning))
            .info(style::severity(Severity::Info))
            .note(style::severity(Severity::Hint));
        Self { renderer }
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
        for excerpt in excerpts(finding, places) {
            group = group.element(excerpt.snippet(checked, places));
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

/// Neighbouring rows with what is to be marked in them.
struct Excerpt<'f> {
    first: usize,
    last: usize,
    marks: Vec<(TextRange, Option<&'f str>)>,
}

fn excerpts<'f>(finding: &'f Finding, places: &Places<'_>) -> Vec<Excerpt<'f>> {
    let row = |range: TextRange| places.row(range.start().into());
    let first = row(finding.range);
    let mut excerpts = vec![Excerpt { first, last: first, marks: vec![(finding.range, None)] }];
    for related in &finding.related {
        let row = row(related.range);
        let mark = (related.range, Some(related.message.as_str()));
        match excerpts.iter_mut().find(|excerpt| row + NEAR >= excerpt.first && row <= excerpt.last + NEAR) {
            Some(near) => {
                near.first = near.first.min(row);
                near.last = near.last.max(row);
                near.marks.push(mark);
            }
            None => excerpts.push(Excerpt { first: row, last: row, marks: vec![mark] }),
        }
    }
    excerpts
}

impl Excerpt<'_> {
    fn snippet<'a>(&self, checked: &'a Checked, places: &Places<'_>) -> Snippet<'a, Annotation<'a>>
    where
        Self: 'a,
    {
        let (start, end) = (places.line(self.first).start, places.line(self.last).end);
        // Characters that a terminal would take for commands or line ends.
        let lines: String = checked.text[start..end]
            .chars()
            .map(|c| match c {
                '\n' | '\t' => c,
                '\r' => '\n',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let annotations = self.marks.iter().map(|(range, label)| {
            // A mark over several lines is drawn on its first.
            let line = places.line(places.row(range.start().into()));
            let from = usize::from(range.start()).min(line.end);
            let to = usize::from(range.end()).min(line.end).max(from);
            let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
            kind.span(from - start..to - start).label(label.map(str::to_owned))
        });
        let annotations: Vec<Annotation<'_>> = annotations.collect();
        Snippet::source(lines).path(checked.name.as_str()).line_start(self.first + 1).annotations(annotations)
    }
}
