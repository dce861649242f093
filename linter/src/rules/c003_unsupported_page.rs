//! # C003 unsupported-page
//!
//! ## What it does
//! Reports a page that holds none of the cited topics, and says what is on it and where the topics are. A page
//! of a larger topic that has an entry for the cited drug is fine.
//!
//! ## Why it matters
//! The page is what a party, a judge or an appeal looks up. A page that says something else does not support the
//! decision.
//!
//! Most page numbers of the 2009 guideline come from memory. What rests on them is info, and one page more or less
//! is allowed. `imrlint guideline import chronic-pain-2009 FILE` turns them into facts, and findings into errors.
//!
//! ## Example
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Physical medicine Page(s): 32.
//! ```
//!
//! ## Use instead
//! ```guideline
//! Decision based on MTUS Chronic Pain Treatment Guidelines Physical medicine Page(s): 98-99.
//! ```
//!
//! ## Fix
//! Writes the topic's pages: unsafe where they are verified, else a choice in the editor.

use super::{About, Check, Fixable, LetterView, Rule, words};
use crate::finding::{Applicability, Finding, Severity};
use crate::guideline::{Compact, Confidence, EditionId, Evidence, Index, Pages, Topic, TopicId, TopicKind};
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "C003",
    name: "unsupported-page",
    severity: Severity::Error,
    default: true,
    fixable: Fixable::Sometimes,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let index = view.settings.index();
    for cited in view.citations() {
        let Some(edition) = cited.citation.edition() else { continue };
        let topics: Vec<TopicId> = cited.citation.topics.iter().flat_map(|named| &named.topics).copied().collect();
        // A topic that is not known may be anywhere.
        if topics.is_empty() || cited.citation.topics.iter().any(|named| named.topics.is_empty()) {
            continue;
        }
        let rows = related(index, &topics);
        let Some(weakest) = weakest(index, &topics) else { continue };
        let Some(severity) = weakest.severity() else { continue };
        for (pages, place) in cited.citation.good_pages() {
            let supported = rows.iter().filter_map(|id| index.topic(*id).pages);
            let mut supported = supported.peekable();
            if supported.peek().is_none() || supported.any(|topic| topic.overlaps(pages, weakest.tolerance())) {
                continue;
            }
            // Beyond the document, C002 speaks.
            if index.edition(edition).pages.is_some_and(|all| !all.overlaps(pages, 0)) {
                continue;
            }
            let message = message(index, edition, pages, &topics);
            let finding = Finding::new(&RULE, place + cited.offset, message).at(severity);
            findings.push(with_fix(finding, index, &topics, weakest, place + cited.offset));
        }
    }
}

/// The topics, their entries in larger topics, and the larger topics of cited entries.
fn related(index: &Index, topics: &[TopicId]) -> Vec<TopicId> {
    let mut rows = topics.to_vec();
    for id in topics {
        let topic = index.topic(*id);
        rows.extend(topic.parent);
        let names = names(topic);
        let entries = index.topics_of(topic.edition).filter(|(_, entry)| entry.kind == TopicKind::Entry);
        rows.extend(entries.filter(|(_, entry)| self::names(entry).iter().any(|n| names.contains(n))).map(|(id, _)| id));
    }
    rows
}

/// The names under which a topic and its entry elsewhere are the same.
fn names(topic: &Topic) -> Vec<String> {
    let head = topic.name.split(" (").next().unwrap_or(&topic.name);
    std::iter::once(head).chain(topic.aliases.iter().map(String::as_str)).map(Compact::key).collect()
}

fn weakest<'i>(index: &'i Index, topics: &[TopicId]) -> Option<&'i Evidence> {
    topics.iter().map(|id| &index.topic(*id).evidence).reduce(|a, b| a.weaker(b))
}

fn message(index: &Index, edition: EditionId, pages: Pages, topics: &[TopicId]) -> String {
    let said = pages.in_words();
    let there = index.topics_on(edition, pages.first).first().map(|id| index.topic(*id).name.clone());
    let cited: Vec<String> = topics
        .iter()
        .map(|id| index.topic(*id))
        .filter_map(|topic| Some(format!("\"{}\" is on {}", topic.name, topic.pages?.in_words())))
        .collect();
    let there = there.map_or_else(
        || format!("{said} is about something else"),
        |name| format!("{said} is about \"{name}\""),
    );
    format!("{there}; {}", words::list(&cited))
}

fn with_fix(finding: Finding, index: &Index, topics: &[TopicId], weakest: &Evidence, place: TextRange) -> Finding {
    let finding = finding.help(format!("how sure of the pages: {weakest}"));
    let [only] = topics else { return finding };
    let Some(pages) = index.topic(*only).pages else { return finding };
    let verified = weakest.confidence == Confidence::Verified;
    let who = if verified { Applicability::Unsafe } else { Applicability::Display };
    finding.replace(who, format!("Write {pages}"), place, pages.to_string())
}
