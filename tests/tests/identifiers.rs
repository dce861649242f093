//! No report of any format prints what a redaction rule found, unless it is told to.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Sentences with an identifier each, and what of them must not be printed.
const LEAKS: &[(&str, &[&str])] = &[
    ("His number is 219-08-3461 on file.", &["219-08-3461"]),
    ("Call 415-555-0142 for the records.", &["415-555-0142"]),
    ("Write to qzorvath@example.org instead.", &["qzorvath@example.org"]),
];

/// Sentences of all other kinds.
const OTHER_LEAKS: &[(&str, &[&str])] = &[
    ("Dr. Vantongeren agrees, and Vantongeren's plan stands.", &["Vantongeren"]),
    ("Mr. van der Zelmourne asked for visits.", &["Zelmourne"]),
    ("His wife Noreen drives.", &["Noreen"]),
    ("He was born on March 3, 1971 in Ohio.", &["March 3, 1971"]),
    ("His home is at 88 Willowbrook Lane, Petaluma, CA 94952.", &["Willowbrook", "94952"]),
    ("He lives alone in Quarryville.", &["Quarryville"]),
    ("The claim number is WC-2231-77081 today.", &["WC-2231-77081"]),
    ("Policy no. NWK 5530219-04 covers it.", &["5530219"]),
    ("The matter is ADJ9981234 before the board.", &["ADJ9981234"]),
    ("MRN 00771253 is his.", &["00771253"]),
    ("The NPI is 1234567893.", &["1234567893"]),
    ("DEA number AB1234563 stands on the slip.", &["AB1234563"]),
    ("His mother is a 94-year-old woman.", &["94-year"]),
    ("He works for Copperline Stone Works as a cutter.", &["Copperline"]),
    ("He was seen at Larkhaven Medical Center in May.", &["Larkhaven"]),
    ("Ms. [REDACTED] Ostrowick wrote.", &["Ostrowick"]),
    ("See https://portal.example.com/view?claim=88213377 for more.", &["88213377"]),
];

/// A letter that holds all of them: in its summary, in the title of an issue that a rule quotes, and on
/// the line of another rule's finding.
fn letter() -> String {
    let path = imr_tests::root().join("examples/clean/2017-sections.imr");
    let text = fs::read_to_string(path).expect("an example");
    let sentences =
        |leaks: &[(&'static str, &[&str])]| -> Vec<&str> { leaks.iter().map(|leak| leak.0).collect() };
    let leaks = sentences(LEAKS);
    let all = [leaks.as_slice(), &sentences(OTHER_LEAKS)].concat().join(" ");
    let text = text.replacen("He is being treated", &format!("{all} He is being treated"), 1);
    let decisions = text.find("MAXIMUS guideline:").expect("an issue");
    let title = text[..decisions].rfind(": Upheld").or_else(|| text[..decisions].rfind(": Overturned"));
    let (head, tail) = text.split_at(title.expect("a verdict"));
    let tail = tail.trim_start_matches(": Upheld").trim_start_matches(": Overturned");
    format!("{head} ({}):{tail}", leaks.join(" "))
}

/// Every format that the command knows, by its own account.
fn formats() -> Vec<String> {
    let output =
        Command::new(imr_tests::binary()).args(["check", "--output-format", "?"]).output().expect("runs");
    let text = String::from_utf8(output.stderr).expect("text");
    let values = text.split_once("[possible values: ").expect("the formats").1.split(']').next();
    let formats: Vec<String> = values.expect("a list").split(", ").map(str::to_owned).collect();
    assert!(formats.iter().any(|format| format == "json"), "{formats:?}");
    formats
}

struct Letter {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Letter {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("letter.imr");
        fs::write(&path, letter()).expect("written");
        Self { _folder: folder, path }
    }

    /// All that the command prints.
    fn check(&self, flags: &[&str]) -> String {
        let mut command = Command::new(imr_tests::binary());
        let output =
            command.args(["check", "--isolated"]).args(flags).arg(&self.path).output().expect("runs");
        String::from_utf8(output.stdout).expect("text") + &String::from_utf8(output.stderr).expect("text")
    }
}

fn assert_hidden(printed: &str, how: &str) {
    for secret in LEAKS.iter().chain(OTHER_LEAKS).flat_map(|(_, secrets)| *secrets) {
        assert!(!printed.contains(secret), "{how} prints {secret}:\n{printed}");
    }
}

#[test]
fn no_format_prints_an_identifier() {
    let letter = Letter::new();
    for format in formats() {
        let printed = letter.check(&["--output-format", &format]);
        assert!(printed.contains("R004"), "{format} does not tell of the leak:\n{printed}");
        assert_hidden(&printed, &format);
        // Neither do findings of other rules on the same lines, nor when the leak itself is not reported.
        assert_hidden(&letter.check(&["--output-format", &format, "--ignore", "R"]), &format);
    }
}

#[test]
fn an_outline_prints_no_identifier() {
    let letter = Letter::new();
    for format in ["text", "json", "json-lines"] {
        let outline = |flags: &[&str]| {
            let mut command = Command::new(imr_tests::binary());
            let command = command.args(["outline", "--isolated", "--output-format", format]).args(flags);
            String::from_utf8(command.arg(&letter.path).output().expect("runs").stdout).expect("text")
        };
        assert_hidden(&outline(&[]), format);
        assert!(outline(&["--show-identifiers"]).contains(LEAKS[1].1[0]), "{format} can show them");
    }
}

#[test]
fn the_snippet_and_the_message_of_another_rule_are_hidden_too() {
    let printed = Letter::new().check(&["--select", "S007"]);
    assert!(printed.contains("S007") && printed.contains("***"), "{printed}");
    assert_hidden(&printed, "S007");
}

#[test]
fn a_diff_shows_where_but_not_what() {
    let letter = Letter::new();
    let printed = letter.check(&["--diff", "--unsafe-fixes"]);
    assert!(printed.contains('+') && printed.contains("[REDACTED]"), "{printed}");
    assert_hidden(&printed, "--diff");
    assert_eq!(fs::read_to_string(&letter.path).expect("read"), self::letter(), "a diff changes nothing");
}

#[test]
fn identifiers_are_shown_when_asked_for() {
    let letter = Letter::new();
    assert!(letter.check(&["--show-identifiers"]).contains("219-08-3461"));
    assert!(letter.check(&["--show-identifiers", "--diff", "--unsafe-fixes"]).contains("219-08-3461"));
}
