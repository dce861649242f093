//! Titles, verdicts and conclusions.

use super::{items, labels, letter, letter_of, taken};
use crate::example;

#[test]
fn verdicts_follow_a_title() {
    let marked = letter("Norco 5/325mg #60: Upheld", "Norco 5/325mg #60: Up|");
    assert!(taken(&marked, "Upheld").contains("Norco 5/325mg #60: Upheld\n"));
    assert_eq!(labels(&marked)[..2], ["Upheld", "Overturned"]);
}

#[test]
fn a_rationale_is_concluded_from_title_and_verdict() {
    let marked = letter("Therefore, the request for Norco 5/325mg #60 is not medically necessary.", "|");
    let text = taken(&marked, "Conclusion: is not medically necessary");
    assert!(text.contains("Therefore, the request for Norco 5/325mg #60 is not medically necessary.\n"));
    assert!(labels(&marked).contains(&"Weaning paragraph".to_owned()), "it is an opioid");
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
fn what_remains_of_a_request_is_computed() {
    let marked = letter(
        "The remaining IMR\neligible portion of the original request, physical therapy for the lumbar spine, 8 sessions is: Upheld",
        "|",
    );
    let text = taken(&marked, "Remaining portion: 8 sessions");
    assert!(text.contains("The remaining IMR eligible portion of the original request, physical therapy for the lumbar spine, 8 sessions is: "), "{text}");
}

#[test]
fn what_cannot_be_computed_of_a_request_is_left_open() {
    let title = "Physical therapy 2x6 was the original request. Physical therapy 2x3 was authorized by the Claims Administrator. |";
    let marked = letter("Norco 5/325mg #60: Upheld", title);
    let found = labels(&marked);
    assert!(!found.contains(&"Title: partly authorized".to_owned()), "it stands there: {found:?}");
    let text = taken(&marked, "Remaining portion");
    assert!(
        text.contains("The remaining IMR eligible portion of the original request, <<item>> is: "),
        "{text}"
    );
}

const NORCO: &str = "Therefore, the request for Norco 5/325mg #60 is not medically necessary.";
const DEPENDS: &str = "Depends on the primary procedure";

#[test]
fn a_conclusion_is_typed_behind_curly_quotes_and_wide_blanks() {
    let marked = letter(NORCO, "He  said \u{201c}no\u{201d}\u{2026}  at  5.5  mg.  As  |");
    let text = taken(&marked, "Conclusion: is not medically necessary");
    let expected = "He  said \u{201c}no\u{201d}\u{2026}  at  5.5  mg.  As such, the request for Norco 5/325mg #60 is not medically necessary.\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn an_issue_depends_only_on_an_operation_that_the_letter_denies() {
    let found = labels(&letter(NORCO, "|"));
    assert!(!found.contains(&DEPENDS.to_owned()), "nothing depends on an MRI: {found:?}");
    let surgery = |verdict: &str| {
        letter(NORCO, "|").replacen(
            "MRI of the lumbar spine without contrast: Overturned",
            &format!("Lumbar fusion: {verdict}"),
            1,
        )
    };
    assert!(!labels(&surgery("Overturned")).contains(&DEPENDS.to_owned()), "it is granted");
    assert!(labels(&surgery("Upheld")).contains(&DEPENDS.to_owned()));
    let own = letter(
        "As such, the request for an MRI of the lumbar spine without contrast is medically\nnecessary.",
        "|",
    )
    .replacen("MRI of the lumbar spine without contrast: Overturned", "Lumbar fusion: Upheld", 1);
    assert!(!labels(&own).contains(&DEPENDS.to_owned()), "it is the operation");
}

#[test]
fn an_issue_that_depends_is_offered_whole() {
    let denied = example("clean/2017-sections.imr").replacen(
        "MRI of the lumbar spine without contrast: Overturned",
        "Lumbar fusion: Upheld",
        1,
    );
    let text = taken(&format!("{denied}\n|"), "Issue: depends on the primary procedure");
    // What was cited is for the reviewer to say.
    let cited = ["<<what the Claims Administrator cited>>", "<<what the reviewer cited>>"];
    let [administrator, reviewer] = cited;
    let block = format!(
        "Associated surgical service: <<item>>: Upheld\n\nClaims Administrator guideline: \
                 {administrator}\n\nMAXIMUS guideline: {reviewer}\n\nDecision rationale: Since the primary \
                 procedure is not medically necessary, none of the associated services are medically necessary.\n"
    );
    assert!(text.ends_with(&block), "{text}");
    // It says nothing that a rule objects to.
    let nothing = "did not cite any medical evidence for its decision.";
    let whole = text
        .replace("<<item>>", "Crutches")
        .replace(administrator, &format!("The Claims Administrator {nothing}"))
        .replace(reviewer, &format!("The Expert Reviewer {nothing}"));
    let mut client = crate::opened_with(&denied);
    client.change(crate::URI, 2, &serde_json::json!([{ "text": whole }]));
    let found = client.diagnostics(crate::URI);
    let in_block = crate::strings(&found["diagnostics"], "message");
    let in_block: Vec<_> = in_block.into_iter().filter(|message| message.contains("Crutches")).collect();
    assert_eq!(in_block, Vec::<&str>::new());
    crate::close(client);
    let granted = format!("{}\n|", example("clean/2017-sections.imr"));
    assert!(!labels(&granted).contains(&"Issue: depends on the primary procedure".to_owned()));
}

#[test]
fn weaning_follows_what_is_not_granted() {
    let weaning = |verdict: &str| {
        let marked = letter(NORCO, &format!("{NORCO} |"));
        let marked =
            marked.replacen("Norco 5/325mg #60: Upheld", &format!("Norco 5/325mg #60: {verdict}"), 1);
        labels(&marked).contains(&"Weaning paragraph".to_owned())
    };
    assert!(weaning("Upheld") && weaning("Modified"));
    assert!(!weaning("Overturned"));
}

#[test]
fn numbered_titles_are_decided_in_a_sentence() {
    let of = |typed: &str| format!("{}\n3. {typed}|", example("clean/2014-numbered.imr"));
    for typed in ["The request for a cane ", "The request for a cane is", "The request for a cane is not med"]
    {
        let text = taken(&of(typed), "is not medically necessary and appropriate.");
        let expected = "\n3. The request for a cane is not medically necessary and appropriate.";
        assert!(text.ends_with(expected), "{typed}: {text}");
    }
    let text = taken(&of("The "), "Decision: is medically necessary");
    assert!(
        text.ends_with("\n3. The request for <<item>> is medically necessary and appropriate."),
        "{text}"
    );
    let from =
        "Therefore, the request for Menthol gel 120 grams is not medically\nnecessary and appropriate.";
    let text =
        taken(&letter_of("clean/2014-numbered.imr", from, "|"), "Conclusion: is not medically necessary");
    let expected =
        "Therefore, the request for Menthol gel 120 grams is not medically necessary and appropriate.\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_whole_issue_can_be_had_without_snippets() {
    let marked = example("clean/2017-sections.imr") + "\n|";
    let text = taken(&marked, "Issue: title, verdict and fields");
    assert!(
        text.contains("\n<<Item>>: <<Upheld or Overturned>>\n\nClaims Administrator guideline: Decision"),
        "{text}"
    );
    let (_, found) = items(&marked, true);
    assert!(found.iter().any(|item| item["insertTextFormat"] == 2));
}
