//! Pulled diagnostics: of one letter, and of a folder.

use imr_tests::Client;
use serde_json::{Value, json};

use crate::{URI, document, example, strings};

fn pulling() -> Value {
    json!({ "textDocument": { "diagnostic": {} } })
}

#[test]
fn a_client_that_pulls_is_never_pushed_to() {
    let mut client = Client::initialized(&pulling());
    client.open(URI, &example("broken/no-summary.imr"));
    let first = client.request("textDocument/diagnostic", &json!({ "textDocument": document() }));
    assert_eq!(first["kind"], "full");
    assert!(strings(&first["items"], "code").contains(&"S001"));
    let again = json!({ "textDocument": document(), "previousResultId": first["resultId"] });
    let second = client.request("textDocument/diagnostic", &again);
    assert_eq!((&second["kind"], &second["resultId"]), (&json!("unchanged"), &first["resultId"]));
    client.change(URI, 2, &json!([{ "text": example("clean/2017-sections.imr") }]));
    let third = client.request("textDocument/diagnostic", &again);
    assert_eq!((&third["kind"], &third["items"]), (&json!("full"), &json!([])));
    client.notify("textDocument/didClose", &json!({ "textDocument": document() }));
    assert!(client.exit().success(), "and nothing was left over");
}

#[test]
fn a_folder_shows_its_problems_and_waits_until_they_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("a.imr"), example("broken/no-summary.imr")).expect("written");
    std::fs::write(file("b.imr"), example("clean/2017-sections.imr")).expect("written");
    std::fs::write(file("notes.txt"), "Not a letter.").expect("written");
    let uri = |name: &str| format!("file://{}", file(name).display());
    let mut client = Client::start();
    let root = format!("file://{}", folder.path().display());
    client.initialize(&json!({ "rootUri": root, "capabilities": pulling() }));
    let first = client.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    assert_eq!(strings(&first["items"], "uri"), [uri("a.imr"), uri("b.imr")]);
    assert_eq!(strings(&first["items"][0]["items"], "code").first(), Some(&"S001"));
    let known: Vec<Value> = first["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| json!({ "uri": item["uri"], "value": item["resultId"] }))
        .collect();
    // Nothing has changed: the answer comes only when something does.
    let waiting = client.begin("workspace/diagnostic", &json!({ "previousResultIds": known }));
    client.open(&uri("b.imr"), &example("broken/no-summary.imr"));
    let reply = client.reply(waiting)["result"].clone();
    let items = reply["items"].as_array().expect("items");
    let kinds: Vec<_> = items.iter().map(|item| (item["uri"].clone(), item["kind"].clone())).collect();
    assert_eq!(kinds, [(json!(uri("b.imr")), json!("full")), (json!(uri("a.imr")), json!("unchanged"))]);
    assert_eq!(items[0]["version"], 1);
    // A folder's answer is sent in parts to a client that wants it so.
    for n in 0..130 {
        std::fs::write(file(&format!("c{n:03}.imr")), "CLINICAL CASE SUMMARY\n\nText.\n").expect("written");
    }
    let params = json!({ "previousResultIds": [], "partialResultToken": "parts" });
    let last = client.request("workspace/diagnostic", &params);
    let mut count = last["items"].as_array().expect("items").len();
    for _ in 0..2 {
        let part = client.notification("$/progress");
        assert_eq!(part["token"], "parts");
        count += part["value"]["items"].as_array().expect("items").len();
    }
    assert_eq!(count, 132);
    assert!(client.exit().success());
}

#[test]
fn a_client_that_can_is_told_to_ask_again_when_settings_change() {
    let can = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": {
            "diagnostics": { "refreshSupport": true },
            "inlayHint": { "refreshSupport": true },
            "codeLens": { "refreshSupport": true },
        },
    });
    let mut client = Client::initialized(&can);
    client.open(URI, &example("broken/no-summary.imr"));
    let ask = json!({ "textDocument": document() });
    let first = client.request("textDocument/diagnostic", &ask);
    assert!(strings(&first["items"], "code").contains(&"S001"));
    let settings = json!({ "settings": { "imrlint": { "ignore": ["S001"] } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    for asked in ["workspace/diagnostic/refresh", "workspace/inlayHint/refresh", "workspace/codeLens/refresh"]
    {
        client.asked(asked);
    }
    let again = client.request("textDocument/diagnostic", &ask);
    assert!(!strings(&again["items"], "code").contains(&"S001"));
    client.notify("textDocument/didClose", &json!({ "textDocument": document() }));
    assert!(client.exit().success());
}

#[test]
fn a_waiting_answer_can_be_cancelled() {
    let mut client = Client::initialized(&pulling());
    let known = json!([{ "uri": "file:///letters/gone.imr", "value": "none" }]);
    // A letter that is gone is cleared; from then on nothing is new.
    let cleared = client.request("workspace/diagnostic", &json!({ "previousResultIds": known }));
    let known = json!([{ "uri": "file:///letters/gone.imr", "value": cleared["items"][0]["resultId"] }]);
    let waiting = client.begin("workspace/diagnostic", &json!({ "previousResultIds": known }));
    client.notify("$/cancelRequest", &json!({ "id": waiting }));
    assert_eq!(client.reply(waiting)["error"]["code"], -32800);
    assert!(client.exit().success());
}
