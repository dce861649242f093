//! The language server, over the real binary.

use imr_tests::Client;
use serde_json::{Value, json};

const URI: &str = "file:///letters/draft.imr";

fn codes(params: &Value) -> Vec<&str> {
    params["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|found| found["code"].as_str().expect("a code"))
        .collect()
}

#[test]
fn findings_are_published_on_open_and_change_and_the_server_exits() {
    let letter = std::fs::read_to_string(imr_tests::root().join("examples/broken/no-summary.imr"))
        .expect("an example");
    let mut client = Client::initialized(&json!({}));
    client.open(URI, &letter);
    let published = client.notification("textDocument/publishDiagnostics");
    assert_eq!(codes(&published), ["S001"]);
    assert_eq!(published["version"], 1);
    assert_eq!(published["diagnostics"][0]["severity"], 1);
    assert_eq!(published["diagnostics"][0]["range"]["start"], json!({ "line": 21, "character": 8 }));

    let whole = std::fs::read_to_string(imr_tests::root().join("examples/clean/2017-sections.imr"))
        .expect("an example");
    let change =
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "text": whole }] });
    client.notify("textDocument/didChange", &change);
    let published = client.notification("textDocument/publishDiagnostics");
    assert_eq!((codes(&published), &published["version"]), (vec![], &json!(2)));

    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": URI } }));
    client.notification("textDocument/publishDiagnostics");
    assert!(client.exit().success());
}
