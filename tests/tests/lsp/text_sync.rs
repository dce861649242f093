//! Opening, changing, saving, closing: the server's text is the client's.

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::Position;
use tower_lsp::lsp_types::notification::ShowMessage;

use crate::{URI, ask_at, at, close, opened};

fn hover_title(client: &mut Client, position: Position) -> String {
    let hover = ask_at(client, "textDocument/hover", &position);
    let value = hover["contents"]["value"].as_str().unwrap_or("");
    value.lines().next().unwrap_or("").trim_start_matches("### ").to_owned()
}

#[test]
fn a_request_sees_the_text_as_of_its_arrival() {
    let (mut client, text) = opened();
    let position = at(&text, "Nor|co 5/325mg #60: Upheld");
    let line = position.line;
    let mut asked = Vec::new();
    // The drug changes from key to key, and each hover is about the drug of its moment.
    for (round, drug) in ["Norco", "Soma#", "Norco", "Soma#"].into_iter().cycle().take(40).enumerate() {
        let version = i32::try_from(round).expect("small") + 2;
        let range =
            json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 5 } });
        client.change(URI, version, &json!([{ "range": range, "text": drug }]));
        let params = json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": 2 } });
        asked.push((client.begin("textDocument/hover", &params), drug));
    }
    for (id, drug) in asked {
        let title = client.reply(id)["result"]["contents"]["value"].as_str().expect("a card").to_owned();
        let generic = if drug == "Norco" { "hydrocodone" } else { "carisoprodol" };
        assert!(title.contains(generic), "{drug}: {title}");
    }
    let last = client.wait_for(|message| message["params"]["version"] == 41);
    assert_eq!(last["method"], "textDocument/publishDiagnostics");
    close(client);
}

#[test]
fn saving_heals_a_text_that_went_astray() {
    let (mut client, text) = opened();
    let position = at(&text, "Nor|co 5/325mg #60: Upheld");
    // A client that forgets to send an edit, and then saves.
    let theirs = text.replacen("Norco 5/325mg #60: Upheld", "Soma 350mg #60: Upheld", 1);
    let params = json!({ "textDocument": { "uri": URI }, "text": theirs });
    client.notify("textDocument/didSave", &params);
    client.diagnostics(URI);
    assert_eq!(hover_title(&mut client, position), "carisoprodol");
    close(client);
}

#[test]
fn senseless_edits_do_no_harm() {
    let (mut client, text) = opened();
    let far = json!({ "line": 4_000_000, "character": 4_000_000 });
    let near = json!({ "line": 0, "character": 0 });
    // Turned round and far outside: everything goes, and comes back.
    client.change(URI, 2, &json!([{ "range": { "start": far, "end": near }, "text": text }]));
    assert_eq!(client.diagnostics(URI)["version"], 2);
    let position = at(&text, "Nor|co 5/325mg #60: Upheld");
    assert_eq!(hover_title(&mut client, position), "hydrocodone/acetaminophen");
    // A letter that was never opened.
    client.change("file:///letters/other.imr", 2, &json!([{ "text": "x" }]));
    close(client);
}

#[test]
fn one_notice_with_several_edits_applies_them_in_order() {
    let (mut client, text) = opened();
    let start = at(&text, "|Norco 5/325mg #60: Upheld");
    let line = start.line;
    let delete =
        json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 5 } });
    let insert = json!({ "start": start, "end": start });
    client.change(URI, 2, &json!([{ "range": delete, "text": "" }, { "range": insert, "text": "Soma" }]));
    client.diagnostics(URI);
    let position = Position::new(line, 2);
    assert_eq!(hover_title(&mut client, position), "carisoprodol");
    close(client);
}

/// A title with a slip, which one block tells, and no summary, which only all of a letter tells.
fn huge() -> String {
    format!("HOW THE IMR FINAL DETERMINATON WAS MADE\n{}", " ".repeat(5 << 20))
}

fn codes(published: &Value) -> Vec<&str> {
    let codes = crate::strings(&published["diagnostics"], "code");
    codes.into_iter().filter(|code| ["S001", "S005"].contains(code)).collect()
}

fn told_that_rules_rest(client: &mut Client) {
    let notice = client.told::<ShowMessage>().message;
    assert!(notice.contains("larger than 4 MB"), "{notice}");
}

#[test]
fn in_a_huge_letter_the_costly_rules_rest_while_it_is_typed_and_a_notice_says_so() {
    let mut client = Client::initialized(&json!({}));
    client.open(URI, &huge());
    told_that_rules_rest(&mut client);
    assert_eq!(codes(&client.diagnostics(URI)), ["S001", "S005"], "all of them when it is opened");
    let place = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } });
    client.change(URI, 2, &json!([{ "range": place, "text": "x" }]));
    let published = client.diagnostics(URI);
    assert_eq!((codes(&published), &published["version"]), (vec!["S005"], &json!(2)));
    client.notify("textDocument/didSave", &json!({ "textDocument": { "uri": URI } }));
    let published = client.diagnostics(URI);
    assert_eq!(
        (codes(&published), &published["version"]),
        (vec!["S001", "S005"], &json!(2)),
        "and when saved"
    );
    close(client);
}

#[test]
fn a_letter_that_grows_huge_says_so_and_shows_nothing_old() {
    let mut client = Client::initialized(&json!({ "textDocument": { "diagnostic": {} } }));
    client.open(URI, "HOW THE IMR FINAL DETERMINATON WAS MADE\n");
    let ask = json!({ "textDocument": { "uri": URI } });
    let pulled = |client: &mut Client| json!({ "diagnostics": client.request("textDocument/diagnostic", &ask)["items"] });
    assert_eq!(codes(&pulled(&mut client)), ["S001", "S005"]);
    client.change(URI, 2, &json!([{ "text": format!("\n{}", huge()) }]));
    told_that_rules_rest(&mut client);
    let resting = pulled(&mut client);
    assert_eq!(codes(&resting), ["S005"]);
    let moved = resting["diagnostics"].as_array().expect("a list").iter().find(|d| d["code"] == "S005");
    assert_eq!(moved.expect("a finding")["range"]["start"]["line"], 1, "where it is now");
    client.change(URI, 3, &json!([{ "text": "HOW THE IMR FINAL DETERMINATON WAS MADE\n" }]));
    assert_eq!(codes(&pulled(&mut client)), ["S001", "S005"], "small again");
    assert!(client.exit().success());
}

#[test]
fn one_huge_letter_does_not_keep_the_others_waiting() {
    let (mut client, text) = opened();
    let huge_uri = "file:///letters/huge.imr";
    let records = "The records of 01/02/2016 were reviewed, with pain of the left knee.\n\n".repeat(5_000);
    client.open(huge_uri, &format!("CLINICAL CASE SUMMARY\n{records}"));
    let document = json!({ "textDocument": { "uri": huge_uri } });
    let of_huge = ["textDocument/foldingRange", "textDocument/documentSymbol", "textDocument/codeLens"]
        .map(|method| client.begin(method, &document));
    let position = at(&text, "Nor|co 5/325mg #60: Upheld");
    let hover = json!({ "textDocument": { "uri": URI }, "position": position });
    let of_small = client.begin("textDocument/hover", &hover);
    let is_reply = |message: &Value| {
        message.get("method").is_none()
            && (message["id"] == of_small || of_huge.iter().any(|id| message["id"] == *id))
    };
    assert_eq!(client.wait_for(is_reply)["id"], of_small, "the small letter is answered first");
    for id in of_huge {
        client.reply(id);
    }
    client.diagnostics(huge_uri);
    close(client);
}
