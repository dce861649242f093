//! Hover, definition, references, highlights.

use imr_tests::Client;
use serde_json::json;
use tower_lsp::lsp_types::request::{
    DocumentHighlightRequest, DocumentLinkRequest, GotoDefinition, HoverRequest, References,
};
use tower_lsp::lsp_types::{
    GotoDefinitionResponse, HoverContents, Location, MarkupContent, MarkupKind, Position, Range,
};

use crate::{URI, at, close, document, here, of_letter, opened, params, text_at};

/// The card of a place, and the place.
fn card(client: &mut Client, position: Position) -> Option<(String, Range)> {
    let hover = client.call::<HoverRequest>(here(position))?;
    let HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }) = hover.contents else {
        panic!("no Markdown: {hover:?}");
    };
    Some((value, hover.range.expect("a place")))
}

/// The one place that another leads to.
fn definition(client: &mut Client, position: Position) -> Location {
    match client.call::<GotoDefinition>(here(position)) {
        Some(GotoDefinitionResponse::Scalar(place)) => place,
        other => panic!("not one place: {other:?}"),
    }
}

#[test]
fn a_hover_is_the_card_of_the_place() {
    let (mut client, text) = opened();
    let (verdict, place) = card(&mut client, at(&text, "#60: Up|held")).expect("a card");
    assert!(verdict.starts_with("### Upheld"), "{verdict}");
    assert_eq!(text_at(&text, &place), "Upheld");
    let (date, _) = card(&mut client, at(&text, "UR Denial Date:   01/0|4/2017")).expect("a card");
    for row in ["Wednesday, January 4, 2017", "167 days", "those in force on this day are cited"] {
        assert!(date.contains(row), "{row}: {date}");
    }
    assert_eq!(card(&mut client, Position::new(5, 0)), None);
    close(client);
}

#[test]
fn a_heading_leads_to_its_conclusion_and_back() {
    let (mut client, text) = opened();
    let there = definition(&mut client, at(&text, "Nor|co 5/325mg #60: Upheld"));
    assert_eq!(there.uri.as_str(), URI);
    let conclusion = "Therefore, the request for Norco 5/325mg #60 is not medically necessary.";
    assert_eq!(text_at(&text, &there.range), conclusion);
    let back = definition(&mut client, there.range.start);
    assert_eq!(text_at(&text, &back.range), "Norco 5/325mg #60: Upheld");
    close(client);
}

#[test]
fn an_issue_is_lit_up_at_its_heading_its_verdict_and_all_its_conclusions() {
    let lit = |client: &mut Client, text: &str, passage: &str| -> Vec<String> {
        let lit = client.call::<DocumentHighlightRequest>(here(at(text, passage))).expect("places");
        lit.into_iter().map(|place| text_at(text, &place.range).to_owned()).collect()
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
    let there = definition(&mut client, at(&text, "is not medi|cally\nnecessary"));
    assert_eq!(text_at(&text, &there.range), "1) Regarding the request for a lumbar brace:");
    close(client);
}

#[test]
fn a_guideline_is_found_wherever_it_is_cited() {
    let (mut client, text) = opened();
    let position = at(&text, "MAXIMUS guideline: Decision based on MTUS Low| Back");
    let mut found = |declaration: bool| {
        let context = json!({ "includeDeclaration": declaration });
        let asked = json!({ "textDocument": document(), "position": position, "context": context });
        let found = client.call::<References>(params(asked)).expect("places");
        found.into_iter().map(|place| place.range).collect::<Vec<_>>()
    };
    let (all, others) = (found(true), found(false));
    // Two lines of the first issue, and one of the third.
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|place| text_at(&text, place).contains("Low Back Complaints 2004")));
    assert_eq!(others, all[1..], "the first line declares it");
    let lit = client.call::<DocumentHighlightRequest>(here(position)).expect("places");
    assert_eq!(lit.into_iter().map(|place| place.range).collect::<Vec<_>>(), all, "what is found is lit up");
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
    let there = definition(&mut client, at(&text, "The MTUS Low Ba|ck Complaints 2004 guideline"));
    let line = crate::offset(&text, &there.range.start);
    let before = &text[..line];
    assert!(before.trim_end().ends_with("MAXIMUS guideline: Decision based on MTUS"), "{before}");
    close(client);
}

#[test]
fn a_code_that_is_silenced_links_to_its_page() {
    let text =
        "<!-- imrlint-ignore S011: agreed -->\n".to_owned() + &crate::example("clean/2017-sections.imr");
    let mut client = crate::opened_with(&text);
    let links = client.call::<DocumentLinkRequest>(of_letter()).expect("links");
    let link = links.iter().find(|link| text_at(&text, &link.range) == "S011").expect("a link on the code");
    assert!(link.target.as_ref().expect("an address").path().ends_with("/S011.md"));
    close(client);
}
