//! Kinds of treatment and tests.

use std::sync::LazyLock;

use super::Matcher;
use crate::text::TextRange;

/// A kind of service, by its name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Service(&'static str);

impl Service {
    /// Its name: `physical-therapy`.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// How messages call it.
    pub fn words(self) -> String {
        match self.0 {
            "mri" => "MRI".to_owned(),
            "ct" => "CT".to_owned(),
            "eeg" | "ekg" | "prp" | "cpm" => self.0.to_uppercase(),
            name => name.replace('-', " "),
        }
    }

    /// Whether a text that names one may mean the other: the same, or related by the table.
    pub fn may_be(a: Self, b: Self) -> bool {
        a == b || RELATED.iter().any(|pair| *pair == (a.0, b.0) || *pair == (b.0, a.0))
    }

    /// Whether drugs may be a part of it: an injection, a visit, a laboratory test.
    pub fn may_give_drugs(self) -> bool {
        const GIVES: [&str; 15] = [
            "joint-injection",
            "epidural",
            "viscosupplementation",
            "botox",
            "prp",
            "consultation",
            "lab",
            "trigger-point",
            "facet",
            "sympathetic-block",
            "nutrition",
            "drug-test",
            "genetic-test",
            "acupuncture",
            "stimulator",
        ];
        GIVES.contains(&self.0)
    }

    /// Whether the service is the one with this name.
    pub fn is(self, name: &str) -> bool {
        self.0 == name
    }
}

static MATCHER: LazyLock<Matcher<Service>> = LazyLock::new(|| {
    Matcher::from_table(include_str!("../../data/lexicon/services.tsv"), |name| Service(name_of(name)))
});

/// Pairs of services that texts may call by each other's names.
static RELATED: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/lexicon/related_services.tsv").lines().skip(1);
    let rows = rows.filter_map(|row| row.split_once('\t'));
    rows.flat_map(|(name, others)| others.split(';').map(move |other| (name, other))).collect()
});

fn name_of(name: &str) -> &'static str {
    let table: &'static str = include_str!("../../data/lexicon/services.tsv");
    let names = table.lines().filter_map(|row| row.split('\t').next());
    names.into_iter().find(|known| *known == name).unwrap_or("other")
}

/// The services that a flat text names, in order.
pub fn services(flat: &str) -> Vec<(TextRange, Service)> {
    MATCHER.find(flat).map(|(range, service)| (range, *service)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn related_services_are_services() {
        for (a, b) in RELATED.iter() {
            assert_eq!((name_of(a), name_of(b)), (*a, *b));
        }
        let read = |text| services(text)[0].1;
        assert!(Service::may_be(read("MRI"), read("MR arthrogram")));
        assert!(!Service::may_be(read("physical therapy"), read("acupuncture")));
    }

    #[test]
    fn services_are_found() {
        let names =
            |text: &str| services(text).into_iter().map(|(_, service)| service.name()).collect::<Vec<_>>();
        assert_eq!(names("EMG/NCS of both arms"), ["electrodiagnostic"]);
        assert_eq!(names("MR arthrogram of the right shoulder"), ["arthrogram"]);
        assert_eq!(names("Associated surgical service: Cold therapy unit"), ["cold-therapy"]);
    }
}
