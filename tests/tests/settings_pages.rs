//! The schema of settings files and their page of documentation are what the command prints, so that no
//! setting changes without them; and the schema agrees with the command on what a settings file may be.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn printed(flag: &str) -> String {
    let output = Command::new(imr_tests::binary()).args(["config", flag]).output().expect("it runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}

fn kept(name: &str) -> String {
    std::fs::read_to_string(imr_tests::root().join("docs").join(name)).unwrap_or_default()
}

#[test]
fn the_page_is_what_the_settings_say() {
    assert!(
        printed("--reference") == kept("settings.md"),
        "docs/settings.md is out of date: imrlint config --reference > docs/settings.md"
    );
}

#[test]
fn the_schema_is_what_the_settings_are() {
    assert!(
        printed("--schema") == kept("imrlint.schema.json"),
        "docs/imrlint.schema.json is out of date: imrlint config --schema > docs/imrlint.schema.json"
    );
}

/// Whether the schema takes a settings file.
fn is_valid(text: &str) -> bool {
    let schema: Value = serde_json::from_str(&kept("imrlint.schema.json")).expect("JSON");
    let table: Value = toml::from_str(text).expect("TOML");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).expect("added");
    let index = compiler.compile("schema.json", &mut schemas).expect("a schema");
    schemas.validate(&table, index).is_ok()
}

#[test]
fn the_schema_takes_what_the_command_takes() {
    let mut files = Vec::new();
    settings_files(&imr_tests::root().join("examples"), &mut files);
    settings_files(&imr_tests::root().join("tests/tests/cmd"), &mut files);
    assert!(files.len() > 5);
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        assert!(is_valid(&text), "{}", file.display());
    }
    for wrong in [
        "darft = true",
        "draft = 'yes'",
        "audience = 'publik'",
        "[severity]\nS001 = 'bad'",
        "[[overrides]]\ntemplate = true",
        "[[overrides]]\npaths = ['a']\nexclude = ['b']",
    ] {
        assert!(!is_valid(wrong), "{wrong}");
    }
}

#[test]
fn every_setting_is_in_the_effective_ones() {
    let output = Command::new(imr_tests::binary())
        .args(["config", "--isolated", "--output-format", "json"])
        .output()
        .expect("it runs");
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let schema: Value = serde_json::from_str(&kept("imrlint.schema.json")).expect("JSON");
    for name in schema["properties"].as_object().expect("settings").keys() {
        if !["extend", "overrides"].contains(&name.as_str()) {
            assert_eq!(shown["settings"][name]["from"], json!([{ "kind": "default" }]), "{name}");
        }
    }
}

fn settings_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            settings_files(&path, found);
        } else if path.file_name().is_some_and(|name| name == "imrlint.toml") {
            found.push(path);
        }
    }
}
