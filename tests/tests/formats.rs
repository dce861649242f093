//! Every format is what its readers expect: checked against its schema, or read by a reader of its own.

use std::process::Command;

use boon::{Compiler, Schemas};
use quick_xml::de::from_str;
use serde::Deserialize;
use serde_json::Value;

/// What the command prints about the examples, which hold findings of every severity, with and without
/// fixes, related places and letters that cannot be read.
fn report(format: &str) -> String {
    let output = Command::new(imr_tests::binary())
        .current_dir(imr_tests::root())
        .args(["check", "--isolated", "examples", "tests/tests/cmd/odd/binary.imr"])
        .args(["tests/tests/cmd/letters", "--output-format", format])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The findings as the JSON format has them: what all other formats must tell, too.
fn findings() -> Vec<Value> {
    serde_json::from_str(&report("json")).expect("a JSON array")
}

fn assert_valid(schema: &str, document: &Value) {
    let path = imr_tests::root().join("tests/schemas").join(schema);
    let text = std::fs::read_to_string(&path).expect("the schema");
    let mut compiler = Compiler::new();
    compiler.add_resource("schema.json", serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let mut schemas = Schemas::new();
    let index = compiler.compile("schema.json", &mut schemas).expect("a valid schema");
    if let Err(error) = schemas.validate(document, index) {
        panic!("{schema}: {error:#}");
    }
}

/// Whatever the number of workers, a report is the same to the byte.
#[test]
fn reports_have_a_stable_order() {
    let with_jobs = |jobs: &str| {
        let mut command = Command::new(imr_tests::binary());
        command.current_dir(imr_tests::root()).args(["check", "--isolated", "examples", "tests/tests/cmd"]);
        command.args(["--output-format", "json-lines", "--jobs", jobs]).output().expect("runs").stdout
    };
    let report = with_jobs("1");
    assert!(report.split(|byte| *byte == b'\n').count() > 30);
    (0..5).for_each(|_| assert!(with_jobs("8") == report));
}

/// The letters of the examples as data, in the form that the schema describes.
#[test]
fn outlines_follow_their_schema() {
    let mut command = Command::new(imr_tests::binary());
    let command = command.current_dir(imr_tests::root()).args(["outline", "--isolated", "examples"]);
    let output = command.args(["--output-format", "json-lines"]).output().expect("runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let letters: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(letters.len() > 20, "{}", letters.len());
    for letter in &letters {
        assert_valid("../../docs/outline.schema.json", letter);
    }
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {value}"))
}

fn number(value: &Value, pointer: &str) -> u64 {
    value.pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("no {pointer} in {value}"))
}

/// Code, file, row and column: what a finding is known by.
fn keys(findings: &[Value]) -> Vec<(String, String, u64, u64)> {
    let key = |finding: &Value| {
        let at = (number(finding, "/location/row"), number(finding, "/location/column"));
        (text(finding, "/code").to_owned(), text(finding, "/filename").to_owned(), at.0, at.1)
    };
    findings.iter().map(key).collect()
}

#[test]
fn json_lines_are_the_entries_of_json() {
    let lines: Vec<Value> =
        report("json-lines").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines, findings());
    assert!(lines.len() > 10, "there is something to compare");
}

#[test]
fn sarif_follows_its_official_schema() {
    let document: Value = serde_json::from_str(&report("sarif")).expect("JSON");
    assert_valid("sarif-2.1.0.json", &document);
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results");
    let told = results.iter().map(|result| {
        let place = &result["locations"][0]["physicalLocation"];
        let file = text(place, "/artifactLocation/uri").to_owned();
        let at = (number(place, "/region/startLine"), number(place, "/region/startColumn"));
        (text(result, "/ruleId").to_owned(), file, at.0, at.1)
    });
    assert_eq!(told.collect::<Vec<_>>(), keys(&findings()));
    assert!(results.iter().any(|result| !result["relatedLocations"].as_array().expect("a list").is_empty()));
    assert!(results.iter().any(|result| !result["fixes"].as_array().expect("a list").is_empty()));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.iter().all(|rule| text(rule, "/help/markdown").contains("## Why it matters")));
}

#[test]
fn gitlab_gets_what_its_documentation_asks_for() {
    let document: Value = serde_json::from_str(&report("gitlab")).expect("JSON");
    assert_valid("gitlab-code-quality.json", &document);
    let issues = document.as_array().expect("a list");
    assert_eq!(issues.len(), findings().len());
    let mut prints: Vec<&str> = issues.iter().map(|issue| text(issue, "/fingerprint")).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len(), "GitLab shows one issue for each fingerprint");
}

#[test]
fn rdjson_follows_the_schema_of_reviewdog() {
    let document: Value = serde_json::from_str(&report("rdjson")).expect("JSON");
    assert_valid("rdformat.json", &document);
    assert_eq!(document["diagnostics"].as_array().map(Vec::len), Some(findings().len()));
}

#[test]
fn junit_is_read_by_a_junit_reader() {
    let suites = junit_parser::from_reader(report("junit").as_bytes()).expect("JUnit");
    let failed: Vec<(String, String)> = suites
        .suites
        .iter()
        .flat_map(|suite| &suite.cases)
        .filter(|case| case.status.is_failure())
        .map(|case| (case.classname.clone().expect("a letter"), case.original_name.clone()))
        .collect();
    let grave = findings();
    let grave = grave.iter().filter(|f| ["error", "warning"].contains(&text(f, "/severity")));
    let expected: Vec<(String, String)> = grave
        .map(|f| (text(f, "/filename").to_owned(), format!("{} {}", text(f, "/code"), text(f, "/name"))))
        .collect();
    assert_eq!(failed, expected);
    assert_eq!(suites.failures, failed.len() as u64);
}

/// What consumers of Checkstyle's XML read.
#[derive(Deserialize)]
struct Checkstyle {
    #[serde(default)]
    file: Vec<CheckstyleFile>,
}

#[derive(Deserialize)]
struct CheckstyleFile {
    #[serde(rename = "@name")]
    name: String,
    #[serde(default)]
    error: Vec<CheckstyleError>,
}

#[derive(Deserialize)]
struct CheckstyleError {
    #[serde(rename = "@line")]
    line: u64,
    #[serde(rename = "@column")]
    column: u64,
    #[serde(rename = "@severity")]
    severity: String,
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "@source")]
    source: String,
}

#[test]
fn checkstyle_says_what_json_says() {
    let document: Checkstyle = from_str(&report("checkstyle")).expect("Checkstyle");
    let findings = findings();
    let mut told = Vec::new();
    for file in &document.file {
        for error in &file.error {
            assert!(["error", "warning", "info"].contains(&error.severity.as_str()));
            let code = error.source.strip_prefix("imrlint.").expect("the source").to_owned();
            told.push((code, file.name.clone(), error.line, error.column));
        }
    }
    assert_eq!(told, keys(&findings));
    let messages = document.file.iter().flat_map(|file| &file.error).map(|error| error.message.as_str());
    assert!(messages.eq(findings.iter().map(|finding| text(finding, "/message"))));
}

/// Reads a workflow command as the runner does: properties, then the message.
fn workflow_command(line: &str) -> (String, Vec<(String, String)>, String) {
    let unescape = |text: &str| {
        let text = text.replace("%3A", ":").replace("%2C", ",");
        text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    };
    let rest = line.strip_prefix("::").expect("a command");
    let (head, message) = rest.split_once("::").expect("a message");
    let (kind, properties) = head.split_once(' ').expect("properties");
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').expect("a value");
        (name.to_owned(), unescape(value))
    });
    (kind.to_owned(), properties.collect(), unescape(message))
}

#[test]
fn github_reads_a_command_for_each_finding() {
    let findings = findings();
    let report = report("github");
    assert_eq!(report.lines().count(), findings.len());
    for (line, finding) in report.lines().zip(&findings) {
        let (kind, properties, message) = workflow_command(line);
        let property =
            |wanted: &str| properties.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        assert!(["error", "warning", "notice"].contains(&kind.as_str()));
        assert_eq!(property("file").as_deref(), Some(text(finding, "/filename")));
        assert_eq!(property("line"), Some(number(finding, "/location/row").to_string()));
        assert!(message.starts_with(text(finding, "/message")), "{message}");
    }
}
