//! What may come next.

use imr_tests::Client;
use serde_json::{Value, json};

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
    let found = crate::ask_at(&mut client, "textDocument/completion", &crate::place(&text, cursor));
    close(client);
    (text, found["items"].as_array().expect("items").clone())
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
    let text = example("clean/2017-sections.imr");
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn verdicts_follow_a_title() {
    let marked = letter("Norco 5/325mg #60: Upheld", "Norco 5/325mg #60: Up|");
    assert!(taken(&marked, "Upheld").contains("Norco 5/325mg #60: Upheld\n"));
    assert_eq!(labels(&marked)[..2], ["Upheld", "Overturned"]);
}

#[test]
fn guidelines_and_their_topics_are_offered() {
    let marked = letter(
        "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.",
        "MAXIMUS guideline: Decision based on MTUS Low B|",
    );
    let text = taken(&marked, "Low Back Complaints 2004");
    assert!(text.contains("MTUS Low Back Complaints 2004, Section(s): \n"), "{text}");
    let marked = letter(
        "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.",
        "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Spe|",
    );
    assert!(taken(&marked, "Special Studies").contains("2004, Section(s): Special Studies.\n"));
    let marked = letter(
        "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.",
        "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines Acu|",
    );
    let text = taken(&marked, "Acupuncture");
    assert!(text.contains("Guidelines Acupuncture Page(s): "), "a topic comes with its page");
    let marked = letter(
        "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.",
        "MAXIMUS guideline: |",
    );
    let nothing = "The Expert Reviewer did not cite any medical evidence for its decision.";
    assert!(taken(&marked, "Cites nothing").contains(nothing));
    assert!(labels(&marked).contains(&"Outside of the MTUS".to_owned()));
}

#[test]
fn a_rationale_is_concluded_from_title_and_verdict() {
    let marked = letter("Therefore, the request for Norco 5/325mg #60 is not medically necessary.", "|");
    let text = taken(&marked, "Conclusion: is not medically necessary");
    assert!(text.contains("Therefore, the request for Norco 5/325mg #60 is not medically necessary.\n"));
    assert!(labels(&marked).contains(&"Weaning paragraph".to_owned()), "it is an opioid");
    assert!(labels(&marked).contains(&"Depends on the primary procedure".to_owned()));
    // Who begins with other words goes on with them.
    let marked = letter("Therefore, the request for Norco 5/325mg #60 is not medically necessary.", "As s|");
    let text = taken(&marked, "Conclusion: is not medically necessary");
    assert!(
        text.contains("As such, the request for Norco 5/325mg #60 is not medically necessary.\n"),
        "{text}"
    );
    // The eligible portion is what is decided about, where another was granted.
    let marked = letter(
        "As such, the request for physical therapy for the lumbar spine, 8 sessions is\nnot medically necessary.",
        "|",
    );
    let text = taken(&marked, "Conclusion: is not medically necessary");
    assert!(text.contains("Therefore, the request for physical therapy for the lumbar spine, 8 sessions is not medically necessary."), "{text}");
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
            "The injured worker is a age year old male who sustained an industrial injury on 07/21/2016 while"
        ),
        "{text}"
    );
    assert!(
        taken(&marked, "Utilization review sentence")
            .contains("A utilization review dated 01/04/2017 denied")
    );
}

#[test]
fn what_remains_of_a_request_is_computed() {
    let marked = letter(
        "The remaining IMR\neligible portion of the original request, physical therapy for the lumbar spine, 8 sessions is: Upheld",
        "|",
    );
    let text = taken(&marked, "Remaining portion: 8 sessions");
    assert!(text.contains("The remaining IMR eligible portion of the original request, physical therapy for the lumbar spine, 8 sessions is: "), "{text}");
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
fn placeholders_are_offered_by_name() {
    let marked = letter("Case Number:     CM17-0990017", "Case Number: {{ case|");
    let text = taken(&marked, "case_number");
    assert!(text.contains("Case Number: {{ case_number }}\n"), "closed, too: {text}");
    let marked = letter("Case Number:     CM17-0990017", "Case Number: {{ case| }}");
    assert!(taken(&marked, "case_number").contains("Case Number: {{ case_number }}\n"));
    let marked = letter("Case Number:     CM17-0990017", "Case Number: {{ case_number }} |");
    assert!(!labels(&marked).contains(&"case_number".to_owned()), "behind it there is none");
}

#[test]
fn declared_placeholders_are_offered_as_loops_name_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let declared =
        "[placeholders]\nissues = 'list'\n'issues.item' = { type = 'item', sample = 'Norco #60' }\n";
    std::fs::write(folder.path().join("imrlint.toml"), declared).expect("written");
    let uri = format!("file://{}", folder.path().join("draft.imrt").display());
    let text = "{% for issue in issues %}\n{{ is\n";
    let mut client = Client::initialized(&json!({}));
    client.open(&uri, text);
    client.diagnostics(&uri);
    let params = json!({ "textDocument": { "uri": uri }, "position": { "line": 1, "character": 5 } });
    let found = client.request("textDocument/completion", &params);
    let item = &found["items"][1];
    assert_eq!((&item["label"], &item["detail"]), (&json!("issue.item"), &json!("such as Norco #60")));
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    client.diagnostics(&uri);
    assert!(client.exit().success());
}

#[test]
fn names_of_states_specialties_and_rules() {
    let marked =
        letter("State(s) of Licensure: New York, California", "State(s) of Licensure: New York, Cal|");
    assert!(taken(&marked, "California").contains("Licensure: New York, California\n"));
    let marked = letter("Specialty: Preventive Medicine, Occupational Medicine", "Specialty: Neuro|");
    assert!(taken(&marked, "Neurology").contains("Specialty: Neurology\n"));
    let marked = "<!-- imrlint-ignore S0| -->\n".to_owned() + &example("clean/2017-sections.imr");
    let (_, found) = items(&marked, false);
    let rule = found.iter().find(|item| item["label"] == "S011").expect("a rule");
    assert_eq!(rule["detail"], "altered-statement");
    assert!(taken(&marked, "S011").starts_with("<!-- imrlint-ignore S011 -->"));
}
