//! The letter as structured data: what is read is told, what is not there is not, and all words come from the text that
//! is handed in.

mod common;

use std::sync::Arc;

use common::Parts;
use imr_linter::Session;
use imr_linter::facts::{Measure, Overall, Polarity, Unit};
use imr_linter::letter::Verdict;
use imr_linter::lexicon::Side;
use imr_linter::outline::{IssueOutline, LetterOutline, Place, Position};
use imr_linter::text::{StrSource, TextRange};

/// The outline of a letter, with bytes for columns; `shown` is what is quoted from.
fn outline_as(text: &str, shown: &str) -> LetterOutline {
    let session = Session::open(&StrSource(text), Arc::default());
    let position = |offset: usize| Position { row: 1, column: offset };
    let place = |range: TextRange| Place {
        location: position(range.start().into()),
        end_location: position(range.end().into()),
    };
    LetterOutline::new(&session, "letter.imr", shown, &place)
}

fn outline(text: &str) -> LetterOutline {
    outline_as(text, text)
}

/// The first issue of a letter with a part replaced.
fn issue(part: &str, text: &str) -> IssueOutline {
    outline(&Parts::with(part, text)).issues.swap_remove(0)
}

#[test]
fn a_letter_is_told_part_by_part() {
    let text = Parts::default().letter();
    let letter = outline(&text);
    assert_eq!((letter.version, letter.header.len(), letter.issues.len()), (1, 7, 2));
    assert_eq!((letter.profile.id.as_str(), letter.sections.len()), ("g5", 3));
    assert_eq!(
        (letter.determination.stated, letter.determination.of_issues),
        (None, Some(Overall::PartialOverturn))
    );
    let names: Vec<&str> = letter.credentials.iter().map(|credential| credential.name.as_str()).collect();
    assert_eq!(names, ["California", "Oregon", "Preventive Medicine", "Occupational Medicine"]);
    let dates: Vec<&str> = letter.header.iter().filter_map(|field| field.date.as_deref()).collect();
    assert_eq!(dates, ["2017-01-18", "2016-09-02", "2017-02-15", "2016-12-20", "2017-01-12"]);
    let verdict = letter.issues[1].verdict.as_ref().expect("a verdict");
    assert_eq!((verdict.verdict, verdict.words.as_str()), (Verdict::Overturned, "Overturned"));
    let Place { location, end_location } = verdict.place;
    assert_eq!(&text[location.column..end_location.column], "Overturned");
}

#[test]
fn an_item_is_taken_apart() {
    let item = issue("title", "Norco 10/325mg #60 with 2 refills, right knee: Upheld\n").item;
    let drugs: Vec<_> = item.drugs.iter().map(|drug| (drug.words.as_str(), drug.opioid)).collect();
    assert_eq!(drugs, [("Norco", true)]);
    let strengths: Vec<_> = item.strengths.iter().map(|one| (one.values.clone(), one.unit)).collect();
    assert_eq!(strengths, [(vec![10.0, 325.0], Some(Measure::Milligrams))]);
    let amounts: Vec<_> = item.amounts.iter().map(|amount| (amount.unit, amount.low)).collect();
    assert_eq!(amounts, [(Unit::Pieces, 60.0), (Unit::Refills, 2.0)]);
    assert_eq!(item.sides.iter().map(|side| side.side).collect::<Vec<_>>(), [Side::Right]);
}

#[test]
fn of_a_request_in_parts_the_rest_is_the_item() {
    let issue = issue(
        "title",
        "Massage for 12 sessions was the original request. Massage for 8 sessions was authorized by the Claims \
         Administrator. The remaining IMR eligible portion of the original request, massage for 4 sessions is: Upheld\n",
    );
    let sessions = |item: &imr_linter::outline::ItemOutline| item.amounts[0].low;
    assert_eq!(Some(sessions(&issue.item)), Some(4.0));
    assert_eq!(issue.requested.as_ref().map(sessions), Some(12.0));
    assert_eq!(issue.authorised.as_ref().map(sessions), Some(8.0));
}

#[test]
fn citations_have_editions_topics_and_pages() {
    let line =
        "Decision based on MTUS Chronic Pain Medical Treatment Guidelines Opioids Page(s): 78-80, 124.\n";
    let cited = issue("guideline", line).reviewer_guideline.expect("a line").citations.swap_remove(0);
    assert_eq!(cited.editions, ["chronic-pain-2009"]);
    assert_eq!((cited.year, cited.topics[0].name.as_deref()), (None, Some("Opioids")));
    let pages: Vec<_> = cited.pages.iter().map(|pages| (pages.first, pages.last)).collect();
    assert_eq!(pages, [(Some(78), Some(80)), (Some(124), Some(124))]);
    let nothing = issue("guideline", "The reviewer did not cite any medical evidence for its decision.\n");
    assert!(nothing.reviewer_guideline.expect("a line").citations.is_empty());
}

#[test]
fn the_conclusion_that_counts_is_marked() {
    let text = "The request for a brace is medically necessary. However, therefore, the request is not medically \
                necessary.\n";
    let rationale = issue("rationale", text).rationale.expect("a rationale");
    let counts: Vec<_> = rationale.conclusions.iter().map(|found| (found.polarity, found.counts)).collect();
    assert_eq!(counts, [(Polarity::Necessary, false), (Polarity::NotNecessary, true)]);
}

#[test]
fn what_is_missing_is_not_made_up() {
    let letter = outline("Some words.");
    assert_eq!((letter.issues.len(), letter.header.len(), letter.determination.of_issues), (0, 0, None));
    let issue = issue("issue", "A cane:\n\nClaims Administrator guideline: None.\n");
    assert_eq!((issue.title.as_str(), issue.verdict, issue.rationale), ("A cane", None, None));
}

#[test]
fn words_come_from_the_text_that_is_handed_in() {
    let text = Parts::default().letter();
    let hidden = text.replace("California", "**********");
    assert_eq!(outline_as(&text, &hidden).credentials[0].name, "**********");
}
