//! No word of a letter is written anywhere but to the client.

use std::io::Read;
use std::process::{Command, Stdio};

use imr_tests::Client;
use serde_json::json;

use crate::{URI, ask_at};

#[test]
fn logs_hold_no_word_of_a_letter_at_their_most_verbose() {
    let mut command = Command::new(imr_tests::binary());
    command.arg("lsp").env("IMRLINT_LOG", "trace").env("RUST_LOG", "trace").stderr(Stdio::piped());
    let mut client = Client::spawn(&mut command);
    let mut log = client.process().stderr.take().expect("piped");
    client.initialize(&json!({ "capabilities": {} }));
    let text = crate::example("clean/2017-sections.imr").replace("low back pain", "low Canarybird pain");
    client.open(URI, &text);
    client.diagnostics(URI);
    client.change(URI, 2, &json!([{ "text": format!("{text}\nCanarybird: Upheld\n") }]));
    client.diagnostics(URI);
    ask_at(&mut client, "textDocument/hover", &crate::at(&text, "Nor|co 5/325mg #60: Upheld"));
    client.request("imrlint/overview", &json!({ "textDocument": { "uri": URI } }));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": URI }, "text": "Canarybird" }));
    client.diagnostics(URI);
    client.notification("imrlint/overviewChanged");
    // What cannot be read is told of without being quoted.
    client.send_raw(b"{ \"Canarybird\": ");
    client.wait_for(|message| message.get("error").is_some());
    client.refused("textDocument/hover", &json!({ "Canarybird": 1 }));
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
    let mut written = String::new();
    log.read_to_string(&mut written).expect("text");
    assert!(written.contains("the text was not the client's"), "it does log: {written:?}");
    assert!(!written.contains("Canarybird") && !written.contains("canarybird"), "{written}");
}
