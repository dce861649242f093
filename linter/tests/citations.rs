//! Citations broken one at a time, in our letter and in published ones: the one finding, and no other.

mod common;

use std::sync::Arc;

use common::{Parts, check, shared_letters, show};
use imr_linter::finding::Severity;
use imr_linter::settings::{Options, Settings};

/// A finding: severity, code and quoted place.
type Expected = (Severity, &'static str, &'static str);

/// Guideline lines, with the findings they must give.
const LINES: &[(&str, &[Expected])] = &[
    (
        "Decision based on MTUS Elbow Complaints 2007, Section(s): 326.",
        &[(Severity::Warning, "C012", "Elbow Complaints"), (Severity::Warning, "C008", "326")],
    ),
    ("Decision based on MTUS Knee Complaints 2004, Section(s): 326.", &[(Severity::Warning, "C008", "326")]),
    (
        "Decision based on MTUS Knee Complaints 2004, Section(s): Diagnositc Criteria.",
        &[(Severity::Warning, "C008", "Diagnositc Criteria")],
    ),
    (
        "Decision based on MTUS Knee Complaints 2004, Section(s): Epilogue.",
        &[(Severity::Warning, "C008", "Epilogue")],
    ),
    (
        "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Physical medicine.",
        &[(Severity::Warning, "C006", "Chronic Pain Medical Treatment 2009")],
    ),
    (
        "Decision based on MTUS Chronic Pain Medical Treatment Guidelines Physical medicine Page(s): 98-99.",
        &[(Severity::Warning, "C006", "Chronic Pain Medical Treatment Guidelines")],
    ),
    (
        "Decision based on MTUS Knee Disorders 2015, Section(s): Acupuncture.",
        &[(Severity::Warning, "C006", "Knee Disorders 2015")],
    ),
    (
        "Decision based on MTUS Knee Complaints 2010, Section(s): Initial Care.",
        &[(Severity::Warning, "C007", "2010")],
    ),
    (
        "Decision based on MTUS Knee Complants 2004, Section(s): Initial Care.",
        &[(Severity::Warning, "C007", "Knee Complants")],
    ),
    (
        "Decision based on MTUS Gardening Treatment 2004, Section(s): Initial Care.",
        &[(Severity::Warning, "C007", "Gardening Treatment")],
    ),
    (
        "Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care; MTUS Knee Complaints 2004, Section(s): Epilogue.",
        &[(Severity::Warning, "C008", "Epilogue")],
    ),
    (
        "Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care, and MTUS Knee Complaints 2004, Section(s): 326.",
        &[(Severity::Warning, "C008", "326")],
    ),
    ("Decision based on MTUS Knee Complaints 2004.", &[(Severity::Warning, "C005", "Knee Complaints")]),
    (
        "Decision based on MTUS Low Back Complaints 2004, Section(s): Initial Care.",
        &[(Severity::Warning, "C012", "Low Back Complaints")],
    ),
    (
        "Decision based on Non-MTUS Citation Knee and Leg chapter, Exercise.",
        &[(Severity::Warning, "C009", "Knee and Leg chapter, Exercise")],
    ),
    (
        "Decision based on Non-MTUS Citation https://en.wikipedia.org/wiki/Knee.",
        &[(Severity::Hint, "C009", "https://en.wikipedia.org/wiki/Knee")],
    ),
    (
        "The Expert Reviewer did not cite any medical evidence for its decision.",
        &[(
            Severity::Warning,
            "C010",
            "The Expert Reviewer did not cite any medical evidence for its decision.",
        )],
    ),
    // Nothing is wrong with these.
    (
        "Decision based on MTUS Knee Complaints 2004, Section(s): Initial Care, Special Studies, and Chronic Pain Medical Treatment 2016, Section(s): NSAIDs, GI symptoms & cardiovascular risk, Physical medicine treatment.",
        &[],
    ),
    ("Decision based on MTUS Acupuncture Treatment 2007.", &[]),
    ("Decision based on MTUS Opioid Treatment 2016, Section(s): 1.4.", &[]),
    (
        "The Expert Reviewer based their decision on recommendation(s) outside of the MTUS Guidelines. Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Knee & Leg Chapter, Exercise.",
        &[],
    ),
    ("Decision based on Non-MTUS Citation Smith AB, et al. Exercise for knees. J Knee Surg 2011;24:15.", &[]),
];

#[test]
fn a_wrong_citation_gives_the_one_finding() {
    for (line, expected) in LINES {
        let text = Parts::with("guideline", &format!("{line}\n"));
        let findings = check(&text).findings;
        let found: Vec<_> =
            findings.iter().map(|f| (f.severity, f.rule.code, fold(&text[f.range]))).collect();
        let expected: Vec<_> =
            expected.iter().map(|(s, code, place)| (*s, *code, (*place).to_owned())).collect();
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn pages_are_judged_by_their_evidence() {
    let line = |topics: &str, pages: &str| {
        let text = Parts::with(
            "guideline",
            &format!("Decision based on MTUS Chronic Pain Treatment Guidelines {topics} Page(s): {pages}.\n"),
        );
        let text = text.replace("02/15/2017", "02/15/2015").replace("12/20/2016", "12/20/2014");
        let findings = check(&text)
            .findings
            .into_iter()
            .filter(|f| ["C001", "C002", "C003", "C004"].contains(&f.rule.code));
        findings.map(|f| (f.severity, f.rule.code, text[f.range].to_owned())).collect::<Vec<_>>()
    };
    let one = |severity, code, place: &str| vec![(severity, code, place.to_owned())];
    assert_eq!(line("Physical Medicine", "98-99"), []);
    assert_eq!(line("Physical Medicine", "32"), one(Severity::Warning, "C003", "32"), "a sourced row");
    assert_eq!(line("Biofeedback", "40"), one(Severity::Info, "C003", "40"), "an unverified row");
    assert_eq!(line("Biofeedback", "26"), [], "one page off is allowed on unverified rows");
    assert_eq!(line("Baclofen", "99"), [], "an unverified row of low certainty raises nothing");
    assert_eq!(line("Cyclobenzaprine (Flexeril)", "41, 64"), [], "an entry of a larger topic");
    assert_eq!(line("Botulinum toxin (Botox; Myobloc); Opioids, criteria for use", "25-26; 76-80"), []);
    assert_eq!(line("Physical Medicine", "298"), one(Severity::Warning, "C002", "298"));
    assert_eq!(line("Physical Medicine", "99-98"), one(Severity::Error, "C001", "99-98"));
    assert_eq!(line("Physcial Medicine", "98-99"), one(Severity::Warning, "C004", "Physcial Medicine"));
    assert_eq!(line("Wishful thinking", "98-99"), one(Severity::Info, "C004", "Wishful thinking"));
}

#[test]
fn the_message_says_what_is_there_and_where_the_topic_is() {
    let text = Parts::with(
        "guideline",
        "Decision based on MTUS Chronic Pain Treatment Guidelines Physical medicine Page(s): 124.\n",
    );
    let finding = check(&text).findings.into_iter().find(|f| f.rule.code == "C003").expect("a finding");
    assert_eq!(
        finding.message,
        "page 124 is about \"Weaning of medications\"; \"Physical medicine\" is on pages 98-99"
    );
}

#[test]
fn near_a_change_of_edition_there_is_only_a_hint() {
    let text = Parts::with(
        "guideline",
        "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Physical medicine.\n",
    );
    let text = text.replace("12/20/2016", "08/20/2016");
    let findings: Vec<_> = check(&text).findings.into_iter().filter(|f| f.rule.code == "C006").collect();
    assert_eq!(findings.iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::Hint]);
}

#[test]
fn administrator_lines_are_quoted_and_only_informed_about() {
    let text = Parts::with(
        "administrator",
        "Decision based on MTUS Knee Complaints 2004, Section(s): Inital Care.\n",
    );
    let findings = check(&text).findings;
    assert_eq!(
        show(&text, &findings),
        ["C008 info \"Inital Care\": \"Knee Complaints 2004\" has no section \"Inital Care\""]
    );
    assert!(findings[0].fixes.is_empty());
    let bare = Parts::with("administrator", "Decision based on MTUS Knee Complaints 2004.\n");
    assert_eq!(show(&bare, &check(&bare).findings), Vec::<String>::new());
}

/// The faults of the issue, put into every published letter.
#[test]
fn wrong_lines_are_found_in_published_letters() {
    let label = "MAXIMUS guideline:";
    for (name, text) in shared_letters("layout") {
        let before: Vec<&str> = check(&text).findings.iter().map(|f| f.rule.code).collect();
        let start = text.find(label).expect("a label") + label.len();
        let end = start + text[start..].find("Decision rationale:").expect("a rationale");
        for (line, code) in [
            ("Decision based on MTUS Elbow Complaints 2007, Section(s): 326.", "C008"),
            (
                "Decision based on MTUS Chronic Pain Medical Treatment 2009, Section(s): Physical medicine.",
                "C006",
            ),
        ] {
            let broken = format!("{} {line}\n\n{}", &text[..start], &text[end..]);
            let found: Vec<&str> = check(&broken).findings.iter().map(|f| f.rule.code).collect();
            let count = |codes: &[&str]| codes.iter().filter(|known| **known == code).count();
            assert_eq!(count(&found), count(&before) + 1, "{name}: {code}");
        }
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_stands_in_a_quotation_is_not_the_reviewers_to_mend() {
    let sentence = "Per ACOEM Chapter 12, page 999, an image is for red flags and these alone.";
    let found = |rationale: &str| {
        let text = Parts::with("rationale", &format!("{rationale} It is not medically necessary.\n"));
        let findings = check(&text).findings.into_iter().filter(|f| f.rule.code == "C002");
        findings.map(|f| (f.severity, text[f.range].to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(found(sentence), [(Severity::Warning, "999".to_owned())]);
    assert_eq!(found(&format!("\"{sentence}\"")), [(Severity::Info, "999".to_owned())]);
    let listed = |rationale: &str| {
        let text = Parts::with("rationale", &format!("{rationale} It is not medically necessary.\n"));
        let options = Options { select: Some(vec!["C011".to_owned()]), ..Options::default() };
        let settings = Arc::new(Settings::new(options, []).expect("valid"));
        imr_linter::lint(&text, &settings).findings.len()
    };
    let use_of_odg = "The Official Disability Guidelines (ODG) ask for a trial of care at first.";
    assert_eq!((listed(use_of_odg), listed(&format!("\"{use_of_odg}\""))), (1, 0));
}
