//! `textDocument/codeAction`: the fixes of findings, all fixes of a kind, all safe fixes, and silencing a
//! rule with a reason. Answered from what is known already, so that saving never waits.

use std::collections::HashMap;

use imr_linter::finding::{Applicability, Finding, TextEdit as Edit};
use imr_linter::fix;
use imr_linter::suppression::comment::can_silence;
use imr_linter::text::{LineSource, TextRange};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::diagnostics::diagnostic;
use crate::document::Reading;
use crate::letter::{fix_all, suppression};

/// Everything that is safe to fix.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.imrlint");

/// What it is called.
pub(crate) const FIX_ALL_TITLE: &str = "Fix everything that is safe to fix";

/// Answers.
pub(crate) fn code_action(letter: &Reading<'_>, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_deref();
        only.is_none_or(|only| only.iter().any(|only| holds(only, kind)))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        let place = letter.span(params.range);
        let touched = |finding: &&Finding| finding.range.intersect(place).is_some();
        let findings: Vec<&Finding> = letter.outcome.findings.iter().filter(touched).collect();
        actions.extend(findings.iter().flat_map(|finding| fixes(letter, finding)));
        actions.extend(all_of_a_kind(letter, &findings));
        actions.extend(findings.iter().flat_map(|finding| silence(letter, finding)));
    }
    // Editors ask for this one by name; in a menu of quick fixes it would be in the way.
    if params.context.only.is_some() && wanted(&FIX_ALL) {
        let edits = fix_all(letter);
        if !edits.is_empty() {
            let title = FIX_ALL_TITLE.to_owned();
            actions.push(CodeAction { kind: Some(FIX_ALL), ..action(letter, title, &edits) });
        }
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether a kind is another or below it: `source.fixAll` holds `source.fixAll.imrlint`.
fn holds(outer: &CodeActionKind, inner: &CodeActionKind) -> bool {
    let rest = inner.as_str().strip_prefix(outer.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || outer.as_str().is_empty())
}

/// The fixes of a finding. Only one that is safe is worth a key; one that may be wrong says so.
fn fixes(letter: &Reading<'_>, finding: &Finding) -> Vec<CodeAction> {
    let each = finding.fixes.iter().enumerate().map(|(place, fix)| {
        let title = match fix.applicability {
            Applicability::Unsafe => format!("{} (unsafe: look at it)", fix.message),
            _ => fix.message.clone(),
        };
        CodeAction {
            diagnostics: Some(vec![diagnostic(letter.letter, finding)]),
            is_preferred: (place == 0 && fix.applicability == Applicability::Safe).then_some(true),
            ..action(letter, title, &fix.edits)
        }
    });
    each.collect()
}

/// For each rule among the findings that has several safe fixes in the letter: all of them at once.
fn all_of_a_kind(letter: &Reading<'_>, findings: &[&Finding]) -> Vec<CodeAction> {
    let mut seen = Vec::new();
    let mut actions = Vec::new();
    for rule in findings.iter().map(|finding| finding.rule) {
        if seen.contains(&rule.code) {
            continue;
        }
        seen.push(rule.code);
        let same: Vec<Finding> =
            letter.outcome.findings.iter().filter(|finding| finding.rule == rule).cloned().collect();
        let fixes = fix::applicable(&same, Applicability::Safe);
        if fixes.len() > 1 {
            let title = format!("Fix all {} of {} {}", fixes.len(), rule.code, rule.name);
            actions.push(action(letter, title, &fix::edits(&fixes)));
        }
    }
    actions
}

fn silence(letter: &Reading<'_>, finding: &Finding) -> Vec<CodeAction> {
    if !can_silence(finding) {
        return Vec::new();
    }
    let code = finding.rule.code;
    let here = suppression::here(letter, finding);
    let titled = [
        (format!("Silence {code} here, with a reason"), here),
        (
            format!("Silence {code} in this letter, with a reason"),
            Some(suppression::everywhere(letter, code)),
        ),
    ];
    let action = |(title, edit): (String, Option<Edit>)| {
        Some(CodeAction {
            diagnostics: Some(vec![diagnostic(letter.letter, finding)]),
            ..action(letter, title, &[edit?])
        })
    };
    titled.into_iter().filter_map(action).collect()
}

fn action(letter: &Reading<'_>, title: String, edits: &[Edit]) -> CodeAction {
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(workspace_edit(letter, edits)),
        ..CodeAction::default()
    }
}

/// Edits as the client takes them: for this version, if it can tell versions apart.
pub(crate) fn workspace_edit(letter: &Reading<'_>, edits: &[Edit]) -> WorkspaceEdit {
    let edits = text_edits(letter, edits);
    if !letter.letter.client.versioned_edits {
        let changes = HashMap::from([(letter.letter.uri.clone(), edits)]);
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let text_document = OptionalVersionedTextDocumentIdentifier {
        uri: letter.letter.uri.clone(),
        version: Some(letter.letter.version),
    };
    let edits = edits.into_iter().map(OneOf::Left).collect();
    let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Edits as the protocol has them.
pub(crate) fn text_edits(letter: &Reading<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    let same = |range: TextRange, new: &str| *letter.letter.text.slice(range) == *new;
    let real = edits.iter().filter(|edit| !same(edit.range, &edit.replacement));
    real.map(|edit| TextEdit::new(letter.range(edit.range), edit.replacement.clone())).collect()
}
