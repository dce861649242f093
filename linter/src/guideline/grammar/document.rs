//! Titles: where a text names documents of the MTUS, with chapter numbers and years.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::{Document, DocumentKind, Whole, Year};
use crate::guideline::index::Index;
use crate::guideline::model::EditionId;
use crate::guideline::names::{Compact, nearest};
use crate::text::{TextRange, compiled, range};

static CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^(?:ACOEM\b(?:\s+(?:practice\s+)?guidelines?)?(?:\s*\([^)]*\))?(?:,?\s+2nd\s+ed(?:ition|\.)?(?:\s*\(2004\))?)?[,:]?\s+)?(?:chapter|ch\.)\s*(?<number>\d{1,2})\b[,:]?\s*";
    compiled(pattern)
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| compiled(r"^[\s,]*\(?(?<year>(?:19|20)\d\d)\b\)?"));
/// `Some Title 2004, Section(s):` or `Some Title 2004.`: a document even if nobody knows the title.
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?<title>[A-Z][^:;]+?)\s+(?<year>(?:19|20)\d\d)\b(?:\s*[,.;]|\s*$|\s+section)";
    compiled(pattern)
});

/// The length of a title that nobody knows, in bytes.
const TITLE: RangeInclusive<usize> = 3..=91;
/// Its length with the year, and what shows that both end.
const WITH_YEAR: usize = 130;

/// A document named at a place, and where what belongs to it begins.
pub(super) struct Named {
    pub(super) document: Document,
    pub(super) end: usize,
}

/// The document that a text names at a byte offset. `first` says that a document must stand here, so
/// that short titles need no year.
pub(super) fn at(text: &str, compact: &Compact, at: usize, first: bool, index: &Index) -> Option<Named> {
    chapter(text, compact, at, index).or_else(|| title(text, compact, at, first, index))
}

fn chapter(text: &str, compact: &Compact, at: usize, index: &Index) -> Option<Named> {
    let found = CHAPTER.captures(&text[at..])?;
    let number: u8 = found["number"].parse().ok()?;
    let mut editions: Vec<EditionId> =
        index.editions().filter(|(_, edition)| edition.chapter == Some(number)).map(|(id, _)| id).collect();
    let mut end = at + found.get(0)?.end();
    let mut title_end = text[..end].trim_end_matches([' ', ',', ':']).len();
    // The chapter's own title may follow its number.
    if let Some((_, stop)) = longest_title(text, compact, end, index) {
        title_end = stop;
        end = stop;
    }
    let year = year(text, end);
    if let Some((value, place)) = year {
        let of_year: Vec<EditionId> =
            editions.iter().filter(|id| index.edition(**id).years.contains(&value)).copied().collect();
        let known = !of_year.is_empty();
        if known {
            editions = of_year;
        }
        let document =
            document(text, range(at, title_end), Some(Year { value, range: place, known }), editions);
        return Some(Named { document, end: place.end().into() });
    }
    Some(Named { document: document(text, range(at, title_end), None, editions), end })
}

fn title(text: &str, compact: &Compact, at: usize, first: bool, index: &Index) -> Option<Named> {
    let (editions, end) = longest_title(text, compact, at, index)?;
    let place = range(at, end);
    let Some((value, year_range)) = year(text, end) else {
        // "Opioids" and "Chronic Pain" are topics, too: as titles they have a year behind them.
        let telling = ["guideline", "complaints", "treatment", "disorders", "conditions"];
        let printed = text[at..end].to_lowercase();
        let certain = first || telling.iter().any(|word| printed.contains(word));
        return certain.then(|| Named { document: document(text, place, None, editions.to_vec()), end });
    };
    let of_year: Vec<EditionId> =
        editions.iter().filter(|id| index.edition(**id).years.contains(&value)).copied().collect();
    let known = !of_year.is_empty();
    let year = Year { value, range: year_range, known };
    let editions = if known { of_year } else { editions.to_vec() };
    let end = closing_bracket(text, at, year_range.end().into());
    Some(Named { document: document(text, place, Some(year), editions), end })
}

fn document(text: &str, title: TextRange, year: Option<Year>, editions: Vec<EditionId>) -> Document {
    let kind = if editions.is_empty() { DocumentKind::Unknown } else { DocumentKind::Editions(editions) };
    Document::new(text, title, year, kind)
}

fn longest_title<'i>(
    text: &str,
    compact: &Compact,
    at: usize,
    index: &'i Index,
) -> Option<(&'i [EditionId], usize)> {
    let place = compact.at(at);
    // "Coronavirus (COVID-19)" ends behind its bracket.
    index.titles().iter().find_map(|(key, editions)| {
        let end = compact.end_of_name(text, place, key)?;
        Some((editions.as_slice(), closing_bracket(text, at, end)))
    })
}

/// The year that follows a title, perhaps in brackets.
pub(super) fn year(text: &str, at: usize) -> Option<(u16, TextRange)> {
    let found = YEAR.captures(&text[at..])?.name("year")?;
    Some((found.as_str().parse().ok()?, range(at + found.start(), at + found.end())))
}

fn closing_bracket(text: &str, start: usize, end: usize) -> usize {
    let open = text[start..end].matches('(').count() > text[start..end].matches(')').count();
    if open && text[end..].starts_with(')') { end + 1 } else { end }
}

/// A document whose title nobody knows, recognised by the year behind it: perhaps a slip.
pub(super) fn unknown(text: &str, at: usize, index: &Index) -> Option<Named> {
    let near = &text[at..text.floor_char_boundary(at + WITH_YEAR)];
    let found = UNKNOWN.captures(near)?;
    let (title, year) =
        (found.name("title").filter(|title| TITLE.contains(&title.len()))?, found.name("year")?);
    let value: u16 = year.as_str().parse().ok()?;
    let place = range(at + title.start(), at + title.end());
    let near =
        nearest(&Compact::key(title.as_str()), index.titles().iter().map(|(key, ids)| (key.as_str(), ids)));
    let (kind, known) = match near {
        Some((editions, _)) => {
            let of_year: Vec<EditionId> =
                editions.iter().filter(|id| index.edition(**id).years.contains(&value)).copied().collect();
            let known = !of_year.is_empty();
            (DocumentKind::Nearly(if known { of_year } else { editions.clone() }), known)
        }
        None => (DocumentKind::Unknown, false),
    };
    let year = Year { value, range: range(at + year.start(), at + year.end()), known };
    let end = year.range.end().into();
    Some(Named { document: Document::new(text, place, Some(year), kind), end })
}

/// The guidelines as a whole: "MTUS", "ACOEM".
pub(super) fn whole(text: &str, at: usize) -> Option<Named> {
    let rest = &text[at..];
    let (kind, length) =
        [("ACOEM", Whole::Acoem), ("MTUS", Whole::Mtus)].into_iter().find_map(|(name, kind)| {
            let here = rest.len() >= name.len()
                && rest.is_char_boundary(name.len())
                && rest[..name.len()].eq_ignore_ascii_case(name);
            (here && !rest[name.len()..].starts_with(char::is_alphanumeric)).then_some((kind, name.len()))
        })?;
    let document = Document::new(text, range(at, at + length), None, DocumentKind::Whole(kind));
    Some(Named { document, end: at + length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guideline::grammar::read_line;

    #[test]
    fn every_edition_is_known_by_its_full_title() {
        let index = Index::built_in();
        for (id, edition) in index.editions() {
            let line = format!("Decision based on MTUS {}, Section(s): Epilogue.", edition.full_title());
            let citations = read_line(&line, &index).citations;
            assert_eq!(citations.len(), 1, "{line}");
            assert!(citations[0].editions().contains(&id), "{line}: {:?}", citations[0].document);
            let rest: Vec<_> = citations[0].topics.iter().map(|topic| topic.printed.as_str()).collect();
            assert_eq!(rest, ["Epilogue"], "{line}");
        }
    }

    #[test]
    fn a_sentence_that_cites_has_its_topics_read() {
        let index = Index::built_in();
        let line = "The Physician Reviewer based his/her decision on the MTUS Chronic Pain Medical Treatment Guidelines, \
                    Physical medicine, pages 98-99. He/she found page 12 of no use.";
        let citations = read_line(line, &index).citations;
        let topics: Vec<_> = citations[0].topics.iter().map(|topic| topic.printed.as_str()).collect();
        assert_eq!(
            (citations.len(), topics.as_slice(), citations[0].pages.len()),
            (1, &["Physical medicine"][..], 1)
        );
    }
}
