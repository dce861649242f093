//! What a finding is known by: its rule, what it says, and the paragraph that it is in; not the line. Numbers
//! in messages do not count, since those of issues change when another issue comes before them.

use imr_linter::finding::Finding;
use imr_linter::text::{LineSource, StrSource};

/// What hashes are made with; every baseline has its own, so that nothing can be looked up in tables.
pub(super) type Key = [u8; 32];

/// The fingerprint of a finding in a text.
pub(super) fn of(finding: &Finding, text: &str, key: &Key) -> String {
    let mut hash = blake3::Hasher::new_keyed(key);
    hash.update(finding.rule.code.as_bytes());
    add(&mut hash, finding.message.split(|c: char| c.is_ascii_digit() || c.is_whitespace()));
    add(&mut hash, paragraph(text, finding.range.start().into()).split_whitespace());
    hash.finalize().to_hex()[..16].to_owned()
}

/// Adds words, whatever stands between them.
fn add<'w>(hash: &mut blake3::Hasher, words: impl Iterator<Item = &'w str>) {
    hash.update(b"\0");
    for word in words.filter(|word| !word.is_empty()) {
        hash.update(word.as_bytes());
        hash.update(b" ");
    }
}

/// The lines around an offset, as far as the next empty ones.
fn paragraph(text: &str, offset: usize) -> &str {
    let source = StrSource(text);
    let is_empty = |start: usize| text[start..source.line_end(start)].trim().is_empty();
    let mut start = source.line_start(offset);
    while start > 0 && !is_empty(source.line_start(start - 1)) {
        start = source.line_start(start - 1);
    }
    let mut end = source.line_end(offset);
    while end < text.len() && !is_empty(end) {
        end = source.line_end(end);
    }
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_ends_at_empty_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "b", "c", " ", "d"].join(end);
            let at = |what: &str| paragraph(&text, text.find(what).expect("there")).trim_end().to_owned();
            assert_eq!(
                [at("a"), at("b"), at("c"), at("d")],
                ["a", &format!("b{end}c"), &format!("b{end}c"), "d"]
            );
            assert_eq!(paragraph(&text, text.len()), "d");
        }
        assert_eq!(paragraph("", 0), "");
    }
}
