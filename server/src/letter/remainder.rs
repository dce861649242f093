//! What remains of a request of which a part was granted.

use std::sync::LazyLock;

use imr_linter::facts::{Portion, Share, portions};
use imr_linter::guideline::Index;
use imr_linter::profile::{PhraseId, Phrases};
use regex::Regex;

use super::sentences::{Offer, lower_first};
use super::snippet::Snippet;
use crate::document::Reading;

/// A part of a request that ends with one amount.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)^(?:(?<item>.+?),?\s+)?(?:x\s*)?(?<sign>#?)(?<count>\d{1,4})\s*(?<unit>[a-z]+)?$";
    Regex::new(pattern).expect("a valid pattern")
});

/// The item that a title leaves in dispute, where it says that a part was granted.
pub(super) fn disputed<'t>(title: &'t str, index: &Index) -> Option<&'t str> {
    let remaining = portions(title, index).into_iter().find(|portion| portion.share == Share::Remaining)?;
    Some(&title[remaining.range])
}

/// Whether a text names what was requested and has since been decided in part.
pub(crate) fn is_partly_granted(letter: &Reading<'_>, before: &str) -> bool {
    !portions(before, letter.session.settings().index()).is_empty()
}

/// The rest of a title that speaks of a part already granted: the remaining portion, computed where its
/// amounts can be, else left open.
pub(crate) fn remainder(letter: &Reading<'_>, before: &str) -> Option<Offer> {
    rest(&letter.session.view().profile.phrases, letter.session.settings().index(), before)
}

fn rest(phrases: &Phrases, index: &Index, before: &str) -> Option<Offer> {
    let portions = portions(before, index);
    let part = |share| portions.iter().find(|portion| portion.share == share);
    let (original, authorised) = (part(Share::Original)?, part(Share::Authorised)?);
    if part(Share::Remaining).is_some() {
        return None;
    }
    let phrase = phrases.get(PhraseId::Remainder)?;
    let left = left(before, original, authorised);
    let known = left.as_ref().map(|(item, left)| match item {
        Some(item) => format!("{}, {left}", lower_first(phrases, item)),
        None => left.clone(),
    });
    let text = Snippet::of(&phrase.text, |name| known.clone().filter(|_| name == "item"));
    let label = left.map_or(phrase.label.clone(), |(_, left)| format!("{}: {left}", phrase.label));
    Some(Offer { label, text })
}

/// The item and how much of it is left.
fn left(text: &str, original: &Portion, authorised: &Portion) -> Option<(Option<String>, String)> {
    // Twice a week for six weeks, or with two refills, is more than one amount.
    let stated = |portion: &Portion| portion.item.amounts.iter().filter(|amount| !amount.product).count();
    if stated(original) > 1 || stated(authorised) > 1 {
        return None;
    }
    let read = |portion: &Portion| AMOUNT.captures(text[portion.range].trim());
    let (asked, given) = (read(original)?, read(authorised)?);
    let one = |unit: &str| unit.to_lowercase().trim_end_matches('s').to_owned();
    if let (Some(asked), Some(given)) = (asked.name("unit"), given.name("unit"))
        && one(asked.as_str()) != one(given.as_str())
    {
        return None;
    }
    let number = |found: &str| found.parse::<u32>().ok();
    let left = number(&asked["count"])?.checked_sub(number(&given["count"])?).filter(|left| *left > 0)?;
    let unit = asked.name("unit").map_or(String::new(), |unit| format!(" {}", unit.as_str()));
    let item = asked.name("item").map(|item| item.as_str().to_owned());
    Some((item, format!("{}{left}{unit}", &asked["sign"])))
}

#[cfg(test)]
mod tests {
    use imr_linter::profile::Profiles;

    use super::*;

    fn left(before: &str) -> Option<String> {
        let profiles = Profiles::built_in();
        let profile = profiles.iter().next_back().expect("the latest");
        rest(&profile.phrases, &Index::built_in(), before).map(|offer| offer.text.plain())
    }

    fn remaining(item: &str) -> String {
        format!("The remaining IMR eligible portion of the original request, {item} is: ")
    }

    #[test]
    fn the_remainder_is_computed() {
        let title = "Physical therapy for the left knee, 12 sessions was the original request. Physical therapy \
                     for the left knee, 4 sessions was authorized by the Claims Administrator.";
        assert_eq!(left(title), Some(remaining("physical therapy for the left knee, 8 sessions")));
        for gave in [
            "4 sessions were certified by the claims administrator.",
            "The Claims Administrator authorised 4 sessions. ",
        ] {
            let title = format!("Physical therapy, 12 sessions was the original request. {gave}");
            assert_eq!(left(&title), Some(remaining("physical therapy, 8 sessions")), "{gave}");
        }
        assert_eq!(left("Norco 10/325mg #60: Upheld"), None);
        assert_eq!(left("Norco 10/325mg #60 was the original request."), None);
    }

    #[test]
    fn what_cannot_be_computed_is_left_open() {
        for (asked, gave) in [
            ("Physical therapy 2x6", "Physical therapy 2x3"),
            ("Visits, 4 sessions", "Visits, 12 sessions"),
            ("Visits, 12 sessions", "Visits, 4 weeks"),
            ("Norco #60 with 2 refills", "Norco #60"),
        ] {
            let title = format!(
                "{asked} was the original request. {gave} was authorized by the Claims Administrator."
            );
            assert_eq!(left(&title), Some(remaining("<<item>>")), "{title}");
        }
    }

    #[test]
    fn a_count_of_tablets_keeps_its_sign() {
        let title = "Norco 10/325mg, #120 was the original request. Norco 10/325mg, #60 was authorized by the \
                     Claims Administrator.";
        assert_eq!(left(title), Some(remaining("Norco 10/325mg, #60")));
    }
}
