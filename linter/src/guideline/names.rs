//! Matching names as letters print them: case, blanks, hyphens, punctuation and line breaks aside, the
//! longest name first, and with a slip or two forgiven where asked.

/// A text reduced to letters and digits in lower case, `&` as "and", with the way back.
#[derive(Clone, Debug, Default)]
pub struct Compact {
    text: String,
    /// For every byte of `text`, the byte offset of the character it comes from.
    origins: Vec<u32>,
    /// The length of the original text.
    length: u32,
}

impl Compact {
    /// Reduces a text.
    pub fn new(text: &str) -> Self {
        let mut compact = Compact { length: text.len() as u32, ..Self::default() };
        for (at, character) in text.char_indices() {
            match character {
                '&' => compact.push("and", at),
                c if c.is_ascii_alphanumeric() => {
                    compact.push(c.to_ascii_lowercase().encode_utf8(&mut [0; 4]), at);
                }
                c if c.is_alphanumeric() => {
                    c.to_lowercase().for_each(|c| compact.push(c.encode_utf8(&mut [0; 4]), at));
                }
                _ => {}
            }
        }
        compact
    }

    /// The reduced text alone.
    pub fn key(text: &str) -> String {
        Self::new(text).text
    }

    /// The reduced text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn push(&mut self, text: &str, origin: usize) {
        self.text.push_str(text);
        self.origins.extend(std::iter::repeat_n(origin as u32, text.len()));
    }

    /// The first place in the reduced text that comes from `offset` of the original or behind it.
    pub fn at(&self, offset: usize) -> usize {
        self.origins.partition_point(|origin| (*origin as usize) < offset)
    }

    /// Where in the original text a place of the reduced text begins.
    pub fn origin(&self, at: usize) -> usize {
        self.origins.get(at).map_or(self.length as usize, |origin| *origin as usize)
    }

    /// The end in the original `text` of a name that begins at place `at` of the reduced text, if it
    /// stands there as whole words.
    pub fn end_of_name(&self, text: &str, at: usize, key: &str) -> Option<usize> {
        if key.is_empty() || !self.text.get(at..)?.starts_with(key) {
            return None;
        }
        let end = self.end_of(text, at + key.len());
        let whole = text[end..].chars().next().is_none_or(|next| !next.is_alphanumeric());
        whole.then_some(end)
    }

    /// Where in the original `text` the character ends whose last reduced byte is before `at`.
    fn end_of(&self, text: &str, at: usize) -> usize {
        let Some(last) = at.checked_sub(1) else { return 0 };
        let start = self.origin(last);
        start + text[start..].chars().next().map_or(0, char::len_utf8)
    }
}

/// The candidate nearest to a key, if it is near: one slip in short names, two in longer ones, three in
/// very long ones. Gives its value and the slips.
pub fn nearest<'c, V>(key: &str, candidates: impl Iterator<Item = (&'c str, V)>) -> Option<(V, usize)> {
    let allowed = match key.len() {
        0..=3 => return None,
        4..=7 => 1,
        8..=19 => 2,
        _ => 3,
    };
    let mut best: Option<(V, usize)> = None;
    for (candidate, value) in candidates {
        if candidate.len().abs_diff(key.len()) > allowed {
            continue;
        }
        let slips = strsim::osa_distance(candidate, key);
        if slips <= allowed && best.as_ref().is_none_or(|(_, least)| slips < *least) {
            best = Some((value, slips));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_through_breaks_and_marks() {
        let text = "x Electro- diagnostic testing (EMG/NCS), NSAIDs & more";
        let compact = Compact::new(text);
        let at = compact.at(2);
        let end = compact.end_of_name(text, at, &Compact::key("Electrodiagnostic testing (EMG/NCS)"));
        assert_eq!(end.map(|end| &text[..end]), Some("x Electro- diagnostic testing (EMG/NCS"));
        let at = compact.at(text.find("NSAIDs").expect("there"));
        let end = compact.end_of_name(text, at, "nsaidsandmore").expect("found");
        assert_eq!(&text[..end], text);
        assert_eq!(compact.end_of_name(text, at, "nsaidsandmor"), None, "whole words only");
    }

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["opioids", "specialstudies", "initialcare"];
        let find = |key: &str| nearest(key, names.iter().map(|name| (*name, *name))).map(|(name, _)| name);
        assert_eq!(find("initalcare"), Some("initialcare"));
        assert_eq!(find("opoids"), Some("opioids"));
        assert_eq!(find("summary"), None);
        assert_eq!(find("326"), None);
    }
}
