//! Hover, definition, references, highlights.

use serde_json::json;

use crate::{URI, ask_at, at, close, opened, text_at};

#[test]
fn a_hover_is_the_card_of_the_place() {
    let (mut client, text) = opened();
    let hover = ask_at(&mut client, "textDocument/hover", &at(&text, "#60: Up|held"));
    assert!(hover["contents"]["value"].as_str().expect("Markdown").starts_with("### Upheld"));
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert_eq!(text_at(&text, &hover["range"]), "Upheld");
    let date = ask_at(&mut client, "textDocument/hover", &at(&text, "UR Denial Date:   01/0|4/2017"));
    let card = date["contents"]["value"].as_str().expect("Markdown");
    for row in ["Wednesday, January 4, 2017", "167 days", "those in force on this day are cited"] {
        assert!(card.contains(row), "{row}: {card}");
    }
    let nothing = ask_at(&mut client, "textDocument/hover", &json!({ "line": 5, "character": 0 }));
    assert!(nothing.is_null());
    close(client);
}

#[test]
fn a_heading_leads_to_its_conclusion_and_back() {
    let (mut client, text) = opened();
    let there = ask_at(&mut client, "textDocument/definition", &at(&text, "Nor|co 5/325mg #60: Upheld"));
    assert_eq!(there["uri"], URI);
    let conclusion = "Therefore, the request for Norco 5/325mg #60 is not medically necessary.";
    assert_eq!(text_at(&text, &there["range"]), conclusion);
    let back = ask_at(&mut client, "textDocument/definition", &there["range"]["start"]);
    assert_eq!(text_at(&text, &back["range"]), "Norco 5/325mg #60: Upheld");
    close(client);
}

#[test]
fn an_issue_is_lit_up_at_its_heading_its_verdict_and_all_its_conclusions() {
    let lit = |client: &mut imr_tests::Client, text: &str, passage: &str| -> Vec<String> {
        let lit = ask_at(client, "textDocument/documentHighlight", &at(text, passage));
        lit.as_array()
            .expect("places")
            .iter()
            .map(|place| text_at(text, &place["range"]).to_owned())
            .collect()
    };
    let first = "Norco 5/325mg #60 is not medically necessary.";
    let last = "Therefore, the request for Norco 5/325mg #60 is not medically necessary.";
    let text = crate::example("clean/2017-sections.imr");
    let label = "Decision rationale: ";
    let rationale =
        text[..text.find(last).expect("a conclusion")].rfind(label).expect("a label") + label.len();
    let text = format!("{}{first} {}", &text[..rationale], &text[rationale..]);
    let mut client = crate::opened_with(&text);
    for passage in
        ["Nor|co 5/325mg #60: Upheld", "Nor|co 5/325mg #60 is not", "There|fore, the request for Norco"]
    {
        assert_eq!(lit(&mut client, &text, passage), ["Norco 5/325mg #60: Upheld", first, last], "{passage}");
    }
    close(client);

    // Where verdicts stand in a list before the reasons.
    let text = crate::example("clean/2013-notice.imr");
    let mut client = crate::opened_with(&text);
    let verdict = "is not medically\nnecessary and appropriate";
    let conclusion = "The request for a lumbar brace is not medically necessary and\nappropriate.";
    for passage in ["1) Regarding the re|quest", "is not medi|cally\nnecessary and appropriate"] {
        let heading = "1) Regarding the request for a lumbar brace:";
        assert_eq!(lit(&mut client, &text, passage), [heading, verdict, conclusion], "{passage}");
    }
    let there = ask_at(&mut client, "textDocument/definition", &at(&text, "is not medi|cally\nnecessary"));
    assert_eq!(text_at(&text, &there["range"]), "1) Regarding the request for a lumbar brace:");
    close(client);
}

#[test]
fn a_guideline_is_found_wherever_it_is_cited() {
    let (mut client, text) = opened();
    let position = at(&text, "MAXIMUS guideline: Decision based on MTUS Low| Back");
    let params = json!({ "textDocument": { "uri": URI }, "position": position,
        "context": { "includeDeclaration": true } });
    let found = client.request("textDocument/references", &params);
    let found = found.as_array().expect("places");
    // Two lines of the first issue, and one of the third.
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|place| text_at(&text, &place["range"]).contains("Low Back Complaints 2004")));
    let params = json!({ "textDocument": { "uri": URI }, "position": position,
        "context": { "includeDeclaration": false } });
    let others = client.request("textDocument/references", &params);
    assert_eq!(others.as_array().expect("places")[..], found[1..], "the first line declares it");
    let lit = ask_at(&mut client, "textDocument/documentHighlight", &position);
    assert_eq!(lit.as_array().expect("places").len(), 3);
    close(client);
}

#[test]
fn a_mention_leads_to_the_line_that_cites_the_guideline() {
    let text = crate::example("clean/2017-sections.imr").replacen(
        "Decision rationale: ",
        "Decision rationale: The MTUS Low Back Complaints 2004 guideline applies. ",
        1,
    );
    let mut client = crate::opened_with(&text);
    let there = ask_at(
        &mut client,
        "textDocument/definition",
        &at(&text, "The MTUS Low Ba|ck Complaints 2004 guideline"),
    );
    let line = crate::offset(&text, &there["range"]["start"]);
    let before = &text[..line];
    assert!(before.trim_end().ends_with("MAXIMUS guideline: Decision based on MTUS"), "{before}");
    close(client);
}

#[test]
fn a_code_that_is_silenced_links_to_its_page() {
    let text =
        "<!-- imrlint-ignore S011: agreed -->\n".to_owned() + &crate::example("clean/2017-sections.imr");
    let mut client = crate::opened_with(&text);
    let links = client.request("textDocument/documentLink", &json!({ "textDocument": crate::document() }));
    let mut links = links.as_array().expect("links").iter();
    let link = links.find(|link| text_at(&text, &link["range"]) == "S011").expect("a link on the code");
    assert!(link["target"].as_str().expect("an address").ends_with("/S011.md"));
    close(client);
}
