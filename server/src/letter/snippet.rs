//! Text with gaps to be filled in, for clients that move the cursor from gap to gap and for those that
//! do not.

use imr_linter::profile::{Part, parts};

/// A text to offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Snippet(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A name, or choices with bars between them.
    Gap(String),
}

impl Snippet {
    /// A wording of the profile: what is known filled in, the rest as gaps.
    pub(crate) fn of(wording: &str, mut known: impl FnMut(&str) -> Option<String>) -> Self {
        let piece = |part| match part {
            Part::Text(text) => Piece::Text(text.to_owned()),
            Part::Gap(name) => known(name).map_or_else(|| Piece::Gap(name.to_owned()), Piece::Text),
        };
        Self(parts(wording).into_iter().map(piece).collect())
    }

    /// What is left behind a beginning that stands in the letter already; nothing if it begins otherwise.
    pub(crate) fn behind(mut self, beginning: impl FnOnce(&str) -> Option<usize>) -> Option<Self> {
        if let Some(Piece::Text(first)) = self.0.first_mut() {
            *first = first[beginning(first)?..].to_owned();
            return Some(self);
        }
        (beginning("")? == 0).then_some(self)
    }

    /// As the protocol writes it.
    pub(crate) fn coded(&self) -> String {
        let mut names: Vec<String> = Vec::new();
        let mut number = |gap: &str| {
            let name = gap.to_lowercase();
            let at = names.iter().position(|known| *known == name);
            at.unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            }) + 1
        };
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}"),
            Piece::Gap(gap) if gap.contains('|') => {
                format!("${{{}|{}|}}", number(gap), gap.replace('|', ","))
            }
            Piece::Gap(gap) => format!("${{{}:{gap}}}", number(gap)),
        };
        self.0.iter().map(piece).collect()
    }

    /// As plain text. Gaps are marked as placeholders, which the linter tells while they are left.
    pub(crate) fn plain(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Gap(gap) => format!("<<{}>>", gap.replace('|', " or ")),
        };
        self.0.iter().map(piece).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_has_one_number_and_what_is_known_none() {
        let known = |name: &str| (name == "opening").then(|| "Thus, $5 {x}".to_owned());
        let snippet = Snippet::of("{opening}: {Item} {is not|is} {item}", known);
        assert_eq!(snippet.coded(), "Thus, \\$5 {x\\}: ${1:Item} ${2|is not,is|} ${1:item}");
        assert_eq!(snippet.plain(), "Thus, $5 {x}: <<Item>> <<is not or is>> <<item>>");
    }
}
