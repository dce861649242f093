//! What an editor draws beside the text: symbols, folds, lenses, hints, links.

use imr_tests::Client;
use serde_json::{Value, json};

use crate::{URI, close, document, opened, opened_with, strings, text_at};

#[test]
fn symbols_are_sections_with_issues_and_their_verdicts() {
    let (mut client, text) = opened();
    let flat = client.request("textDocument/documentSymbol", &json!({ "textDocument": document() }));
    let names = strings(&flat, "name");
    assert!(
        names.contains(&"CLINICAL CASE SUMMARY") && names.contains(&"Norco 5/325mg #60: Upheld"),
        "{names:?}"
    );
    close(client);

    let can = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut client = Client::initialized(&can);
    client.open(URI, &text);
    client.diagnostics(URI);
    let tree = client.request("textDocument/documentSymbol", &json!({ "textDocument": document() }));
    let issues = &tree[2]["children"];
    assert_eq!(strings(&tree, "name")[2], "IMR ISSUES, DECISIONS AND RATIONALES");
    assert_eq!(strings(issues, "detail"), ["Overturned", "Upheld", "Upheld"]);
    let summary = text_at(&text, &tree[1]["range"]);
    assert!(
        summary.ends_with("both requests.\n\n"),
        "the next title's indent is the next section's: {summary:?}"
    );
    let fields = strings(&issues[1]["children"], "name");
    assert_eq!(fields, ["Claims Administrator guideline", "MAXIMUS guideline", "Rationale"]);
    assert_eq!(text_at(&text, &issues[1]["selectionRange"]), "Norco 5/325mg #60:");
    let found = client.request("workspace/symbol", &json!({ "query": "norco" }));
    assert_eq!(strings(&found, "name"), ["Norco 5/325mg #60: Upheld"]);
    close(client);
}

#[test]
fn a_section_ends_before_the_next_title_and_its_indentation() {
    let text = crate::example("clean/2017-sections.imr")
        .replace("\nCLINICAL CASE SUMMARY", "\n    CLINICAL CASE SUMMARY");
    let mut client = opened_with(&text);
    let symbols = client.request("textDocument/documentSymbol", &json!({ "textDocument": document() }));
    let overview = client.request("imrlint/overview", &json!({ "textDocument": document() }));
    let ends = |range: &Value| text_at(&text, range).ends_with('\n');
    assert!(ends(&symbols[0]["location"]["range"]), "{}", symbols[0]);
    assert!(ends(&overview["sections"][0]["range"]), "{}", overview["sections"][0]);
    close(client);
}

#[test]
fn sections_issues_and_fields_fold() {
    let (mut client, text) = opened();
    let folds = client.request("textDocument/foldingRange", &json!({ "textDocument": document() }));
    let lines: Vec<&str> = text.lines().collect();
    let first_lines: Vec<&str> = folds
        .as_array()
        .expect("folds")
        .iter()
        .map(|fold| {
            lines[usize::try_from(fold["startLine"].as_u64().expect("a line")).expect("small")].trim()
        })
        .collect();
    assert!(
        first_lines.contains(&"CLINICAL CASE SUMMARY") && first_lines.contains(&"Norco 5/325mg #60: Upheld")
    );
    assert_eq!((&folds[0]["startLine"], &folds[0]["endLine"]), (&json!(0), &json!(4)), "the header");
    let ends =
        |fold: &Value| lines[usize::try_from(fold["endLine"].as_u64().expect("a line")).expect("small")];
    assert!(
        folds.as_array().expect("folds").iter().all(|fold| !ends(fold).trim().is_empty()),
        "no blank line"
    );
    close(client);
}

#[test]
fn branches_and_loops_of_a_template_fold() {
    let mut client = Client::initialized(&json!({}));
    let uri = "file:///letters/new.imrt";
    client
        .open(uri, "{% if a %}\nx\n{% for b in c %}\ny\n{% endfor %}\n{% endif %}\n{% if d %}e{% endif %}\n");
    let folds = client.request("textDocument/foldingRange", &json!({ "textDocument": { "uri": uri } }));
    let lines = |fold: &Value| (fold["startLine"].as_u64(), fold["endLine"].as_u64());
    let lines: Vec<_> = folds.as_array().expect("folds").iter().map(lines).collect();
    assert_eq!(lines, [(Some(0), Some(5)), (Some(2), Some(4))]);
    client.diagnostics(uri);
    assert!(client.exit().success());
}

#[test]
fn selections_grow_from_word_to_letter() {
    let (mut client, text) = opened();
    let position = crate::at(&text, "The criteria have been\nm|et.");
    let params = json!({ "textDocument": document(), "positions": [position] });
    let mut selection = client.request("textDocument/selectionRange", &params)[0].clone();
    let mut seen = Vec::new();
    while selection.is_object() {
        let part = text_at(&text, &selection["range"]);
        assert!(seen.last().is_none_or(|inner: &String| part.len() > inner.len() && part.contains(inner)));
        seen.push(part.to_owned());
        selection = selection["parent"].clone();
    }
    assert_eq!(&seen[..2], ["met", "The criteria have been\nmet."]);
    assert_eq!(seen.last(), Some(&text));
    close(client);
}

#[test]
fn the_lens_counts_issues_and_folds_the_determination() {
    let (mut client, text) = opened();
    let lenses = client.request("textDocument/codeLens", &json!({ "textDocument": document() }));
    let titles: Vec<_> =
        lenses.as_array().expect("lenses").iter().map(|lens| &lens["command"]["title"]).collect();
    let expected = [
        "3 issues, 2 upheld, 1 overturned",
        "Determination: Partial overturn",
        "no errors or warnings",
        "Issue 1, overturned: no errors or warnings",
        "Issue 2, upheld: no errors or warnings",
        "Issue 3, upheld: no errors or warnings",
    ];
    assert_eq!(titles, expected);
    let line = crate::at(&text, "|Norco 5/325mg #60: Upheld");
    assert_eq!(lenses[4]["range"]["start"], line);
    close(client);
}

#[test]
fn the_lens_of_an_issue_counts_what_is_wrong_in_it() {
    let text = crate::example("clean/2017-sections.imr").replacen("#60: Upheld", "#60: Overturned", 1);
    let mut client = opened_with(&text);
    let lenses = client.request("textDocument/codeLens", &json!({ "textDocument": document() }));
    assert_eq!(lenses[4]["command"]["title"], "Issue 2, overturned: 1 error");
    assert_eq!(lenses[5]["command"]["title"], "Issue 3, upheld: no errors or warnings");
    close(client);
}

#[test]
fn a_bare_page_is_told_its_topic_and_a_citation_its_regulation() {
    let text = "IMR ISSUES, DECISIONS AND RATIONALES\n\nTramadol 50mg #30: Upheld\n\nMAXIMUS guideline: Decision \
                based on MTUS Chronic Pain Medical Treatment Guidelines Page(s): 98, 113.\n";
    let mut client = opened_with(text);
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let hints =
        client.request("textDocument/inlayHint", &json!({ "textDocument": document(), "range": whole }));
    let [first, second] = strings(&hints, "label")[..] else { panic!("two pages: {hints}") };
    assert!(first.contains("Physical medicine") && second.contains("Topical analgesics"), "{hints}");
    // Whether that therapy is on the page is doubtful.
    assert!(!first.contains("neuromodulation"), "{hints}");
    let before = &text[..crate::offset(text, &hints[1]["position"])];
    assert!(before.ends_with("113"), "{before}");
    let links = client.request("textDocument/documentLink", &json!({ "textDocument": document() }));
    assert_eq!(links[0]["target"], "https://www.dir.ca.gov/t8/9792_24_2.html");
    close(client);
}

#[test]
fn a_page_whose_topic_is_named_in_a_sentence_is_not_bare() {
    let text = crate::example("clean/2014-numbered.imr");
    let mut client = opened_with(&text);
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
    let ask = json!({ "textDocument": document(), "range": whole });
    assert_eq!(client.request("textDocument/inlayHint", &ask), json!([]));
    close(client);
}

#[test]
fn every_symbol_has_a_name_and_lies_in_its_parent() {
    fn check(text: &str, symbol: &Value) {
        let span = |range: &Value| (crate::offset(text, &range["start"]), crate::offset(text, &range["end"]));
        let (start, end) = span(&symbol["range"]);
        assert_ne!(symbol["name"], "(unnamed)", "{symbol}");
        for child in symbol["children"].as_array().into_iter().flatten() {
            let (first, last) = span(&child["range"]);
            assert!(start <= first && last <= end, "{child} in {symbol}");
            check(text, child);
        }
    }
    let can = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    for name in
        ["2013-early-review", "2013-notice", "2014-numbered", "2015-pages", "2017-sections", "2019-acoem"]
    {
        let text = crate::example(&format!("clean/{name}.imr"));
        let mut client = Client::initialized(&can);
        client.open(URI, &text);
        client.diagnostics(URI);
        let tree = client.request("textDocument/documentSymbol", &json!({ "textDocument": document() }));
        let tree = tree.as_array().expect("symbols");
        assert!(!tree.is_empty(), "{name}");
        for symbol in tree {
            check(&text, symbol);
        }
        close(client);
    }
}
