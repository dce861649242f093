//! Names for findings that stay the same from run to run, though lines move: services that follow findings
//! over time ask for them. They are hashes, so that no letter text is in them.

use std::collections::HashMap;

use imr_linter::finding::Finding;
use xxhash_rust::xxh3::xxh3_128;

use super::{Checked, slashes};

/// The fingerprints of a letter's findings, in their order.
pub(super) fn fingerprints(checked: &Checked) -> Vec<String> {
    let mut seen: HashMap<u128, usize> = HashMap::new();
    let name = slashes(&checked.name);
    let of = |finding: &Finding| {
        let hash = xxh3_128(format!("{}\0{name}\0{}", finding.rule.code, finding.message).as_bytes());
        let count = seen.entry(hash).or_default();
        *count += 1;
        format!("{:032x}", hash.wrapping_add(*count as u128 - 1))
    };
    checked.outcome.findings.iter().map(of).collect()
}
