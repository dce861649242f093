//! The templates of `examples/`: the library is clean, and each of the broken ones has the one fault that it is
//! called after.

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use common::{settings, show};
use imr_linter::lint;
use imr_linter::settings::{Options, Settings};

/// The texts of a folder of examples by name, with their settings as templates and as letters.
fn folder(name: &str) -> (Vec<(String, String)>, [Arc<Settings>; 2]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name);
    let options: Options =
        toml::from_str(&std::fs::read_to_string(folder.join("imrlint.toml")).expect("settings"))
            .expect("valid");
    let files = std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let letters = files.filter(|path| path.extension().is_some_and(|end| end == "imrt" || end == "imr"));
    let mut texts: Vec<_> = letters
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("text"))
        })
        .collect();
    texts.sort();
    let with = |template| settings(Options { template, ..options.clone() });
    (texts, [with(false), with(true)])
}

fn found(folder_name: &str) -> Vec<String> {
    let (texts, settings) = folder(folder_name);
    assert!(texts.len() >= 6, "{folder_name} has lost some");
    let each = texts.iter().flat_map(|(name, text)| {
        let settings = &settings[usize::from(!name.contains("letter"))];
        let found = show(text, &lint(text, settings).findings);
        found.into_iter().map(move |finding| format!("{name}: {finding}"))
    });
    each.collect()
}

#[test]
fn the_library_is_clean() {
    assert_eq!(found("templates"), Vec::<String>::new());
}

#[test]
fn each_broken_template_has_one_fault() {
    let expected = [
        "a-section-in-one-branch-only.imrt: S001 error \"IMR ISSUES, DECISIONS AND RATIONALES\": when `accepted` is not set, \
         the letter lacks \"CLINICAL CASE SUMMARY\"",
        "no-issue-in-the-loop.imrt: S008 error \"IMR ISSUES, DECISIONS AND RATIONALES\": no disputed item stands under \
         \"IMR ISSUES, DECISIONS AND RATIONALES\"",
        "t001-a-letter-with-a-gap.imr: T001 error \"[PATIENT AGE]\": \"[PATIENT AGE]\" was not filled in",
        "t002-a-name-that-is-not-declared.imrt: T002 warning \"{{ histroy }}\": there is no placeholder `histroy`",
        "t003-a-loop-without-an-end.imrt: T003 error \"{% for issue in issues %}\": this \"for\" is never closed: \
         \"endfor\" is missing",
        "t004-a-conclusion-that-is-fixed.imrt: T004 error \"is not medically necessary\": the verdict is a placeholder, but \
         the conclusion is always \"is not medically necessary\"",
        "t005-a-side-that-is-fixed.imrt: T005 warning \"left knee\": \"left knee\" is a side that every letter of this \
         template will have",
    ];
    assert_eq!(found("templates-broken"), expected);
}

#[test]
fn what_stands_in_another_branch_is_not_inserted() {
    let (texts, [_, settings]) = folder("templates-broken");
    let (_, text) =
        texts.iter().find(|(name, _)| name.starts_with("a-section-in-one")).expect("the template");
    let fixes =
        |text: &str| lint(text, &settings).findings.iter().map(|finding| finding.fixes.len()).sum::<usize>();
    assert_eq!(fixes(text), 0);
    // Where all branches lack it, it is.
    let without = text.replacen("        CLINICAL CASE SUMMARY\n", "", 1);
    assert_eq!(fixes(&without), 1);
}
