//! Pushed diagnostics.

use imr_tests::Client;
use serde_json::{Value, json};

use crate::{URI, close, example, strings, text_at};

fn codes(params: &Value) -> Vec<&str> {
    strings(&params["diagnostics"], "code")
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
    let mut client = Client::initialized(&json!({}));
    client.open(URI, &example("clean/2017-sections.imr"));
    client.diagnostics(URI);
    let start = json!({ "line": 0, "character": 0 });
    for version in 2..=30 {
        client.change(URI, version, &json!([{ "range": { "start": start, "end": start }, "text": " " }]));
    }
    // What is pushed is never older than what was pushed before, and the last is about the last text.
    let mut versions = Vec::new();
    while versions.last() != Some(&30) {
        versions.push(client.diagnostics(URI)["version"].as_i64().expect("a version"));
    }
    assert!(versions.is_sorted() && versions.len() < 29, "{versions:?}");
    close(client);
}

#[test]
fn a_diagnostic_tells_all_that_the_client_can_show() {
    let text = example("broken/pasted-twice.imr");
    let can = json!({ "textDocument": { "publishDiagnostics": {
        "relatedInformation": true, "tagSupport": { "valueSet": [1, 2] } } } });
    let mut client = Client::initialized(&can);
    client.open(URI, &text);
    let published = client.diagnostics(URI);
    let found = published["diagnostics"].as_array().expect("a list");
    let twice = found.iter().find(|d| d["code"] == "S002").expect("a section stands twice");
    assert_eq!((&twice["severity"], &twice["source"]), (&json!(1), &json!("imrlint")));
    assert!(twice["codeDescription"]["href"].as_str().expect("a page").ends_with("/S002.md"));
    assert_eq!(twice["tags"], json!([1]));
    assert_eq!(twice["data"]["name"], "duplicate-section");
    let related = &twice["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], URI);
    assert_eq!(text_at(&text, &related["range"]), text_at(&text, &twice["range"]));
    close(client);

    // A client that can show neither gets neither.
    let mut client = Client::initialized(&json!({}));
    client.open(URI, &text);
    let published = client.diagnostics(URI);
    let found = published["diagnostics"].as_array().expect("a list");
    assert!(found.iter().all(|d| d.get("tags").is_none() && d.get("relatedInformation").is_none()));
    close(client);
}

#[test]
fn columns_are_counted_as_agreed() {
    // Two characters beside the plane of the others before the finding on the same line.
    let letter = "CLINICAL CASE SUMMARY\n\nText.\n\n😀é <!-- imrlint-ignore X123: why -->\n";
    let column = |encodings: Value| {
        let mut client = Client::initialized(&json!({ "general": { "positionEncodings": encodings } }));
        client.open(URI, letter);
        let published = client.diagnostics(URI);
        let end = published["diagnostics"].as_array().expect("a list").iter().find(|d| d["code"] == "M002");
        let column = end.expect("an unknown comment")["range"]["end"]["character"].as_u64();
        close(client);
        column.expect("a column")
    };
    let line = letter.lines().nth(4).expect("the comment");
    let line = &line[..line.find(':').expect("the end of the code")];
    assert_eq!(column(json!(["utf-8"])), line.len() as u64);
    assert_eq!(column(json!([])), line.encode_utf16().count() as u64);
    assert_eq!(column(json!(["utf-32"])), line.chars().count() as u64);
}
