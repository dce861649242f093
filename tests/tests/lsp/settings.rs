//! Settings: from files, from the beginning, from the editor.

use std::path::Path;

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::notification::ShowMessage;

use crate::{example, strings};

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

pub(crate) fn folder(settings: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("imrlint.toml"), settings).expect("written");
    let letter = uri(&folder.path().join("draft.imr"));
    (folder, letter)
}

pub(crate) fn severities(client: &mut Client, letter: &str) -> Vec<(String, i64)> {
    let published = client.diagnostics(letter);
    let found = published["diagnostics"].as_array().expect("a list").iter();
    let one = |d: &Value| Some((d["code"].as_str()?.to_owned(), d["severity"].as_i64()?));
    found.filter_map(one).filter(|(code, _)| code == "S001").collect()
}

#[test]
fn the_nearest_file_holds_and_is_read_again_when_it_changes() {
    let (folder, letter) = folder("draft = true\n");
    let mut client = Client::initialized(
        &json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } }),
    );
    client.asked("client/registerCapability");
    client.open(&letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, &letter), [("S001".to_owned(), 3)], "info in a draft");
    let file = folder.path().join("imrlint.toml");
    std::fs::write(&file, "ignore = ['S001']\n").expect("written");
    let changes = json!({ "changes": [{ "uri": uri(&file), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", &changes);
    assert_eq!(severities(&mut client, &letter), []);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": letter } }));
    client.diagnostics(&letter);
    assert!(client.exit().success());
}

#[test]
fn the_editor_is_asked_and_its_settings_hold_for_each_folder() {
    let can = json!({ "workspace": { "configuration": true, "workspaceFolders": true } });
    let by_scope = |scope: &Value| match scope.as_str() {
        Some("file:///one") => json!({ "ignore": ["S001"], "audience": "nobody" }),
        Some("file:///one/inner") => json!({ "severity": { "S001": "hint" } }),
        Some("file:///two") => json!({ "draft": true }),
        _ => Value::Null,
    };
    let mut client = Client::start().with_settings_by(by_scope);
    let folders: Vec<Value> = ["one", "one/inner", "two"]
        .map(|name| json!({ "uri": format!("file:///{name}"), "name": name }))
        .into();
    client.initialize(&json!({ "capabilities": can, "workspaceFolders": folders }));
    let asked = client.asked("workspace/configuration");
    let scopes: Vec<_> =
        asked["items"].as_array().expect("items").iter().map(|item| item["scopeUri"].clone()).collect();
    let uris = folders.iter().map(|folder| folder["uri"].clone());
    assert_eq!(scopes, std::iter::once(Value::Null).chain(uris).collect::<Vec<_>>());
    let warned = client.told::<ShowMessage>().message;
    assert!(warned.starts_with("imrlint.audience: unknown variant"), "{warned}");
    // Each folder has its own, the inner one before the outer, and a letter elsewhere none of them.
    for (folder, severity) in [("one", None), ("one/inner", Some(4)), ("two", Some(3)), ("three", Some(1))] {
        let letter = format!("file:///{folder}/draft.imr");
        client.open(&letter, &example("broken/no-summary.imr"));
        let expected: Vec<_> = severity.map(|severity| ("S001".to_owned(), severity)).into_iter().collect();
        assert_eq!(severities(&mut client, &letter), expected, "{folder}");
        client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": letter } }));
        client.diagnostics(&letter);
    }
    let letter = "file:///two/draft.imr";
    client.open(letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 3)]);
    client.configure(json!({ "severity": { "S001": "warning" } }));
    client.asked("workspace/configuration");
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 2)]);
    assert!(client.exit().success());
}

#[test]
fn options_given_at_the_beginning_hold() {
    let mut client = Client::start();
    client.initialize(&json!({ "capabilities": {}, "initializationOptions": { "draft": true } }));
    let letter = "untitled:Untitled-1";
    client.open(letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 3)]);
    assert!(client.exit().success());
}

#[test]
fn settings_of_others_and_none_at_all_leave_the_options_as_they_are() {
    let mut client = Client::start();
    client.initialize(&json!({ "capabilities": {}, "initializationOptions": { "draft": true } }));
    let letter = "untitled:Untitled-1";
    client.open(letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 3)]);
    for settings in [json!({}), json!({ "editor": { "draft": false } })] {
        client.notify("workspace/didChangeConfiguration", &json!({ "settings": settings }));
        assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 3)], "{settings}");
    }
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": { "imrlint": {} } }));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 1)], "said to be none");
    assert!(client.exit().success());
}

/// The id of the server's next question for settings.
fn question(client: &mut Client) -> Value {
    client.wait_for(|message| message["method"] == "workspace/configuration")["id"].clone()
}

fn answer(client: &mut Client, question: &Value, settings: &Value) {
    client.send(&json!({ "jsonrpc": "2.0", "id": question, "result": [settings] }));
}

fn asks_for_settings() -> Client {
    let mut client = Client::start();
    client.answers_late();
    client.initialize(&json!({ "capabilities": { "workspace": { "configuration": true } } }));
    client
}

#[test]
fn the_answer_to_the_last_question_holds_whenever_the_others_come() {
    let mut client = asks_for_settings();
    let first = question(&mut client);
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    let second = question(&mut client);
    answer(&mut client, &second, &json!({ "severity": { "S001": "hint" } }));
    answer(&mut client, &first, &json!({ "ignore": ["S001"] }));
    let letter = "untitled:Untitled-1";
    client.open(letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 4)]);
    assert!(client.exit().success());
}

#[test]
fn an_answer_that_is_refused_changes_nothing_and_is_told() {
    let mut client = asks_for_settings();
    let first = question(&mut client);
    answer(&mut client, &first, &json!({ "severity": { "S001": "hint" } }));
    let letter = "untitled:Untitled-1";
    client.open(letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 4)]);
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": null }));
    let second = question(&mut client);
    let error = json!({ "code": -32603, "message": "not now" });
    client.send(&json!({ "jsonrpc": "2.0", "id": second, "error": error }));
    let told = client.notification("window/showMessage");
    assert!(told["message"].as_str().expect("text").contains("those known before hold"), "{told}");
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 4)]);
    assert!(client.exit().success());
}

#[test]
fn letters_that_the_settings_leave_out_are_left_alone() {
    let (folder, _) = folder("exclude = ['old']\n");
    let letter = uri(&folder.path().join("old/draft.imr"));
    let mut client = Client::initialized(&json!({}));
    client.open(&letter, &example("broken/no-summary.imr"));
    assert_eq!(client.diagnostics(&letter)["diagnostics"], json!([]));
    let mut excluded = |name: &str| {
        let arguments = json!([uri(&folder.path().join(name))]);
        let command = json!({ "command": "imrlint.server.status", "arguments": arguments });
        client.request("workspace/executeCommand", &command)["settings"]["excluded"].clone()
    };
    assert_eq!((excluded("old/draft.imr"), excluded("draft.imr")), (json!(true), json!(false)));
    assert!(client.exit().success());
}

#[test]
fn what_the_command_writes_to_a_baseline_is_silent_in_the_editor() {
    let (folder, letter) = folder("baseline = 'baseline.toml'\n");
    let text = example("broken/no-summary.imr");
    std::fs::write(folder.path().join("draft.imr"), &text).expect("written");
    let written = std::process::Command::new(imr_tests::binary())
        .args(["baseline", "write"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let mut client = Client::initialized(&json!({}));
    client.open(&letter, &text);
    assert_eq!(client.diagnostics(&letter)["diagnostics"], json!([]));
    let changes = json!({ "textDocument": { "uri": letter, "version": 2 }, "contentChanges": [{ "text": format!("{text}\nThe the end.\n") }] });
    client.notify("textDocument/didChange", &changes);
    assert_eq!(strings(&client.diagnostics(&letter)["diagnostics"], "code"), ["P001"]);
    assert!(client.exit().success());
}

#[test]
fn an_editor_may_set_whatever_a_file_may() {
    let mut client = Client::start();
    let options = json!({ "extendSelect": ["C011"], "severity": { "S001": "hint" }, "final": false, "exclude": ["old"] });
    client.initialize(&json!({ "capabilities": {}, "initializationOptions": options }));
    let letter = "untitled:Untitled-1";
    client.open(letter, &example("broken/no-summary.imr"));
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 4)]);
    assert!(client.exit().success());
}

#[test]
fn folders_come_and_go_with_their_settings() {
    let can = json!({ "workspace": { "configuration": true, "workspaceFolders": true } });
    let mut client = Client::start().with_settings(json!({ "ignore": ["S001"] }));
    client.initialize(&json!({ "capabilities": can }));
    assert_eq!(client.asked("workspace/configuration")["items"].as_array().expect("items").len(), 1);
    let folder = json!({ "uri": "file:///three", "name": "three" });
    let added = json!({ "event": { "added": [folder], "removed": [] } });
    client.notify("workspace/didChangeWorkspaceFolders", &added);
    assert_eq!(client.asked("workspace/configuration")["items"][1]["scopeUri"], "file:///three");
    let removed = json!({ "event": { "added": [], "removed": [folder] } });
    client.notify("workspace/didChangeWorkspaceFolders", &removed);
    assert_eq!(client.asked("workspace/configuration")["items"].as_array().expect("items").len(), 1);
    assert!(client.exit().success());
}

#[test]
fn a_text_that_is_not_saved_yet_is_a_template_when_the_editor_says_so() {
    // Neovim gives a buffer without a name the second.
    for letter in ["untitled:Untitled-1", "file:///"] {
        unsaved_template(letter);
    }
}

fn unsaved_template(letter: &str) {
    let found_in = |language: &str| {
        let mut client = Client::initialized(&json!({}));
        let text = example("templates/2015-pages.imrt");
        let document = json!({ "uri": letter, "languageId": language, "version": 1, "text": text });
        client.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        let found = client.diagnostics(letter)["diagnostics"].clone();
        assert!(client.exit().success());
        found
    };
    assert!(strings(&found_in("imr-letter"), "code").contains(&"T001"), "gaps in a letter");
    assert!(!strings(&found_in("imr-template"), "code").contains(&"T001"), "placeholders of a template");
}

#[test]
fn the_editor_learns_what_the_settings_file_calls_a_letter() {
    let (folder, _) = folder("include = ['drafts/*.txt']\ntemplates = ['masters/*']\n");
    let mut client = Client::initialized(&json!({}));
    for (name, letter, template) in
        [("drafts/a.txt", true, false), ("masters/b.txt", false, true), ("notes.txt", false, false)]
    {
        let arguments = json!([uri(&folder.path().join(name))]);
        let command = json!({ "command": "imrlint.server.status", "arguments": arguments });
        let settings = client.request("workspace/executeCommand", &command)["settings"].clone();
        assert_eq!(
            (&settings["letter"], &settings["template"]),
            (&json!(letter), &json!(template)),
            "{name}"
        );
    }
    assert!(client.exit().success());
}

#[test]
fn a_letter_over_the_limit_is_no_cleaner_than_for_the_command() {
    let (folder, letter) = folder("max-file-size = 1000\n");
    let text = example("broken/no-summary.imr");
    std::fs::write(folder.path().join("draft.imr"), &text).expect("written");
    let output = std::process::Command::new(imr_tests::binary())
        .args(["check", "--output-format", "json", "draft.imr"])
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    let by_command: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut client = Client::initialized(&json!({}));
    client.open(&letter, &text);
    let found = client.diagnostics(&letter)["diagnostics"].clone();
    assert_eq!(strings(&found, "code"), ["E001"]);
    assert_eq!(strings(&found, "message"), strings(&by_command, "message"));
    // Within the limit it is a letter again.
    client.notify(
        "textDocument/didChange",
        &json!({ "textDocument": { "uri": letter, "version": 2 }, "contentChanges": [{ "text": &text[..900] }] }),
    );
    assert_eq!(severities(&mut client, &letter), [("S001".to_owned(), 1)]);
    assert!(client.exit().success());
}
