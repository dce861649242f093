//! Mistakes in settings: shown where they were made, and gone with them.

use imr_tests::Client;
use serde_json::json;
use tower_lsp::lsp_types::notification::ShowMessage;

use crate::settings::{folder, severities, uri};
use crate::{example, strings};

#[test]
fn mistakes_are_shown_in_the_settings_file_and_go_with_it() {
    let (folder, letter) = folder("draft = true\nignore = ['S0100']\n");
    let file = folder.path().join("imrlint.toml");
    let mut client = Client::initialized(&json!({}));
    client.open(&letter, &example("clean/2017-sections.imr"));
    let shown = client.diagnostics(&uri(&file));
    let message = "there is no rule S0100; did you mean S010 (invalid-header-field)?";
    assert_eq!(strings(&shown["diagnostics"], "message"), [message]);
    assert_eq!(shown["diagnostics"][0]["range"]["start"], json!({ "line": 1, "character": 10 }));
    client.diagnostics(&letter);
    // A file that cannot be used at all: nothing is checked, and the reason is shown, in the letter too.
    std::fs::write(&file, "draft = 'yes'\n").expect("written");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&file) } }));
    let shown = client.diagnostics(&uri(&file));
    assert_eq!(shown["diagnostics"][0]["severity"], 1);
    let unchecked = client.diagnostics(&letter)["diagnostics"][0].clone();
    let message = unchecked["message"].as_str().expect("a message");
    assert!(message.starts_with("nothing in this letter was checked"), "{message}");
    assert!(message.contains("imrlint.toml:1:9: "), "{message}");
    assert_eq!((&unchecked["severity"], &unchecked["range"]["start"]["line"]), (&json!(1), &json!(0)));
    std::fs::write(&file, "draft = true\n").expect("written");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&file) } }));
    assert_eq!(client.diagnostics(&uri(&file))["diagnostics"], json!([]));
    assert_eq!(client.diagnostics(&letter)["diagnostics"], json!([]));
    assert!(client.exit().success());
}

#[test]
fn a_mistake_in_an_extended_file_is_shown_there_and_overrides_hold() {
    let (folder, letter) = folder("extend = 'base.toml'\n");
    let base = folder.path().join("base.toml");
    std::fs::write(&base, "audience = 'publik'\n").expect("written");
    let mut client = Client::initialized(&json!({}));
    client.open(&letter, &example("broken/no-summary.imr"));
    let shown = client.diagnostics(&uri(&base));
    let message = shown["diagnostics"][0]["message"].as_str().expect("a message");
    assert!(message.ends_with("did you mean `public`?"), "{message}");
    let unchecked = client.diagnostics(&letter)["diagnostics"].clone();
    assert!(strings(&unchecked, "message")[0].contains("base.toml:1:"), "{unchecked}");
    std::fs::write(&base, "[[overrides]]\npaths = ['draft.imr']\ndraft = true\n").expect("written");
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": uri(&base) } }));
    assert_eq!(client.diagnostics(&uri(&base))["diagnostics"], json!([]));
    assert_eq!(severities(&mut client, &letter), [("S001".to_owned(), 3)], "info in a draft");
    assert!(client.exit().success());
}

#[test]
fn mistakes_of_the_editor_are_told_once_wherever_they_come_from() {
    let told = |client: &mut Client| client.told::<ShowMessage>().message;
    let mut client = Client::start();
    let options = json!({ "audience": "nobody", "profile": "g99" });
    client.initialize(&json!({ "capabilities": {}, "initializationOptions": options }));
    let letter = "untitled:Untitled-1";
    client.open(letter, &example("broken/no-summary.imr"));
    let (first, second) = (told(&mut client), told(&mut client));
    assert!(first.starts_with("imrlint.audience: unknown variant"), "{first}");
    let refused = "the editor's settings: there is no profile called `g99`";
    assert!(second.starts_with(refused), "{second}");
    client.diagnostics(letter);
    // What was told is not told again, what is new is, and what is mended is in force.
    let settings = json!({ "settings": { "imrlint": { "audience": "nobody", "draft": "perhaps" } } });
    client.notify("workspace/didChangeConfiguration", &settings);
    let third = told(&mut client);
    assert!(third.starts_with("imrlint.draft:"), "{third}");
    assert_eq!(severities(&mut client, letter), [("S001".to_owned(), 1)]);
    assert!(client.exit().success());
}

#[test]
fn what_was_shown_in_a_settings_file_goes_when_the_file_does() {
    let (folder, letter) = folder("extend = 'base.toml'\n");
    let (file, base) = (folder.path().join("imrlint.toml"), folder.path().join("base.toml"));
    std::fs::write(&base, "ignore = ['S0100']\n").expect("written");
    let mut client = Client::initialized(&json!({}));
    client.open(&letter, &example("clean/2017-sections.imr"));
    assert_eq!(client.diagnostics(&uri(&base))["diagnostics"].as_array().map(Vec::len), Some(1));
    client.diagnostics(&letter);
    let saved = json!({ "textDocument": { "uri": uri(&file) } });
    // The other file is as wrong as before, but nobody extends it any more.
    std::fs::write(&file, "ignore = ['S0200']\n").expect("written");
    client.notify("textDocument/didSave", &saved);
    assert_eq!(client.diagnostics(&uri(&base))["diagnostics"], json!([]));
    assert_eq!(client.diagnostics(&uri(&file))["diagnostics"].as_array().map(Vec::len), Some(1));
    client.diagnostics(&letter);
    std::fs::remove_file(&file).expect("removed");
    let deleted = json!({ "changes": [{ "uri": uri(&file), "type": 3 }] });
    client.notify("workspace/didChangeWatchedFiles", &deleted);
    assert_eq!(client.diagnostics(&uri(&file))["diagnostics"], json!([]));
    client.diagnostics(&letter);
    assert!(client.exit().success());
}

#[test]
fn a_settings_file_that_is_opened_shows_its_mistakes() {
    let (folder, _) = folder("draft = 'yes'\n");
    let file = uri(&folder.path().join("imrlint.toml"));
    let mut client = Client::initialized(&json!({}));
    client.open(&file, "draft = 'yes'\n");
    assert_eq!(client.diagnostics(&file)["diagnostics"][0]["severity"], 1);
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": file } }));
    assert_eq!(client.diagnostics(&file)["diagnostics"], json!([]));
    assert!(client.exit().success());
}

#[test]
fn a_letter_that_is_pulled_and_cannot_be_checked_does_not_look_clean() {
    let (folder, letter) = folder("draft = 'yes'\n");
    let mut client = Client::start();
    let root = uri(folder.path());
    client.initialize(&json!({ "rootUri": root, "capabilities": { "textDocument": { "diagnostic": {} } } }));
    client.open(&letter, &example("clean/2017-sections.imr"));
    let file = uri(&folder.path().join("imrlint.toml"));
    assert_eq!(client.published(&file).diagnostics.len(), 1);
    let one = client.request("textDocument/diagnostic", &json!({ "textDocument": { "uri": letter } }));
    let message = strings(&one["items"], "message")[0];
    assert!(message.starts_with("nothing in this letter was checked"), "{message}");
    let all = client.request("workspace/diagnostic", &json!({ "previousResultIds": [] }));
    let of_letter =
        all["items"].as_array().expect("items").iter().find(|item| item["uri"] == letter.as_str());
    assert_eq!(of_letter.expect("the letter")["items"], one["items"]);
    assert_eq!(client.published(&file).diagnostics, [], "who asks for a folder's is not told them besides");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": letter } }));
    assert!(client.exit().success());
}
