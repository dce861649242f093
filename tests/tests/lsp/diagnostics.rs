//! Pushed diagnostics.

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::notification::DidSaveTextDocument;
use tower_lsp::lsp_types::request::CodeLensRequest;
use tower_lsp::lsp_types::{
    Diagnostic, DiagnosticSeverity, DiagnosticTag, NumberOrString, PublishDiagnosticsParams,
};

use crate::{URI, close, example, of_letter, strings, text_at};

fn codes(params: &Value) -> Vec<&str> {
    strings(&params["diagnostics"], "code")
}

/// Those of a code.
fn find<'d>(published: &'d PublishDiagnosticsParams, code: &str) -> &'d Diagnostic {
    let code = Some(NumberOrString::String(code.to_owned()));
    published.diagnostics.iter().find(|diagnostic| diagnostic.code == code).expect("it is found")
}

#[test]
fn findings_are_pushed_on_open_and_change_and_cleared_on_close() {
    let broken = example("broken/no-summary.imr");
    let mut client = Client::initialized(&json!({}));
    client.open(URI, &broken);
    let published = client.diagnostics(URI);
    assert!(codes(&published).contains(&"S001"));
    assert_eq!(published["version"], 1);
    let whole = example("clean/2017-sections.imr");
    client.change(URI, 2, &json!([{ "text": whole }]));
    let published = client.diagnostics(URI);
    assert_eq!((codes(&published), &published["version"]), (vec![], &json!(2)));
    close(client);
}

#[test]
fn a_burst_of_keys_is_checked_once() {
    let mut client = Client::start();
    // Nobody waits ten minutes: a save ends the pause.
    client.initialize(&json!({ "capabilities": {}, "initializationOptions": { "debounce": 600_000 } }));
    client.open(URI, &example("clean/2017-sections.imr"));
    assert_eq!(client.published(URI).version, Some(1), "what is opened is checked at once");
    let start = json!({ "line": 0, "character": 0 });
    for version in 2..=30 {
        client.change(URI, version, &json!([{ "range": { "start": start, "end": start }, "text": " " }]));
        // Whoever checks the letter now has time for it.
        client.call::<CodeLensRequest>(of_letter());
    }
    client.tell::<DidSaveTextDocument>(of_letter());
    assert_eq!(client.published(URI).version, Some(30), "only the last text is checked");
    close(client);
}

#[test]
fn a_diagnostic_tells_all_that_the_client_can_show() {
    let text = example("broken/pasted-twice.imr");
    let can = json!({ "textDocument": { "publishDiagnostics": {
        "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } } } });
    let mut client = Client::initialized(&can);
    client.open(URI, &text);
    let published = client.published(URI);
    let twice = find(&published, "S002");
    assert_eq!(twice.severity, Some(DiagnosticSeverity::ERROR));
    assert_eq!(twice.source.as_deref(), Some("imrlint"));
    assert!(twice.code_description.as_ref().expect("a page").href.path().ends_with("/S002.md"));
    assert_eq!(twice.tags, Some(vec![DiagnosticTag::UNNECESSARY]));
    assert_eq!(twice.data.as_ref().expect("data")["name"], "duplicate-section");
    let related = &twice.related_information.as_ref().expect("the other one")[0].location;
    assert_eq!(related.uri.as_str(), URI);
    assert_ne!(related.range, twice.range);
    assert_eq!(text_at(&text, &related.range), text_at(&text, &twice.range));
    close(client);

    // A client that can show neither gets neither.
    let mut client = Client::initialized(&json!({}));
    client.open(URI, &text);
    let published = client.published(URI);
    let twice = find(&published, "S002");
    assert_eq!((&twice.tags, &twice.related_information), (&None, &None));
    close(client);
}

#[test]
fn columns_are_counted_as_agreed() {
    // Two characters beside the plane of the others before the finding on the same line.
    let letter = "CLINICAL CASE SUMMARY\n\nText.\n\n😀é <!-- imrlint-ignore X123: why -->\n";
    let column = |encodings: Value| {
        let mut client = Client::initialized(&json!({ "general": { "positionEncodings": encodings } }));
        client.open(URI, letter);
        let column = find(&client.published(URI), "M002").range.end.character;
        close(client);
        column as usize
    };
    let line = letter.lines().nth(4).expect("the comment");
    let line = &line[..line.find(':').expect("the end of the code")];
    assert_eq!(column(json!(["utf-8"])), line.len());
    assert_eq!(column(json!([])), line.encode_utf16().count());
    assert_eq!(column(json!(["utf-32"])), line.chars().count());
}

#[test]
fn a_question_waits_for_few_checks() {
    let mut client = Client::initialized(&json!({}));
    let text = example("broken/no-summary.imr");
    let uri = |number: usize| format!("file:///letters/{number}.imr");
    for number in 0..40 {
        client.open(&uri(number), &text);
    }
    let params = json!({ "textDocument": { "uri": uri(0) } });
    let question = client.begin("textDocument/documentSymbol", &params);
    let first =
        client.wait_for(|message| message["id"] == question || message["params"]["uri"] == uri(39).as_str());
    assert_eq!(first["id"], question, "checks of other letters came first");
    for number in 0..40 {
        client.diagnostics(&uri(number));
        client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri(number) } }));
        client.diagnostics(&uri(number));
    }
    assert!(client.exit().success());
}
