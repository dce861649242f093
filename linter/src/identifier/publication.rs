//! Organisations that letters name on purpose: publishers and titles of books, makers of drugs, public
//! bodies, and whatever stands within a quotation.

use crate::text::TextRange;

/// Bodies that letters name on purpose.
const PUBLIC: [&str; 14] = [
    "MAXIMUS",
    "Maximus",
    "Workers' Compensation",
    "Appeals Board",
    "Industrial Relations",
    "Work Loss Data",
    "Administrative Director",
    "Social Security",
    "Food and Drug",
    "College of",
    "Academy of",
    "Society of",
    "University of",
    "Medical Treatment",
];

/// Publishers, public bodies, and what stands within a quotation.
pub(super) fn is_exempt(flat: &str, name: TextRange) -> bool {
    let (start, end) = (usize::from(name.start()), usize::from(name.end()));
    let text = &flat[name];
    let rest = &flat[end..];
    let before = flat[..start].trim_end();
    // "Ann Arbor (MI): University of Michigan Health System; 2007", "Chicago: Press, 2010".
    let citation = before.ends_with("):")
        || before.ends_with("Copyright")
        || is_edition(rest)
        || is_place_of_press(rest)
        || is_maker(before, text)
        || text.contains("'s ") && (before.ends_with(['&']) || before.ends_with(" and"))
        || text.contains("'s ") && rest.starts_with(" of the ")
        || [";", ", 19", ", 20", " (19", " (20", "; 19", "; 20"].iter().any(|next| {
            rest.starts_with(next)
                && (*next != ";"
                    || rest.trim_start_matches(';').trim_start().starts_with(|c: char| c.is_ascii_digit()))
        });
    let public = PUBLIC.iter().any(|body| text.contains(body));
    public || citation || is_quoted(flat, start)
}

/// Whether an odd number of quotation marks stands before a place, and the quotation is closed behind it.
fn is_quoted(flat: &str, at: usize) -> bool {
    memchr::memchr_iter(b'"', &flat.as_bytes()[..at]).count() % 2 == 1 && flat[at..].contains('"')
}

/// ", 12th ed.", ", 2nd Edition".
fn is_edition(rest: &str) -> bool {
    let near = rest.trim_start_matches([',', '.', ' ', '(']);
    let near = &near[..near.floor_char_boundary(near.len().min(14))];
    let near = near.to_ascii_lowercase();
    near.starts_with(|c: char| c.is_ascii_digit()) && near.contains(" ed") || near.starts_with("edition")
}

/// "Anytown, MA: Acme Press": a colon behind the state, and a publisher.
fn is_place_of_press(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(", ") else { return false };
    let state = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    state == 2 && rest[2..].starts_with(": ") || rest.starts_with("eds.")
}

/// Makers of drugs, in their leaflets or behind "made by".
fn is_maker(before: &str, text: &str) -> bool {
    const BEFORE: [&str; 6] =
        ["made by", "manufactured by", "marketed by", "distributed by", "sold by", "trademark of"];
    ["Pharma", "Therapeutics", "Biosciences", "Biologics"].iter().any(|word| text.contains(word))
        && !text.contains("Pharmacy")
        || BEFORE.iter().any(|words| before.ends_with(words))
}
