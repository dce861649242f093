//! docs/ci.md, taken at its word: its shell blocks run one after the other in an empty folder, each with the exit code
//! that it states; and the job for GitLab does what it says.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

fn page() -> String {
    fs::read_to_string(imr_tests::root().join("docs/ci.md")).expect("the page")
}

/// The blocks of a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().expect("an end").to_owned()).collect()
}

/// Runs shell lines with the command on the path; the exit code is that of the last line. Prints what went wrong.
fn run(script: &str, folder: &Path) -> (i32, String) {
    let binary = imr_tests::binary().parent().expect("a folder").display();
    let path = format!("{binary}:{}", std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    let output = shell.arg("-c").arg(script).current_dir(folder).env("PATH", path).output().expect("a shell");
    let told =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().expect("a code"), told)
}

#[test]
fn the_page_leads_from_nothing_to_red_to_green() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut codes = Vec::new();
    for block in blocks(&page(), "sh") {
        let stated = block.lines().last().and_then(|line| line.strip_prefix("# exit code: "));
        let stated: i32 = stated.expect("a stated exit code").parse().expect("a number");
        let (code, told) = run(&block, folder.path());
        assert_eq!(code, stated, "{block}\n{told}");
        codes.push(code);
    }
    assert!(codes.starts_with(&[0, 1, 0]), "green, red, green: {codes:?}");
    assert!(codes.len() >= 6, "{codes:?}");
}

#[test]
fn the_job_for_gitlab_writes_the_report_that_it_names() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("letters")).expect("made");
    let draft = imr_tests::root().join("examples/broken/a-hurried-draft.imr");
    fs::copy(draft, folder.path().join("letters/draft.imr")).expect("copied");
    let job =
        blocks(&page(), "yaml").into_iter().find(|block| block.contains("codequality")).expect("the job");
    let line =
        |start: &str| job.lines().find_map(|line| line.trim_start().strip_prefix(start)).expect("a line");
    let (code, told) = run(line("- "), folder.path());
    assert_eq!(code, 1, "{told}");
    let report = fs::read_to_string(folder.path().join(line("codequality: "))).expect("the report");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert!(report.as_array().is_some_and(|issues| issues.len() > 3));
}
