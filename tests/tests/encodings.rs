//! Letters in every encoding and with every line end: checked, fixed, and byte for byte what they were
//! outside the fix.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BROKEN: &str = "CLINCAL CASE SUMMARY";
const MENDED: &str = "CLINICAL CASE SUMMARY";

/// How an encoding spells a text.
type Encode = fn(&str) -> Vec<u8>;

fn letter() -> String {
    let path = imr_tests::root().join("examples/clean/2017-sections.imr");
    let text = fs::read_to_string(path).expect("an example");
    // Signs that no encoding spells alike.
    text.replacen("pulling a cable", "pulling a 5° cable – “hard”", 1)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

fn windows1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '°' => 0xb0,
            '–' => 0x96,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(c).expect("ASCII"),
        })
        .collect()
}

fn check(path: &Path, flags: &[&str]) -> Output {
    let mut command = Command::new(imr_tests::binary());
    command
        .args(["check", "--isolated", "--output-format", "concise"])
        .args(flags)
        .arg(path)
        .output()
        .expect("runs")
}

#[test]
fn every_encoding_is_checked_and_fixed_in_place() {
    let encodings: [(&str, Encode); 6] = [
        ("UTF-8", |text| text.into()),
        ("UTF-8 with a mark", |text| format!("\u{feff}{text}").into()),
        ("Windows-1252", windows1252),
        ("UTF-16, low byte first", |text| utf16(text, u16::to_le_bytes)),
        ("UTF-16, high byte first", |text| utf16(text, u16::to_be_bytes)),
        ("UTF-16 without a mark", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.imr");
    for (name, encode) in encodings {
        for line_end in ["\n", "\r\n", "\r"] {
            let whole = letter().replace('\n', line_end);
            let broken = whole.replace(MENDED, BROKEN);
            fs::write(&path, encode(&broken)).expect("written");
            let output = check(&path, &[]);
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            let first = text.lines().next().unwrap_or_default();
            assert!(first.ends_with("letter.imr:22:9: S005 warning: \"CLINCAL CASE SUMMARY\" is spelled \"CLINICAL CASE SUMMARY\" in these letters"), "{name}, {line_end:?}: {text}");
            assert!(check(&path, &["--fix"]).status.success(), "{name}, {line_end:?}");
            assert_eq!(fs::read(&path).expect("read"), encode(&whole), "{name}, {line_end:?}");
        }
    }
}

#[test]
fn form_feeds_tabs_and_hard_blanks_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("letter.imr");
    for (from, to) in [
        ("        CLINICAL", "\u{c}\t\u{a0}CLINICAL"),
        ("Decision rationale: ", "Decision rationale:\u{a0}\t"),
    ] {
        fs::write(&path, letter().replace(from, to)).expect("written");
        let output = check(&path, &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
