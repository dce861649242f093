//! The citation strings of the shared data, read: document, edition, topic or section, and pages. Skips,
//! and says so, where the shared data is absent.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so, and the remainder is listed")]

use std::path::Path;

use imr_linter::guideline::grammar::{Citation, DocumentKind, PageRange, read_line, read_mentions};
use imr_linter::guideline::{Compact, Index};
use imr_linter::text::Flat;

struct Row {
    text: String,
    document: String,
    year: String,
    topic: String,
    pages: String,
}

fn rows() -> Option<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/mtus/real-citations.tsv");
    let Ok(table) = std::fs::read_to_string(path) else {
        println!("skipped: there are no shared citations beside the project");
        return None;
    };
    let rows = table.lines().skip(1).map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let cell = |n: usize| cells.get(n).copied().unwrap_or("").to_owned();
        Row { text: cell(0), document: cell(1), year: cell(2), topic: cell(3), pages: cell(4) }
    });
    Some(rows.collect())
}

/// The edition that a row's document and year stand for.
fn edition(row: &Row) -> Option<String> {
    let by_chapter = match row.document.strip_prefix("ACOEM 2nd ed ch.")? {
        "3" => "acoem-initial-approaches-2004",
        "8" => "neck-2004",
        "9" => "shoulder-2004",
        "10" => "elbow-2007",
        "11" => "hand-2004",
        "12" => "low-back-2004",
        other => panic!("chapter {other}"),
    };
    Some(by_chapter.to_owned())
}

fn read(index: &Index, text: &str) -> Vec<Citation> {
    let line = read_line(text, index);
    if line.citations.is_empty() { read_mentions(text, index) } else { line.citations }
}

fn check(index: &Index, row: &Row) -> Result<(), String> {
    let flat = Flat::new(&row.text);
    let line = read_line(&flat, index);
    if row.document == "none" {
        return line.cites_nothing.map(|_| ()).ok_or_else(|| "no statement".to_owned());
    }
    let citations = read(index, &flat);
    if citations.is_empty() {
        return Err("no citation".to_owned());
    }
    if !line.rest.is_empty() {
        return Err(format!(
            "left over: {:?}",
            line.rest.iter().map(|rest| &flat[*rest]).collect::<Vec<_>>()
        ));
    }
    // A line that names several documents has a row for each.
    let results: Vec<Result<(), String>> = citations.iter().map(|c| matches(index, row, &flat, c)).collect();
    if results.iter().any(Result::is_ok) {
        return Ok(());
    }
    Err(results.into_iter().filter_map(Result::err).collect::<Vec<_>>().join("\n    "))
}

fn matches(index: &Index, row: &Row, flat: &str, citation: &Citation) -> Result<(), String> {
    if let DocumentKind::Source(source) = &citation.document.kind {
        let fits = match row.document.as_str() {
            "ODG" => source.publishers.contains(&"Official Disability Guidelines"),
            "ACOEM 3rd ed / other ACOEM" => source.publishers.contains(&"ACOEM"),
            "other non-MTUS" => true,
            _ => false,
        };
        return if fits { Ok(()) } else { Err(format!("{source:?}")) };
    }
    let found =
        citation.edition().map(|id| index.edition(id)).ok_or_else(|| format!("{:?}", citation.document))?;
    let year = |year: &u16| year.to_string() == row.year;
    let known = match edition(row) {
        Some(id) => found.id == id,
        None => Compact::key(&found.title) == Compact::key(&row.document) && found.years.iter().any(year),
    };
    if !known {
        return Err(format!("read as {}", found.id));
    }
    let pages: Vec<String> = citation.pages.iter().map(|locator| printed(locator.pages)).collect();
    let cited: Vec<String> = row.pages.split([',', ';']).map(|page| page.trim().to_owned()).collect();
    if !row.pages.is_empty() && pages != cited {
        return Err(format!("pages {pages:?} for {cited:?}"));
    }
    topics_match(row, flat, citation, &found.title)
}

fn printed(pages: PageRange) -> String {
    match pages {
        PageRange::Good(pages) => pages.to_string(),
        PageRange::Descending(a, b) => format!("{a}-{b}"),
        PageRange::NoNumber => "?".to_owned(),
    }
}

fn topics_match(row: &Row, flat: &str, citation: &Citation, chapter: &str) -> Result<(), String> {
    let cited = Compact::key(&row.topic);
    let text = Compact::key(&row.text);
    // Some rows say what the page is about, which the citation itself does not.
    if cited.is_empty() || cited == Compact::key(chapter) || !text.contains(&cited[..cited.len().min(10)]) {
        return Ok(());
    }
    let printed: String = citation.topics.iter().map(|topic| Compact::key(&flat[topic.range])).collect();
    if !printed.starts_with(&cited) && !printed.starts_with(&cited[..cited.len().min(10)]) {
        return Err(format!("topics {printed} for {cited}"));
    }
    let unknown =
        citation.topics.iter().filter(|topic| topic.topics.is_empty()).map(|topic| &flat[topic.range]);
    let unknown: Vec<&str> = unknown.filter(|name| *name != "326").collect();
    if unknown.is_empty() { Ok(()) } else { Err(format!("unknown {unknown:?}")) }
}

#[test]
fn every_citation_of_a_known_document_is_read() {
    let Some(rows) = rows() else { return };
    let index = Index::built_in();
    let mut failed = 0;
    for row in rows.iter().filter(|row| row.document != "document") {
        if let Err(problem) = check(&index, row) {
            println!("{:?}\n    {problem}", row.text);
            failed += 1;
        }
    }
    assert_eq!(failed, 0);
}

/// Every guideline line of the published letters: nothing is left over, and every name is known but for
/// the slips that are listed as defects.
#[test]
fn guideline_lines_of_published_letters_are_read_whole() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/letters/gold.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: there are no shared letters beside the project");
        return;
    };
    let index = Index::built_in();
    let gold: serde_json::Value = serde_json::from_str(&text).expect("valid JSON");
    let mut slips = Vec::new();
    for letter in gold.as_object().expect("letters").values() {
        for issue in letter["issues"].as_array().expect("issues") {
            for key in ["ca", "mg"] {
                let flat = Flat::new(issue[key].as_str().expect("text"));
                let line = read_line(&flat, &index);
                let rest: Vec<&str> = line.rest.iter().map(|rest| &flat[*rest]).collect();
                assert_eq!(rest, Vec::<&str>::new(), "{}", flat.as_str());
                let certain = !line.citations.is_empty() || line.cites_nothing.is_some();
                assert!(certain, "{}", flat.as_str());
                let named = line.citations.iter().flat_map(|citation| &citation.topics);
                let doubtful = named.filter(|topic| topic.topics.is_empty() || topic.slips > 0);
                slips.extend(doubtful.map(|topic| topic.printed.clone()));
            }
        }
    }
    slips.dedup();
    assert_eq!(slips, ["Inital Care"]);
}
