//! The pages that come out of the command are what it says today: rules, command line, schemas.
//! `SNAPSHOTS=overwrite cargo test --package imr-tests --test documentation` writes them anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use snapbox::{Assert, Data};

/// What the command prints.
fn printed(args: &[&str]) -> String {
    let output = Command::new(imr_tests::binary()).args(args).env_clear().output().expect("runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Compares with a page of `docs`, or writes it.
fn assert_page(page: &str, expected: &str) {
    let path = imr_tests::root().join("docs").join(page);
    Assert::new().action_env("SNAPSHOTS").eq(expected, Data::read_from(&path, None).raw());
}

fn codes() -> Vec<String> {
    let rules: Vec<serde_json::Value> =
        serde_json::from_str(&printed(&["rules", "--output-format", "json"])).expect("JSON");
    rules.iter().map(|rule| rule["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    for code in codes() {
        let page = printed(&["explain", &code, "--output-format", "markdown"]);
        assert_page(&format!("rules/{code}.md"), &page);
    }
    assert_page("rules/README.md", &printed(&["rules", "--output-format", "markdown"]));
    let folder = fs::read_dir(imr_tests::root().join("docs/rules")).expect("a folder");
    let names = folder.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let pages: BTreeSet<String> = names.filter(|name| name != "README.md").collect();
    assert_eq!(pages, codes().iter().map(|code| format!("{code}.md")).collect());
}

/// The names of the commands below another, by its help.
fn commands(path: &[String]) -> Vec<String> {
    let help = help(path);
    let list = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    names.filter(|name| name != "help").collect()
}

fn help(path: &[String]) -> String {
    let args: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    printed(&args)
}

/// A command's help and that of the commands below it.
fn describe(path: &[String], page: &mut String) {
    let heading = "#".repeat(path.len() + 1);
    let name = ["imrlint".to_owned()].iter().chain(path).cloned().collect::<Vec<_>>().join(" ");
    let help = help(path);
    let help: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    let _ = write!(page, "\n{heading} `{name}`\n\n```text\n{}\n```\n", help.join("\n"));
    for command in commands(path) {
        describe(&[path, &[command]].concat(), page);
    }
}

#[test]
fn the_page_of_the_command_line_is_its_help() {
    let mut page = "# The command line\n\nWhat `imrlint --help` says of every command.\n".to_owned();
    for command in commands(&[]) {
        describe(&[command], &mut page);
    }
    assert!(page.contains("## `imrlint check`") && page.contains("### `imrlint guideline import`"));
    assert_page("cli.md", &page);
}

#[test]
fn the_schema_of_outlines_is_what_the_command_prints() {
    assert_page("outline.schema.json", &printed(&["outline", "--schema"]));
}
