//! The command and the server give the same findings for the same letters: those that are open, and those of a folder.

mod command;
mod server;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use imr_tests::Client;
use serde_json::{Value, json};

#[test]
fn every_example_gets_the_same_findings() {
    compare(&imr_tests::root().join("examples"));
}

#[test]
fn every_published_letter_gets_the_same_findings() {
    let folder = imr_tests::root().join("../shared/data/letters");
    if !folder.is_dir() {
        println!("skipped: no published letters beside the project");
        return;
    }
    compare(&folder);
}

fn compare(folder: &Path) {
    let folder = folder.canonicalize().expect("there");
    let letters = files(&folder);
    assert!(!letters.is_empty());
    let by_command = command::findings(&letters);
    let mut of_folder = server::pulled(&folder);
    let listed: BTreeSet<String> = command::listed(&folder).iter().map(|path| uri(path)).collect();
    assert_eq!(of_folder.keys().cloned().collect::<BTreeSet<_>>(), listed, "which files are letters");
    let mut client = Client::initialized(&server::capabilities());
    for path in letters {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let uri = uri(&path);
        client.open(&uri, text.strip_prefix('\u{feff}').unwrap_or(&text));
        let published = client.published(&uri).diagnostics;
        let expected = by_command.get(&path).cloned().unwrap_or_default();
        assert_eq!(published.len(), expected.len(), "{uri}: {published:#?}");
        for (diagnostic, finding) in published.iter().zip(expected) {
            assert_eq!(server::said(diagnostic), finding.said, "{uri}");
            let offered = server::fixes(&mut client, &uri, diagnostic);
            assert_eq!(offered.first().unwrap_or(&Value::Null), &finding.first_fix, "{uri}");
            let told = offered.into_iter().filter(|fix| finding.fixes.contains(fix));
            assert_eq!(told.collect::<Vec<_>>(), finding.fixes, "{uri}");
        }
        if let Some(pulled) = of_folder.remove(&uri) {
            assert_eq!(pulled, published, "{uri}, open and not");
        }
        client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
        client.diagnostics(&uri);
    }
    assert!(client.exit().success());
    assert!(of_folder.is_empty(), "all of them were opened: {of_folder:?}");
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// All files of a folder that may be letters.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
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
