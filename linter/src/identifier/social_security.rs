//! Social security numbers: three, two and four digits, in areas that are given out.

use super::number::{digits, ends};
use super::{Identifier, Kind, identifier};

/// The number that begins here, such as `219-09-9999`.
pub(super) fn number_at(flat: &str, start: usize) -> Option<Identifier> {
    let (area, rest) = digits(&flat[start..], 3)?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | ' ' | '.'))?;
    let (group, rest) = digits(&rest[1..], 2)?;
    let (serial, rest) = digits(rest.strip_prefix(mark)?, 4)?;
    let given_out =
        area != "000" && area != "666" && !area.starts_with('9') && group != "00" && serial != "0000";
    // Blanks and full stops separate other numbers, too.
    let sure = mark == '-' || is_labelled(&super::number::before(flat, start, 40));
    let end = flat.len() - rest.len();
    (given_out && sure && ends(rest)).then(|| identifier(Kind::SocialSecurity, start, end, "by its form"))
}

fn is_labelled(before: &str) -> bool {
    ["ssn", "ss#", "ss #", "ss no", "s.s.n", "social", "soc."].iter().any(|label| before.contains(label))
}
