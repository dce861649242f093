//! `textDocument/documentLink`: a citation leads to the regulation that adopts its guideline, a code in a
//! suppression to its rule.

use imr_linter::rules;
use imr_linter::suppression::directives;
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{DocumentLink, Url};

use crate::document::Reading;

/// Answers.
pub(crate) fn document_link(letter: &Reading<'_>) -> Vec<DocumentLink> {
    let index = letter.session.settings().index();
    let mut links = Vec::new();
    let mut add = |range: TextRange, target: Option<Url>, tooltip: String| {
        links.extend(target.map(|target| DocumentLink {
            range: letter.range(range),
            target: Some(target),
            tooltip: Some(tooltip),
            data: None,
        }));
    };
    for cited in letter.session.view().citations() {
        let Some(edition) = cited.citation.edition().map(|id| index.edition(id)) else { continue };
        let tooltip = format!("8 CCR {}: {}", edition.regulation, edition.full_title());
        add(cited.citation.document.title + cited.offset, regulation(&edition.regulation), tooltip);
    }
    for directive in directives(&letter.letter.text, letter.session.letter()) {
        for (code, range) in &directive.codes {
            if let Some(rule) = rules::find(code) {
                add(*range, Url::parse(&rule.url()).ok(), format!("{} {}", rule.code, rule.name));
            }
        }
    }
    links
}

/// Where the Department of Industrial Relations prints a section of title 8.
fn regulation(section: &str) -> Option<Url> {
    let plain = section.chars().all(|c| c.is_ascii_digit() || c == '.');
    let page = section.replace('.', "_");
    if !plain || page.is_empty() {
        return None;
    }
    Url::parse(&format!("https://www.dir.ca.gov/t8/{page}.html")).ok()
}
