//! Titles, labels and fixed statements.

use super::{items, labels, letter, letter_of, taken};
use crate::example;

const MET: &str =
    "compromise in a patient who has not responded to treatment and would consider surgery. The";

#[test]
fn a_title_begins_a_paragraph_or_is_in_capitals() {
    let text = example("broken/no-summary.imr");
    let at = |marked: &str| {
        let marked = text.replacen(
            "        IMR ISSUES, DECISIONS",
            &format!("{marked}\n\n        IMR ISSUES, DECISIONS"),
            1,
        );
        labels(&marked).contains(&"CLINICAL CASE SUMMARY".to_owned())
    };
    assert!(at("clin|") && at("|"), "behind a blank line");
    assert!(at("He was seen since\nCLIN|"), "in capitals");
    for typed in ["clin|", "in clin|", "Clin|", "|", "C|"] {
        assert!(!at(&format!("He was seen since\n{typed}")), "{typed}");
    }
    for typed in ["how |", "im|", "|"] {
        let found = labels(&letter(MET, &format!("{MET}\n{typed}")));
        assert!(found.iter().all(|label| label.starts_with("Conclusion")), "{typed}: {found:?}");
    }
    // Right below a title, too.
    let marked = text.replacen(
        "        IMR ISSUES, DECISIONS AND RATIONALES\n",
        "        IMR ISSUES, DECISIONS AND RATIONALES\n|\n",
        1,
    );
    assert!(labels(&marked).contains(&"Issue: title, verdict and fields".to_owned()));
}

#[test]
fn what_the_letter_has_is_not_offered_again() {
    for name in
        ["2013-early-review", "2013-notice", "2014-numbered", "2015-pages", "2017-sections", "2019-acoem"]
    {
        let text = example(&format!("clean/{name}.imr"));
        let (_, found) = items(&format!("{text}\n|"), false);
        let mut titles = found.iter().filter(|item| item["detail"] == "not in the letter yet");
        assert!(
            titles.all(|item| !text.contains(item["label"].as_str().expect("a title"))),
            "{name}: {found:?}"
        );
    }
    let marked = letter("He is being treated", "|\n\nHe is being treated");
    assert!(!labels(&marked).contains(&"Opening sentence".to_owned()), "the age is told");
    let marked = letter("The criteria have been\nmet.", "The criteria have been\nmet. |");
    assert!(!labels(&marked).iter().any(|label| label.starts_with("Conclusion")), "it concludes below");
}

#[test]
fn a_title_that_is_known_while_it_is_typed_can_be_taken() {
    let text = example("broken/no-summary.imr");
    let marked = text.replacen(
        "        IMR ISSUES, DECISIONS",
        "CLINICAL CASE SUMMAR|\n\n        IMR ISSUES, DECISIONS",
        1,
    );
    assert!(taken(&marked, "CLINICAL CASE SUMMARY").contains("\nCLINICAL CASE SUMMARY\n"));
}

#[test]
fn a_statement_is_called_by_what_it_is_for_and_its_gaps_too() {
    let text = example("clean/2014-numbered.imr");
    let start = text.find("MAXIMUS Federal Services sent").expect("the statement");
    let end = start + text[start..].find("\n\n").expect("its end");
    let marked = format!("{}|{}", &text[..start], &text[end..]);
    let text = taken(&marked, "Statement: Who reviewed the case");
    assert!(
        text.contains("is Board Certified in <<specialties>> and is licensed to practice in <<states>>."),
        "{text}"
    );
}

#[test]
fn a_letter_of_early_2013_has_two_titles_for_its_rationale() {
    let name = "clean/2013-early-review.imr";
    let title = "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS NOT MEDICALLY NECESSARY:";
    let found = labels(&letter_of(name, title, "RATIO|"));
    assert_eq!(found, [title, "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS MEDICALLY NECESSARY:"]);
}

#[test]
fn a_letter_of_early_2013_is_completed_where_its_parts_stand() {
    let name = "clean/2013-early-review.imr";
    let found = labels(&letter_of(
        name,
        "ISSUE AT DISPUTE: Purchase of a hot and cold therapy unit",
        "ISSUE AT DISPUTE: |",
    ));
    assert_eq!(found, Vec::<String>::new(), "no verdict stands there");
    let cites = "Official Disability Guidelines (ODG), Knee chapter, Continuous-flow cryotherapy, because the\nMTUS does not address the use of these units after an operation.";
    let title = "Chronic Pain Medical Treatment 2009";
    for typed in ["|", "Chronic P|", "MTUS Chr|"] {
        let text = taken(&letter_of(name, cites, typed), title);
        assert!(text.contains("Chronic Pain Medical Treatment Guidelines \n"), "{typed}: {text}");
    }
    let found = labels(&letter_of(name, cites, "The units are not in the chapter |"));
    assert_eq!(found, Vec::<String>::new(), "a sentence is no title");
    let typed = "Chronic Pain Medical Treatment Guidelines Acu|";
    assert!(
        taken(&letter_of(name, cites, typed), "Acupuncture").contains("Guidelines Acupuncture Page(s): 13\n")
    );
    for (from, typed, label, expected) in [
        (
            "Orthopaedic Surgery and",
            "Orth|\nand",
            "Orthopaedic Surgery",
            "Certified in Orthopaedic Surgery\n",
        ),
        ("California. The", "New York and Cal|\n. The", "California", "in New York and California\n"),
    ] {
        let text = taken(
            &letter_of(name, from, typed).replace("licensed to practice in\n", "licensed to practice in "),
            label,
        );
        assert!(text.contains(expected), "{text}");
    }
    let concludes =
        "The request for the purchase of a hot and\ncold therapy unit is not medically necessary.";
    let text = taken(&letter_of(name, concludes, "|"), "Conclusion: is not medically necessary");
    assert!(
        text.contains("Therefore, the request for purchase of a hot and cold therapy unit is not"),
        "{text}"
    );
}

#[test]
fn a_letter_without_a_header_is_offered_one() {
    let text = example("clean/2017-sections.imr");
    let body = &text[text.find("        HOW THE IMR").expect("the first title")..];
    let with = taken(&format!("|\n\n{body}"), "Header");
    assert!(with.starts_with("Case Number: <<case number>>\nDate Assigned: <<date assigned>>\n"), "{with}");
    assert!(!labels(&format!("|\n\n{text}")).contains(&"Header".to_owned()), "it has one");
    assert!(!labels(&format!("{body}\n|")).contains(&"Header".to_owned()), "not below the first title");
}
