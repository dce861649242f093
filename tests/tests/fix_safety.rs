//! What fixing does to every letter at hand, the examples and, where they are beside the project, the published ones:
//! it comes to an end, brings nothing new, changes what its edits name and no fact of the case.

#![expect(clippy::print_stdout, reason = "it says aloud what it skips")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use imr_linter::finding::{Applicability, Finding};
use imr_linter::settings::Settings;
use imr_linter::{fix, lint};
use serde_json::Value;

/// Rules whose fixes write other numbers by their nature: markers of redaction, years of editions, numbers of sections.
const MAY_CHANGE_NUMBERS: [&str; 4] = ["R", "C006", "C007", "C008"];

/// What is put into clean letters, so that rules of every kind have something to mend.
const SLIPS: [(&str, &str); 8] = [
    ("CLINICAL CASE SUMMARY", "CLINCAL CASE SUMMARY"),
    ("The injured worker is", "Dr. Quentin Zorvath wrote: The injured worker is"),
    ("The patient is", "Call 415-555-0142. The patient is"),
    ("California", "Californa"),
    (" of the ", " of of the "),
    (" on the right", " on the the right"),
    (" Complaints 2004", " Complaints 2005"),
    ("Decision rationale: ", "Decision rationale: A trail of rest has failed.The rest is known. "),
];

/// A copy of all letters.
struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let copy = Self { folder: tempfile::tempdir().expect("a folder") };
        let root = imr_tests::root();
        for name in ["clean", "broken", "templates", "templates-broken"] {
            copy.take(&root.join("examples").join(name), name, "");
        }
        copy.take(&root.join("tests/tests/cmd/letters"), "letters", "");
        copy.take(&root.join("examples/clean"), "faulty", "");
        copy.spoil("faulty");
        let shared = root.join("../shared/data/letters");
        if shared.is_dir() {
            for name in ["", "seedfmt", "layout"] {
                copy.take(&shared.join(name), &format!("shared/{name}"), ".imr");
            }
        } else {
            println!("skipped: no published letters beside the project");
        }
        copy
    }

    /// Copies the letters of a folder; `ending` makes letters of text files.
    fn take(&self, from: &Path, to: &str, ending: &str) {
        let to = self.folder.path().join(to);
        fs::create_dir_all(&to).expect("made");
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_file() && [".imr", ".imrt", ".txt", ".toml"].iter().any(|end| name.ends_with(end)) {
                let ending = if path.extension().is_some_and(|end| end == "txt") { ending } else { "" };
                // Not its permissions: shared files may be read-only.
                let bytes = fs::read(&path).expect("read");
                fs::write(to.join(format!("{name}{ending}")), bytes).expect("written");
            }
        }
    }

    /// Puts slips into the letters of a folder.
    fn spoil(&self, folder: &str) {
        for entry in fs::read_dir(self.folder.path().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("text");
            fs::write(path, SLIPS.iter().fold(text, |text, (good, bad)| text.replace(good, bad)))
                .expect("written");
        }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(imr_tests::binary());
        command.current_dir(self.folder.path()).env("IMRLINT_DATA_DIR", "/nothing/is/here");
        command.args(args).output().expect("runs")
    }

    fn fix(&self) {
        let output =
            self.run(&["check", ".", "--fix", "--unsafe-fixes", "--exit-zero", "--output-format", "concise"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The letters' bytes by name.
    fn bytes(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let list = String::from_utf8(self.run(&["check", ".", "--show-files"]).stdout).expect("UTF-8");
        let read = |name: &str| (name.into(), fs::read(self.folder.path().join(name)).expect("read"));
        list.lines().map(read).collect()
    }

    /// How many findings of each rule a letter has.
    fn findings(&self) -> BTreeMap<(String, String), usize> {
        let output = self.run(&["check", ".", "--output-format", "json-lines"]);
        let mut counts = BTreeMap::new();
        for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
            let finding: Value = serde_json::from_str(line).expect("JSON");
            let text = |key: &str| finding[key].as_str().expect("text").to_owned();
            *counts.entry((text("filename"), text("code"))).or_default() += 1;
        }
        counts
    }

    /// The facts of each letter.
    fn facts(&self) -> BTreeMap<String, Vec<String>> {
        let output = self.run(&["outline", ".", "--show-identifiers", "--output-format", "json-lines"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        let outlines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        outlines
            .map(|outline| (outline["filename"].as_str().expect("a name").to_owned(), facts(&outline)))
            .collect()
    }
}

/// The parts of an outline that decide a case, a line each.
fn facts(outline: &Value) -> Vec<String> {
    let mut facts = Vec::new();
    let mut note = |what: &str, value: &Value| facts.push(format!("{what}: {value}"));
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    note("determination", &outline["determination"]);
    for field in list(&outline["header"]) {
        note(field["field"].as_str().expect("a field"), &field["date"]);
    }
    for issue in list(&outline["issues"]) {
        note("verdict", &issue["verdict"]["verdict"]);
        for item in ["item", "requested", "authorised"].map(|name| &issue[name]) {
            let parts = [
                ("drugs", ["generic", "opioid", "", ""]),
                ("strengths", ["values", "unit", "", ""]),
                ("amounts", ["unit", "low", "high", "product"]),
                ("services", ["name", "", "", ""]),
                ("body_parts", ["region", "", "", ""]),
                ("sides", ["side", "region", "", ""]),
            ];
            for (part, keys) in parts {
                for one in list(&item[part]) {
                    keys.iter().filter(|key| !key.is_empty()).for_each(|key| note(part, &one[*key]));
                }
            }
            note("levels", &item["levels"]);
            note("date of service", &item["service_date"]);
        }
        for field in ["administrator_guideline", "reviewer_guideline"] {
            for citation in list(&issue[field]["citations"]) {
                for pages in list(&citation["pages"]) {
                    note("pages", &pages);
                }
            }
        }
        for conclusion in list(&issue["rationale"]["conclusions"]) {
            for key in ["polarity", "certain", "counts"] {
                note("conclusion", &conclusion[key]);
            }
        }
    }
    facts
}

/// The first difference between what was and what is, for a message.
fn difference(before: &[String], after: &[String]) -> String {
    let at = before.iter().zip(after).position(|(a, b)| a != b).unwrap_or(before.len().min(after.len()));
    format!("{:?} became {:?}", before.get(at), after.get(at))
}

#[test]
fn fixing_twice_is_fixing_once_and_harms_nothing() {
    let copy = Folder::new();
    let (bytes, findings, facts) = (copy.bytes(), copy.findings(), copy.facts());
    copy.fix();
    let (fixed, left, kept) = (copy.bytes(), copy.findings(), copy.facts());
    copy.fix();
    assert_eq!(copy.bytes(), fixed, "the second run changed something");
    assert!(fixed != bytes && fixed.len() == bytes.len(), "there was something to fix");
    for ((file, code), count) in &left {
        let before = findings.get(&(file.clone(), code.clone())).copied().unwrap_or(0);
        assert!(*count <= before, "{file}: {code} is new");
    }
    for (file, before) in &facts {
        let after = &kept[file];
        assert!(before == after, "{file}: {}", difference(before, after));
    }
}

/// The text after its fixes, round by round, as the command applies them; every edit is looked at.
fn fixed(text: &str, settings: &Arc<Settings>) -> String {
    let mut text = text.to_owned();
    for _ in 0..10 {
        let findings = lint(&text, settings).findings;
        let fixes = fix::applicable(&findings, Applicability::Unsafe);
        if fixes.is_empty() {
            break;
        }
        for finding in &findings {
            assert_numbers_stay(finding, &text);
        }
        let edits = fix::edits(&fixes);
        assert!(edits.windows(2).all(|pair| pair[0].range.end() <= pair[1].range.start()), "edits overlap");
        text = fix::apply(&text, &edits);
    }
    text
}

fn assert_numbers_stay(finding: &Finding, text: &str) {
    let code = finding.rule.code;
    let Some(fix) = finding.fixes.first().filter(|fix| fix.applicability > Applicability::Display) else {
        return;
    };
    if MAY_CHANGE_NUMBERS.iter().any(|known| code.starts_with(known)) {
        return;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for edit in &fix.edits {
        let (old, new) = (digits(&text[edit.range]), digits(&edit.replacement));
        assert_eq!(old, new, "{code} would change a number");
    }
}

#[test]
fn the_command_writes_what_the_edits_say_and_nothing_else() {
    let copy = Folder::new();
    let before = copy.bytes();
    copy.fix();
    let settings = Arc::new(Settings::default());
    let mut compared = 0;
    for (path, bytes) in &copy.bytes() {
        // Templates have settings of their own.
        if path.starts_with("templates") || path.starts_with("templates-broken") {
            continue;
        }
        let old = std::str::from_utf8(&before[path]).expect("UTF-8");
        let new = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(new == fixed(old, &settings), "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 14, "{compared}");
}
