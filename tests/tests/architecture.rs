//! The invariants of docs/ARCHITECTURE.md that the compiler does not guard.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).expect("text")));
            }
        }
    }
    let mut found = Vec::new();
    walk(&imr_tests::root().join(folder).join("src"), &mut found);
    found
}

fn dependencies(package: &str) -> Vec<String> {
    let manifest =
        fs::read_to_string(imr_tests::root().join(package).join("Cargo.toml")).expect("a manifest");
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| Some(line.split(['.', ' ']).next()?.to_owned()))
        .collect()
}

/// Invariant 1: the core knows no runtime, no protocol and no file system, and prints nothing.
#[test]
fn the_core_is_pure() {
    for name in dependencies("linter") {
        assert!(
            !["tokio", "tower-lsp", "ropey", "ignore", "tempfile", "rayon"].contains(&name.as_str()),
            "{name}"
        );
    }
    for (path, text) in sources("linter") {
        for word in ["std::fs", "std::net", "std::process", "std::env", "println!", "File::", "lsp_types"] {
            assert!(!text.contains(word), "{} speaks of {word}", path.display());
        }
    }
}

/// Imports point one way: linter <- project <- server <- cli.
#[test]
fn imports_point_one_way() {
    let order = ["imr-linter", "imr-project", "imr-server", "imrlint"];
    for (place, package) in ["linter", "project", "server", "cli"].into_iter().enumerate() {
        for later in &order[place..] {
            assert!(!dependencies(package).iter().any(|name| name == later), "{package} depends on {later}");
        }
    }
}

/// Nothing opens a connection: no crate for it is among the direct dependencies.
#[test]
fn nothing_reaches_the_network() {
    for package in ["linter", "project", "server", "cli"] {
        for name in dependencies(package) {
            assert!(
                !["reqwest", "ureq", "hyper", "curl", "isahc"].contains(&name.as_str()),
                "{package}: {name}"
            );
        }
        for (path, text) in sources(package) {
            assert!(!text.contains("TcpStream") && !text.contains("UdpSocket"), "{}", path.display());
        }
    }
}
