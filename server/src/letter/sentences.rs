//! Sentences that reviewers write again and again, made from what the letter says already.

use imr_linter::letter::{IssueSpan, Verdict};
use imr_linter::profile::HeaderField;
use regex::Regex;
use std::sync::LazyLock;

use super::title_of;
use crate::document::Reading;

/// A text to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What it is, for the list.
    pub(crate) label: String,
    /// The text; `${1:...}` stands for something to fill in.
    pub(crate) text: String,
}

/// The part of a title that is in dispute, where another part was granted.
static REMAINING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)portion of (?:the )?original request,?\s*(?<item>.+?)(?:\s+is)?$")
        .expect("a valid pattern")
});
/// What was asked for and what was granted, as far as a title is written.
static GRANTED: LazyLock<Regex> = LazyLock::new(|| {
    let amount = r"(?<{n}>\d{1,4})\s*(?<{u}>[A-Za-z]+)?";
    let asked = amount.replace("{n}", "asked").replace("{u}", "unit");
    let given = amount.replace("{n}", "given").replace("{u}", "other");
    let pattern = format!(
        r"(?is)^\s*(?<item>.+?),?\s+(?:x\s*)?#?{asked}\s+(?:was|were)\s+the\s+original\s+request\..*?[^\d]{given}\s+(?:was|were)\s+authorized\b"
    );
    Regex::new(&pattern).expect("a valid pattern")
});

/// What conclusions begin with; the first where nothing is typed.
const OPENINGS: [&str; 5] = ["Therefore", "As such", "Thus", "Consequently", "Accordingly"];

/// The weaning paragraph that follows the denial of an opioid.
const WEANING: &str = "This decision addresses the medical necessity of opioids as they have been prescribed to this \
patient. This medical necessity decision should not be interpreted as a recommendation to stop long-term opioids \
abruptly and the patient is advised to speak with their treating physician. The treating physician and the patient \
are advised to consult the MTUS Opioids Treatment Guidelines (\"Tapering opioids\"), and if necessary, other relevant \
guidelines, regarding the most appropriate method for weaning and terminating opioids for this patient.";

/// The item of an issue, as a conclusion names it.
pub(crate) fn item(letter: &Reading<'_>, issue: &IssueSpan) -> String {
    let title = title_of(letter, issue);
    let rest = REMAINING.captures(&title).map(|found| found["item"].to_owned());
    let item = rest.unwrap_or(title);
    item.trim_end_matches(['.', ',', ':', ' ']).to_owned()
}

/// What may end a rationale. It opens with the words that somebody who has typed this much has in mind.
pub(crate) fn conclusions(letter: &Reading<'_>, number: usize, issue: &IssueSpan, typed: &str) -> Vec<Offer> {
    let typed = typed.to_lowercase();
    let fits = |opening: &&str| opening.to_lowercase().starts_with(&typed);
    let opening = OPENINGS.into_iter().find(fits).unwrap_or(OPENINGS[0]);
    let item = item(letter, issue);
    let item = if item.is_empty() { "${1:item}".to_owned() } else { escape(&item) };
    let says = |verdict: Verdict| if verdict == Verdict::Upheld { "is not" } else { "is" };
    let conclusion = |verdict: Verdict| Offer {
        label: format!("Conclusion: {} medically necessary", says(verdict)),
        text: format!("{opening}, the request for {item} {} medically necessary.", says(verdict)),
    };
    let mut offers = match issue.verdict.map(|verdict| verdict.verdict) {
        Some(verdict @ (Verdict::Upheld | Verdict::Overturned)) => vec![conclusion(verdict)],
        _ => vec![conclusion(Verdict::Upheld), conclusion(Verdict::Overturned)],
    };
    if number > 0 && issue.verdict.is_none_or(|verdict| verdict.verdict == Verdict::Upheld) {
        offers.push(Offer {
            label: "Depends on the primary procedure".to_owned(),
            text:
                "Since the primary procedure is not medically necessary, none of the associated services are \
                   medically necessary."
                    .to_owned(),
        });
    }
    let index = letter.session.settings().index();
    let facts = letter.session.view().issue_title(number);
    let drugs = facts.and_then(|facts| facts.item.as_deref()).map_or(&[][..], |item| item.drugs.as_slice());
    if drugs.iter().any(|(_, drug)| index.drug(*drug).opioid) {
        offers.push(Offer { label: "Weaning paragraph".to_owned(), text: WEANING.to_owned() });
    }
    offers
}

/// The rest of a title that speaks of a part already granted: the remaining portion, computed.
pub(crate) fn remainder(before: &str) -> Option<Offer> {
    let found = GRANTED.captures(before)?;
    let number = |name: &str| found[name].parse::<u32>().ok();
    let remaining = number("asked")?.checked_sub(number("given")?).filter(|remaining| *remaining > 0)?;
    let unit = found.name("unit").map_or(String::new(), |unit| format!(" {}", unit.as_str()));
    let item = lower_first(&found["item"].split_whitespace().collect::<Vec<_>>().join(" "));
    Some(Offer {
        label: format!("Remaining portion: {remaining}{unit}"),
        text: escape(&format!(
            "The remaining IMR eligible portion of the original request, {item}, {remaining}{unit} is: "
        )),
    })
}

/// The title of an issue of which a part was granted.
pub(crate) fn partial_title() -> Offer {
    Offer {
        label: "Title: partly authorized".to_owned(),
        text: "${1:Item}, ${2:12 sessions} was the original request. ${1:Item}, ${3:4 sessions} was authorized by \
               the Claims Administrator. The remaining IMR eligible portion of the original request, ${1:item}, \
               ${4:8 sessions} is: ${5|Upheld,Overturned|}"
            .to_owned(),
    }
}

/// What a case summary begins and ends with, filled from the header.
pub(crate) fn summary(letter: &Reading<'_>) -> Vec<Offer> {
    let view = letter.session.view();
    let date = |field, otherwise: &str| {
        let date = view.header_date(field);
        date.map_or_else(|| format!("${{{otherwise}}}"), |date| date.strftime("%m/%d/%Y").to_string())
    };
    let injury = date(HeaderField::DateOfInjury, "4:date of injury");
    let denial = date(HeaderField::UrDenialDate, "1:date of the denial");
    vec![
        Offer {
            label: "Opening sentence".to_owned(),
            text: format!(
                "The injured worker is a ${{1:age}} year old ${{2|male,female|}} who sustained an industrial injury \
                 on {injury} while ${{3:doing what}}."
            ),
        },
        Offer {
            label: "Utilization review sentence".to_owned(),
            text: format!("A utilization review dated {denial} denied the request for ${{2:item}}."),
        },
    ]
}

/// What a guideline field may say in place of a citation. `who` is the party whose field it is.
pub(crate) fn no_citation(who: &str) -> Vec<Offer> {
    vec![
        Offer {
            label: "Cites nothing".to_owned(),
            text: format!("The {who} did not cite any medical evidence for its decision."),
        },
        Offer {
            label: "Outside of the MTUS".to_owned(),
            text: format!(
                "The {who} based its decision on recommendation(s) outside of the MTUS Guidelines: ${{1:source}}."
            ),
        },
    ]
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    // "MRI" and "Norco" stay as they are; only a capital before small letters of a common word goes. It is
    // safer to leave names alone, so only known openings are lowered.
    match first {
        Some(c)
            if ["Physical", "Occupational", "Additional", "Chiropractic", "Acupuncture"]
                .iter()
                .any(|word| text.starts_with(word)) =>
        {
            c.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A text as a snippet has it.
pub(crate) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// A snippet as plain text, for clients without them: what stands in a place to fill in stays.
pub(crate) fn plain(snippet: &str) -> String {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"\\(?<escaped>[\\$}])|\$\{\d+(?::(?<text>[^}]*)|\|(?<first>[^,|]*)[^}]*\|)\}|\$\d";
        Regex::new(pattern).expect("a valid pattern")
    });
    let filled = PLACE.replace_all(snippet, |found: &regex::Captures<'_>| {
        let text = found.name("escaped").or(found.name("text")).or(found.name("first"));
        text.map_or(String::new(), |text| text.as_str().to_owned())
    });
    filled.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remainder_is_computed() {
        let title = "Physical therapy for the left knee, 12 sessions was the original request. Physical therapy \
                     for the left knee, 4 sessions was authorized by the Claims Administrator.";
        let offer = remainder(title).expect("a remainder");
        let text = "The remaining IMR eligible portion of the original request, physical therapy for the left \
                    knee, 8 sessions is: ";
        assert_eq!(offer.text, text);
        assert_eq!(
            remainder("Physical therapy, 4 sessions was the original request. 12 sessions was authorized"),
            None
        );
        assert_eq!(remainder("Norco 10/325mg #60: Upheld"), None);
    }

    #[test]
    fn snippets_can_be_plain_text() {
        assert_eq!(plain("a ${1:b} ${2|c,d|} \\$5 $0"), "a b c $5 ");
        assert_eq!(plain(&escape("50% {x} $3 \\")), "50% {x} $3 \\");
    }
}
