//! Whatever the server offers is used in some case.

use std::path::Path;

use imr_tests::{Client, METHODS};
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::RegisterCapability;

/// All that an editor can do: what is offered may depend on it.
const EVERYTHING: &str = include_str!("everything.json");

/// By its place among the capabilities, the methods that an offer is about. None where it only says more of another one.
const OFFERS: [(&str, &[&str]); 31] = [
    ("codeActionProvider", &["textDocument/codeAction"]),
    ("codeLensProvider", &["textDocument/codeLens"]),
    ("codeLensProvider.resolveProvider", &["codeLens/resolve"]),
    ("completionProvider", &["textDocument/completion"]),
    ("completionProvider.triggerCharacters", &[]),
    ("definitionProvider", &["textDocument/definition"]),
    ("diagnosticProvider", &["textDocument/diagnostic"]),
    ("diagnosticProvider.identifier", &[]),
    ("diagnosticProvider.interFileDependencies", &[]),
    ("diagnosticProvider.workspaceDiagnostics", &["workspace/diagnostic"]),
    ("documentFormattingProvider", &["textDocument/formatting"]),
    ("documentHighlightProvider", &["textDocument/documentHighlight"]),
    ("documentLinkProvider", &["textDocument/documentLink"]),
    ("documentLinkProvider.resolveProvider", &["documentLink/resolve"]),
    ("documentRangeFormattingProvider", &["textDocument/rangeFormatting"]),
    ("documentSymbolProvider", &["textDocument/documentSymbol"]),
    ("executeCommandProvider", &["workspace/executeCommand"]),
    ("experimental.overview", &["imrlint/overview"]),
    ("foldingRangeProvider", &["textDocument/foldingRange"]),
    ("hoverProvider", &["textDocument/hover"]),
    ("inlayHintProvider", &["textDocument/inlayHint"]),
    ("positionEncoding", &[]),
    ("referencesProvider", &["textDocument/references"]),
    ("selectionRangeProvider", &["textDocument/selectionRange"]),
    ("textDocumentSync.change", &["textDocument/didChange"]),
    ("textDocumentSync.openClose", &["textDocument/didOpen", "textDocument/didClose"]),
    ("textDocumentSync.save", &["textDocument/didSave"]),
    ("textDocumentSync.save.includeText", &[]),
    ("workspace.workspaceFolders.changeNotifications", &["workspace/didChangeWorkspaceFolders"]),
    ("workspace.workspaceFolders.supported", &[]),
    ("workspaceSymbolProvider", &["workspace/symbol"]),
];

/// Offers that are lists of words, each of which is one.
const WORDS: [&str; 2] = ["codeActionProvider.codeActionKinds", "executeCommandProvider.commands"];

#[test]
fn every_method_command_and_kind_that_is_offered_has_a_case() {
    let mut client = Client::start();
    let everything: Value = serde_json::from_str(EVERYTHING).expect("JSON");
    let offered = client.initialize(&json!({ "capabilities": everything }));
    let mut wanted = Vec::new();
    walk(&offered, "", &mut wanted);
    let registered: Vec<_> = client.question::<RegisterCapability>().registrations;
    wanted.extend(registered.into_iter().map(|registration| registration.method));
    client.asked("workspace/configuration");
    assert!(client.exit().success());
    let cases = cases(&imr_tests::root().join("tests/tests/lsp"));
    wanted.retain(|word| !is_used(word, &cases));
    assert_eq!(wanted, Vec::<String>::new(), "these have no case in tests/tests/lsp");
}

/// What an offer wants a case for, deep within it.
fn walk(offer: &Value, place: &str, wanted: &mut Vec<String>) {
    let known = OFFERS.iter().find(|(offer, _)| *offer == place);
    match offer {
        Value::Null | Value::Bool(false) => return,
        Value::Array(words) if WORDS.contains(&place) => {
            wanted.extend(words.iter().map(|word| word.as_str().expect("a word").to_owned()));
            return;
        }
        Value::Object(offers) => {
            for (name, offer) in offers {
                let below = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                walk(offer, &below, wanted);
            }
        }
        _ => assert!(known.is_some(), "{place}: which methods is this about?"),
    }
    wanted.extend(known.into_iter().flat_map(|(_, methods)| *methods).map(|method| (*method).to_owned()));
}

/// Whether a method, command or kind stands in a case, by its own name or by that of its type.
fn is_used(word: &str, cases: &str) -> bool {
    let types = METHODS.iter().filter(|method| method.name == word);
    cases.contains(&format!("\"{word}\""))
        || types.into_iter().any(|method| cases.contains(&format!("<{}>", method.type_name)))
}

/// The text of all cases but this one.
fn cases(folder: &Path) -> String {
    let paths = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let read = |path: &Path| std::fs::read_to_string(path).expect("text");
    paths
        .filter(|path| !path.ends_with("coverage.rs"))
        .map(|path| match path.extension() {
            _ if path.is_dir() => cases(&path),
            Some(end) if end == "rs" => read(&path),
            _ => String::new(),
        })
        .collect()
}
