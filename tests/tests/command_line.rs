//! The command line, case by case: `cmd/*.toml` gives arguments, input and what must be printed.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

#[test]
fn cases() {
    trycmd::TestCases::new()
        .register_bin("imrlint", imr_tests::binary())
        // What the developer has imported must not matter.
        .env("IMRLINT_DATA_DIR", "/nothing/is/here")
        .case("tests/cmd/*.toml")
        .case("tests/cmd/*.md");
}

/// The arguments of every case.
fn arguments() -> Vec<Vec<String>> {
    let files = fs::read_dir(imr_tests::root().join("tests/tests/cmd")).expect("a folder");
    let paths = files.map(|entry| entry.expect("an entry").path());
    let cases = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let line = |text: String| {
        let line = text.lines().find_map(|line| line.strip_prefix("args = [")).expect("arguments").to_owned();
        line.split(['"', '\'']).skip(1).step_by(2).map(str::to_owned).collect()
    };
    cases.map(|path| line(fs::read_to_string(path).expect("text"))).collect()
}

fn help(command: &[&str]) -> String {
    let mut run = Command::new(imr_tests::binary());
    let output = run.args(command).arg("--help").output().expect("runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The flags that a command's help lists, and `--output-format VALUE` for each format.
fn flags(help: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut flag = String::new();
    for line in help.lines().map(str::trim_start) {
        if let Some(name) = line.split(' ').find(|word| word.starts_with("--")) {
            if line.starts_with('-') {
                name.split(['[', '=']).next().unwrap_or(name).clone_into(&mut flag);
                found.insert(flag.clone());
            }
        } else if flag == "--output-format" && line.starts_with("- ") {
            let value = line[2..].split([':', ' ']).next().expect("a value");
            found.insert(format!("{flag} {value}"));
        } else if let Some(values) =
            line.strip_prefix("[possible values: ").filter(|_| flag == "--output-format")
        {
            found.extend(values.trim_end_matches(']').split(", ").map(|value| format!("{flag} {value}")));
        }
    }
    found.remove("--help");
    found
}

#[test]
fn every_flag_and_every_format_has_a_case() {
    const COMMANDS: [&[&str]; 8] = [
        &["check"],
        &["new"],
        &["outline"],
        &["cite"],
        &["explain"],
        &["rules"],
        &["guideline", "show"],
        &["completions"],
    ];
    let cases = arguments();
    let mut missing = Vec::new();
    for command in COMMANDS {
        let is_used = |flag: &str| {
            let mut of_command = cases.iter().filter(|args| args.iter().zip(command).all(|(a, b)| a == b));
            let (name, value) = flag.split_once(' ').unwrap_or((flag, ""));
            of_command.any(|args| {
                let default = value.is_empty() || args.iter().all(|arg| arg != name);
                let next = |at: usize| args.get(at + 1).is_some_and(|next| next == value);
                let named = args
                    .iter()
                    .enumerate()
                    .any(|(at, arg)| arg.split('=').next() == Some(name) && (value.is_empty() || next(at)));
                named || (default && ["full", "text"].contains(&value))
            })
        };
        let help = help(command);
        assert!(help.contains("Usage: imrlint"), "{command:?}: {help}");
        let unused = flags(&help).into_iter().filter(|flag| !is_used(flag) && flag != "--color");
        missing.extend(unused.map(|flag| format!("{} {flag}", command.join(" "))));
    }
    assert_eq!(missing, Vec::<String>::new(), "these have no case in tests/tests/cmd");
}
