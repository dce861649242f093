//! What cards say, and what they do not say twice.

use imr_linter::card;
use imr_linter::facts::{Credential, CredentialKind, Known};
use imr_linter::guideline::Index;
use imr_linter::text::TextRange;

#[test]
fn a_card_says_a_thing_once() {
    let index = Index::built_in();
    for (id, drug) in index.drugs() {
        let text = card::drug(&index, id, None).text();
        let what = text.lines().nth(1).expect("what it is").to_lowercase();
        assert!(what.matches("opioid").count() <= 1, "{what}");
        assert!(!drug.opioid || what.contains("opioid"), "{what}");
        assert!(!text.contains("(unverified)"), "{text}");
    }
    for (id, _) in index.topics() {
        let text = card::topic(&index, id).text();
        assert!(!text.contains("(unverified)") && !text.contains("(page: unverified)"), "{text}");
    }
}

#[test]
fn a_placeholder_is_no_unknown_name() {
    let of = |name: &str| {
        let range = TextRange::default();
        card::credential(&Credential {
            kind: CredentialKind::State,
            name: name.to_owned(),
            known: Known::No,
            range,
        })
        .text()
    };
    assert!(of("Xanadu").contains("not on the list"));
    for name in ["{{ states }}", "<<states>>"] {
        assert!(!of(name).contains("not on the list"), "{name}");
    }
}
