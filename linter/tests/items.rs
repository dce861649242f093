//! The item of a title against the item that the rationale decides: pairs of our own.

mod common;

use common::{Parts, check, show};

/// A title and the sentences of its rationale, as a letter.
fn letter(title: &str, rationale: &str) -> String {
    Parts::with(
        "issue",
        &format!(
            "{title}: Upheld\n\nClaims Administrator guideline: Decision based on MTUS General Approaches 2004, \
             Section(s): Summary.\n\nMAXIMUS guideline: Decision based on MTUS General Approaches 2004, Section(s): \
             Summary.\n\nDecision rationale: {rationale}\n"
        ),
    )
}

fn found(title: &str, rationale: &str) -> Vec<String> {
    let text = letter(title, rationale);
    let findings: Vec<_> = check(&text).findings.into_iter().filter(|f| f.rule.code == "V004").collect();
    assert!(findings.iter().all(|finding| !finding.related.is_empty()), "both places are named");
    show(&text, &findings)
}

/// The same item, written otherwise.
const SAME: &[(&str, &str)] = &[
    ("Vicodin 5/300mg #60", "The request for hydrocodone/APAP 5/300 #60 is not medically necessary."),
    ("Lidoderm patches #30", "Therefore, lidocaine patches, quantity 30, are not medically necessary."),
    (
        "One steroid injection of the left hip",
        "A corticosteroid injection to the left hip is not medically necessary.",
    ),
    (
        "Right L5 transforaminal injection",
        "The requested right L5 transforaminal injection is not medically necessary.",
    ),
    ("Hand therapy, twelve visits", "In light of the above, 12 hand therapy visits are not certified."),
    ("Urine drug testing x 2", "The two urine drug tests are not medically necessary."),
    (
        "Percocet 5/325mg #90",
        "Hence the request for oxycodone-acetaminophen 5-325 mg, qty 90, is not medically necessary.",
    ),
    ("Percocet 5/325mg #90", "The request for Percocet is not medically necessary."),
    (
        "Tizanidine 4mg #60 with 2 refills",
        "Therefore, Zanaflex 4 mg #60, refill x2, is not medically necessary.",
    ),
    ("Acupuncture 1 time a week for 8 weeks", "Thus, eight acupuncture visits are not medically necessary."),
    ("Chiropractic care 3x4", "As such, the 12 chiropractic treatments are not medically necessary."),
    (
        "Physical therapy, twice weekly for three weeks",
        "The requested six visits of physical therapy are not medically necessary.",
    ),
    (
        "Physical therapy 2-3 times a week for 4 weeks",
        "The request for 10 sessions of therapy is not medically necessary.",
    ),
    (
        "Facet block at L3-L4 and L4-L5",
        "Therefore, the request for facet blocks at L3-5 is not medically necessary.",
    ),
    ("MRI of the left wrist", "Therefore, the MRI is not medically necessary."),
    ("X-ray of the right foot", "The request for an x-ray of the right ankle is not medically necessary."),
    (
        "EMG of both arms",
        "Therefore, EMG of the left and right upper extremities is not medically necessary.",
    ),
    (
        "Capsaicin 0.025% cream 60 grams",
        "The request for capsaicin 0.0250 % cream, 60 gm, is not medically necessary.",
    ),
    ("12 month gym membership", "A one year gym membership is not medically necessary."),
    (
        "Interferential unit, 1 month rental",
        "The request for a 30-day rental of an interferential unit is not medically necessary.",
    ),
    // What is past, or a guideline's, is no number of the request.
    (
        "Physical therapy, 8 sessions",
        "After 12 previous sessions there was no gain. Therefore, the request is not medically necessary.",
    ),
    (
        "Massage therapy, 6 sessions",
        "The guideline recommends 4 visits over 2 weeks. The request for 6 sessions exceeds this and is not medically necessary.",
    ),
    (
        "Acupuncture, 8 sessions",
        "Although 6 visits would be appropriate, the request for 8 sessions exceeds them and is not medically necessary.",
    ),
    (
        "Topiramate 50mg #60",
        "The worker takes Norco 10/325mg #120 as well. The request is not medically necessary.",
    ),
    (
        "MRI of the right knee",
        "The left knee was normal. Therefore, the request for an MRI of the knee is not medically necessary.",
    ),
    (
        "Lumbar brace",
        "Physical therapy was of no use. Therefore, the lumbar support is not medically necessary.",
    ),
    (
        "Massage therapy, 6 sessions",
        "Utilization review certified the request for 3 sessions. The request is not medically necessary.",
    ),
    (
        "Baclofen 10mg #90",
        "As the worker takes 30 mg per day without benefit, the request for baclofen is not medically necessary.",
    ),
];

#[test]
fn the_same_item_in_other_words_is_no_mismatch() {
    for (title, rationale) in SAME {
        assert_eq!(found(title, rationale), Vec::<String>::new(), "{title}: {rationale}");
    }
}

/// Another item: title, rationale, what differs, the words on either side.
const OTHER: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Percocet 5/325mg #90",
        "The request for hydrocodone/APAP 5/325 mg #90 is not medically necessary.",
        "drug",
        "Percocet",
        "hydrocodone/APAP",
    ),
    (
        "Physical therapy 3 times a week for 4 weeks",
        "The request for physical therapy 2 times a week for 6 weeks is not medically necessary.",
        "quantity",
        "3 times a week for 4 weeks",
        "2 times a week for 6 weeks",
    ),
    (
        "Physical therapy, 12 sessions",
        "I find that occupational therapy, 12 sessions, is not medically necessary.",
        "service",
        "Physical therapy",
        "occupational therapy",
    ),
    (
        "Synvisc injection, right knee",
        "The request for a Synvisc injection of the right shoulder is not medically necessary.",
        "part of the body",
        "knee",
        "shoulder",
    ),
    (
        "Percocet 5/325mg #90",
        "Hence the request for Percocet 5/325 mg #60 is not medically necessary.",
        "quantity",
        "#90",
        "#60",
    ),
    (
        "Percocet 5/325mg #90",
        "The requested Percocet 10/325 mg #90 is not medically necessary.",
        "strength",
        "5/325mg",
        "10/325 mg",
    ),
    (
        "Tizanidine 4mg #60",
        "Therefore, baclofen 4 mg #60 is not medically necessary.",
        "drug",
        "Tizanidine",
        "baclofen",
    ),
    (
        "Fentanyl transdermal 25mcg #10",
        "The request for fentanyl transdermal 25 mg #10 is not medically necessary.",
        "unit",
        "25mcg",
        "25 mg",
    ),
    (
        "Diclofenac 1.5% gel",
        "The request for diclofenac 1.5% cream is not medically necessary.",
        "form",
        "gel",
        "cream",
    ),
    (
        "Tizanidine 4mg #60 with 2 refills",
        "Therefore, tizanidine 4 mg #60 with 3 refills is not medically necessary.",
        "quantity",
        "2 refills",
        "3 refills",
    ),
    (
        "Acupuncture once a week for 8 weeks",
        "Thus, six acupuncture visits are not medically necessary.",
        "quantity",
        "once a week for 8 weeks",
        "six acupuncture visits",
    ),
    (
        "Physical therapy 2 times a week for 4 weeks",
        "The request for physical therapy 2 times a week for 6 weeks is not medically necessary.",
        "quantity",
        "2 times a week for 4 weeks",
        "2 times a week for 6 weeks",
    ),
    (
        "MRI of the left wrist",
        "Therefore, the MRI of the right wrist is not medically necessary.",
        "side",
        "left wrist",
        "right wrist",
    ),
    (
        "Bilateral knee braces",
        "Therefore, a left knee brace is not medically necessary.",
        "side",
        "Bilateral knee",
        "left knee",
    ),
    (
        "Epidural injection at L4-5",
        "The request for an epidural injection at L5-S1 is not medically necessary.",
        "level",
        "L4-5",
        "L5-S1",
    ),
    (
        "MRI of the neck",
        "As such, the request for an MRI of the lumbar spine is not medically necessary.",
        "part of the body",
        "neck",
        "lumbar",
    ),
    (
        "CT of the right elbow",
        "The request for acupuncture of the right elbow is not medically necessary.",
        "service",
        "CT",
        "acupuncture",
    ),
    (
        "Home health aide 4 hours a day",
        "The request for a home health aide 8 hours a day is not medically necessary.",
        "quantity",
        "4 hours a day",
        "8 hours a day",
    ),
    (
        "Interferential unit, 1 month rental",
        "The request for a 60-day rental of the unit is not medically necessary.",
        "quantity",
        "1 month",
        "60-day",
    ),
    (
        "Chiropractic care, 8 visits",
        "The records show no gain. The 12 visits are excessive.",
        "quantity",
        "8 visits",
        "12 visits",
    ),
    (
        "Lumbar brace",
        "There is no clear need for acupuncture. The request is not medically necessary.",
        "service",
        "brace",
        "acupuncture",
    ),
    (
        "Omeprazole 20mg #30",
        "The request for an MRI of the knee is not medically necessary.",
        "service",
        "Omeprazole",
        "MRI",
    ),
];

#[test]
fn titles_and_conclusions_are_compared() {
    for row in include_str!("tables/items.tsv").lines().skip(1) {
        let [title, conclusion, matches] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three cells: {row}")
        };
        assert_eq!(found(title, conclusion).is_empty(), matches == "yes", "{title}: {conclusion}");
    }
}

#[test]
fn another_item_is_told_with_both_sides() {
    for (title, rationale, aspect, requested, stated) in OTHER {
        let found = found(title, rationale);
        assert_eq!(found.len(), 1, "{title}: {rationale}: {found:?}");
        let head = format!("V004 warning {stated:?}: another {aspect}: ");
        assert!(
            found[0].starts_with(&head) && found[0].contains(&format!("{requested:?}")),
            "{title}: {}",
            found[0]
        );
    }
}

/// Titles of several sentences: the request, what was authorised, what remains.
fn portions(unit: &str, parts: [&str; 3]) -> String {
    let [whole, gave, rest] = parts.map(|part| unit.replace('%', part));
    format!(
        "{whole} was the original request. {gave} was authorized by the Claims Administrator. The remaining IMR \
         eligible portion of the original request, {rest} is"
    )
}

#[test]
fn the_remaining_portion_is_what_is_decided() {
    let title = portions("Massage therapy for % sessions", ["12", "8", "4"]);
    for quiet in [
        "The request for 4 sessions of massage is not medically necessary.",
        "The original request for 12 sessions exceeds the guideline. The remaining 4 sessions are not medically necessary.",
    ] {
        assert_eq!(found(&title, quiet), Vec::<String>::new(), "{quiet}");
    }
    let wrong = found(&title, "The request for 8 sessions of massage is not medically necessary.");
    assert_eq!(
        wrong,
        [
            "V004 warning \"8 sessions\": another quantity: the remaining portion is \"4 sessions\", the conclusion speaks of \"8 sessions\""
        ]
    );
}

#[test]
fn the_remainder_is_checked() {
    let sums = |title: &str| {
        let text = letter(title, "The request is not medically necessary.");
        let findings: Vec<_> = check(&text).findings.into_iter().filter(|f| f.rule.code == "V008").collect();
        findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    for (unit, right, wrong) in [
        ("Massage therapy for % sessions", ["12", "8", "4"], ["12", "8", "6"]),
        ("Soma 350mg #%", ["90", "60", "30"], ["90", "60", "60"]),
        ("Acupuncture 2 times a week for % weeks", ["6", "2", "4"], ["6", "2", "3"]),
        ("Home aide % hours per day, 5 days a week for 4 weeks", ["8", "2", "6"], ["8", "2", "4"]),
        ("Mobic 15mg #30 with % refills", ["3", "1", "2"], ["3", "1", "4"]),
        ("TENS rental for % months", ["3", "1", "2"], ["3", "1", "3"]),
    ] {
        assert_eq!(sums(&portions(unit, right)), Vec::<String>::new(), "{unit}");
        assert_eq!(sums(&portions(unit, wrong)).len(), 1, "{unit}");
    }
    assert_eq!(
        sums(&portions("Massage therapy for % sessions", ["12", "8", "6"])),
        ["12 requested less 8 authorised leaves 4, but the remaining portion comes to 6"]
    );
    // Parts for different regions have no sum.
    let apart = "Six visits for the neck and left knee was the original request. Four visits for the left knee was \
                 authorized by the Claims Administrator. The remaining IMR eligible portion of the original request, six \
                 visits for the neck is";
    assert_eq!(sums(apart), Vec::<String>::new());
}
