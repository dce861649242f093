//! What may come next.

mod citations;
mod decisions;
mod headings;
mod placeholders;

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::Position;

use crate::{URI, close, edited, example};

/// The items at the `|` of a text, and the text itself.
fn items(marked: &str, snippets: bool) -> (String, Vec<Value>) {
    let cursor = marked.find('|').expect("a mark");
    let text = marked.replacen('|', "", 1);
    let can =
        json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": snippets } } } });
    let mut client = Client::initialized(&can);
    client.open(URI, &text);
    client.diagnostics(URI);
    let position = crate::place(&text, cursor);
    let found = crate::ask_at(&mut client, "textDocument/completion", &position);
    close(client);
    let items = found["items"].as_array().expect("items").clone();
    check(&items, &text, position);
    (text, items)
}

/// Clients refuse an edit that does not hold the cursor or that reaches over a line; what it takes away is
/// the beginning of something, not a list.
fn check(items: &[Value], text: &str, position: Position) {
    for item in items {
        let range = &item["textEdit"]["range"];
        assert!(range["end"] == json!(position) && range["start"]["line"] == position.line, "{item}");
        let typed = crate::text_at(text, range);
        assert!(!typed.contains([';', '\n']) && !typed.starts_with(char::is_whitespace), "{typed:?}: {item}");
    }
}

fn labels(marked: &str) -> Vec<String> {
    items(marked, false).1.iter().map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
}

/// The text after an item was taken.
fn taken(marked: &str, label: &str) -> String {
    let (text, items) = items(marked, false);
    let labels: Vec<_> = items.iter().map(|item| &item["label"]).collect();
    let item = items.iter().find(|item| item["label"] == label);
    let item = item.unwrap_or_else(|| panic!("{label} is not among {labels:?}"));
    edited(&text, &json!([item["textEdit"]]))
}

fn letter(from: &str, to: &str) -> String {
    letter_of("clean/2017-sections.imr", from, to)
}

/// An example with a passage of it replaced.
fn letter_of(name: &str, from: &str, to: &str) -> String {
    let text = example(name);
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn the_summary_is_filled_from_the_header() {
    let marked = letter(
        "The injured worker is a 36 year old male who sustained an industrial injury on 07/21/2016 while\npulling a cable.",
        "|",
    );
    let text = taken(&marked, "Opening sentence");
    assert!(
        text.contains(
            "The injured worker is a <<age>> year old <<male or female>> who sustained an industrial injury on 07/21/2016 while"
        ),
        "{text}"
    );
    assert!(
        taken(&marked, "Utilization review sentence")
            .contains("A utilization review dated 01/04/2017 denied")
    );
}

#[test]
fn missing_titles_come_first_and_issues_whole() {
    let text = example("broken/no-summary.imr");
    let marked = text.replacen("        IMR ISSUES, DECISIONS", "CLIN|\n\n        IMR ISSUES, DECISIONS", 1);
    let (_, found) = items(&marked, true);
    let missing =
        found.iter().find(|item| item["detail"] == "not in the letter yet").expect("a missing title");
    assert!(missing["sortText"].as_str().expect("an order").starts_with('1'));
    let marked = example("clean/2017-sections.imr") + "\n|";
    let (_, found) = items(&marked, true);
    let issue =
        found.iter().find(|item| item["label"] == "Issue: title, verdict and fields").expect("an issue");
    assert_eq!(issue["insertTextFormat"], 2);
    assert!(
        issue["textEdit"]["newText"]
            .as_str()
            .expect("text")
            .starts_with("${1:Item}: ${2|Upheld,Overturned|}")
    );
}

#[test]
fn names_of_states_specialties_and_rules() {
    let marked =
        letter("State(s) of Licensure: New York, California", "State(s) of Licensure: New York, Cal|");
    assert!(taken(&marked, "California").contains("Licensure: New York, California\n"));
    let marked = letter("Specialty: Preventive Medicine, Occupational Medicine", "Specialty: Neuro|");
    assert!(taken(&marked, "Neurology").contains("Specialty: Neurology\n"));
    // Below the line nothing is left to add.
    let marked =
        letter("Specialty: Preventive Medicine, Occupational Medicine\n", "Specialty: Pain Medicine\n\n|\n");
    assert!(!labels(&marked).contains(&"Pain Medicine".to_owned()));
    let marked = "<!-- imrlint-ignore S0| -->\n".to_owned() + &example("clean/2017-sections.imr");
    let (_, found) = items(&marked, false);
    let rule = found.iter().find(|item| item["label"] == "S011").expect("a rule");
    assert_eq!(rule["detail"], "altered-statement");
    assert!(taken(&marked, "S011").starts_with("<!-- imrlint-ignore S011 -->"));
}

#[test]
fn a_list_opens_by_itself_behind_what_announces_a_name() {
    let mut client = Client::start();
    let can = client.initialize(&json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    let triggers = can["completionProvider"]["triggerCharacters"].as_array().expect("signs");
    for sign in [":", ";", ",", " ", "{", "[", "<", "\u{ab}", "$", "%"] {
        assert!(triggers.contains(&json!(sign)), "{sign}: {triggers:?}");
    }
    assert!(client.exit().success());
}

#[test]
fn every_place_of_every_letter_can_be_asked() {
    for name in
        ["2013-early-review", "2013-notice", "2014-numbered", "2015-pages", "2017-sections", "2019-acoem"]
    {
        let text =
            example(&format!("clean/{name}.imr")).replace("the ", "the\u{a0} ").replace('"', "\u{201d}");
        let mut client = crate::opened_with(&text);
        for place in text.char_indices().map(|(at, _)| at).step_by(11) {
            let position = crate::place(&text, place);
            let found = crate::ask_at(&mut client, "textDocument/completion", &position);
            check(found["items"].as_array().expect("items"), &text, position);
        }
        close(client);
    }
}
