//! `textDocument/documentSymbol`: sections, and the issues with their verdicts.

use imr_linter::letter::{IssueSpan, Verdict};
use imr_linter::profile::IssueField;
use imr_linter::text::TextRange;
use tower_lsp::lsp_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use crate::document::Reading;
use crate::letter::title_of;

/// Answers with a tree, or with a list for a client that shows none.
pub(crate) fn document_symbol(letter: &Reading<'_>) -> DocumentSymbolResponse {
    if letter.letter.client.symbol_tree {
        return DocumentSymbolResponse::Nested(tree(letter));
    }
    DocumentSymbolResponse::Flat(list(letter))
}

/// All symbols, those of an issue behind it.
pub(crate) fn list(letter: &Reading<'_>) -> Vec<SymbolInformation> {
    let mut list = Vec::new();
    for symbol in tree(letter) {
        flatten(letter, symbol, None, &mut list);
    }
    list
}

fn tree(letter: &Reading<'_>) -> Vec<DocumentSymbol> {
    let structure = letter.session.letter();
    let outline = structure.outline();
    let sections = outline.sections.iter().map(|section| {
        let title = outline.marks[section.mark].range;
        let range = letter.section(section);
        (range, symbol(letter, &letter.flat(title), None, SymbolKind::NAMESPACE, range, title))
    });
    let mut symbols: Vec<(TextRange, DocumentSymbol)> = sections.collect();
    for issue in structure.issues() {
        let child = issue_symbol(letter, issue);
        match symbols.iter_mut().find(|(range, _)| range.contains(issue.range.start())) {
            Some((_, section)) => section.children.get_or_insert_default().push(child),
            None => symbols.push((issue.range, child)),
        }
    }
    symbols.sort_by_key(|(range, _)| range.start());
    symbols.into_iter().map(|(_, symbol)| symbol).collect()
}

fn issue_symbol(letter: &Reading<'_>, issue: &IssueSpan) -> DocumentSymbol {
    let view = letter.session.view();
    let verdict = issue.verdict.map(|verdict| match verdict.verdict {
        Verdict::Upheld => "Upheld".to_owned(),
        Verdict::Overturned => "Overturned".to_owned(),
        Verdict::Other => letter.flat(verdict.range),
    });
    let title = Some(title_of(letter, issue)).filter(|title| !title.is_empty());
    let name = title.unwrap_or_else(|| "(no title)".to_owned());
    let place = view.issue_place(issue);
    let mut parent = symbol(letter, &name, verdict, SymbolKind::EVENT, issue.range, place);
    // Where the fields are sections of their own, the letter's tree has them already.
    let own = issue.fields.iter().filter(|field| issue.range.contains_range(field.range));
    let fields = own.map(|field| {
        let selection = if field.label().is_empty() { field.range } else { field.label() };
        let name = match field.field {
            IssueField::Rationale => "Rationale",
            field => view.label(field),
        };
        symbol(letter, name, None, SymbolKind::FIELD, field.range, selection)
    });
    parent.children = Some(fields.collect());
    parent
}

fn symbol(
    letter: &Reading<'_>,
    name: &str,
    detail: Option<String>,
    kind: SymbolKind,
    range: TextRange,
    selection: TextRange,
) -> DocumentSymbol {
    let selection = letter.trimmed(selection);
    #[expect(deprecated, reason = "the type has a field that nobody uses any more")]
    DocumentSymbol {
        name: if name.is_empty() { "(unnamed)".to_owned() } else { name.to_owned() },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: letter.range(range.cover(selection)),
        selection_range: letter.range(selection),
        children: None,
    }
}

fn flatten(
    letter: &Reading<'_>,
    symbol: DocumentSymbol,
    container: Option<&str>,
    found: &mut Vec<SymbolInformation>,
) {
    let name = match &symbol.detail {
        Some(detail) => format!("{}: {detail}", symbol.name),
        None => symbol.name,
    };
    #[expect(deprecated, reason = "the type has a field that nobody uses any more")]
    found.push(SymbolInformation {
        name: name.clone(),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        location: Location::new(letter.letter.uri.clone(), symbol.range),
        container_name: container.map(str::to_owned),
    });
    for child in symbol.children.unwrap_or_default() {
        flatten(letter, child, Some(&name), found);
    }
}
