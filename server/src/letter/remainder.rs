//! What remains of a request of which a part was granted.

use std::sync::LazyLock;

use imr_linter::profile::{PhraseId, Phrases};
use regex::Regex;

use super::sentences::{Offer, lower_first};
use super::snippet::Snippet;

/// The part of a title that is in dispute, where another part was granted.
static REMAINING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)portion of (?:the )?original request,?\s*(?<item>.+?)(?:\s+is)?$")
        .expect("a valid pattern")
});
/// What was asked for and what was granted, as far as a title is written.
static GRANTED: LazyLock<Regex> = LazyLock::new(|| {
    let amount = r"(?<{n}>#?\d{1,4})\s*(?<{u}>[A-Za-z]+)?";
    let asked = amount.replace("{n}", "asked").replace("{u}", "unit");
    let given = amount.replace("{n}", "given").replace("{u}", "other");
    let pattern = format!(
        r"(?is)^\s*(?<item>.+?),?\s+(?:x\s*)?{asked}\s+(?:was|were)\s+the\s+original\s+request\..*?[^\d#]{given}\s+(?:was|were)\s+authorized\b"
    );
    Regex::new(&pattern).expect("a valid pattern")
});

/// The item that a title leaves in dispute, where it says that a part was granted.
pub(super) fn disputed(title: &str) -> Option<&str> {
    REMAINING.captures(title)?.name("item").map(|item| item.as_str())
}

/// The rest of a title that speaks of a part already granted: the remaining portion, computed.
pub(crate) fn remainder(phrases: &Phrases, before: &str) -> Option<Offer> {
    let phrase = phrases.get(PhraseId::Remainder)?;
    let found = GRANTED.captures(before)?;
    let number = |name: &str| found[name].trim_start_matches('#').parse::<u32>().ok();
    let unit = |name: &str| found.name(name).map(|unit| unit.as_str());
    let one = |unit: &str| unit.to_lowercase().trim_end_matches('s').to_owned();
    if let (Some(asked), Some(given)) = (unit("unit"), unit("other"))
        && one(asked) != one(given)
    {
        return None;
    }
    let left = number("asked")?.checked_sub(number("given")?).filter(|left| *left > 0)?;
    let sign = if found["asked"].starts_with('#') { "#" } else { "" };
    let left = format!("{sign}{left}{}", unit("unit").map_or(String::new(), |unit| format!(" {unit}")));
    let item = found["item"].split_whitespace().collect::<Vec<_>>().join(" ");
    let item = format!("{}, {left}", lower_first(phrases, &item));
    let text = Snippet::of(&phrase.text, |name| (name == "item").then(|| item.clone()));
    Some(Offer { label: format!("{}: {left}", phrase.label), text })
}

#[cfg(test)]
mod tests {
    use imr_linter::profile::Profiles;

    use super::*;

    fn left(before: &str) -> Option<String> {
        let profiles = Profiles::built_in();
        let profile = profiles.iter().next_back().expect("the latest");
        remainder(&profile.phrases, before).map(|offer| offer.text.plain())
    }

    #[test]
    fn the_remainder_is_computed() {
        let title = "Physical therapy for the left knee, 12 sessions was the original request. Physical therapy \
                     for the left knee, 4 sessions was authorized by the Claims Administrator.";
        let text = "The remaining IMR eligible portion of the original request, physical therapy for the left \
                    knee, 8 sessions is: ";
        assert_eq!(left(title).as_deref(), Some(text));
        assert_eq!(
            left("Physical therapy, 4 sessions was the original request. 12 sessions was authorized"),
            None
        );
        assert_eq!(
            left("Visits, 12 sessions was the original request. Visits, 4 weeks was authorized"),
            None
        );
        assert_eq!(left("Norco 10/325mg #60: Upheld"), None);
    }

    #[test]
    fn a_count_of_tablets_keeps_its_sign() {
        let title = "Norco 10/325mg, #120 was the original request. Norco 10/325mg, #60 was authorized by the \
                     Claims Administrator.";
        let text = "The remaining IMR eligible portion of the original request, Norco 10/325mg, #60 is: ";
        assert_eq!(left(title).as_deref(), Some(text));
    }
}
