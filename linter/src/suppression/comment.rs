//! Comments that silence findings: where they go, and how they read.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, TextEdit};
use crate::session::Session;
use crate::text::{LineSource, TextRange, TextSize, range};

/// Whether a comment can silence a finding: what broke, and what is said of comments, stays.
pub fn can_silence(finding: &Finding) -> bool {
    !finding.rule.code.starts_with(['E', 'M'])
}

/// Comments above the paragraphs of findings, one for each paragraph.
pub fn above<'f>(
    session: &Session,
    source: &impl LineSource,
    findings: impl IntoIterator<Item = &'f Finding>,
    reason: &str,
) -> Vec<TextEdit> {
    let mut places: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for finding in findings {
        places
            .entry(place_above(session, source, finding.range.start()))
            .or_default()
            .insert(finding.rule.code);
    }
    let comment = |(at, codes): (usize, BTreeSet<&str>)| TextEdit {
        range: range(at, at),
        replacement: format!("<!-- imrlint-ignore {}: {reason} -->{}", joined(&codes), line_end(source, at)),
    };
    places.into_iter().map(comment).collect()
}

/// The comment at the head of a letter that silences rules in all of it.
pub fn everywhere(source: &impl LineSource, codes: &BTreeSet<&str>, reason: &str) -> TextEdit {
    let comment = format!("<!-- imrlint-ignore-file {}: {reason} -->{}", joined(codes), line_end(source, 0));
    TextEdit { range: TextRange::empty(TextSize::new(0)), replacement: comment }
}

/// Where the comment for a place goes: above the whole paragraph, if it reaches the place from there.
fn place_above(session: &Session, source: &impl LineSource, place: TextSize) -> usize {
    let first_line = |block: TextRange| {
        let text = source.slice(block);
        source.line_start(usize::from(block.start()) + text.len() - text.trim_start().len())
    };
    let block = session.block_at(place).map(|(block, _)| first_line(block.range));
    let reaches = |at: &usize| session.letter().paragraph_below(*at).contains(place);
    block.filter(reaches).unwrap_or_else(|| source.line_start(place.into()))
}

fn joined(codes: &BTreeSet<&str>) -> String {
    codes.iter().copied().collect::<Vec<_>>().join(", ")
}

/// How lines end here.
fn line_end(source: &impl LineSource, at: usize) -> &'static str {
    let end = source.line_end(at);
    let line = source.slice(range(at, end));
    ["\r\n", "\r"].into_iter().find(|line_end| line.ends_with(line_end)).unwrap_or("\n")
}
