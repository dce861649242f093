//! The language server over the real binary: a case or more for each method.

mod code_action;
mod completion;
mod diagnostics;
mod formatting;
mod lifecycle;
mod logs;
mod navigation;
mod odd_messages;
mod overview;
mod pull;
mod same_as_command;
mod settings;
mod settings_mistakes;
mod structure;
mod text_sync;
mod trace;

use imr_tests::Client;
use serde_json::{Value, json};

/// The letter that most cases open.
const URI: &str = "file:///letters/draft.imr";

/// A client with a clean letter open, its first diagnostics read.
fn opened() -> (Client, String) {
    let text = example("clean/2017-sections.imr");
    let client = opened_with(&text);
    (client, text)
}

/// A client with a letter open, its first diagnostics read.
fn opened_with(text: &str) -> Client {
    let mut client = Client::initialized(&json!({}));
    client.open(URI, text);
    client.diagnostics(URI);
    client
}

/// Closes the letter and says goodbye.
fn close(mut client: Client) {
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": URI } }));
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    assert!(client.exit().success());
}

fn example(name: &str) -> String {
    std::fs::read_to_string(imr_tests::root().join("examples").join(name)).expect("an example")
}

/// The position of a `|` in a passage of the text: `at(text, "Nor|co")`.
fn at(text: &str, passage: &str) -> Value {
    let within = passage.find('|').expect("a mark");
    let passage = passage.replace('|', "");
    let found = text.find(&passage).unwrap_or_else(|| panic!("{passage:?} is in the letter"));
    place(text, found + within)
}

/// The position of a byte offset, columns in UTF-16.
fn place(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    json!({ "line": line, "character": column })
}

/// The text at a range of the protocol.
fn text_at<'t>(text: &'t str, range: &Value) -> &'t str {
    &text[offset(text, &range["start"])..offset(text, &range["end"])]
}

fn offset(text: &str, position: &Value) -> usize {
    let (line, column) = (position["line"].as_u64(), position["character"].as_u64());
    let line = usize::try_from(line.expect("a line")).expect("small");
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    let wanted = column.expect("a column");
    let ends = text[start..].char_indices().find(|(_, c)| {
        let here = units >= wanted;
        units += c.len_utf16() as u64;
        here
    });
    ends.map_or(text.len(), |(at, _)| start + at)
}

/// The text with edits put in, wherever they stand in an answer.
fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let new = edit["newText"].as_str().expect("text");
            (offset(text, &range["start"]), offset(text, &range["end"]), new)
        })
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.0));
    let mut text = text.to_owned();
    for (start, end, new) in edits {
        text.replace_range(start..end, new);
    }
    text
}

fn document() -> Value {
    json!({ "uri": URI })
}

/// Asks about a place in the letter.
fn ask_at(client: &mut Client, method: &str, position: &Value) -> Value {
    client.request(method, &json!({ "textDocument": document(), "position": position }))
}

fn strings<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().expect("a list").iter().map(|item| item[key].as_str().unwrap_or("")).collect()
}
