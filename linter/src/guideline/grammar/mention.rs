//! Mentions in running text: "ACOEM Chapter 12, Table 12-8, page 309", "page 82 of the MTUS Chronic Pain
//! Medical Treatment Guidelines (July 28, 2016)", "CA MTUS page 98-99", "8 CCR 9792.24.2".

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::document::{self, Named};
use super::{
    Basis, Citation, Document, DocumentKind, Locator, NamedTopic, Whole, Year, narrow, pages, source, topics,
};
use crate::guideline::index::Index;
use crate::guideline::model::{EditionId, TopicKind};
use crate::guideline::names::Compact;
use crate::letter::sentences;
use crate::text::{TextRange, compiled, range};

/// Where a mention can begin.
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x)
        \b(?:(?:CA\s+|California\s+)?MTUS\b | ACOEM\b | ODG\b | (?i:official\s+disability\s+guidelines?)
        | (?i:chapter|ch\.)\s*\d | (?i:medical\s+treatment\s+utilization\s+schedule) | 9792\.\d
        | (?i:chronic\s+pain|opioids?|low\s+back|lower\s+back|neck\s+and\s+upper|shoulder|elbow|forearm|knee|ankle\s+and\s+foot
            |acupuncture|post-?\s?surgical|stress-related|general\s+approaches|initial\s+approaches)\b)";
    compiled(pattern)
});
static TABLE: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\btables?\s*(?<number>\d{1,2}(?:-\d{1,2})?)"));
static REGULATION: LazyLock<Regex> = LazyLock::new(|| compiled(r"^9792\.\d{1,2}(?:\.\d{1,2})?"));
static THIRD_EDITION: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?i)\b3rd\s+ed"));
/// So many bytes behind a title an edition belongs to it.
const EDITION_NEAR: usize = 60;
static YEAR_NEAR: LazyLock<Regex> = LazyLock::new(|| compiled(r"\b(?<year>20(?:04|07|09|1\d|2\d))\b"));
/// The document is named to say that it says nothing.
static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:(?:does|do|did)\s+not\s+(?:\w+\s+)?(?:address|discuss|mention|cover|speak|comment)|(?:is|are)\s+silent|not\s+addressed|not\s+discussed)";
    compiled(pattern)
});
/// The length of a section's name, in bytes.
const NAME: RangeInclusive<usize> = 4..=80;
/// A section named behind the pages: "under Home health care services Section".
static UNDER: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"(?i)\bunder\s+(?:the\s+)?(?<name>[^.,;]+?)\s+section\b"));

pub(super) fn read(flat: &str, index: &Index) -> Vec<Citation> {
    if !ANCHOR.is_match(flat) {
        return Vec::new();
    }
    let compact = Compact::new(flat);
    sentences(flat).into_iter().flat_map(|sentence| in_sentence(flat, &compact, sentence, index)).collect()
}

fn in_sentence(flat: &str, compact: &Compact, sentence: TextRange, index: &Index) -> Vec<Citation> {
    let (start, end) = (usize::from(sentence.start()), usize::from(sentence.end()));
    let anchors = anchors(flat, compact, start, end, index);
    let mut citations: Vec<Citation> = anchors
        .into_iter()
        .map(|(at, named)| Citation {
            range: range(at, named.end.min(end)),
            basis: Basis::Mention,
            document: named.document,
            topics: Vec::new(),
            pages: Vec::new(),
            silent: SILENT.is_match(&flat[sentence]),
        })
        .collect();
    join_wholes(&mut citations, flat);
    for found in pages::IN_TEXT.captures_iter(&flat[start..end]) {
        let Some(list) = found.name("list") else { continue };
        let all = found.get(0).map_or(0..0, |all| start + all.start()..start + all.end());
        let locators = pages::read(flat, start + list.start(), start + list.end());
        if let Some(citation) = owner(&mut citations, &all, flat) {
            citation.range = citation.range.cover(range(all.start, all.end));
            add_pages(citation, locators, index);
        }
    }
    for found in TABLE.captures_iter(&flat[start..end]) {
        let all = found.get(0).map_or(0..0, |all| start + all.start()..start + all.end());
        if let Some(citation) = owner(&mut citations, &all, flat) {
            add_table(citation, flat, range(all.start, all.end), &found["number"], index);
        }
    }
    if let Some(name) = UNDER.captures(&flat[start..end]).and_then(|found| found.name("name"))
        && NAME.contains(&name.len())
        && let Some(citation) = citations.last_mut()
    {
        let editions = citation.editions().to_vec();
        let named = topics::read(flat, start + name.start(), start + name.end(), &editions, index);
        citation.topics.extend(named.into_iter().filter(|named| !named.topics.is_empty()));
    }
    citations
}

fn anchors(flat: &str, compact: &Compact, start: usize, end: usize, index: &Index) -> Vec<(usize, Named)> {
    let mut found: Vec<(usize, Named)> = Vec::new();
    let mut behind = start;
    for anchor in ANCHOR.find_iter(&flat[start..end]) {
        let at = start + anchor.start();
        if at < behind {
            continue;
        }
        if let Some(named) = named_at(flat, compact, at, end, index) {
            behind = named.end;
            found.push((at, named));
        }
    }
    found
}

fn named_at(flat: &str, compact: &Compact, at: usize, end: usize, index: &Index) -> Option<Named> {
    let rest = &flat[at..end];
    if let Some(number) = REGULATION.find(rest) {
        let editions: Vec<EditionId> =
            index.editions().filter(|(_, e)| e.regulation == number.as_str()).map(|(id, _)| id).collect();
        let kind = if editions.is_empty() {
            DocumentKind::Whole(Whole::Mtus)
        } else {
            DocumentKind::Editions(editions)
        };
        let title = range(at, at + number.end());
        return Some(Named { document: Document::new(flat, title, None, kind), end: at + number.end() });
    }
    let lower = rest.get(..30.min(rest.len())).unwrap_or(rest).to_lowercase();
    if lower.starts_with("odg") || lower.starts_with("official disability") {
        return Some(other_source(flat, at, at + word_end(rest, lower.starts_with("odg"))));
    }
    if lower.starts_with("acoem")
        && THIRD_EDITION.find(rest).is_some_and(|edition| edition.start() <= EDITION_NEAR)
    {
        return Some(other_source(flat, at, at + 5));
    }
    if let Some(mut named) = document::at(flat, compact, at, false, index) {
        year_around(&mut named, flat, at, index);
        return Some(named);
    }
    let prefix =
        ["ca mtus", "california mtus"].iter().find(|prefix| lower.starts_with(**prefix)).map(|p| p.len() - 4);
    if lower.starts_with("medical treatment utilization") {
        let title = range(at, at + "medical treatment utilization schedule".len());
        let document = Document::new(flat, title, None, DocumentKind::Whole(Whole::Mtus));
        return Some(Named { end: title.end().into(), document });
    }
    document::whole(flat, at + prefix.unwrap_or(0))
}

fn word_end(rest: &str, short: bool) -> usize {
    if short {
        3
    } else {
        rest.to_lowercase().find("guideline").map_or(8, |at| at + "guidelines".len()).min(rest.len())
    }
}

fn other_source(flat: &str, at: usize, end: usize) -> Named {
    let kind = DocumentKind::Source(source::read(&flat[at..end]));
    Named { document: Document::new(flat, range(at, end), None, kind), end }
}

/// "MTUS 2016, Chronic Pain Medical Treatment Guidelines", "... Guidelines (July 28, 2016)".
fn year_around(named: &mut Named, flat: &str, at: usize, index: &Index) {
    if named.document.year.is_some() {
        return;
    }
    let DocumentKind::Editions(editions) = &mut named.document.kind else { return };
    let before = flat[..at].char_indices().rev().nth(14).map_or(0, |(at, _)| at);
    let after_end =
        flat[named.end..].char_indices().nth(20).map_or(flat.len(), |(length, _)| named.end + length);
    let after = flat[named.end..after_end].trim_start();
    let behind = after.starts_with('(').then_some((named.end, after_end));
    for (from, to) in behind.into_iter().chain([(before, at)]) {
        let Some(found) = YEAR_NEAR.captures(&flat[from..to]).and_then(|found| found.name("year")) else {
            continue;
        };
        let Ok(value) = found.as_str().parse() else { continue };
        let of_year: Vec<EditionId> =
            editions.iter().filter(|id| index.edition(**id).years.contains(&value)).copied().collect();
        if !of_year.is_empty() {
            *editions = of_year;
            let place = range(from + found.start(), from + found.end());
            named.document.year = Some(Year { value, range: place, known: true });
            return;
        }
    }
}

/// "MTUS ... Chronic Pain Medical Treatment Guidelines" is one document, not two.
fn join_wholes(citations: &mut Vec<Citation>, flat: &str) {
    let mut at = 0;
    while at + 1 < citations.len() {
        let (first, second) = (&citations[at], &citations[at + 1]);
        let between = &flat[usize::from(first.range.end())..usize::from(second.range.start())];
        let joined = matches!(first.document.kind, DocumentKind::Whole(_))
            && !matches!(second.document.kind, DocumentKind::Source(_))
            && !between.contains(" and ")
            && between.len() <= 24;
        if joined {
            let range = first.range.cover(second.range);
            citations[at + 1].range = range;
            citations.remove(at);
        } else {
            at += 1;
        }
    }
}

/// The citation that a locator belongs to: the nearest before it, or the one behind "page 82 of the".
fn owner<'c>(
    citations: &'c mut [Citation],
    locator: &std::ops::Range<usize>,
    flat: &str,
) -> Option<&'c mut Citation> {
    let behind = citations.iter().position(|citation| {
        let start = usize::from(citation.range.start());
        start >= locator.end && {
            let between = flat[locator.end..start].trim();
            ["of the", "of", "in the", "from the", "of the CA", "of the California"].contains(&between)
        }
    });
    let before = citations.iter().rposition(|citation| usize::from(citation.range.start()) <= locator.start);
    citations.get_mut(behind.or(before)?)
}

pub(super) fn add_pages(citation: &mut Citation, locators: Vec<Locator>, index: &Index) {
    citation.pages.extend(locators);
    if citation.document.year.is_none() {
        narrow::by_pages(&mut citation.document, true, index);
    }
    // "CA MTUS page 98-99" and "the ACOEM guidelines, p.204" name no chapter; the pages tell which.
    if let DocumentKind::Whole(whole) = citation.document.kind {
        let pages: Vec<_> = citation.good_pages().map(|(pages, _)| pages).collect();
        let fits = |edition: &crate::guideline::Edition| match whole {
            Whole::Mtus => edition.id == "chronic-pain-2009",
            Whole::Acoem => edition.chapter.is_some() && edition.years == [2004] && edition.until.is_some(),
        };
        let editions: Vec<EditionId> = index
            .editions()
            .filter(|(_, edition)| fits(edition))
            .filter(|(_, edition)| {
                edition
                    .pages
                    .is_some_and(|all| pages.iter().all(|p| all.contains(p.first) && all.contains(p.last)))
            })
            .map(|(id, _)| id)
            .collect();
        if editions.len() == 1 {
            citation.document.kind = DocumentKind::Editions(editions);
        }
    }
}

fn add_table(citation: &mut Citation, flat: &str, place: TextRange, number: &str, index: &Index) {
    let key = Compact::key(&format!("table{number}"));
    let is_table = |key: &str, topic: &crate::guideline::Topic| {
        topic.kind == TopicKind::Table && Compact::key(&topic.name) == key
    };
    // A table's number begins with that of its chapter.
    if matches!(citation.document.kind, DocumentKind::Whole(_)) {
        let chapter: Option<u8> =
            number.split('-').next().filter(|_| number.contains('-')).and_then(|n| n.parse().ok());
        let editions: Vec<EditionId> = index
            .editions()
            .filter(|(_, edition)| chapter.is_some() && edition.chapter == chapter && edition.until.is_some())
            .filter(|(id, _)| index.topics_of(*id).any(|(_, topic)| is_table(&key, topic)))
            .map(|(id, _)| id)
            .collect();
        if !editions.is_empty() {
            citation.document.kind = DocumentKind::Editions(editions);
        }
    }
    let topics: Vec<_> = citation
        .editions()
        .iter()
        .flat_map(|edition| index.topics_of(*edition))
        .filter(|(_, topic)| is_table(&key, topic))
        .map(|(id, _)| id)
        .collect();
    if let ([first, ..], DocumentKind::Editions(editions)) = (topics.as_slice(), &mut citation.document.kind)
    {
        let edition = index.topic(*first).edition;
        editions.retain(|id| *id == edition);
    }
    citation.topics.push(NamedTopic::new(flat, place, topics, 0));
    citation.range = citation.range.cover(place);
}
