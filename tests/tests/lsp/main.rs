//! The language server over the real binary: a case or more for each method.

mod code_action;
mod completion;
mod coverage;
mod diagnostics;
mod formatting;
mod frames;
mod lifecycle;
mod logs;
mod malformed;
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
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::lsp_types::notification::DidCloseTextDocument;
use tower_lsp::lsp_types::{Position, Range, TextEdit};

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
    client.tell::<DidCloseTextDocument>(of_letter());
    assert_eq!(client.published(URI).diagnostics, []);
    assert!(client.exit().success());
}

fn example(name: &str) -> String {
    std::fs::read_to_string(imr_tests::root().join("examples").join(name)).expect("an example")
}

/// The position of a `|` in a passage of the text: `at(text, "Nor|co")`.
fn at(text: &str, passage: &str) -> Position {
    let within = passage.find('|').expect("a mark");
    let passage = passage.replace('|', "");
    let found = text.find(&passage).unwrap_or_else(|| panic!("{passage:?} is in the letter"));
    place(text, found + within)
}

/// The position of a byte offset, columns in UTF-16.
fn place(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or("").encode_utf16().count();
    Position::new(line as u32, column as u32)
}

/// The text at a range of the protocol.
fn text_at<'t>(text: &'t str, range: &impl Serialize) -> &'t str {
    let range: Range = params(json!(range));
    &text[offset(text, &range.start)..offset(text, &range.end)]
}

/// The byte offset of a position of the protocol.
fn offset(text: &str, position: &impl Serialize) -> usize {
    let position: Position = params(json!(position));
    let start: usize = text.split_inclusive('\n').take(position.line as usize).map(str::len).sum();
    let mut units = 0;
    let ends = text[start..].char_indices().find(|(_, c)| {
        let here = units >= position.character as usize;
        units += c.len_utf16();
        here
    });
    ends.map_or(text.len(), |(at, _)| start + at)
}

/// The text with edits put in, wherever they stand in an answer.
fn edited(text: &str, edits: &impl Serialize) -> String {
    let mut edits: Vec<TextEdit> = params(json!(edits));
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    let mut after = text.to_owned();
    for edit in edits {
        after.replace_range(offset(text, &edit.range.start)..offset(text, &edit.range.end), &edit.new_text);
    }
    after
}

fn document() -> Value {
    json!({ "uri": URI })
}

/// Parameters of whichever request wants them, written as JSON: they must be right.
fn params<P: DeserializeOwned>(json: Value) -> P {
    let told = json.to_string();
    serde_json::from_value(json).unwrap_or_else(|error| panic!("{error}: {told}"))
}

/// Parameters that name the letter and nothing more.
fn of_letter<P: DeserializeOwned>() -> P {
    params(json!({ "textDocument": document() }))
}

/// Parameters that name a place in the letter.
fn here<P: DeserializeOwned>(position: Position) -> P {
    params(json!({ "textDocument": document(), "position": position }))
}

/// Asks about a place in the letter.
fn ask_at(client: &mut Client, method: &str, position: &impl Serialize) -> Value {
    client.request(method, &json!({ "textDocument": document(), "position": position }))
}

fn strings<'v>(list: &'v Value, key: &str) -> Vec<&'v str> {
    list.as_array().expect("a list").iter().map(|item| item[key].as_str().unwrap_or("")).collect()
}
