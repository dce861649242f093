//! Names and their pages behind a title, which may take turns: `Opioids Page(s): 74-96; Ketamine Page(s): 56`.

use super::{Locator, NamedTopic, pages, topics};
use crate::guideline::index::Index;
use crate::guideline::model::EditionId;

/// What names part from each other by in such a list.
const MARKS: [char; 4] = [';', ',', '.', '&'];

/// Where pages are announced: where the label begins, and where it ends.
type Label = (usize, usize);

/// Reads names and pages between two byte offsets of a text. Without a label all are names.
pub(super) fn read(
    text: &str,
    start: usize,
    end: usize,
    editions: &[EditionId],
    index: &Index,
) -> (Vec<NamedTopic>, Vec<Locator>) {
    let Some(mut label) = labels(text, start, end).next() else {
        return (topics::read(text, start, end, editions, index), Vec::new());
    };
    let mut names = topics::read(text, start, label.0, editions, index);
    let mut locators: Vec<Locator> = Vec::new();
    loop {
        let next = next_name(text, label.1, end, editions, index);
        let group = locators.last().map_or(0, |last| last.group + 1);
        let stop = next.as_ref().map_or(end, |(at, ..)| *at);
        let of_name = pages::read(text, label.1, stop).into_iter();
        locators
            .extend(of_name.map(|locator| Locator { group: locator.group.saturating_add(group), ..locator }));
        let Some((_, more, behind)) = next else { return (names, locators) };
        names.extend(more);
        label = behind;
    }
}

/// The known name behind some pages that has pages of its own: where it begins, what it is, its label. What
/// nobody knows is no name here: it may be a slip in a page, or a remark.
fn next_name(
    text: &str,
    from: usize,
    end: usize,
    editions: &[EditionId],
    index: &Index,
) -> Option<(usize, Vec<NamedTopic>, Label)> {
    labels(text, from, end).find_map(|label| {
        let mut marks = text[from..label.0].match_indices(MARKS).map(|(at, mark)| from + at + mark.len());
        let at = marks.find(|at| begins_name(&text[*at..label.0]))?;
        let names = topics::read(text, at, label.0, editions, index);
        names.first().is_some_and(|name| !name.topics.is_empty()).then_some((at, names, label))
    })
}

fn begins_name(text: &str) -> bool {
    let text = text.trim_start();
    text.strip_prefix("and ").unwrap_or(text).trim_start().starts_with(char::is_alphabetic)
}

fn labels(text: &str, start: usize, end: usize) -> impl Iterator<Item = Label> {
    pages::LABEL.find_iter(&text[start..end]).map(move |label| (start + label.start(), start + label.end()))
}

#[cfg(test)]
mod tests {
    use crate::guideline::Index;
    use crate::guideline::grammar::{Citation, PageRange, read_line};
    use crate::guideline::{Topic, TopicKind};

    /// The one citation of a line about the guideline that is cited by pages.
    fn citation(behind: &str, index: &Index) -> Citation {
        let line = format!("Decision based on MTUS Chronic Pain Treatment Guidelines {behind}");
        let mut citations = read_line(&line, index).citations;
        assert_eq!(citations.len(), 1, "{line}");
        citations.remove(0)
    }

    fn pages(citation: &Citation) -> Vec<&str> {
        citation.pages.iter().map(|locator| locator.printed.as_str()).collect()
    }

    #[test]
    fn every_topic_may_be_the_second_of_a_list() {
        let index = Index::built_in();
        let edition = index.find_edition("chronic-pain-2009").expect("known");
        let topics = index.topics_of(edition).filter(|(_, topic)| topic.kind != TopicKind::Table);
        for (id, Topic { name, .. }) in topics {
            for sign in [";", ","] {
                let found = citation(&format!("Opioids Page(s): 74-96{sign} {name} Page(s): 5-6."), &index);
                assert_eq!(pages(&found), ["74-96", "5-6"], "{name}");
                assert_eq!(found.topics.len(), 2, "{name}: {:?}", found.topics);
                assert!(found.topics[1].topics.contains(&id), "{name}: {:?}", found.topics);
            }
        }
    }

    #[test]
    fn names_and_pages_take_turns() {
        let index = Index::built_in();
        let list = "Opioids, criteria for use Page(s): 76-80, 82; 84; and Ketamine Page(s): 56, Cyclobenzaprin Page(s): 41";
        let found = citation(list, &index);
        let names: Vec<_> = found.topics.iter().map(|topic| (topic.printed.as_str(), topic.slips)).collect();
        assert_eq!(names, [("Opioids, criteria for use", 0), ("Ketamine", 0), ("Cyclobenzaprin", 1)]);
        let groups: Vec<_> = found.pages.iter().map(|page| (page.printed.as_str(), page.group)).collect();
        assert_eq!(groups, [("76-80", 0), ("82", 0), ("84", 1), ("56", 2), ("41", 3)]);
    }

    #[test]
    fn what_is_no_name_stays_a_slip() {
        let index = Index::built_in();
        let found = citation("Opioids Page(s): 74-96, gardening page 3", &index);
        assert_eq!(found.pages[1].pages, PageRange::NoNumber);
        assert_eq!(pages(&found)[1], "gardening page 3");
    }
}
