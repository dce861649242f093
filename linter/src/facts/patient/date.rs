//! What happened on a date, from the words around it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{Patient, Statement};
use crate::facts::dates::dates;
use crate::text::{TextRange, compiled, tail};

/// A date of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where.
    pub range: TextRange,
    /// The words.
    pub words: String,
    /// The date; none for a day that does not exist.
    pub date: Option<Date>,
    /// What happened on it.
    pub role: DateRole,
    /// The sentence calls it earlier than another: a prior review.
    pub earlier: bool,
}

/// What happened on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateRole {
    /// The injury.
    Injury,
    /// Utilization review decided.
    Review,
    /// The request for authorization was made.
    Request,
    /// A report, visit, test or operation.
    Clinical,
    /// A guideline's edition.
    Edition,
    /// Something planned.
    Planned,
    /// What happened is not clear, or long past.
    Unclear,
}

struct Patterns {
    injury: Regex,
    injury_after: Regex,
    not_injury: Regex,
    named: Regex,
    other: Regex,
    review: Regex,
    review_after: Regex,
    asked: Regex,
    done: Regex,
    request: Regex,
    clinical: Regex,
    clinical_after: Regex,
    past: Regex,
    edition: Regex,
    planned: Regex,
    earlier: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let pattern = |text: &str| compiled(&format!("(?ix){text}"));
    Patterns {
        injury: pattern(
            r"(?:\b(?:date\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:injury|loss|accident)|DOI|injury\s+date)\W{0,3}(?:(?:is|was|of|on)\W{0,2})?
             |\b(?:industrial|occupational|work|workplace|work[\s-]related)\s+(?:related\s+)?(?:injury|accident|claim|incident)\s*(?:date\s*)?(?:that\s+)?(?:which\s+)?(?:occurred\s*|happened\s*|dated\s*)?(?:of|on|from|dated)?\s*\(?
             |\b(?:sustained|suffered|incurred)\s(?:an?\s|injur|multiple|work|industrial)[^.;]*\bon\s+(?:or\s+about\s+)?
             |\b(?:was|were|got)\s+(?:injured|hurt)\b[^.;]*\bon\s+
             |\binjured\s+(?:his|her|the)\s[^.;]*\bon\s+
             |\binjur(?:y|ies|ed)\s+(?:on|of|dated)\s+)$",
        ),
        injury_after: pattern(
            r"^,?\s+(?:(?:the|this)\s+)?(?:injured\s+worker|patient|claimant|applicant|employee|worker|he|she)\s+(?:(?:sustained|suffered)\s+an?\s+(?:industrial|work|injur)|was\s+injured\b|injured\s+(?:his|her|the)\b)",
        ),
        not_injury: pattern(
            r"\b(?:after|since|before|following|prior|previous(?:ly)?|old\s+injur\w+|earlier|another|second|new|subsequent|separate|different|non-?industrial|
             cumulative|continuous|report\s+of|from\s+the|weeks?|months?|evaluat\w+|seen|noted?|report(?:ed|s)?|reporting|visit|MRI|x-?rays?|exam\w*|underwent|diagnos\w+|presented|
             re-?injur\w+|treated|through)\b",
        ),
        named: pattern(r"^\b(?:date|DOI|injury\s+date)"),
        other: pattern(r"\b(?:prior|previous|another|second|subsequent|old|earlier|different|new|other)\s*$"),
        review: pattern(
            r"(?:\b(?:utili[sz]ation\s+review|UR|peer\s+review\s+(?:report|determination))\b(?:\s+(?:report|determination|decision|denial|letter|form|certification|non-?certification|notice|physician|performed|completed|review))*\s*(?:(?:was\s+|is\s+)?(?:dated|date|on|of|from|issued)\W{0,3})?\W{0,2}(?:on\s+)?
             |\b(?:prior|previous)\s+review\s+(?:was\s+)?(?:dated|on|of|from)\s+
             |\brequests?\s+(?:was|were)\s+(?:previously\s+)?(?:reviewed|denied|non-?certified)\s+on\s+
             |\bby\s+(?:utili[sz]ation\s+review|UR)\s+(?:on|dated)\s+
             |\b(?:utili[sz]ation\s+review|UR)\s+(?:non-?certified|denied|modified|certified|determined|approved)\b[^.;]*\bon\s+)$",
        ),
        review_after: pattern(
            r"^,?\s+(?:(?:the|a)\s+)?(?:(?:utili[sz]ation\s+review|UR)\s+(?:physician\s+|reviewer\s+)?(?:non-?certified|denied|modified|certified|determined|approved|found|did)\b
             |[^.;]*\b(?:non-?certified|denied|modified)\s+(?:by|in|at)\s+(?:the\s+)?(?:utili[sz]ation\s+review|UR)(?:\s*[.,;]|\s+(?:due|as|because|for)\b|\s*$))",
        ),
        asked: pattern(
            r"\brequest(?:s|ed)?\s+(?:\w+\s+){0,2}?(?:received|made|submitted|placed|sent)\b|\brequested\b",
        ),
        done: pattern(
            r"\b(?:performed|done|seen|obtained|taken|rendered|service|submitted|requested|visits?|since)\b",
        ),
        request: pattern(
            r"\b(?:request\s+for\s+authori[sz]ation|RFA)\b(?:\s+form)?\s*(?:\((?:RFA)\)\s*)?(?:was\s+|is\s+)?(?:submitted\s+|signed\s+|completed\s+)?(?:dated\s+|on\s+|of\s+|from\s+)?\(?$",
        ),
        clinical: pattern(
            r"\b(?:MRI|x-?rays?|CT(?:\s+scan)?|EMG|NCS|NCV|reports?|notes?|visits?|examination|exam|evaluation|evaluated|seen|follow-?up|presented|PR-?2|consultation|office\s+visit|progress)\b[^.;:]*\s\(?$",
        ),
        clinical_after: pattern(
            r"^,?\s+(?:the\s+)?(?:injured\s+worker|patient|claimant|applicant|worker|he|she|IW)\s+(?:again\s+|then\s+|also\s+)?(?:reported|complained|presented|returned|rated|was\s+(?:seen|evaluated|examined|re-?evaluated)|followed\s+up|had\s+(?:tenderness|pain))\b",
        ),
        past: pattern(
            r"\b(?:prior|previous(?:ly)?|history|status\s+post|s/p|ago|old|earlier|pre-?exist\w*|pre-?(?:employment|placement|injury|hire)|baseline|before|since|surger\w+|underwent|operat\w+|non-?industrial|private|years?|employed|hired|born|birth|DOB|began|started|childhood|past)\b",
        ),
        edition: pattern(
            r"\b(?:guidelines?|edition|effective|MTUS|ACOEM|ODG|adopted|revised|published|accessed|regulations?|title\s+8)\b[^.]*$",
        ),
        planned: pattern(
            r"\b(?:scheduled|schedule|is\s+to|are\s+to|take\s+place|set\s+for|booked|intended|upcoming|next|planned|will|expected|until|through|expires?|anticipated|retire\w*)\b",
        ),
        earlier: pattern(
            r"\b(?:prior|previous|earlier|initial|original|first|another|second|appeal|reconsideration|re-?review)\b",
        ),
    }
});

/// Words around a date that tell what it is of.
const BEFORE: usize = 170;
const AFTER: usize = 260;
/// Nearer words, for what is said of many things: an injury, a report, an edition.
const INJURED: usize = 130;
const REPORTED: usize = 50;
const EDITED: usize = 52;

pub(super) fn read(flat: &str, statements: &[Statement<'_>], patient: &mut Patient) {
    let all = dates(flat);
    for (n, (place, date)) in all.iter().enumerate() {
        let (start, end) = (usize::from(place.start()), usize::from(place.end()));
        let behind = statements.partition_point(|statement| statement.start <= start);
        let Some(statement) = behind.checked_sub(1).map(|at| &statements[at]) else { continue };
        let previous = if n > 0 { usize::from(all[n - 1].0.end()) } else { 0 };
        let from = floor(flat, statement.start.max(previous).max(start.saturating_sub(BEFORE)));
        let stop = (statement.start + statement.text.len()).max(end);
        let next = all.get(n + 1).map_or(stop, |(next, _)| usize::from(next.start()));
        let to = floor(flat, stop.min(next).min(end + AFTER)).max(end);
        let (before, after) = (&flat[from..start], &flat[end..to]);
        let quoted = statement.is_quoted(start.saturating_sub(statement.start).min(statement.text.len()));
        let role = if quoted { DateRole::Unclear } else { role(before, after) };
        let earlier = PATTERNS.earlier.is_match(before);
        patient.dates.push(DateMention {
            range: *place,
            words: flat[*place].to_owned(),
            date: *date,
            role,
            earlier,
        });
    }
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

fn role(before: &str, after: &str) -> DateRole {
    let patterns = &*PATTERNS;
    if patterns.edition.is_match(tail(before, EDITED)) && !patterns.review.is_match(before) {
        return DateRole::Edition;
    }
    if let Some(found) = patterns.injury.find(tail(before, INJURED)) {
        let start = before.len() - found.len();
        let ahead = tail(&before[..start], 30);
        let named = patterns.named.is_match(found.as_str());
        let other = if named {
            patterns.other.is_match(ahead)
        } else {
            patterns.not_injury.is_match(&before[start - ahead.len()..])
        };
        return if other { DateRole::Unclear } else { DateRole::Injury };
    }
    if patterns.injury_after.is_match(after) {
        return DateRole::Injury;
    }
    if let Some(found) = patterns.review.find(before) {
        let other = patterns.done.is_match(found.as_str());
        return if other { DateRole::Unclear } else { DateRole::Review };
    }
    let opens = before.trim_end().to_ascii_lowercase().ends_with("on");
    if opens && patterns.review_after.is_match(after) && !patterns.asked.is_match(after) {
        return DateRole::Review;
    }
    if patterns.request.is_match(before) {
        return DateRole::Request;
    }
    if patterns.planned.is_match(before) {
        return DateRole::Planned;
    }
    if patterns.clinical.is_match(tail(before, REPORTED)) && !patterns.past.is_match(before) {
        return DateRole::Clinical;
    }
    if opens
        && patterns.clinical_after.is_match(after)
        && !patterns.past.is_match(before)
        && !patterns.past.is_match(after)
    {
        return DateRole::Clinical;
    }
    DateRole::Unclear
}
