//! Templates, and letters with placeholders left in them: what is found in them, and where.

mod common;

use common::{Parts, settings, show};
use imr_linter::lint;
use imr_linter::profile::{Audience, Profiles};
use imr_linter::settings::Options;
use imr_linter::template::{Draft, draft};

fn template(text: &str, placeholders: &str) -> Vec<String> {
    let options: Options = toml::from_str(placeholders).expect("valid settings");
    show(text, &lint(text, &settings(Options { template: true, ..options })).findings)
}

/// What every draft is, with its name.
fn drafts(kind: Draft) -> Vec<(String, String)> {
    let profiles = Profiles::built_in();
    let both = profiles.iter().flat_map(|profile| [(profile, Audience::Public), (profile, Audience::Party)]);
    let written = both
        .map(|(profile, audience)| (format!("{} {audience:?}", profile.id), draft(profile, audience, kind)));
    written.collect()
}

fn options(name: &str) -> Options {
    let (profile, audience) = name.split_once(' ').expect("two words");
    let audience = if audience == "Party" { Audience::Party } else { Audience::Public };
    Options { profile: Some(profile.to_owned()), audience: Some(audience), ..Options::default() }
}

#[test]
fn a_new_template_of_every_profile_is_clean() {
    let found = drafts(Draft::Template).into_iter().flat_map(|(name, text)| {
        let settings = settings(Options { template: true, ..options(&name) });
        let found = show(&text, &lint(&text, &settings).findings);
        found.into_iter().map(move |finding| format!("{name}: {finding}"))
    });
    assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_new_letter_of_every_profile_lacks_what_its_placeholders_stand_for() {
    let mut found = Vec::new();
    for (name, text) in drafts(Draft::Letter) {
        let findings = lint(&text, &settings(options(&name))).findings;
        let (gaps, others): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.rule.code == "T001");
        found.extend(show(&text, &others).into_iter().map(|finding| format!("{name}: {finding}")));
        assert_eq!(gaps.len(), text.matches("{{").count(), "{name}");
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_new_letter_is_recognised_without_being_told() {
    for name in ["g0", "g1", "g2", "g3b", "g5"] {
        let profiles = Profiles::built_in();
        let text = draft(profiles.find(name).expect("built in"), Audience::Public, Draft::Letter);
        let findings = lint(&text, &settings(Options::default())).findings;
        assert!(
            findings.iter().all(|finding| finding.rule.code == "T001"),
            "{name}: {:?}",
            show(&text, &findings)
        );
    }
}

#[test]
fn what_is_wrong_in_one_branch_is_told_with_the_branch() {
    let parts = Parts { title: "{{ item }}: {{ verdict }}\n".into(), ..Parts::default() };
    let rationale =
        "Decision rationale: {{ reasons }} Therefore, the request for {{ item }} is {{ conclusion }}.\n";
    let parts = Parts { rationale: rationale.into(), second_issue: String::new(), ..parts };
    let whole = Parts {
        summary: "{% if surgery %}\nCLINICAL CASE SUMMARY\n\nThe expert reviewer developed the following clinical case \
                  summary based on a review of the case file, including all medical records:\n\n{{ summary }}\n{% endif %}\n"
            .into(),
        header: "Case Number: {{ case_number }}\nDate Assigned: {{ date_assigned }}\nDate of Injury: {{ doi }}\n\
                 Decision Date: {{ decision_date }}\nUR Denial Date: {{ ur_date }}\nPriority: {{ priority }}\n\
                 Application Received: {{ application_date }}\n"
            .into(),
        administrator: "Claims Administrator guideline: Decision based on {{ guideline }}.\n".into(),
        guideline: "MAXIMUS guideline: Decision based on {{ guideline }}.\n".into(),
        ..parts
    };
    let found = template(&whole.letter(), "");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].contains("when `surgery` is not set, ") && found[0].starts_with("S001 error"),
        "{found:?}"
    );
}

#[test]
fn house_markers_are_no_placeholders() {
    let letter = Parts::with(
        "rationale",
        "Dr. [REDACTED] wrote [NAME REDACTED] and [CI]. It is not medically necessary.\n",
    );
    let findings = common::check(&letter).findings;
    assert!(
        findings.iter().all(|finding| !finding.rule.code.starts_with('T')),
        "{:?}",
        show(&letter, &findings)
    );
}

#[test]
fn a_gap_is_one_finding() {
    let parts = Parts { title: "<<item>>: [FINAL VERDICT]\n".into(), ..Parts::default() };
    let text = parts.letter();
    let found = show(&text, &common::check(&text).findings);
    let expected = [
        "T001 error \"<<item>>\": \"<<item>>\" was not filled in",
        "T001 error \"[FINAL VERDICT]\": \"[FINAL VERDICT]\" was not filled in",
    ];
    assert_eq!(found, expected);
}

#[test]
fn comments_silence_templates_too() {
    let summary =
        "<!-- imrlint-ignore T005: the form is for one side -->\nPain in the right shoulder. {{ summary }}\n";
    let text = Parts::with("summary", summary);
    let found = template(&text, "");
    let about =
        |code: &str| found.iter().any(|line| line.starts_with(code) && line.contains("right shoulder"));
    assert!(!about("T005") && !found.iter().any(|line| line.starts_with("M001")), "{found:#?}");
}
