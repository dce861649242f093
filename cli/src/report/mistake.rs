//! A mistake in a settings file, with the lines that it is about.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use imr_linter::finding::Severity;
use imr_project::{Problem, SettingsText};

use super::style;
use crate::settings::shown;

/// The mistake, coloured.
pub(crate) fn mistake(file: &SettingsText, problem: &Problem, severity: Severity) -> String {
    let level = if severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let end = problem.span.end.min(file.text.len());
    let mark = AnnotationKind::Primary.span(problem.span.start.min(end)..end);
    let path = shown(&file.path).display().to_string();
    let snippet = Snippet::source(file.text.as_str()).path(path).annotation(mark);
    let group = level.primary_title(problem.message.as_str()).element(snippet);
    renderer().render(&[group])
}

/// How excerpts look, everywhere.
pub(super) fn renderer() -> Renderer {
    Renderer::styled()
        .decor_style(annotate_snippets::renderer::DecorStyle::Unicode)
        .error(style::severity(Severity::Error))
        .warning(style::severity(Severity::Warning))
        .info(style::severity(Severity::Info))
        .note(style::severity(Severity::Hint))
}
