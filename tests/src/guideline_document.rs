//! Makes documents that look like a guideline: every topic of an edition as a heading on its first page,
//! with text of no meaning between. Stands in for the official documents, which are not ours to keep.

use imr_linter::guideline::{EditionId, Index, Pages, Topic};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

/// Words without meaning and without names of topics, other ones on every page.
fn filler(page: u16) -> String {
    format!("Some words stand here so that sheet {page} is not empty, and they say nothing at all.")
}

/// The pages of a document with the topics of an edition; `moved` says where a page of the index is in it.
pub fn pages(index: &Index, edition: EditionId, moved: impl Fn(u16) -> u16) -> Vec<String> {
    let of = index.edition(edition);
    let last = of.pages.map_or(1, |pages| moved(pages.last));
    let span = |topic: &Topic| topic.pages.map(|p| Pages { first: moved(p.first), last: moved(p.last) });
    let contents = index.topics_of(edition).filter_map(|(_, topic)| Some((topic, span(topic)?)));
    let contents: Vec<(&Topic, Pages)> = contents.collect();
    (1..=last)
        .map(|page| {
            let mut lines = vec![of.full_title()];
            // What began last before this page goes on at its top.
            let before = contents.iter().filter(|(topic, span)| topic.parent.is_none() && span.first < page);
            let continued =
                before.max_by_key(|(_, span)| span.first).is_some_and(|(_, span)| span.contains(page));
            if continued {
                lines.push(filler(page));
            }
            for (topic, _) in contents.iter().filter(|(_, span)| span.first == page) {
                match topic.parent {
                    Some(_) => lines.push(format!("{}: {}", topic.name, filler(page))),
                    None => lines.extend([topic.name.clone(), filler(page)]),
                }
            }
            lines.push(format!("Page {page} of {last}"));
            lines.join("\n")
        })
        .collect()
}

/// A PDF of these pages.
pub fn pdf(pages: &[String]) -> Document {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = pages
        .iter()
        .map(|page| {
            let content = document.add_object(Stream::new(dictionary! {}, drawn(page)));
            let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
            document.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap_or(0);
    let root = dictionary! {
        "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 612.into(), 792.into()],
    };
    document.objects.insert(tree, Object::Dictionary(root));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document.trailer.set("ID", Object::Array(vec![Object::string_literal("a"), Object::string_literal("b")]));
    document
}

/// The operations that draw a page's lines from the top down.
fn drawn(page: &str) -> Vec<u8> {
    let mut operations =
        vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 10.into()])];
    operations.push(Operation::new("Td", vec![60.into(), 740.into()]));
    for line in page.lines() {
        operations.push(Operation::new("Tj", vec![Object::string_literal(line)]));
        operations.push(Operation::new("Td", vec![0.into(), (-14).into()]));
    }
    operations.push(Operation::new("ET", vec![]));
    Content { operations }.encode().unwrap_or_default()
}
