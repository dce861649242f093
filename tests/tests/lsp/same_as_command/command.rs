//! What the command says: most of it stands in SARIF, a fix that is only shown in JSON.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

/// A finding, in the protocol's words.
#[derive(Clone)]
pub(super) struct Finding {
    pub(super) said: Value,
    /// The first fix, if there is one, even if the command would never make it.
    pub(super) first_fix: Value,
    /// All that the command may make.
    pub(super) fixes: Vec<Value>,
}

/// The letters of a folder.
pub(super) fn listed(folder: &Path) -> Vec<PathBuf> {
    check(&["--show-files"], &[folder.to_owned()]).lines().map(PathBuf::from).collect()
}

/// The findings of each letter, in order.
pub(super) fn findings(letters: &[PathBuf]) -> BTreeMap<PathBuf, Vec<Finding>> {
    let report = |format: &str| -> Value {
        let report = check(&["--exit-zero", "--quiet", "--output-format", format], letters);
        serde_json::from_str(&report).expect("JSON")
    };
    let (json, sarif) = (report("json"), report("sarif"));
    let (json, sarif) = (list(&json), list(&sarif["runs"][0]["results"]));
    assert_eq!(json.len(), sarif.len());
    let mut findings = BTreeMap::<PathBuf, Vec<Finding>>::new();
    for (json, sarif) in json.iter().zip(sarif) {
        let path = PathBuf::from(json["filename"].as_str().expect("a path"));
        let (first_fix, fixes) = (first_fix(&json["fix"]), list(&sarif["fixes"]).iter().map(fix).collect());
        findings.entry(path).or_default().push(Finding { said: said(sarif), first_fix, fixes });
    }
    findings
}

fn check(arguments: &[&str], paths: &[PathBuf]) -> String {
    let mut command = Command::new(imr_tests::binary());
    let output = command.arg("check").args(arguments).args(paths).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn said(result: &Value) -> Value {
    let place = |of: &Value| range(&of["physicalLocation"]["region"]);
    let related = list(&result["relatedLocations"]).iter();
    let related = related.map(|other| json!({ "range": place(other), "message": other["message"]["text"] }));
    json!({
        "code": result["ruleId"],
        "severity": result["properties"]["severity"],
        "range": place(&result["locations"][0]),
        "message": result["message"]["text"],
        "related": related.collect::<Vec<_>>(),
    })
}

fn fix(fix: &Value) -> Value {
    let edit = |edit: &Value| json!({ "range": range(&edit["deletedRegion"]), "newText": edit["insertedContent"]["text"] });
    let edits: Vec<_> = list(&fix["artifactChanges"][0]["replacements"]).iter().map(edit).collect();
    json!({ "title": fix["description"]["text"], "edits": edits })
}

fn first_fix(fix: &Value) -> Value {
    if fix.is_null() {
        return Value::Null;
    }
    let edit = |edit: &Value| {
        let (start, end) = (&edit["location"], &edit["end_location"]);
        let range = json!({
            "start": position(&start["row"], &start["column"]),
            "end": position(&end["row"], &end["column"]),
        });
        json!({ "range": range, "newText": edit["content"] })
    };
    json!({ "title": fix["message"], "edits": list(&fix["edits"]).iter().map(edit).collect::<Vec<_>>() })
}

fn range(region: &Value) -> Value {
    json!({
        "start": position(&region["startLine"], &region["startColumn"]),
        "end": position(&region["endLine"], &region["endColumn"]),
    })
}

/// The protocol counts from none, the command from one.
fn position(line: &Value, column: &Value) -> Value {
    let number = |value: &Value| value.as_u64().expect("a number") - 1;
    json!({ "line": number(line), "character": number(column) })
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}
