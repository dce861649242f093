//! What holds of any text at all, and of one letter however it is set.

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use common::renderings::{fold, renderings};
use common::{Parts, check};
use imr_linter::finding::Finding;
use proptest::prelude::*;
use proptest::sample::Index;

/// What letters are made of, and what breaks programs.
const PIECES: &[&str] = &[
    "CLINICAL CASE SUMMARY\n",
    "IMR ISSUES, DECISIONS AND RATIONALES\n",
    "Decision rationale: ",
    "MAXIMUS guideline: Decision based on MTUS Low Back Complaints 2004, Section(s): ",
    "Norco 10/325mg #60: Upheld\n",
    ": Overturned",
    "Case Number: CM17-",
    "Date of Injury: 02/30/2017",
    "State(s) of Licensure:",
    "is not medically necessary. ",
    "Page(s): 100-10; 99999999999-3",
    "<!-- imrlint-ignore ",
    "-->",
    "{{ name }}",
    "{% if x %}",
    "Dr. ",
    "Mr.  was ",
    "\"",
    "#",
    "1,000,000 mg",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "\u{301}",
    "İſ😀",
    "\r",
    "\n\n",
    "\u{c}",
    "\t",
];

fn text() -> impl Strategy<Value = String> {
    let known = any::<Index>().prop_map(|index| index.get(PIECES).to_string());
    prop::collection::vec(prop_oneof![3 => known, 1 => any::<String>()], 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// No rule breaks, and every place lies on characters of the text.
    #[test]
    fn any_text_is_linted(text in text(), letter in any::<bool>(), at in any::<Index>()) {
        let text = if letter {
            let mut whole = Parts::default().letter();
            let at = whole.floor_char_boundary(at.index(whole.len()));
            whole.insert_str(at, &text);
            whole
        } else {
            text
        };
        for finding in check(&text).findings {
            prop_assert_ne!(finding.rule.code, "E002");
            let edits = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.range);
            let related = finding.related.iter().map(|related| related.range);
            for range in std::iter::once(finding.range).chain(edits).chain(related) {
                prop_assert!(text.get(std::ops::Range::<usize>::from(range)).is_some(), "{range:?} of {finding:?}");
            }
        }
    }
}

/// Findings that rest on the header table or on the written gaps between words depend on the setting.
const BY_SETTING: &[&str] = &["S010", "D003", "D004", "D005", "D008", "R001", "P004"];

/// A finding without its place: code, severity, and the words it is about.
fn seen(text: &str, finding: &Finding) -> (String, String, String) {
    (finding.rule.code.to_owned(), finding.severity.to_string(), fold(&text[finding.range]))
}

#[test]
fn a_letter_gives_the_same_findings_however_it_is_set() {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/letters");
    if !shared.is_dir() {
        println!("skipped: there are no shared letters beside the project");
        return;
    }
    let mut compared = 0;
    for entry in std::fs::read_dir(shared.join("layout")).expect("listed") {
        let name =
            entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned();
        let mut settings = renderings(&shared, &name).into_iter().map(|(rendering, text)| {
            let findings = check(&text).findings;
            let found = findings.iter().filter(|finding| !BY_SETTING.contains(&finding.rule.code));
            (rendering, found.map(|finding| seen(&text, finding)).collect::<BTreeSet<_>>())
        });
        let (_, first) = settings.next().expect("renderings");
        for (rendering, found) in settings {
            assert_eq!(found, first, "{name}, {rendering}");
            compared += 1;
        }
    }
    assert!(compared > 600, "{compared}");
}
