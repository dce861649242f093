//! The same hazards on the real server, its binary and its letters. A panic has no case here: nothing that a client
//! can send makes a handler panic.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::wire::Wire;

const LETTER: &str = "file:///letters/draft.imr";
const HUGE: &str = "file:///letters/huge.imr";
/// The line of the issue's title, which is what the cases change.
const TITLE: u32 = 2;

fn letter() -> String {
    "IMR ISSUES, DECISIONS AND RATIONALES\n\n0 mg of Norco: Upheld\n\nDecision rationale: He is well.\n"
        .to_owned()
}

/// Much to read, and much to answer.
fn huge() -> String {
    let records = "The records of 01/02/2016 were reviewed, with pain of the left knee.\n\n".repeat(5_000);
    format!("CLINICAL CASE SUMMARY\n{records}")
}

/// Starts the server with a letter open.
async fn opened(initialize: &Value) -> Wire {
    let mut wire = Wire::real(initialize).await;
    open(&mut wire, LETTER, &letter()).await;
    wire
}

async fn open(wire: &mut Wire, uri: &str, text: &str) {
    let document = json!({ "uri": uri, "languageId": "imr-letter", "version": 0, "text": text });
    wire.notify("textDocument/didOpen", &json!({ "textDocument": document })).await;
}

/// Types a digit behind those typed before.
async fn key(wire: &mut Wire, number: u32) {
    let place = json!({ "line": TITLE, "character": number - 1 });
    let change = json!({ "range": { "start": place, "end": place }, "text": (number % 10).to_string() });
    let document = json!({ "uri": LETTER, "version": number });
    let params = json!({ "textDocument": document, "contentChanges": [change] });
    wire.notify("textDocument/didChange", &params).await;
}

/// Asks for the symbols of a letter, of which the last but one is the issue.
async fn ask(wire: &mut Wire, id: i64, uri: &str) {
    wire.request(id, "textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } })).await;
}

/// So many replies, by the numbers of their requests.
async fn replies(wire: &mut Wire, number: usize) -> BTreeMap<i64, Value> {
    let mut replies = BTreeMap::new();
    while replies.len() < number {
        let reply = wire.passing_over(|message| message.get("method").is_none()).await;
        replies.insert(reply["id"].as_i64().expect("a number"), reply);
    }
    replies
}

/// The title that an answer names.
fn title(reply: &Value) -> &str {
    let names = reply["result"].as_array().expect("symbols").iter().map(|symbol| &symbol["name"]);
    names.filter_map(Value::as_str).find(|name| name.ends_with(": Upheld")).expect("an issue")
}

/// The title after so many keys.
fn typed(keys: u32) -> String {
    let digits: String = (1..=keys).map(|number| (number % 10).to_string()).collect();
    format!("{digits}0 mg of Norco: Upheld")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn edits_are_taken_over_in_order() {
    let mut wire = opened(&json!({ "capabilities": {} })).await;
    for number in 1..=300 {
        key(&mut wire, number).await;
    }
    ask(&mut wire, 1, LETTER).await;
    assert_eq!(title(&wire.reply(1).await), typed(300));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_ends_the_server_while_it_works_and_its_input_is_open() {
    let mut wire = opened(&json!({ "capabilities": {} })).await;
    open(&mut wire, HUGE, &huge()).await;
    wire.request(1, "shutdown", &json!(null)).await;
    wire.notify("exit", &json!(null)).await;
    assert_eq!(wire.reply(1).await["result"], Value::Null);
    assert!(wire.ended().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_types_on_and_answers_nothing_is_served() {
    let can = json!({ "workspace": { "configuration": true } });
    let mut wire = opened(&json!({ "capabilities": can })).await;
    // It is asked for its settings again and again, and types.
    for number in 1..=200 {
        wire.notify("workspace/didChangeConfiguration", &json!({ "settings": null })).await;
        key(&mut wire, number).await;
    }
    ask(&mut wire, 1, LETTER).await;
    wire.request(2, "workspace/executeCommand", &json!({ "command": "imrlint.server.status" })).await;
    assert_eq!(wire.reply(2).await["result"]["letters"], 1, "what needs no settings is answered");
    // Only the last question is answered; what waits for it knows all keys.
    wire.notify("workspace/didChangeConfiguration", &json!({ "settings": null })).await;
    let asked = wire.passing_over(|message| message["method"] == "workspace/configuration").await;
    wire.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": [null] })).await;
    assert_eq!(title(&wire.reply(1).await), typed(200));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_long_requests_is_cancelled_at_once() {
    let mut wire = opened(&json!({ "capabilities": {} })).await;
    open(&mut wire, HUGE, &huge()).await;
    for id in 1..=20 {
        ask(&mut wire, id, HUGE).await;
    }
    for id in (1..=20).rev() {
        wire.notify("$/cancelRequest", &json!({ "id": id })).await;
    }
    ask(&mut wire, 21, LETTER).await;
    let replies = replies(&mut wire, 21).await;
    for id in 1..=20 {
        assert_eq!(replies[&id]["error"]["code"], -32800, "{id}");
    }
    assert_eq!(title(&replies[&21]), typed(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_letter_is_answered_while_a_huge_one_is_checked() {
    let mut wire = opened(&json!({ "capabilities": {} })).await;
    open(&mut wire, HUGE, &huge()).await;
    let place = json!({ "line": TITLE, "character": 8 });
    let params = json!({ "textDocument": { "uri": LETTER }, "position": place });
    wire.request(1, "textDocument/hover", &params).await;
    let of_huge = |message: &Value| message["params"]["uri"] == HUGE;
    let first = wire.passing_over(|message| message["id"] == 1 || of_huge(message)).await;
    assert!(first["result"]["contents"].is_object(), "{first}");
    wire.passing_over(of_huge).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_does_not_read_may_still_type_and_gets_all_answers() {
    let options = json!({ "debounce": 0 });
    let mut wire = opened(&json!({ "capabilities": {}, "initializationOptions": options })).await;
    let issue = "Physical therapy of the left knee: Upheld\n\nDecision rationale: He is well.\n\n";
    let long = format!("IMR ISSUES, DECISIONS AND RATIONALES\n\n{}", issue.repeat(500));
    open(&mut wire, HUGE, &long).await;
    // A few of these are more than the server keeps for who does not read.
    for id in 1..=20 {
        ask(&mut wire, id, HUGE).await;
    }
    for number in 1..=3_000 {
        key(&mut wire, number).await;
    }
    ask(&mut wire, 21, LETTER).await;
    let replies = replies(&mut wire, 21).await;
    let symbols = |id: i64| replies[&id]["result"].as_array().map(Vec::len);
    assert!((1..=20).all(|id| symbols(id) == symbols(1) && symbols(id) > Some(500)));
    assert_eq!(title(&replies[&21]), typed(3_000));
}
