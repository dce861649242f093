//! The guideline line of an issue.

use std::sync::LazyLock;

use regex::Regex;

use super::document::{self, Named};
use super::{
    Basis, Citation, Document, DocumentKind, GuidelineLine, Whole, named_pages, narrow, pages, source, topics,
};
use crate::guideline::index::Index;
use crate::guideline::model::EditionId;
use crate::guideline::names::Compact;
use crate::letter::sentences;
use crate::text::{TextRange, compiled, range};

/// The fixed phrases of a guideline line.
static PHRASES: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix)
        (?<nothing>the\s+(?:claims\s+administrator|expert\s+reviewer|physician\s+reviewer)\s+did\s+not\s+cite\s+any\s+[^.]*?\bfor\s+(?:its|his/her|their|the)\s+(?:decision|determination)\b\.?)
        | (?<outside>the\s+(?:claims\s+administrator|expert\s+reviewer|physician\s+reviewer)\s+based\s+(?:its|his/her|their)\s+decision\s+on\s+recommendation\(?s?\)?\s+outside\s+of\s+(?:the\s+)?MTUS(?:\s+guidelines)?\b\.?)
        | (?<other>(?:decision\s+)?based\s+on\s+non-?\s*MTUS\s+citations?\b:?)
        | (?<mtus>(?:(?<sentence>the\s+(?:claims\s+administrator|expert\s+reviewer|physician\s+reviewer)\s+based\s+(?:its|his/her|their)\s+decision)
            |(?:decision\s+)?based)\s+on\s+(?:the\s+)?(?:CA\s+|California\s+)?MTUS\b:?)";
    compiled(pattern)
});
/// The words that announce a citation, in the wordings of all years.
static BASIS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\bon\s+(?:the\s+)?(?:CA\s+|California\s+)?(?:MTUS\b|(?<other>non-?\s*MTUS(?:\s+citations?)?)\b):?",
    )
});
static SECTIONS: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?i)^[\s,.;]*sections?(?:\(s\))?\s*:?\s*"));
static MTUS_PREFIX: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)^\s*(?:(?:the\s+)?(?:CA\s+|California\s+)?MTUS\s+)?"));
/// The second edition of the ACOEM guidelines, which the MTUS adopted, cited outside of it by page.
static SECOND_EDITION: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:ACOEM|occupational\s+medicine\s+practice\s+guidelines)\b(?<far>[^;]*?)\b2nd\s+ed(?:ition|\.)?(?<near>[^;]*?)\bp(?:ages?|gs?|p)?\.?\s*(?<pages>\d{1,3}(?:\s*-\s*\d{1,3})?)\b";
    compiled(pattern)
});
static MORE_SOURCES: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\band\s+other\s+medical\s+treatment\s+guidelines?\b"));

pub(super) fn read(flat: &str, index: &Index) -> GuidelineLine {
    let mut line = GuidelineLine::default();
    let mut at = 0;
    let mut basis = None;
    for found in PHRASES.captures_iter(flat) {
        let (start, end) = found.get(0).map_or((0, 0), |all| (all.start(), all.end()));
        let sentence = found.name("sentence").map(|_| sentence_end(flat, end));
        if start < at || sentence.is_some_and(|stop| !names_document(flat, end, stop, index)) {
            continue;
        }
        segment(flat, at, start, basis, index, &mut line);
        basis = None;
        if let Some(stop) = sentence {
            segment(flat, end, stop, Some(Basis::Mtus), index, &mut line);
            at = stop;
            continue;
        }
        if found.name("nothing").is_some() {
            line.cites_nothing = Some(range(start, end));
        } else if found.name("outside").is_some() {
            line.outside_mtus = Some(range(start, end));
        } else {
            basis = Some(if found.name("other").is_some() { Basis::Other } else { Basis::Mtus });
        }
        at = end;
    }
    segment(flat, at, flat.len(), basis, index, &mut line);
    line
}

/// Where the sentence ends that holds an offset. In letters that cite in sentences, others may follow.
fn sentence_end(flat: &str, offset: usize) -> usize {
    let ends = sentences(flat).into_iter().map(|sentence| usize::from(sentence.end()));
    ends.into_iter().find(|end| *end > offset).unwrap_or(flat.len())
}

/// The last words that announce a citation: in which capacity, and where they end.
pub(super) fn announced(flat: &str) -> Option<(Basis, usize)> {
    let last = BASIS.captures_iter(flat).last()?;
    let basis = if last.name("other").is_some() { Basis::Other } else { Basis::Mtus };
    Some((basis, last.get(0)?.end()))
}

fn segment(
    flat: &str,
    start: usize,
    end: usize,
    basis: Option<Basis>,
    index: &Index,
    line: &mut GuidelineLine,
) {
    match basis {
        Some(Basis::Mtus) => mtus(flat, start, end, index, line),
        Some(Basis::Other) => sources(flat, start, end, index, line),
        // A line without the usual phrase, as older letters and drafts have it.
        _ if names_document(flat, start, end, index) => {
            mtus(flat, start + schedule(&flat[start..end]), end, index, line);
        }
        _ => {
            let before = line.citations.len();
            line.citations.extend(
                super::mention::read(&flat[..end], index)
                    .into_iter()
                    .filter(|citation| usize::from(citation.range.start()) >= start),
            );
            if line.citations.len() == before {
                rest(flat, start, end, line);
            }
        }
    }
}

/// Whether a line begins with a title, as in "MTUS Chronic Pain Treatment Guidelines ...".
fn names_document(flat: &str, start: usize, end: usize, index: &Index) -> bool {
    let text = &flat[..end];
    let at = start + schedule(&flat[start..end]);
    document::at(text, &Compact::new(text), at, true, index).is_some()
}

/// The length of the schedule's name at the beginning of a text, as in "MTUS Opioid Treatment 2016".
fn schedule(text: &str) -> usize {
    MTUS_PREFIX.find(text).map_or(0, |prefix| prefix.end())
}

/// The chapters of "Decision based on MTUS ...".
fn mtus(flat: &str, start: usize, end: usize, index: &Index, line: &mut GuidelineLine) {
    let text = &flat[..end];
    let compact = Compact::new(text);
    let named = documents(text, &compact, start, index);
    rest(flat, start, named.first().map_or(end, |(at, _)| *at), line);
    for (n, (at, document)) in named.iter().enumerate() {
        let next = named.get(n + 1).map_or(end, |(at, _)| *at);
        line.citations.push(citation(text, *at, document, next, index));
    }
}

/// Where documents are named: at the beginning, and behind a mark or a number.
fn documents(text: &str, compact: &Compact, start: usize, index: &Index) -> Vec<(usize, Named)> {
    let mut found: Vec<(usize, Named)> = Vec::new();
    let mut at = start;
    while at < text.len() {
        let first = text[start..at].trim().is_empty();
        let place = first || (is_word_start(text, at) && is_behind_mark(&text[start..at]));
        let named = place
            .then(|| {
                // Some name the schedule again: "Physical Methods; MTUS Opioid Treatment 2016".
                let name = at + schedule(&text[at..]);
                document::at(text, compact, name, first, index)
                    .or_else(|| {
                        document::unknown(text, name, index).filter(|_| first || behind_and(&text[start..at]))
                    })
                    .or_else(|| document::whole(text, name).filter(|_| first))
            })
            .flatten()
            .filter(|_| text[at..].starts_with(char::is_alphanumeric));
        match named {
            Some(named) => {
                let end = named.end;
                found.push((at, named));
                at = end.max(at + 1);
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

fn is_word_start(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphabetic) && text[at..].starts_with(char::is_alphabetic)
}

/// Behind `, and `, a comma, a semicolon, a full stop or a page number.
fn is_behind_mark(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_suffix("and").unwrap_or(before).trim_end();
    before.ends_with([',', ';', '.']) || before.ends_with(|c: char| c.is_ascii_digit())
}

/// Behind `, and `: nothing but a document stands there in these lines.
fn behind_and(before: &str) -> bool {
    before.trim_end().strip_suffix("and").is_some_and(|before| before.trim_end().ends_with([',', ';']))
}

fn citation(text: &str, at: usize, named: &Named, next: usize, index: &Index) -> Citation {
    let mut document = named.document.clone();
    let behind = &text[named.end..next];
    // Lines that cite sections print the year; without one, the edition that is cited by pages is meant.
    if document.year.is_none() {
        narrow::by_pages(&mut document, true, index);
    }
    let editions: &[EditionId] = match &document.kind {
        DocumentKind::Editions(editions) | DocumentKind::Nearly(editions) => editions,
        _ => &[],
    };
    let (mut topics, citation_pages) = match SECTIONS.find(behind) {
        Some(label) => (topics::read(text, named.end + label.end(), next, editions, index), Vec::new()),
        None => named_pages::read(text, named.end, next, editions, index),
    };
    narrow::by_contents(&mut document, &mut topics, &citation_pages, index);
    let end = text[..next].trim_end_matches([' ', ',', ';', '.']);
    let end = end.strip_suffix(" and").unwrap_or(end).trim_end_matches([' ', ',', ';', '.']).len();
    Citation {
        range: range(at, end.max(named.end)),
        basis: Basis::Mtus,
        document,
        topics,
        pages: citation_pages,
        silent: false,
    }
}

/// The sources of "Decision based on Non-MTUS Citation ...".
fn sources(flat: &str, start: usize, end: usize, index: &Index, line: &mut GuidelineLine) {
    let mut at = start;
    let cuts = MORE_SOURCES.find_iter(&flat[start..end]).map(|cut| (start + cut.start(), start + cut.end()));
    let cuts: Vec<(usize, usize)> = cuts.chain([(end, end)]).collect();
    for (stop, next) in cuts {
        let place = trimmed(flat, at, stop);
        at = next;
        if place.is_empty() {
            continue;
        }
        let source = source::read(&flat[place]);
        let document = Document::new(flat, place, None, DocumentKind::Source(source));
        let citation = Citation {
            range: place,
            basis: Basis::Other,
            document,
            topics: vec![],
            pages: vec![],
            silent: false,
        };
        line.citations.push(citation);
        line.citations.extend(second_edition(flat, place, index));
    }
}

fn second_edition(flat: &str, place: TextRange, index: &Index) -> Option<Citation> {
    let found = SECOND_EDITION.captures(&flat[place])?;
    let short = |gap: &str, most: usize| found.name(gap).is_some_and(|gap| gap.len() <= most);
    if !(short("far", 40) && short("near", 12)) {
        return None;
    }
    let (all, list) = (found.get(0)?, found.name("pages")?);
    let start = usize::from(place.start());
    let title = range(start + all.start(), start + list.start());
    let document = Document::new(flat, title, None, DocumentKind::Whole(Whole::Acoem));
    let range = range(start + all.start(), start + all.end());
    let mut citation =
        Citation { range, basis: Basis::Other, document, topics: vec![], pages: vec![], silent: false };
    let locators = pages::read(flat, start + list.start(), start + list.end());
    super::mention::add_pages(&mut citation, locators, index);
    Some(citation)
}

fn rest(flat: &str, start: usize, end: usize, line: &mut GuidelineLine) {
    let place = trimmed(flat, start, end);
    if flat[place].contains(char::is_alphanumeric) {
        line.rest.push(place);
    }
}

fn trimmed(flat: &str, start: usize, end: usize) -> TextRange {
    let text = &flat[start..end];
    let marks = [' ', ',', ';', '.', ':'];
    let lead = text.len() - text.trim_start_matches(marks).len();
    range(start + lead, (start + text.trim_end_matches(marks).len()).max(start + lead))
}
