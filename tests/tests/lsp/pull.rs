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
    let asked = client.begin("workspace/diagnostic", &params);
    let mut parts = Vec::new();
    let last = loop {
        let message = client.wait_for(|message| message["id"] == asked || message["method"] == "$/progress");
        if message["id"] == asked {
            break message["result"].clone();
        }
        assert_eq!(message["params"]["token"], "parts");
        parts.push(message["params"]["value"]["items"].as_array().expect("items").len());
    };
    assert_eq!(parts, [64, 64, 4], "all of it comes in parts, before the answer");
    assert_eq!(last["items"], json!([]), "which then has nothing to add");
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

#[test]
fn an_answer_waits_for_the_editors_settings() {
    let can = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "configuration": true } });
    let mut client = Client::start().with_settings(json!({ "ignore": ["S001"] }));
    client.answers_late();
    client.initialize(&json!({ "capabilities": can }));
    client.open(URI, &example("broken/no-summary.imr"));
    let asked = client.begin("textDocument/diagnostic", &json!({ "textDocument": document() }));
    client.asked("workspace/configuration");
    // The server has read what was asked, and goes on reading.
    client.refused("letters/shred", &json!({}));
    client.answer_now();
    let items = client.reply(asked)["result"]["items"].clone();
    assert!(!strings(&items, "code").contains(&"S001"), "{items}");
    assert!(client.exit().success());
}

#[test]
fn a_letter_that_is_closed_is_read_from_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("a.imr"), example("broken/no-summary.imr")).expect("written");
    std::fs::write(file("notes.txt"), "Not a letter.").expect("written");
    let uri = |name: &str| json!({ "uri": format!("file://{}", file(name).display()) });
    let mut client = Client::initialized(&pulling());
    let ask = json!({ "textDocument": uri("a.imr") });
    let closed = client.request("textDocument/diagnostic", &ask);
    assert!(strings(&closed["items"], "code").contains(&"S001"), "{closed}");
    let again = json!({ "textDocument": uri("a.imr"), "previousResultId": closed["resultId"] });
    assert_eq!(client.request("textDocument/diagnostic", &again)["kind"], "unchanged");
    for nothing in ["notes.txt", "gone.imr"] {
        let found = client.request("textDocument/diagnostic", &json!({ "textDocument": uri(nothing) }));
        assert_eq!(found["items"], json!([]), "{nothing}");
    }
    assert!(client.exit().success());
}

/// A folder that is pulled, with a letter open in it and all that is known of it.
struct Pulled {
    folder: tempfile::TempDir,
    client: Client,
    letter: String,
}

impl Pulled {
    fn new(debounce: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut client = Client::start();
        let root = format!("file://{}", folder.path().display());
        let options = json!({ "debounce": debounce });
        let can = json!({
            "textDocument": { "diagnostic": {} },
            "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
        });
        client.initialize(&json!({ "rootUri": root, "capabilities": can, "initializationOptions": options }));
        client.asked("client/registerCapability");
        let letter = format!("{root}/open.imr");
        client.open(&letter, &example("clean/2017-sections.imr"));
        Self { folder, client, letter }
    }

    fn write(&self, name: &str, text: &str) -> std::path::PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    /// Makes another letter of the open one, with a finding or more.
    fn key(&mut self, version: i32) {
        let text =
            example(["broken/no-summary.imr", "broken/pasted-twice.imr"][usize::from(version % 2 == 1)]);
        self.client.change(&self.letter, version, &json!([{ "text": text }]));
    }

    /// What there is; and asks for what comes next.
    fn all(&mut self) -> (Value, i64) {
        let all = self.client.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
        let next = self.next(&all);
        (all, next)
    }

    fn next(&mut self, last: &Value) -> i64 {
        let items = last["items"].as_array().expect("items").iter();
        let known: Vec<Value> =
            items.map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
        self.client.begin("workspace/diagnostic", &json!({ "previousResultIds": known }))
    }
}

fn file_names(answer: &Value) -> Vec<&str> {
    strings(&answer["items"], "uri").into_iter().filter_map(|uri| uri.rsplit('/').next()).collect()
}

#[test]
fn a_key_does_not_have_the_folder_searched_but_a_notice_of_a_change_does() {
    let mut pulled = Pulled::new(0);
    pulled.write("a.imr", &example("clean/2017-sections.imr"));
    let notes = pulled.write("notes.txt", "Not a letter, whatever its name may be.");
    let (all, next) = pulled.all();
    assert_eq!(file_names(&all), ["open.imr", "a.imr"]);
    let new = pulled.write("b.imr", &example("broken/no-summary.imr"));
    pulled.key(2);
    let answer = pulled.client.reply(next)["result"].clone();
    assert_eq!(file_names(&answer), ["open.imr", "a.imr"]);
    let next = pulled.next(&answer);
    let changes = json!({ "changes": [{ "uri": format!("file://{}", new.display()), "type": 1 }] });
    // What is no letter is not read again while it is as it was: same size, same time.
    let modified = std::fs::metadata(&notes).expect("there").modified().expect("a time");
    std::fs::write(&notes, format!("{:39}", "CLINICAL CASE SUMMARY\n\nA rationale.\n")).expect("written");
    std::fs::File::options().write(true).open(&notes).expect("there").set_modified(modified).expect("set");
    pulled.client.notify("workspace/didChangeWatchedFiles", &changes);
    let answer = pulled.client.reply(next)["result"].clone();
    assert_eq!(file_names(&answer), ["open.imr", "a.imr", "b.imr"]);
    assert!(pulled.client.exit().success());
}

#[test]
fn a_folder_is_answered_when_the_keys_rest() {
    // Nobody waits ten minutes: a save ends the pause.
    let mut pulled = Pulled::new(600_000);
    let (_, next) = pulled.all();
    pulled.key(2);
    // The server has read the letter as of the first key, several times over, when it has answered these.
    for _ in 0..5 {
        let document = json!({ "textDocument": { "uri": pulled.letter } });
        pulled.client.request("textDocument/codeLens", &document);
    }
    pulled.key(3);
    let saved = json!({ "textDocument": { "uri": pulled.letter } });
    pulled.client.notify("textDocument/didSave", &saved);
    let answer = pulled.client.reply(next)["result"].clone();
    assert_eq!(answer["items"][0]["version"], 3);
    assert!(pulled.client.exit().success());
}

#[test]
fn a_waiting_answer_comes_when_the_session_ends() {
    let mut pulled = Pulled::new(0);
    let (_, next) = pulled.all();
    pulled.client.request("shutdown", &Value::Null);
    assert_eq!(pulled.client.reply(next)["result"]["items"], json!([]));
    pulled.client.notify("exit", &Value::Null);
    assert!(pulled.client.ended().success());
}

#[test]
fn mistakes_in_settings_are_among_the_problems_of_a_folder() {
    let mut pulled = Pulled::new(0);
    let file = pulled.write("imrlint.toml", "ignore = ['S0100']\n");
    pulled.write("a.imr", &example("clean/2017-sections.imr"));
    let changed = json!({ "changes": [{ "uri": format!("file://{}", file.display()), "type": 2 }] });
    pulled.client.notify("workspace/didChangeWatchedFiles", &changed);
    // Until the client asks for its folders they are pushed.
    let uri = format!("file://{}", file.display());
    let pushed = pulled.client.diagnostics(&uri);
    assert_eq!(strings(&pushed["diagnostics"], "message").len(), 1);
    let (all, next) = pulled.all();
    assert_eq!(pulled.client.diagnostics(&uri)["diagnostics"], json!([]), "never both");
    assert_eq!(file_names(&all), ["open.imr", "imrlint.toml", "a.imr"]);
    assert_eq!(all["items"][1]["items"], pushed["diagnostics"]);
    let of_file = json!({ "textDocument": { "uri": uri } });
    assert_eq!(pulled.client.request("textDocument/diagnostic", &of_file)["items"], pushed["diagnostics"]);
    // A file that cannot be used at all: that is said, and the letters are not called clean for it.
    pulled.write("imrlint.toml", "draft = 'yes'\n");
    pulled.client.notify("workspace/didChangeWatchedFiles", &changed);
    let answer = pulled.client.reply(next)["result"].clone();
    let item = answer["items"].as_array().expect("items").iter().find(|item| item["uri"] == uri.as_str());
    assert_eq!(item.expect("the file")["items"][0]["severity"], 1, "{answer}");
    assert!(pulled.client.exit().success());
}
