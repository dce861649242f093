//! # D003 date-mismatch
//!
//! ## What it does
//! Compares every date of the injury and of the utilization review in the text, as numbers or in words, with the table
//! at the head of the letter. Without a table, two dates of injury are compared with each other.
//!
//! ## Why it matters
//! Which edition of a guideline applies, and whether the application was in time, depends on these dates.
//!
//! ## Example
//! ```summary
//! The injured worker is a 51 year old male with a date of injury of September 12, 2016. He reported pain of the left
//! knee on 12/05/2016.
//! ```
//!
//! ## Use instead
//! ```summary
//! The injured worker is a 51 year old male with a date of injury of September 2, 2016. He reported pain of the left
//! knee on 12/05/2016.
//! ```
//!
//! ## Fix
//! None: only the file tells which date is right.

use jiff::civil::Date;

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::{DateMention, DateRole, Says};
use crate::finding::{Finding, Severity};
use crate::letter::Block;
use crate::profile::HeaderField;
use crate::text::TextRange;

pub(crate) static RULE: Rule = Rule {
    code: "D003",
    name: "date-mismatch",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    let injury = Compared {
        role: DateRole::Injury,
        field: HeaderField::DateOfInjury,
        what: "injury",
        head: "the head of the letter says",
    };
    let review = Compared {
        role: DateRole::Review,
        field: HeaderField::UrDenialDate,
        what: "utilization review",
        head: "the head of the letter says",
    };
    injury.check(view, findings);
    review.check(view, findings);
}

struct Compared {
    role: DateRole,
    field: HeaderField,
    what: &'static str,
    head: &'static str,
}

type Mention<'a> = (&'a Block, &'a DateMention, Date);

impl Compared {
    fn check(&self, view: &LetterView<'_>, findings: &mut Vec<Finding>) {
        let mentions = view.patients(Says::DATES).flat_map(|(block, said)| said.dates.iter().map(move |date| (block, date)));
        let mentions = mentions.filter(|(_, mention)| mention.role == self.role);
        let mentions: Vec<Mention<'_>> =
            mentions.filter_map(|(block, mention)| Some((block, mention, mention.date?))).collect();
        let Some((expected, place, source)) = self.expected(view, &mentions) else { return };
        let confirmed = mentions.iter().any(|(_, _, date)| *date == expected);
        let mut told = Vec::new();
        for (block, mention, date) in mentions {
            // A letter may tell of an earlier review beside the one in question.
            if date == expected || told.contains(&date) || (confirmed && mention.earlier) {
                continue;
            }
            told.push(date);
            let message = format!(
                "the {} is dated \"{}\" here, but {source} {}",
                self.what,
                mention.words,
                crate::facts::print_date(expected)
            );
            findings.push(
                Finding::new(&RULE, mention.range + block.range.start(), message)
                    .related(place, format!("{} of the {}", crate::facts::print_date(expected), self.what))
                    .help("compare with the file and correct the wrong one"),
            );
        }
    }

    /// The date to compare with: that of the table, else the first that the text has of the injury.
    fn expected(&self, view: &LetterView<'_>, mentions: &[Mention<'_>]) -> Option<(Date, TextRange, &'static str)> {
        if let Some((date, place)) = view.header_field(self.field) {
            return Some((date, place, self.head));
        }
        let (block, mention, date) = mentions.first().filter(|_| self.role == DateRole::Injury)?;
        Some((*date, mention.range + block.range.start(), "elsewhere it is"))
    }
}
