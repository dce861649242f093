//! What a letter says of the worker, contradicted one statement at a time: sentences of our own.

mod common;

use common::{Parts, check, show};
use imr_linter::finding::Severity;

const OPENING: &str = "The injured worker is a 51 year old male baker who injured his left knee.";

/// Findings of patient rules in a letter with this summary and these sentences in the rationale.
fn found(summary: &str, rationale: &str) -> Vec<String> {
    let parts = Parts {
        summary: format!(
            "CLINICAL CASE SUMMARY\n\nThe expert reviewer developed the following clinical case summary based on a review \
             of the\ncase file, including all medical records:\n\n{summary}\n"
        ),
        rationale: format!(
            "Decision rationale: {rationale} Therefore, the request is not medically necessary.\n"
        ),
        ..Parts::default()
    };
    let text = parts.letter();
    let findings: Vec<_> =
        check(&text).findings.into_iter().filter(|f| f.rule.code.starts_with('D')).collect();
    show(&text, &findings)
}

/// The code and the quoted place of the findings.
fn places(summary: &str, rationale: &str) -> Vec<(String, String)> {
    let place = |line: String| {
        let mut parts = line.splitn(3, ' ');
        let code = parts.next().expect("a code").to_owned();
        let quote = line.split('"').nth(1).expect("a quotation").to_owned();
        (code, quote)
    };
    found(summary, rationale).into_iter().map(place).collect()
}

/// Whole little letters, each right or with one slip: what is said of the worker against the head of the letter and
/// against itself.
#[test]
fn slips_are_found_and_hard_cases_are_not() {
    for row in include_str!("tables/patient.tsv").lines().skip(1) {
        let [injury, decision, review, title, summary, rationale, expected] =
            row.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("seven cells: {row}")
        };
        let parts = Parts {
            header: format!(
                "Case Number:     CM17-0990001\nDate Assigned:     {decision}                Date of Injury:    \
                 {injury}\nDecision Date:      {decision}            UR Denial Date:   {review}\nPriority:            \
                 Standard               Application       {review}\n                                             Received:\n\n"
            ),
            summary: format!("CLINICAL CASE SUMMARY\n\n{summary}\n\n"),
            title: format!("{title}: Upheld\n"),
            rationale: format!("Decision rationale: {rationale}\n"),
            second_issue: String::new(),
            ..Parts::default()
        };
        let found = check(&parts.letter()).findings;
        let ours = |code: &str| code.starts_with('D') || code == "V004";
        let loud =
            found.iter().filter(|finding| ours(finding.rule.code) && finding.severity >= Severity::Warning);
        let codes: Vec<&str> = loud.map(|finding| finding.rule.code).collect();
        assert_eq!(codes.first().copied().unwrap_or_default(), expected, "{row}: {codes:?}");
    }
}

fn one(code: &str, quote: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), quote.to_owned())]
}

#[test]
fn a_wrong_pronoun_is_found() {
    for (sentence, quote) in [
        ("She reported stiffness.", "She"),
        ("The worker stated that her stairs were hard.", "her"),
        ("The physician examined her left knee.", "her"),
        ("The worker is working. Swelling limits her at times.", "her"),
        ("Her pain is worse with stairs.", "Her"),
    ] {
        assert_eq!(places(&format!("{OPENING} {sentence}"), ""), one("D001", quote), "{sentence}");
        assert_eq!(places(OPENING, sentence), one("D001", quote), "{sentence}");
    }
}

#[test]
fn pronouns_of_others_are_not_the_workers() {
    for sentence in [
        "The surgeon explained her plan.",
        "Dr. A saw him. She recommended rest.",
        "The physical therapist noted that she saw no effusion.",
        "His wife drove him because she had the car.",
        "His daughter says her father sleeps badly.",
        "The provider asked for a brace. In her opinion it would help.",
        "The expert reviewer states that he/she agrees.",
        "The guideline recommends that a patient should discuss this with her physician.",
        "The nurse helped. She noted swelling.",
        "A trial showed this (She, 2004).",
        "He was assisted by a female coworker.",
    ] {
        assert_eq!(found(OPENING, sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn a_wrong_statement_of_sex_is_found_once() {
    let summary =
        "The patient is a 51 year old female baker. He fell on his knee. He rested. His pain is less.";
    assert_eq!(places(summary, ""), one("D001", "51 year old female"));
    assert_eq!(
        places(OPENING, "This is a 51 year old female with knee pain."),
        one("D001", "51 year old female")
    );
}

#[test]
fn a_second_age_is_found() {
    for (sentence, quote) in [
        ("The patient is a 61-year-old male.", "61-year-old"),
        ("This 15 year old worker has improved.", "15 year old"),
        ("In this case the claimant is 52 years old.", "52 years old"),
        ("The applicant, aged 53, is working.", "53"),
        ("This case involves a now 41-year-old male.", "41-year-old"),
    ] {
        let found: Vec<_> =
            places(OPENING, sentence).into_iter().filter(|(code, _)| code == "D002").collect();
        assert_eq!(found, one("D002", quote), "{sentence}");
    }
}

#[test]
fn other_ages_are_not_the_workers() {
    for sentence in [
        "The patient has had asthma since he was 12 years old.",
        "At 30 years old he broke the same leg.",
        "He is over 50 years of age.",
        "The test is advised for adults who are 55 years or older.",
        "He lives with a 14 year old son.",
        "He was struck by a car driven by a 22 year old male driver.",
        "The film is 10 years old.",
        "The patient is a 51-year-old male.",
        "The guideline speaks of patients who are a 60 year old male or older.",
    ] {
        assert_eq!(found(OPENING, sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn dates_of_injury_and_review_are_those_of_the_table() {
    for (sentence, quote) in [
        ("The date of injury is 09/12/2016.", "09/12/2016"),
        ("He sustained an industrial injury on August 2, 2016.", "August 2, 2016"),
        ("DOI: 9-2-15.", "9-2-15"),
        (
            "The accident of 9/22/2016 happened at work. It was an occupational injury of 9/22/2016.",
            "9/22/2016",
        ),
        ("He was injured at work on 09/03/2016.", "09/03/2016"),
        (
            "A utilization review determination dated December 10, 2016 denied the request.",
            "December 10, 2016",
        ),
        ("On 12-22-16, utilization review non-certified the request.", "12-22-16"),
        ("The request was denied by utilization review on 11/20/2016.", "11/20/2016"),
        ("UR denied the therapy on 12/19/2016.", "12/19/2016"),
    ] {
        assert_eq!(places(&format!("{OPENING} {sentence}"), ""), one("D003", quote), "{sentence}");
    }
    for sentence in [
        "The date of injury is 9/2/2016 and the review is dated December 20, 2016.",
        "He was seen two weeks after the injury on 09/16/2016.",
        "The first report of injury is from 09/04/2016.",
        "A prior injury on 03/04/2009 healed.",
        "He was seen on 11/04/2016 for the injury.",
        "On 12/05/2016 a request was received for therapy that was non-certified by utilization review on 12/20/2016.",
        "Utilization review denied a request for the MRI performed on 11/02/2016.",
    ] {
        assert_eq!(found(&format!("{OPENING} {sentence}"), ""), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn dates_must_be_possible() {
    for (sentence, quote) in [
        ("He was seen on 11/31/2016 with pain.", "11/31/2016"),
        ("The report of February 30, 2017 notes stiffness.", "February 30, 2017"),
        ("The progress note dated 03/15/2017 reports stiffness.", "03/15/2017"),
        ("The MRI report of 01/10/2016 shows an intact meniscus.", "01/10/2016"),
        ("The office visit of June 5, 2016 found swelling.", "June 5, 2016"),
    ] {
        assert_eq!(places(&format!("{OPENING} {sentence}"), ""), one("D005", quote), "{sentence}");
    }
    for sentence in [
        "The guideline (July 28, 2016) allows for it.",
        "The prior MRI of 03/04/2016 was normal.",
        "He underwent surgery of the hip on 03/04/2016.",
        "A follow-up is scheduled for 04/01/2017.",
        "He takes Norco 10/325 mg and his blood pressure was 120/80.",
        "The visit was on 12/05/2016.",
        "Take 6-8-10 visits.",
    ] {
        assert_eq!(found(&format!("{OPENING} {sentence}"), ""), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn dates_follow_each_other() {
    let header = Parts::default().header;
    for (from, to, place) in [
        ("09/02/2016", "12/28/2016", "12/20/2016"),
        ("01/12/2017", "12/12/2016", "12/12/2016"),
        ("01/18/2017", "01/08/2017", "01/08/2017"),
        ("02/15/2017", "01/15/2017", "01/15/2017"),
    ] {
        let parts = Parts { header: header.replace(from, to), ..Parts::default() };
        let text = parts.letter();
        let findings: Vec<_> = check(&text).findings.into_iter().filter(|f| f.rule.code == "D004").collect();
        assert_eq!(findings.iter().map(|f| &text[f.range]).collect::<Vec<_>>(), [place]);
    }
    assert_eq!(places(&format!("{OPENING} The RFA is dated 12/22/2016."), ""), one("D004", "12/22/2016"));
    assert_eq!(places(&format!("{OPENING} The RFA is dated 12/12/2016."), ""), []);
}

#[test]
fn parts_and_sides_are_those_of_the_request() {
    let summary = format!("{OPENING} The left knee is swollen. The left knee is tender.");
    for (sentence, quote) in [
        ("The right knee is stable.", "right knee"),
        ("There is tenderness of the right patella.", "right patella"),
        (
            "The left ankle reflex was 2+ on the right and 1+ on the left.",
            "left ankle reflex was 2+ on the right",
        ),
        ("The worker has pain of the left shoulder and a stiff shoulder.", "shoulder"),
    ] {
        let found = places(&summary, sentence);
        assert_eq!(found.len(), 1, "{sentence}: {found:?}");
        assert_eq!(found[0].0, "D006", "{sentence}");
        assert!(found[0].1.ends_with(quote), "{sentence}: {found:?}");
    }
    for sentence in [
        "The left knee is stable.",
        "Compared to the right knee, motion is full.",
        "Motion of the right and left knee is equal.",
        "The guideline speaks of the right shoulder.",
        "The report quotes \"right knee pain\" of another file.",
        "On the other hand, he is back at work.",
        "Strength of the lower extremities is full.",
        "The knee is stable.",
    ] {
        assert_eq!(found(&summary, sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn an_absence_is_held_against_the_summary() {
    let summary = format!(
        "{OPENING} Straight leg raise was positive. He completed physical therapy. There is muscle spasm."
    );
    for (sentence, quote) in [
        ("There is no evidence of radiculopathy.", "no evidence of radiculopathy"),
        (
            "There is a lack of documentation of prior physical therapy.",
            "lack of documentation of prior physical therapy",
        ),
        (
            "The records do not document any muscle spasm. There is no documentation of muscle spasm.",
            "no documentation of muscle spasm",
        ),
    ] {
        let found = places(&summary, sentence);
        assert_eq!(found.len(), 1, "one hint for an issue: {sentence}: {found:?}");
        assert_eq!(found[0].0, "D007");
        assert!(found[0].1.ends_with(quote) || quote.starts_with("no doc"), "{sentence}: {found:?}");
    }
    for sentence in [
        "There is no documentation of failure of physical therapy.",
        "There is no evidence of instability.",
        "The guideline wants no evidence of radiculopathy.",
        "There is evidence of radiculopathy.",
    ] {
        assert_eq!(found(&summary, sentence), Vec::<String>::new(), "{sentence}");
    }
    let denied = format!("{OPENING} Straight leg raise was not positive. There was no muscle spasm.");
    assert_eq!(found(&denied, "There is no evidence of muscle spasm."), Vec::<String>::new());
}

#[test]
fn a_letter_does_not_contradict_itself() {
    let sides = format!("{OPENING} The left knee hurts. The left knee is tender. The right knee is swollen.");
    assert_eq!(places(&sides, ""), one("D008", "right knee"));
    let operation = format!("{OPENING} He is status post left knee arthroscopy. He denies prior surgery.");
    assert_eq!(places(&operation, ""), one("D008", "denies prior surgery"));
    assert_eq!(
        places(OPENING, "The patient has been on this drug for at least 9 months."),
        one("D008", "for at least 9 months")
    );
    let denied = format!("{OPENING} The film shows no fracture.");
    assert_eq!(places(&denied, "The film showed a fracture."), one("D008", "showed a fracture"));
    for quiet in [
        "He has had therapy for 3 months.",
        "The guideline allows use for at least 9 months.",
        "He has been diabetic for 12 years.",
    ] {
        assert_eq!(found(OPENING, quiet), Vec::<String>::new(), "{quiet}");
    }
    let both =
        format!("{OPENING} He is status post left knee arthroscopy. There is no other surgical history.");
    assert_eq!(found(&both, ""), Vec::<String>::new());
}

#[test]
fn an_age_may_stand_right_behind_a_letter_of_any_alphabet() {
    assert!(
        check("CLINICAL CASE SUMMARY\n\n\u{e9}51 year old male baker.\n")
            .findings
            .iter()
            .all(|f| f.rule.code != "E002")
    );
}
