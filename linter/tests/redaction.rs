//! Identifiers and holes: labelled sentences, published letters, and invented identifiers put into them.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so, and measures are printed")]

mod common;

use std::path::PathBuf;

use common::{Parts, check, settings, shared_letters, show};
use imr_linter::finding::{Applicability, Finding, Severity};
use imr_linter::identifier::{Marker, Policy};
use imr_linter::profile::Audience;
use imr_linter::settings::Options;

/// The rows of a table of shared data; none, and a notice, where it is absent.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/redaction").join(name);
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: there is no shared {name} beside the project");
        return Vec::new();
    };
    text.lines().skip(1).map(|row| row.split('\t').map(str::to_owned).collect()).collect()
}

/// What the redaction rules say of a text in the summary of a letter.
fn redaction(text: &str) -> (String, Vec<Finding>) {
    let letter = Parts::with("summary", &format!("{text}\n"));
    let findings = check(&letter).findings.into_iter().filter(|f| f.rule.code.starts_with('R')).collect();
    (letter, findings)
}

fn share(found: usize, all: usize, what: &str) -> f64 {
    println!("{what}: {found} of {all}");
    found as f64 / all.max(1) as f64
}

#[test]
fn labelled_leaks_are_found_and_ordinary_sentences_are_not() {
    let (mut found, mut all) = (0, 0);
    for row in rows("leaks.tsv") {
        let [id, text, label, _, spans] = row.as_slice() else { panic!("{row:?}") };
        let (letter, findings) = redaction(text);
        if label == "ok" {
            assert_eq!(show(&letter, &findings), Vec::<String>::new(), "{id}");
            continue;
        }
        let start = letter.find(text.as_str()).expect("the sentence");
        for span in spans.split(',') {
            let (from, to) = span.split_once('-').expect("a span");
            let from = start + from.parse::<usize>().expect("a number");
            let to = start + to.parse::<usize>().expect("a number");
            let covers = |f: &Finding| usize::from(f.range.start()) < to && usize::from(f.range.end()) > from;
            all += 1;
            if findings.iter().any(covers) {
                found += 1;
            } else {
                println!("{id} not found: {text} {:?}", show(&letter, &findings));
            }
        }
    }
    assert!(all == 0 || share(found, all, "leaks") >= 0.97);
}

#[test]
fn labelled_holes_are_found_and_wide_blanks_are_not() {
    let (mut found, mut all) = (0, 0);
    for row in rows("holes.tsv") {
        let text = row[1].replace("\\n", "\n").replace("\\f", "\u{c}");
        let (letter, findings) = redaction(&text);
        let holes: Vec<Finding> = findings.into_iter().filter(|f| f.rule.code == "R001").collect();
        if row[2] == "ok" {
            assert_eq!(show(&letter, &holes), Vec::<String>::new(), "{}: {text:?}", row[0]);
            continue;
        }
        let start = letter.find(&text).expect("the sentence");
        for offset in row[4].split(',') {
            let at = start + offset.parse::<usize>().expect("a number");
            all += 1;
            let near =
                |f: &Finding| usize::from(f.range.start()) <= at + 2 && usize::from(f.range.end()) + 2 >= at;
            if holes.iter().any(near) {
                found += 1;
            } else {
                println!("{} not found: {text:?} {:?}", row[0], show(&letter, &holes));
            }
        }
    }
    assert!(all == 0 || share(found, all, "holes") >= 0.9);
}

#[test]
fn published_letters_hold_no_identifier() {
    for rendering in ["layout", "seedfmt"] {
        for (name, text) in shared_letters(rendering) {
            let findings: Vec<Finding> =
                check(&text).findings.into_iter().filter(|f| f.rule.code.starts_with('R')).collect();
            for line in show(&text, &findings) {
                println!("{rendering} {name}: {line}");
            }
            assert!(findings.iter().all(|f| f.severity < Severity::Warning), "{rendering} {name}");
        }
    }
}

#[test]
fn the_holes_of_a_published_letter_are_found() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/letters/seed-002.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: there are no shared letters beside the project");
        return;
    };
    let findings: Vec<Finding> =
        check(&text).findings.into_iter().filter(|f| f.rule.code.starts_with('R')).collect();
    let around = |f: &Finding| {
        let start = usize::from(f.range.start());
        text[text.floor_char_boundary(start - 18)..start]
            .trim_end()
            .rsplit('\n')
            .next()
            .unwrap_or("")
            .trim()
            .to_owned()
    };
    let before: Vec<String> = findings.iter().map(around).collect();
    assert_eq!(
        before,
        ["recent graduate of", "has completed the", "recent graduate of"],
        "{:?}",
        show(&text, &findings)
    );
}

fn with(options: Options, text: &str) -> Vec<String> {
    let findings = imr_linter::lint(text, &settings(options)).findings;
    let redaction = findings.iter().filter(|f| f.rule.code.starts_with('R'));
    redaction.map(|f| format!("{} {} {:?}", f.rule.code, f.severity, &text[f.range])).collect()
}

#[test]
fn letters_to_the_parties_may_address_them_but_never_name_the_reviewer() {
    let cover = "Delphine Qorvath\n88 Willowbrook Lane\nPetaluma, CA 94952\nClaim number: WC-2231-77081\nSSN: 219-09-4417\n\nDear Ms. Qorvath:\n\nFinal Determination: UPHOLD.\n\n";
    let records = "DOCUMENTS REVIEWED\n\nReport of Dr. Elira Vantongeren, 11/04/2016\n\n";
    let mut parts = Parts::default();
    parts.credentials += "Expert Reviewer: Hollis Brandywine, M.D.\n";
    parts.summary = format!("{records}{}", parts.summary);
    let text = cover.to_owned() + &parts.letter();
    let found = with(Options::default(), &text);
    assert_eq!(found, ["R004 error \"219-09-4417\"", "R009 error \"Hollis Brandywine\""]);
    let public = with(Options { audience: Some(Audience::Public), ..Options::default() }, &text);
    for code in ["R002", "R004", "R007", "R008", "R009"] {
        assert!(public.iter().any(|line| line.starts_with(code)), "{code}: {public:?}");
    }
}

#[test]
fn the_safe_harbor_wants_dates_and_numbers_gone_that_the_division_publishes() {
    let text = Parts::with(
        "summary",
        "He is a 93 year old man, seen on 12/05/2016 and on March 3, 2016. He fell in July 2015 and again on May 9. See https://example.org/page for more.\n",
    );
    assert_eq!(with(Options::default(), &text), ["R010 warning \"93\""]);
    let strict = Options { identifiers: Policy::SafeHarbor, ..Options::default() };
    let found = with(strict, &text);
    for line in [
        "R008 error \"CM17-0990001\"",
        "R013 error \"12/05/2016\"",
        "R013 error \"March 3, 2016\"",
        "R013 error \"July 2015\"",
        "R013 error \"May 9\"",
        "R010 error \"93\"",
        "R008 error \"https://example.org/page\"",
    ] {
        assert!(found.iter().any(|other| other == line), "{line}: {found:?}");
    }
}

#[test]
fn the_marker_is_the_house_s() {
    let text = Parts::with("summary", "He saw Dr. Qorvath; call 415-555-0142.\n");
    let fixed = |marker: Marker| {
        let options = Options { marker, ..Options::default() };
        let findings = imr_linter::lint(&text, &settings(options)).findings;
        let fixes = imr_linter::fix::applicable(&findings, Applicability::Unsafe);
        imr_linter::fix::apply(&text, &imr_linter::fix::edits(&fixes))
    };
    assert!(fixed(Marker::Fixed("XXXXX".to_owned())).contains("He saw Dr. XXXXX; call XXXXX."));
    assert!(fixed(Marker::ByKind).contains("He saw Dr. [NAME]; call [PHONE]."));
}

/// Invented identifiers in invented sentences: the kind, a sentence, and what of it must be found.
const INVENTED: &[(&str, &str, &str)] = &[
    ("name", "A copy went to Dr. Qorvath on the next day.", "Qorvath"),
    ("name", "The plan of Dr. Elira Vantongeren was to continue.", "Elira Vantongeren"),
    ("name", "Mr. Ostrowick had asked for more visits.", "Ostrowick"),
    ("name", "In the view of Ms. Ana-Belle Trujano, rest would help.", "Ana-Belle Trujano"),
    ("name", "The note is signed by Hollis Brandywine, M.D.", "Hollis Brandywine"),
    ("name", "An opinion came from T. J. Kessenich, DO, in the spring.", "T. J. Kessenich"),
    ("name", "Rosalind Achterberg, PA-C, saw no swelling.", "Rosalind Achterberg"),
    ("name", "Claimant: Delphine Marchetti", "Delphine Marchetti"),
    ("name", "Treating physician: Osgood Penhaligon", "Osgood Penhaligon"),
    ("name", "The attorney Lucinda Farnsworth sent records.", "Lucinda Farnsworth"),
    ("name", "He lives with his wife Noreen in an apartment.", "Noreen"),
    ("name", "Her daughter, Tabitha, drives her to the clinic.", "Tabitha"),
    ("name", "The interpreter Amparo Villasenor was present.", "Amparo Villasenor"),
    ("name", "Re: Delphine Marchetti v. Copperline Stone Works Inc.", "Delphine Marchetti"),
    ("name", "Dr. Hawkins found the arm weak.", "Hawkins"),
    ("name", "Dr. Neer's letter of May was read.", "Neer"),
    ("birth date", "He was born on March 3, 1971 in Ohio.", "March 3, 1971"),
    ("birth date", "DOB: 03/03/1971", "03/03/1971"),
    ("social security", "SSN: 219-09-4417", "219-09-4417"),
    (
        "social security",
        "The last four of the SSN are unknown, but the Social Security number ends in 4417.",
        "4417",
    ),
    ("phone", "The office can be reached at (707) 555-0133.", "(707) 555-0133"),
    ("phone", "Fax 707.555.0134 was used.", "707.555.0134"),
    ("e-mail", "Records came from intake.desk@example.net last week.", "intake.desk@example.net"),
    ("address", "The home is at 88 Willowbrook Lane, Unit 4, Petaluma, CA 94952.", "88 Willowbrook Lane"),
    ("address", "Mail goes to P.O. Box 4471.", "4471"),
    ("address", "The applicant resides in Petaluma with two children.", "Petaluma"),
    ("record", "MRN: 00771253", "00771253"),
    ("record", "Claim number WC-2231-77081 is open.", "WC-2231-77081"),
    ("record", "The matter is ADJ9981234 before the board.", "ADJ9981234"),
    ("record", "The NPI is 1234567893.", "1234567893"),
    ("record", "DEA number AB1234563 stands on the slip.", "AB1234563"),
    ("record", "License No. G48812 is current.", "G48812"),
    ("record", "The car had license plate 7XYZ482.", "7XYZ482"),
    (
        "record",
        "See https://portal.example.com/view?claim=88213377 for more.",
        "https://portal.example.com/view?claim=88213377",
    ),
    ("age", "The injured worker's 94-year-old neighbor helps.", "94"),
    ("organisation", "She works for Copperline Stone Works as a cutter.", "Copperline Stone Works"),
    ("organisation", "He was seen at Larkhaven Medical Center in the fall.", "Larkhaven Medical Center"),
    ("organisation", "The review was done by Tidewater Claims Services, LLC.", "Tidewater Claims Services"),
    ("organisation", "Therapy was given at Brightwell Sports Medicine.", "Brightwell Sports Medicine"),
    ("organisation", "Employer: Ashgrove Unified School District", "Ashgrove Unified School District"),
    ("remainder", "Dr. [REDACTED] Vantongeren wrote again.", "Vantongeren"),
];

/// Names with nothing beside them that tells: reported apart.
const BARE: &[(&str, &str)] = &[
    ("Then Vantongeren wrote that rest would help.", "Vantongeren"),
    ("As Hollis Brandywine put it, surgery can wait.", "Hollis Brandywine"),
    ("The plan was made by Kessenich.", "Kessenich"),
];

/// The letter with a sentence put between two others of its summary.
fn inject(text: &str, sentence: &str) -> Option<(String, usize)> {
    let summary = text.find("including all medical records:")?;
    let at = summary + text[summary..].find(". ")? + 2;
    let mut letter = text.to_owned();
    letter.insert_str(at, &format!("{sentence} "));
    Some((letter, at))
}

fn told(text: &str, at: usize, sentence: &str, secret: &str) -> bool {
    let start = at + sentence.find(secret).expect("in the sentence");
    let covers = |f: &Finding| {
        usize::from(f.range.start()) < start + secret.len() && usize::from(f.range.end()) > start
    };
    check(text).findings.iter().any(|f| f.rule.code.starts_with('R') && covers(f))
}

#[test]
fn invented_identifiers_are_found_in_every_letter() {
    let letters = shared_letters("seedfmt");
    let mut counts: std::collections::BTreeMap<&str, (usize, usize)> = std::collections::BTreeMap::new();
    for (kind, sentence, secret) in INVENTED {
        for (name, text) in &letters {
            let Some((letter, at)) = inject(text, sentence) else { continue };
            let (found, all) = counts.entry(kind).or_default();
            *all += 1;
            if told(&letter, at, sentence, secret) {
                *found += 1;
            } else {
                println!("{name}: not found: {sentence}");
            }
        }
    }
    for (kind, (found, all)) in &counts {
        assert!(share(*found, *all, kind) >= 0.98, "{kind}");
    }
    for (sentence, secret) in BARE {
        let found = letters.iter().filter_map(|(_, text)| inject(text, sentence));
        let found: Vec<bool> = found.map(|(letter, at)| told(&letter, at, sentence, secret)).collect();
        share(found.iter().filter(|found| **found).count(), found.len(), "a bare name");
    }
}

/// All invented identifiers at once, with a repetition of a name; the fixes leave nothing of them.
#[test]
fn fixes_leave_a_letter_without_identifiers_that_reads_well() {
    let mut sentences: Vec<&str> = INVENTED.iter().map(|(_, sentence, _)| *sentence).collect();
    sentences.push("Qorvath's exam found nothing new, and Allen's test was negative.");
    for sentence in &sentences {
        let text = Parts::with("summary", &format!("The worker rested. {sentence} The worker went home.\n"));
        let mut fixed = text.clone();
        for _ in 0..3 {
            let findings: Vec<Finding> =
                check(&fixed).findings.into_iter().filter(|f| f.rule.code.starts_with('R')).collect();
            let fixes = imr_linter::fix::applicable(&findings, Applicability::Display);
            fixed = imr_linter::fix::apply(&fixed, &imr_linter::fix::edits(&fixes));
        }
        let left: Vec<Finding> =
            check(&fixed).findings.into_iter().filter(|f| f.rule.code.starts_with('R')).collect();
        assert_eq!(show(&fixed, &left), Vec::<String>::new(), "{sentence}");
        assert!(fixed.matches("[REDACTED]").count() <= 2, "{fixed}");
    }
    let text = Parts::with(
        "summary",
        "Dr. Qorvath saw him. Qorvath's exam was short, and Allen's test was negative. He takes Norco.\n",
    );
    let finding = check(&text).findings.into_iter().find(|f| f.rule.code == "R002").expect("a name");
    let fixed = imr_linter::fix::apply(&text, &finding.fixes[0].edits);
    assert!(fixed.contains(
        "Dr. [REDACTED] saw him. [REDACTED]'s exam was short, and Allen's test was negative. He takes Norco."
    ));
}

/// What is put after a preposition and taken out again, gap kept.
const REMOVED: &[&str] =
    &["the treating physician", "the claims administrator", "the employer", "a local clinic"];

#[test]
fn holes_are_found_where_the_gap_is_kept() {
    let sentences = [
        "The request was sent by the treating physician on 11/04/2016.",
        "According to the treating physician, rest is enough.",
        "He was evaluated at a local clinic and sent home.",
        "He has worked for the employer since 2009.",
        "A letter from the claims administrator dated 12/01/2016 denied it.",
        "She was under the care of the treating physician for six months.",
        "It was reviewed with the treating physician, who agreed.",
        "Six visits were completed at a local clinic with benefit.",
        "He returned to the employer on light duty.",
        "The study was ordered by the treating physician.",
        "Records from a local clinic were reviewed.",
        "The note of the treating physician states that he is well.",
        "He was referred to a local clinic for therapy.",
        "It was denied by the claims administrator because the records were thin.",
        "He told the treating physician that it hurts.",
        "He was seen by the treating physician after the fall.",
    ];
    let (mut found, mut all) = (0, 0);
    for (name, text) in shared_letters("seedfmt") {
        for sentence in sentences {
            let removed = REMOVED.iter().find(|words| sentence.contains(**words)).expect("a phrase");
            let Some((letter, at)) = inject(&text, &sentence.replacen(removed, "", 1)) else { continue };
            let hole = at + sentence.find(removed).expect("there");
            let near = |f: &Finding| {
                usize::from(f.range.start()) <= hole + 1 && usize::from(f.range.end()) + 1 >= hole
            };
            let holes: Vec<Finding> =
                check(&letter).findings.into_iter().filter(|f| f.rule.code == "R001").collect();
            all += 1;
            if holes.iter().any(near) {
                found += 1;
            } else if all <= sentences.len() {
                println!("{name}: no hole in {:?}", sentence.replacen(removed, "", 1));
            }
            assert!(
                holes.iter().all(|f| near(f) || usize::from(f.range.start()) != hole && name.contains("002")),
                "{name}: {:?}",
                show(&letter, &holes)
            );
        }
    }
    assert!(all == 0 || share(found, all, "holes with their gap") >= 0.8);
}

#[test]
fn the_project_s_own_clean_letters_hold_no_identifier() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples/clean");
    for entry in std::fs::read_dir(folder).expect("the examples") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
        let found: Vec<Finding> =
            check(&text).findings.into_iter().filter(|f| f.rule.code.starts_with('R')).collect();
        assert_eq!(show(&text, &found), Vec::<String>::new());
    }
}
