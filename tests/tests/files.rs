//! What the command does with files that are odd: unwritable, linked to nowhere, damaged behind their head;
//! and with readers that have had enough.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const MISSPELLED: &str = "CLINCAL CASE SUMMARY";

fn draft() -> String {
    let path = imr_tests::root().join("examples/clean/2017-sections.imr");
    fs::read_to_string(path).expect("an example").replace("CLINICAL CASE SUMMARY", MISSPELLED)
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(imr_tests::binary());
    let command = command.current_dir(folder).args(["check", "--isolated", "--output-format", "concise"]);
    command.args(args).output().expect("runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_fix_that_cannot_be_written_keeps_its_finding() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("draft.imr");
    fs::write(&file, draft()).expect("written");
    fs::hard_link(&file, folder.path().join("twin")).expect("linked");
    let output = check(folder.path(), &["--fix", "draft.imr"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("S005"), "{}", text(&output.stdout));
    let stderr = text(&output.stderr);
    assert!(
        stderr.starts_with("error: draft.imr: the file cannot be written: the file has 2 names"),
        "{stderr}"
    );
    assert_eq!(fs::read_to_string(&file).expect("read"), draft());
}

#[test]
fn a_letter_that_is_damaged_behind_its_head_is_reported_and_other_text_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let damaged = format!("{}{}\0\0", draft(), "\n".repeat(70_000));
    fs::write(folder.path().join("letter.txt"), damaged).expect("written");
    fs::write(folder.path().join("notes.txt"), "milk\0\0\0").expect("written");
    let output = check(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(2));
    let stdout = text(&output.stdout);
    assert!(stdout.starts_with("letter.txt:1:1: E001 error: this is not text"), "{stdout}");
    assert!(!stdout.contains("notes.txt"), "{stdout}");
}

#[cfg(unix)]
#[test]
fn a_letter_that_is_a_link_to_nowhere_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("gone", folder.path().join("lost.imr")).expect("linked");
    let output = check(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).starts_with("lost.imr:1:1: E001 error: this link leads nowhere"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_enough_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..300 {
        fs::write(folder.path().join(format!("{number}.imr")), "CLINCAL CASE SUMMARY\n").expect("written");
    }
    let mut command = Command::new(imr_tests::binary());
    command.args(["check", "--isolated"]).arg(folder.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    // Reads a little and hangs up, as `head` does.
    let mut stdout = child.stdout.take().expect("piped");
    stdout.read_exact(&mut [0; 10]).expect("output");
    drop(stdout);
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_or_the_new_letter() {
    let tally = imr_tests::kills::kill(40);
    assert_eq!(tally.kills, 40);
    assert!(tally.midway > 0, "no kill came midway: {tally:?}");
}
