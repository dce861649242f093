//! The command and the server give the same findings for the same letters.

use std::path::{Path, PathBuf};
use std::process::Command;

use imr_tests::Client;
use serde_json::{Value, json};

/// What both say of a finding: code, severity, row and column.
type Said = (String, String, u64, u64);

#[test]
fn every_example_gets_the_same_findings() {
    compare(&letters(&imr_tests::root().join("examples")));
}

#[test]
fn every_published_letter_gets_the_same_findings() {
    let folder = imr_tests::root().join("../shared/data/letters");
    if !folder.is_dir() {
        println!("skipped: no published letters beside the project");
        return;
    }
    compare(&letters(&folder));
}

fn compare(letters: &[PathBuf]) {
    assert!(!letters.is_empty());
    let can = json!({ "general": { "positionEncodings": ["utf-32"] } });
    let mut client = Client::initialized(&can);
    let command = by_command(letters);
    for path in letters {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        let uri = format!("file://{}", path.display());
        client.open(&uri, text.strip_prefix('\u{feff}').unwrap_or(&text));
        let published = client.diagnostics(&uri);
        let name = path.display().to_string();
        let expected: Vec<Said> =
            command.iter().filter(|(file, _)| *file == name).map(|(_, said)| said.clone()).collect();
        let found: Vec<Said> =
            published["diagnostics"].as_array().expect("a list").iter().map(by_server).collect();
        assert_eq!(sorted(found), sorted(expected), "{name}");
        client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
        client.diagnostics(&uri);
    }
    assert!(client.exit().success());
}

fn by_command(letters: &[PathBuf]) -> Vec<(String, Said)> {
    let output = Command::new(imr_tests::binary())
        .args(["check", "--output-format", "json", "--exit-zero", "--quiet"])
        .args(letters)
        .output()
        .expect("it runs");
    let findings: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let one = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().expect("text").to_owned();
        let number = |key: &str| finding["location"][key].as_u64().expect("a number");
        (text("filename"), (text("code"), text("severity"), number("row"), number("column")))
    };
    findings.as_array().expect("a list").iter().map(one).collect()
}

fn by_server(diagnostic: &Value) -> Said {
    let severity = ["error", "warning", "info", "hint"];
    let level = usize::try_from(diagnostic["severity"].as_u64().expect("a level")).expect("small");
    let start = &diagnostic["range"]["start"];
    let number = |key: &str| start[key].as_u64().expect("a number") + 1;
    let code = diagnostic["code"].as_str().expect("a code").to_owned();
    (code, severity[level - 1].to_owned(), number("line"), number("character"))
}

fn sorted(mut said: Vec<Said>) -> Vec<Said> {
    said.sort();
    said
}

fn letters(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.canonicalize().expect("there")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            match path.extension().and_then(|end| end.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("imr" | "imrt" | "txt") => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
