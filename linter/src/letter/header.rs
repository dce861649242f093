//! The header table: its fields, whichever way the table was turned into text. The columns of a
//! laid-out table end up between each other ("Application 01/12/2017 Received:"), so labels are
//! looked for in flat text, whole or with the value in their middle.

use jiff::civil::Date;

use super::recognise::{allowed_slips, compact};
use crate::profile::{Header, HeaderField, HeaderFieldForm, HeaderValueKind};
use crate::text::{Flat, TextRange, range};

/// A field of the header table as the letter has it. Ranges are those of the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderValue {
    /// Which field.
    pub field: HeaderField,
    /// Its label.
    pub label: TextRange,
    /// The label that was meant, where it is misspelt.
    pub usual: Option<String>,
    /// What stands behind it; empty if nothing does.
    pub value: TextRange,
    /// The value as printed.
    pub text: String,
    /// What the value must look like.
    pub kind: HeaderValueKind,
    /// The value as a date, where it must be one and is.
    pub date: Option<Date>,
}

impl HeaderValue {
    /// Whether the value looks as it must.
    pub fn is_well_formed(&self) -> bool {
        let digits = |text: &str, count: std::ops::RangeInclusive<usize>| {
            count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let number = |prefix: &str, count| {
            let rest = self.text.strip_prefix(prefix).and_then(|rest| rest.split_once('-'));
            rest.is_some_and(|(year, rest)| digits(year, 2..=2) && digits(rest, count))
        };
        match self.kind {
            HeaderValueKind::CaseNumber => number("CM", 7..=7),
            HeaderValueKind::ImrNumber => number("IMR", 4..=8) || number("CM", 7..=7),
            HeaderValueKind::Date | HeaderValueKind::ShortDate => self.date.is_some(),
            HeaderValueKind::Priority => {
                ["standard", "expedited"].contains(&self.text.to_lowercase().as_str())
            }
            HeaderValueKind::Text => !self.text.is_empty(),
        }
    }
}

/// A label has at most this many words.
const MAX_LABEL_WORDS: usize = 4;
/// A value between the two words of a label is no longer than this.
const MAX_INNER: usize = 24;

/// A label found in flat text, and where its value lies.
struct Found<'h> {
    form: &'h HeaderFieldForm,
    label: TextRange,
    usual: Option<&'h str>,
    /// The value, where the label surrounds it.
    inner: Option<TextRange>,
}

/// Reads the fields of a header table.
pub(crate) fn header_values(text: &str, flat: &Flat, header: &Header) -> Vec<HeaderValue> {
    let lower = flat.to_ascii_lowercase();
    let mut found: Vec<Found<'_>> = Vec::new();
    for form in &header.fields {
        let mut labels: Vec<&String> = form.labels.iter().collect();
        labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        let exact = labels.iter().find_map(|label| find_label(&lower, label, form));
        found.extend(exact.or_else(|| labels.iter().find_map(|label| find_near(flat, label, form))));
    }
    found.sort_by_key(|found| (found.label.start(), std::cmp::Reverse(found.label.len())));
    // "Case Number:" within "IMR Case Number:" is the same label.
    found.dedup_by(|later, earlier| {
        earlier.inner.is_none() && earlier.label.intersect(later.label).is_some_and(|both| !both.is_empty())
    });
    let values = found.iter().enumerate().map(|(n, this)| {
        let next = found.get(n + 1).map_or(flat.len(), |next| next.label.start().into());
        let (label, value) = (flat.to_source(this.label), value_range(text, flat, this, next));
        let printed = text[value].to_owned();
        let date = match this.form.kind {
            HeaderValueKind::Date => numeric_date(&printed).filter(|_| printed.len() == "MM/DD/YYYY".len()),
            HeaderValueKind::ShortDate => numeric_date(&printed),
            _ => None,
        };
        let usual = this.usual.map(str::to_owned);
        HeaderValue { field: this.form.id, label, usual, value, text: printed, kind: this.form.kind, date }
    });
    let values: Vec<_> = values.collect();
    if stands_below(text, &values) { Vec::new() } else { values }
}

/// Whether the values stand in a row below the row of labels: which belongs to which is not certain.
fn stands_below(text: &str, values: &[HeaderValue]) -> bool {
    let row = values.windows(2).find(|pair| {
        let empty = pair.iter().all(|value| value.text.is_empty());
        empty && !text[TextRange::new(pair[0].label.end(), pair[1].label.start())].contains(['\n', '\r'])
    });
    let Some([_, last]) = row else { return false };
    let mut below = text[usize::from(last.label.end())..]
        .split(['\n', '\r'])
        .skip(1)
        .filter(|line| !line.trim().is_empty());
    below.next().is_some_and(|line| {
        !line.contains(':') && line.split_whitespace().any(|word| numeric_date(word).is_some())
    })
}

fn find_label<'h>(lower: &str, label: &str, form: &'h HeaderFieldForm) -> Option<Found<'h>> {
    let label = label.to_ascii_lowercase();
    let found = |label, inner| Found { form, label, usual: None, inner };
    if let Some(at) = lower.match_indices(&label).map(|(at, _)| at).find(|at| is_word_start(lower, *at)) {
        return Some(found(range(at, at + label.len()), None));
    }
    // "Application 01/12/2017 Received:"
    let (head, tail) = label.split_once(' ')?;
    lower.match_indices(head).find_map(|(at, _)| {
        let inner = at + head.len();
        let tail_at = inner + lower[inner..].find(tail)?;
        let value = lower[inner..tail_at].trim();
        let fits =
            is_word_start(lower, at) && !value.is_empty() && value.len() <= MAX_INNER && !value.contains(':');
        let start = tail_at - lower[inner..tail_at].trim_start().len();
        fits.then(|| found(range(at, tail_at + tail.len()), Some(range(start, start + value.len()))))
    })
}

/// A label with a slip or two in it.
fn find_near<'h>(flat: &str, label: &'h str, form: &'h HeaderFieldForm) -> Option<Found<'h>> {
    let usual = compact(label);
    let candidates = memchr::memchr_iter(b':', flat.as_bytes()).flat_map(|colon| {
        let words = flat[..colon].rmatch_indices(' ').map(|(at, _)| at + 1).take(MAX_LABEL_WORDS).chain([0]);
        words.map(move |start| range(start, colon + 1))
    });
    let distance = |place: TextRange| strsim::osa_distance(&usual, &compact(&flat[place]));
    let (slips, label_range) =
        candidates.map(|place| (distance(place), place)).min_by_key(|(slips, _)| *slips)?;
    (slips <= allowed_slips(usual.len())).then_some(Found {
        form,
        label: label_range,
        usual: Some(label),
        inner: None,
    })
}

fn is_word_start(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric())
}

/// The value behind a label: up to the next label, the end of the line or a gap between columns.
fn value_range(text: &str, flat: &Flat, found: &Found<'_>, next: usize) -> TextRange {
    if let Some(inner) = found.inner {
        return flat.to_source(inner);
    }
    let behind = usize::from(found.label.end());
    let piece = &flat[behind..next.max(behind)];
    if piece.trim().is_empty() {
        let at = flat.to_source(found.label).end();
        return TextRange::empty(at);
    }
    let start = behind + (piece.len() - piece.trim_start().len());
    let source = flat.to_source(range(start, behind + piece.trim_end().len()));
    let value = &text[source];
    let end = value.find(['\n', '\r', '\t']).into_iter().chain(value.find("  ")).min().unwrap_or(value.len());
    TextRange::at(source.start(), crate::text::size(value[..end].trim_end().len()))
}

/// Month, day and year between slashes, as headers print dates; of a year in two digits this century is meant.
fn numeric_date(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let mut number = |lengths: &[usize]| {
        let part = parts.next()?;
        (lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())).then_some(part)
    };
    let (month, day, year) = (number(&[1, 2])?, number(&[1, 2])?, number(&[2, 4])?);
    if parts.next().is_some() {
        return None;
    }
    let year: i16 =
        year.parse().ok().map(|number: i16| if year.len() == 2 { 2000 + number } else { number })?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
        .ok()
        .filter(|date| (1900..=2100).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profiles;

    fn read(text: &str) -> Vec<(HeaderField, String, bool)> {
        let profiles = Profiles::built_in();
        let header = &profiles.find("g4").expect("g4").header;
        let values = header_values(text, &Flat::new(text), header);
        values.into_iter().map(|value| (value.field, value.text.clone(), value.is_well_formed())).collect()
    }

    #[test]
    fn every_way_of_printing_the_table_gives_its_fields() {
        use HeaderField as F;
        let expected = [
            (F::CaseNumber, "CM17-0000001"),
            (F::DateAssigned, "01/18/2017"),
            (F::DateOfInjury, "10/18/2016"),
            (F::Priority, "Standard"),
            (F::ApplicationReceived, "01/12/2017"),
        ];
        let expected: Vec<_> =
            expected.iter().map(|(field, text)| (*field, (*text).to_owned(), true)).collect();
        for text in [
            "Case Number:     CM17-0000001\nDate Assigned:  01/18/2017     Date of Injury:    10/18/2016\n\
             Priority:     Standard          Application       01/12/2017\n                          Received:\n",
            "Case Number: CM17-0000001 Date Assigned: 01/18/2017 Date of Injury: 10/18/2016 Priority: Standard \
             Application 01/12/2017 Received:",
            "CASE NUMBER:\tCM17-0000001\r\nDate Assigned:\r\n01/18/2017\r\nDate of Injury: 10/18/2016\r\n\
             Priority: Standard\r\nApplication Received: 01/12/2017\r\nSome other line",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_malformed_or_missing_shows() {
        use HeaderField as F;
        let text = "Case Number: CM17-12\nDate Assigned: 13/45/2017\nDate of Injury:\nPriority: Soon\n";
        let expected = [
            (F::CaseNumber, "CM17-12"),
            (F::DateAssigned, "13/45/2017"),
            (F::DateOfInjury, ""),
            (F::Priority, "Soon"),
        ];
        assert_eq!(read(text), expected.map(|(field, text)| (field, text.to_owned(), false)));
    }
    #[test]
    fn dates_are_printed_in_full() {
        for (text, well) in [
            ("01/12/2017", true),
            ("1/12/2017", false),
            ("01/12/17", false),
            ("01/12/3017", false),
            ("13/12/2017", false),
        ] {
            let expected = [(HeaderField::DateAssigned, text.to_owned(), well)];
            assert_eq!(read(&format!("Date Assigned: {text}\n")), expected);
        }
    }

    #[test]
    fn misspelt_labels_are_recognised() {
        let text = "Case Nunber: CM17-0000001\nDate Asigned: 01/18/2017\n";
        assert_eq!(read(text).len(), 2);
        assert_eq!(read("Date of Birth: 01/18/1977\n"), []);
    }

    #[test]
    fn a_row_of_labels_above_a_row_of_values_is_left_alone() {
        assert_eq!(
            read("Case Number: Date Assigned: Date of Injury:\nCM17-0000001 01/18/2017 10/18/2016\n"),
            []
        );
        assert_eq!(read("Case Number:   Date Assigned:\nDate of Injury: 10/18/2016\n").len(), 3);
    }
}
