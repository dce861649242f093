use std::sync::Arc;

use imr_linter::lint;
use imr_linter::settings::Settings;

use super::*;

const OLD: &str =
    "CLINICAL CASE SUMMARY\n\nthe the first.\n\nA word of of two,\nin two lines.\n\nthe the first.\n";

fn found(text: &str) -> Outcome {
    let options = toml::from_str("select = ['P001']").expect("valid");
    lint(text, &Arc::new(Settings::new(options, []).expect("valid")))
}

fn rows(baseline: &Baseline, text: &str) -> Vec<usize> {
    let outcome = baseline.apply(found(text), text, Path::new("/letters/a.imr"));
    let row = |finding: &Finding| text[..usize::from(finding.range.start())].matches('\n').count() + 1;
    outcome.findings.iter().map(row).collect()
}

fn baseline() -> Baseline {
    let mut baseline = Baseline::new(Path::new("/letters/baseline.toml")).expect("random numbers");
    baseline.record(&found(OLD), OLD, Path::new("/letters/a.imr"));
    baseline
}

#[test]
fn what_it_holds_is_silent_wherever_it_moves_and_what_is_new_is_told() {
    let baseline = baseline();
    assert_eq!(baseline.len(), 3);
    assert_eq!(rows(&baseline, OLD), [0; 0]);
    let moved = "CLINICAL CASE SUMMARY\n\nNew.\n\nthe  the first.\n\n\nthe the first.\n\n\n\
                 A word of of two,\nin two lines.\n";
    assert_eq!(rows(&baseline, moved), [0; 0]);
    assert_eq!(rows(&baseline, &format!("{moved}\nNew of of it.\n")), [14]);
    assert_eq!(rows(&baseline, &format!("{moved}\nthe the first.\n")), [14], "one more than there were");
    assert_eq!(rows(&baseline, &OLD.replace("in two", "in three")), [5], "the paragraph is another");
    let elsewhere = baseline.apply(found(OLD), OLD, Path::new("/letters/b.imr"));
    assert_eq!((elsewhere.findings.len(), elsewhere.baselined), (3, 0));
}

#[test]
fn pruning_drops_what_is_mended_and_nothing_else() {
    let mut baseline = baseline();
    let mended = OLD.replace("of of", "of");
    let path = Path::new("/letters/a.imr");
    assert_eq!(baseline.prune(&found(OLD), OLD, path), 0);
    let new = format!("{mended}\nNew of of it.\n");
    assert_eq!(baseline.prune(&found(&new), &new, path), 1);
    assert_eq!(rows(&baseline, &new), [10], "what is new is not taken in");
    assert_eq!(baseline.len(), 2);
    assert_eq!(baseline.forget_missing(), 2, "there is no such letter");
}

#[test]
fn the_file_holds_hashes_under_its_own_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("baseline.toml");
    let write = || {
        let mut baseline = Baseline::new(&file).expect("random numbers");
        baseline.record(&found(OLD), OLD, &folder.path().join("drafts/a.imr"));
        baseline.save().expect("written");
        assert_eq!(Baseline::read(&file).expect("read"), baseline);
        std::fs::read_to_string(&file).expect("text")
    };
    let (first, second) = (write(), write());
    assert!(first.contains("drafts/a.imr"));
    assert!(!first.contains("lines") && !first.contains("first."), "{first}");
    let hashes = |text: &str| {
        text.lines().filter(|line| line.starts_with("    \"")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(hashes(&first).len(), 3);
    assert!(hashes(&first).iter().all(|hash| !second.contains(hash.as_str())), "one key for all");
    std::fs::write(&file, first.replace("version = 1", "version = 2")).expect("written");
    let error = Baseline::read(&file).expect_err("another version").to_string();
    assert!(error.contains("its version is 2, not 1"), "{error}");
}
