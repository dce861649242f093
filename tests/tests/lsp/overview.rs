//! `imrlint/overview`.

use serde_json::json;

use crate::{URI, close, document, example, opened, opened_with, text_at};

#[test]
fn a_letter_at_a_glance() {
    let (mut client, text) = opened();
    let overview = client.request("imrlint/overview", &json!({ "textDocument": document() }));
    assert_eq!((&overview["determination"], &overview["audience"]), (&json!("partial"), &json!("public")));
    assert_eq!((&overview["version"], &overview["lacks"]), (&json!(1), &json!([])));
    let norco = &overview["issues"][1];
    assert_eq!(
        (&norco["number"], &norco["title"], &norco["verdict"]),
        (&json!(2), &json!("Norco 5/325mg #60"), &json!("upheld"))
    );
    assert_eq!(text_at(&text, &norco["verdictRange"]), "Upheld");
    assert_eq!(
        (&norco["conclusion"]["says"], &norco["conclusion"]["agrees"]),
        (&json!("upheld"), &json!(true))
    );
    assert_eq!(norco["citation"]["state"], "cited");
    assert_eq!(norco["citation"]["citations"][0]["document"], "Opioid Treatment");
    assert_eq!(overview["counts"], json!({ "error": 0, "warning": 0, "info": 0, "hint": 0 }));

    // Who has asked once hears of changes.
    client.change(URI, 2, &json!([{ "text": example("broken/no-summary.imr") }]));
    client.diagnostics(URI);
    assert_eq!(client.notification("imrlint/overviewChanged"), json!({ "uri": URI, "version": 2 }));
    let overview = client.request("imrlint/overview", &json!({ "textDocument": document() }));
    assert_eq!(overview["lacks"][0]["code"], "S001");
    close(client);
}

#[test]
fn a_slip_is_no_lack_and_a_doubt_is_about_one_citation() {
    let page = "MTUS Low Back Complaints 2004, Section(s): Special Studies.";
    let text = example("clean/2017-sections.imr")
        .replace("New York, California", "New York, Californa")
        .replace(page, "MTUS Low Back Complaints 2004, Section(s): Unheard Of; and MTUS Low Back Complaints 2004, Section(s): Special Studies.");
    let mut client = opened_with(&text);
    let overview = client.request("imrlint/overview", &json!({ "textDocument": document() }));
    assert_eq!(overview["lacks"], json!([]));
    let citation = &overview["issues"][0]["citation"];
    let doubtful: Vec<_> =
        citation["citations"].as_array().expect("a list").iter().map(|cited| &cited["doubtful"]).collect();
    assert_eq!((&citation["state"], doubtful), (&json!("doubtful"), vec![&json!(true), &json!(false)]));
    close(client);
}

#[test]
fn there_is_none_of_a_letter_that_is_not_open() {
    let (mut client, _) = opened();
    let params = json!({ "textDocument": { "uri": "file:///letters/other.imr" } });
    assert!(client.request("imrlint/overview", &params).is_null());
    close(client);
}
