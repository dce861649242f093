//! What an editor draws beside the text: symbols, folds, lenses, hints, links.

use imr_tests::Client;
use serde_json::{Value, json};
use tower_lsp::lsp_types::request::{
    CodeLensRequest, DocumentLinkRequest, FoldingRangeRequest, InlayHintRequest, SelectionRangeRequest,
};
use tower_lsp::lsp_types::{CodeLens, InlayHintLabel};

use crate::{URI, close, document, of_letter, opened, opened_with, params, strings, text_at};

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
fn symbols_of_a_folder_are_found_by_some_of_their_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let uri = |name: &str| crate::settings::uri(&file(name));
    let text = crate::example("clean/2017-sections.imr");
    std::fs::write(file("closed.imr"), text.replace("Norco 5/325mg", "Soma 350mg")).expect("written");
    std::fs::write(file("open.imr"), "CLINICAL CASE SUMMARY\n").expect("written");
    std::fs::write(file("notes.txt"), "Soma is not a letter.").expect("written");
    let mut client = Client::start();
    client.initialize(&json!({ "rootUri": crate::settings::uri(folder.path()), "capabilities": {} }));
    client.open(&uri("open.imr"), &text);
    client.diagnostics(&uri("open.imr"));
    let mut found = |query: &str| {
        let found = client.request("workspace/symbol", &json!({ "query": query }));
        let found = found.as_array().expect("symbols").iter();
        let one = |symbol: &Value| (symbol["name"].clone(), symbol["location"]["uri"].clone());
        found.map(one).collect::<Vec<_>>()
    };
    let (norco, soma) = (json!("Norco 5/325mg #60: Upheld"), json!("Soma 350mg #60: Upheld"));
    assert_eq!(found("soma 350"), [(soma.clone(), json!(uri("closed.imr")))]);
    assert_eq!(found("NRC 60 uph"), [(norco.clone(), json!(uri("open.imr")))]);
    let both = found("#60: uph");
    assert_eq!(both, [(norco, json!(uri("open.imr"))), (soma, json!(uri("closed.imr")))]);
    // What is on disk now counts, for who is not told of files, too.
    std::fs::write(file("closed.imr"), "CLINICAL CASE SUMMARY\n\nNothing of it is left.\n").expect("written");
    assert_eq!(found("soma 350"), []);
    for number in 0..40 {
        std::fs::write(file(&format!("more-{number}.imr")), &text).expect("written");
    }
    assert_eq!(found("").len(), 256, "no more than an editor shows");
    assert!(client.exit().success());
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
    let folds = client.call::<FoldingRangeRequest>(of_letter()).expect("folds");
    let lines: Vec<&str> = text.lines().collect();
    let first_lines: Vec<&str> = folds.iter().map(|fold| lines[fold.start_line as usize].trim()).collect();
    for line in ["CLINICAL CASE SUMMARY", "Norco 5/325mg #60: Upheld", "Decision rationale: "] {
        assert!(first_lines.iter().any(|first| first.starts_with(line)), "{line}: {first_lines:?}");
    }
    assert_eq!((folds[0].start_line, folds[0].end_line), (0, 4), "the header");
    assert!(folds.iter().all(|fold| !lines[fold.end_line as usize].trim().is_empty()), "no blank line");
    close(client);
}

#[test]
fn branches_and_loops_of_a_template_fold() {
    let mut client = Client::initialized(&json!({}));
    let uri = "file:///letters/new.imrt";
    client
        .open(uri, "{% if a %}\nx\n{% for b in c %}\ny\n{% endfor %}\n{% endif %}\n{% if d %}e{% endif %}\n");
    let folds = client.call::<FoldingRangeRequest>(params(json!({ "textDocument": { "uri": uri } })));
    let lines = folds.into_iter().flatten().map(|fold| (fold.start_line, fold.end_line));
    assert_eq!(lines.collect::<Vec<_>>(), [(0, 5), (2, 4)]);
    client.diagnostics(uri);
    assert!(client.exit().success());
}

#[test]
fn selections_grow_from_word_to_letter() {
    let (mut client, text) = opened();
    let places = json!([crate::at(&text, "The criteria have been\nm|et.")]);
    let asked = params(json!({ "textDocument": document(), "positions": places }));
    let selections = client.call::<SelectionRangeRequest>(asked).expect("selections");
    let grows = std::iter::successors(selections.first(), |selection| selection.parent.as_deref());
    let seen: Vec<&str> = grows.map(|selection| text_at(&text, &selection.range)).collect();
    assert!(seen.windows(2).all(|two| two[1].len() > two[0].len() && two[1].contains(two[0])), "{seen:?}");
    assert_eq!(seen[..2], ["met", "The criteria have been\nmet."]);
    assert_eq!(seen.last(), Some(&text.as_str()));
    close(client);
}

fn titles(lenses: &[CodeLens]) -> Vec<&str> {
    lenses.iter().map(|lens| lens.command.as_ref().expect("what it says").title.as_str()).collect()
}

#[test]
fn the_lens_counts_issues_and_folds_the_determination() {
    let (mut client, text) = opened();
    let lenses = client.call::<CodeLensRequest>(of_letter()).expect("lenses");
    let expected = [
        "3 issues, 2 upheld, 1 overturned",
        "Determination: Partial overturn",
        "no errors or warnings",
        "Issue 1, overturned: no errors or warnings",
        "Issue 2, upheld: no errors or warnings",
        "Issue 3, upheld: no errors or warnings",
    ];
    assert_eq!(titles(&lenses), expected);
    assert_eq!(lenses[4].range.start, crate::at(&text, "|Norco 5/325mg #60: Upheld"));
    close(client);
}

#[test]
fn the_lens_of_an_issue_counts_what_is_wrong_in_it() {
    let text = crate::example("clean/2017-sections.imr").replacen("#60: Upheld", "#60: Overturned", 1);
    let mut client = opened_with(&text);
    let lenses = client.call::<CodeLensRequest>(of_letter()).expect("lenses");
    let expected = ["Issue 2, overturned: 1 error", "Issue 3, upheld: no errors or warnings"];
    assert_eq!(titles(&lenses)[4..], expected);
    close(client);
}

#[test]
fn a_bare_page_is_told_its_topic_and_a_citation_its_regulation() {
    let text = "IMR ISSUES, DECISIONS AND RATIONALES\n\nTramadol 50mg #30: Upheld\n\nMAXIMUS guideline: Decision \
                based on MTUS Chronic Pain Medical Treatment Guidelines Page(s): 98, 113.\n";
    let mut client = opened_with(text);
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let asked = params(json!({ "textDocument": document(), "range": whole }));
    let hints = client.call::<InlayHintRequest>(asked).expect("hints");
    let labels: Vec<&str> = hints
        .iter()
        .filter_map(
            |hint| if let InlayHintLabel::String(label) = &hint.label { Some(label.as_str()) } else { None },
        )
        .collect();
    // Whether nerve stimulation through the skin is on page 98 is doubtful.
    assert_eq!(labels, ["(Physical medicine)", "(Tramadol (Ultram), Topical analgesics)"]);
    let before = &text[..crate::offset(text, &hints[1].position)];
    assert!(before.ends_with("113"), "{before}");
    let links = client.call::<DocumentLinkRequest>(of_letter()).expect("links");
    let [link] = &links[..] else { panic!("not one link: {links:?}") };
    let regulation = "https://www.dir.ca.gov/t8/9792_24_2.html";
    assert_eq!(link.target.as_ref().expect("an address").as_str(), regulation);
    assert_eq!(text_at(text, &link.range), "Chronic Pain Medical Treatment Guidelines");
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
