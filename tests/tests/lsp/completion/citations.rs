//! Guidelines, topics and pages.

use super::{items, labels, letter, letter_of, taken};

/// The reviewer's line of the first issue.
const LINE: &str =
    "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.";

/// The letter with another line of the reviewer's.
fn line(marked: &str) -> String {
    letter(LINE, marked)
}

/// The line after an item was taken.
fn line_taken(marked: &str, label: &str) -> String {
    let text = taken(&line(marked), label);
    let start = text.find("MAXIMUS guideline").expect("the line");
    let end = text[start..].find("\n\nDecision rationale").expect("what follows");
    text[start..start + end].to_owned()
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
fn what_is_typed_is_replaced_to_its_last_byte() {
    for (marked, label, expected) in [
        (
            "MAXIMUS guideline: Decision based on MTUS Low |",
            "Low Back Complaints 2004",
            "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): ",
        ),
        (
            "MAXIMUS guideline:  Decision  based on  MTUS  Low  Ba|",
            "Low Back Complaints 2004",
            "MAXIMUS guideline:  Decision  based on  MTUS  Low Back Complaints 2004, Section(s): ",
        ),
        (
            "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special |",
            "Special Studies",
            "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): Special Studies.",
        ),
        (
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): 74-96; |",
            "Acupuncture",
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): 74-96; Acupuncture Page(s): 13",
        ),
        (
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): 74\u{2013}96;|",
            "Acupuncture",
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): 74\u{2013}96;Acupuncture Page(s): 13",
        ),
    ] {
        assert_eq!(line_taken(marked, label), expected, "{marked}");
    }
}

#[test]
fn words_on_the_line_above_are_gone_on_with() {
    let above = "MAXIMUS guideline: Decision based on MTUS Low Back\n";
    let expected = format!("{above}Complaints 2004, Section(s): ");
    assert_eq!(line_taken(&format!("{above}Comp|"), "Low Back Complaints 2004"), expected);
    assert_eq!(line_taken(&format!("{above}|"), "Low Back Complaints 2004"), expected);
    let other = labels(&line(&format!("{above}Comp|")));
    assert!(!other.contains(&"Knee Complaints 2004".to_owned()), "the line above says otherwise: {other:?}");
}

#[test]
fn a_section_has_its_number_once() {
    let before = "MAXIMUS guideline: Decision based on MTUS Opioid Treatment 2016, Section(s): ";
    for (typed, label) in [
        ("2. Op|", "2. Opioids for Subacute Pain (1-3 months)"),
        ("2. |", "2. Opioids for Subacute Pain (1-3 months)"),
        ("A.1|", "A.1 Executive Summary"),
    ] {
        assert_eq!(line_taken(&format!("{before}{typed}"), label), format!("{before}{label}."), "{typed}");
    }
}

#[test]
fn a_name_with_a_comma_or_a_colon_is_one_name() {
    let before = "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines ";
    for (typed, label, page) in [
        ("Opioids, pain|", "Opioids, pain treatment agreement", 89),
        ("Opioids: ther|", "Opioids: therapeutic trial of opioids", 76),
    ] {
        let text = line_taken(&format!("{before}{typed}"), label);
        assert!(text.starts_with(&format!("{before}{label} Page(s): {page}")), "{text}");
    }
}

#[test]
fn behind_pages_stand_the_pages_of_the_topic() {
    let before = "MAXIMUS guideline: Decision based on MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): ";
    assert_eq!(labels(&line(&format!("{before}|")))[0], "74-96");
    assert_eq!(line_taken(&format!("{before}7|"), "74-96"), format!("{before}74-96"));
    let second = format!("{before}74-96; Opioids, pain treatment agreement Page(s): ");
    assert_eq!(labels(&line(&format!("{second}|"))), ["89"], "those of the last topic");
}

#[test]
fn editions_in_force_on_the_date_that_counts_come_first() {
    let (_, mut found) = items(&line("MAXIMUS guideline: Decision based on MTUS |"), false);
    found.sort_by_key(|item| item["sortText"].as_str().expect("an order").to_owned());
    let place = |label: &str| found.iter().position(|item| item["label"] == label).expect("among them");
    // Denied on 01/04/2017.
    assert!(place("Low Back Complaints 2004") < place("Low Back Disorders 2016"));
    assert!(place("Chronic Pain Medical Treatment 2016") < place("Chronic Pain Medical Treatment 2009"));
}

#[test]
fn a_new_paragraph_below_the_line_is_no_part_of_it() {
    let below = format!("{LINE}\n\n");
    for typed in ["", "Dec", "MAX"] {
        let found = labels(&line(&format!("{below}{typed}|\n")));
        assert!(!found.contains(&"Special Studies".to_owned()), "{typed}: {found:?}");
    }
    // Text may be double-spaced.
    let torn = "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s):\n\nSpe|";
    assert!(labels(&line(torn)).contains(&"Special Studies".to_owned()));
}

#[test]
fn older_letters_cite_in_their_own_words() {
    let of = |to: &str| {
        let from = "The Physician Reviewer based his/her decision on the MTUS Chronic Pain Medical Treatment\nGuidelines, Topical analgesics, pages 111-113.";
        letter_of("clean/2014-numbered.imr", from, to)
    };
    let opening = "The Physician Reviewer based his/her decision on";
    assert!(taken(&of(&format!("{opening} |")), "the MTUS").contains(&format!("{opening} the MTUS \n")));
    let text = taken(&of(&format!("{opening} the MTUS |")), "Chronic Pain Medical Treatment 2009");
    assert!(
        text.contains(&format!("{opening} the MTUS Chronic Pain Medical Treatment Guidelines, \n")),
        "{text}"
    );
    let titled = format!("{opening} the MTUS Chronic Pain Medical Treatment Guidelines");
    let text = taken(&of(&format!("{titled}, Acu|")), "Acupuncture");
    assert!(text.contains(&format!("{titled}, Acupuncture, pages 13\n")), "{text}");
}
