//! A baseline: the findings that were there when imrlint was taken up, so that only new ones are reported. They
//! are known by their content, not by their lines. Holds hashes under a key of its own, never a letter's text.

mod file;
mod fingerprint;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use imr_linter::Outcome;
use imr_linter::finding::Finding;

pub use file::BaselineError;
use fingerprint::Key;

/// The fingerprints of a letter's findings, by code. One that stands twice is two findings.
type Entries = BTreeMap<String, Vec<String>>;

/// A baseline, as its file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    file: PathBuf,
    key: Key,
    letters: BTreeMap<String, Entries>,
}

impl Baseline {
    /// Takes out the findings that the baseline holds for the letter at a path, each entry for one finding.
    pub fn apply(&self, mut outcome: Outcome, text: &str, path: &Path) -> Outcome {
        let Some(mut entries) = self.letters.get(&self.name(path)).cloned() else { return outcome };
        let before = outcome.findings.len();
        outcome.findings.retain(|finding| {
            let Some(known) = entries.get_mut(finding.rule.code) else { return true };
            if !is_held(finding) {
                return true;
            }
            let found = fingerprint::of(finding, text, &self.key);
            match known.iter().position(|known| *known == found) {
                Some(at) => {
                    known.swap_remove(at);
                    false
                }
                None => true,
            }
        });
        outcome.baselined += before - outcome.findings.len();
        outcome
    }

    /// Holds all findings of a letter, and no other ones of it.
    pub fn record(&mut self, outcome: &Outcome, text: &str, path: &Path) {
        let mut entries = Entries::new();
        for finding in outcome.findings.iter().filter(|finding| is_held(finding)) {
            let found = fingerprint::of(finding, text, &self.key);
            entries.entry(finding.rule.code.to_owned()).or_default().push(found);
        }
        for found in entries.values_mut() {
            found.sort();
        }
        let name = self.name(path);
        if entries.is_empty() {
            self.letters.remove(&name);
        } else {
            self.letters.insert(name, entries);
        }
    }

    /// Drops the entries of a letter that none of its findings needs any more, and says how many they were.
    pub fn prune(&mut self, outcome: &Outcome, text: &str, path: &Path) -> usize {
        let name = self.name(path);
        let before = self.letters.get(&name).map_or(0, count);
        if before == 0 {
            return 0;
        }
        let rest = self.apply(outcome.clone(), text, path).findings;
        let needed = |finding: &&Finding| !rest.contains(finding);
        let findings = outcome.findings.iter().filter(needed).cloned().collect();
        self.record(&Outcome { findings, ..Outcome::default() }, text, path);
        before - self.letters.get(&name).map_or(0, count)
    }

    /// Drops the entries of letters that are no more, and says how many they were.
    pub fn forget_missing(&mut self) -> usize {
        let before = self.len();
        let folder = self.folder();
        self.letters.retain(|name, _| folder.join(name).exists());
        before - self.len()
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.letters.values().map(count).sum()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    fn folder(&self) -> PathBuf {
        let folder = self.file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
    }

    /// What a letter is called here: its path from the baseline's folder, the same on every system.
    fn name(&self, path: &Path) -> String {
        let path = path.canonicalize().unwrap_or_else(|_| crate::settings::absolute(path));
        let below = path.strip_prefix(self.folder()).unwrap_or(&path);
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    }
}

fn count(entries: &Entries) -> usize {
    entries.values().map(Vec::len).sum()
}

/// What broke, could not be read or is of no use is always told.
fn is_held(finding: &Finding) -> bool {
    !finding.rule.code.starts_with(['E', 'M'])
}

#[cfg(test)]
mod tests;
