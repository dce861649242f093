//! A template with its placeholders filled in and its branches taken, and the way back: every byte of the
//! letter knows where in the template it comes from. Template engines render, but keep no such map; and all
//! that is needed of one is branches, loops and names.

use super::condition::{Condition, Question};
use super::declared::Placeholders;
use super::kind::{Kind, normal};
use super::tree::{Node, Tree, Value};
use super::variant::{Choice, Open, Variant};
use crate::text::{TextRange, size};

/// A letter made from a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendering {
    pub(crate) text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it begins in the letter.
    start: usize,
    /// Where it comes from in the template.
    source: TextRange,
    /// What a value is for; nothing for text as the template has it.
    value: Option<Kind>,
}

/// How much of a range is text that the template does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Filled {
    Nothing,
    Partly,
    Wholly,
}

/// Renders a variant.
pub(crate) fn render(text: &str, tree: &Tree, declared: &Placeholders, variant: &Variant) -> Rendering {
    let mut renderer =
        Renderer { text, declared, variant, scopes: Vec::new(), rendering: Rendering::default() };
    renderer.nodes(&tree.nodes);
    renderer.rendering
}

/// A turn of a loop.
struct Scope<'t> {
    one: &'t str,
    many: &'t str,
    turn: usize,
    turns: usize,
}

struct Renderer<'t> {
    text: &'t str,
    declared: &'t Placeholders,
    variant: &'t Variant,
    scopes: Vec<Scope<'t>>,
    rendering: Rendering,
}

impl<'t> Renderer<'t> {
    fn nodes(&mut self, nodes: &'t [Node]) {
        for node in nodes {
            match node {
                Node::Text(place) => self.push(&self.text[*place], *place, None),
                Node::Value(value) => {
                    let (kind, text) = self.value(value);
                    self.push(&text, value.range, Some(kind));
                }
                Node::If(branch) => {
                    let arm = branch.arms.iter().find(|arm| self.holds(&arm.condition));
                    self.nodes(arm.map_or(&branch.otherwise, |arm| &arm.nodes));
                }
                Node::For(loops) => {
                    let count = self.variant.get(&Open::Loop(normal(&loops.many)));
                    let turns = if let Some(Choice::Count(count)) = count { *count } else { 1 };
                    for turn in 0..turns {
                        self.scopes.push(Scope { one: &loops.one, many: &loops.many, turn, turns });
                        self.nodes(&loops.nodes);
                        self.scopes.pop();
                    }
                    if turns == 0 {
                        self.nodes(&loops.otherwise);
                    }
                }
            }
        }
    }

    fn push(&mut self, text: &str, source: TextRange, value: Option<Kind>) {
        self.rendering.pieces.push(Piece { start: self.rendering.text.len(), source, value });
        self.rendering.text.push_str(text);
    }

    fn holds(&self, condition: &Condition) -> bool {
        let answer = match &condition.question {
            Question::Holds(text) => match self.position(text) {
                Some(known) => known,
                None => self.variant.get(&Open::Holds(text.clone())) != Some(&Choice::Holds(false)),
            },
            Question::Equals(name, value) => {
                self.variant.get(&Open::Value(name.clone())) == Some(&Choice::Is(value.clone()))
            }
        };
        answer != condition.negated
    }

    /// `loop.first` and `loop.last` are no open questions.
    fn position(&self, text: &str) -> Option<bool> {
        let scope = self.scopes.last()?;
        match text {
            "loop.first" => Some(scope.turn == 0),
            "loop.last" => Some(scope.turn + 1 == scope.turns),
            _ => None,
        }
    }

    /// What stands for a placeholder, and what it is for.
    fn value(&self, value: &Value) -> (Kind, String) {
        let name = normal(&value.name);
        if let (Some(number), Some(scope)) = (name.strip_prefix("loop."), self.scopes.last()) {
            let turn = if number == "index0" { scope.turn } else { scope.turn + 1 };
            return (Kind::Number, turn.to_string());
        }
        let declaration = names(&name, self.scopes.iter().map(|scope| (scope.one, scope.many)))
            .iter()
            .find_map(|name| self.declared.get(name));
        let (by_name, sample) = Kind::of_name(&name);
        let kind = declaration.map_or(by_name, |known| known.kind);
        let given =
            declaration.and_then(|known| known.sample.clone().or_else(|| known.values.first().cloned()));
        match self.variant.get(&Open::Value(name.clone())) {
            Some(Choice::Is(value)) => return (kind, value.clone()),
            Some(Choice::Other) => {
                let values = declaration.map_or(&[][..], |known| &known.values);
                if let Some(other) = self.other(kind, values) {
                    return (kind, other);
                }
            }
            _ => {}
        }
        let text = given.unwrap_or_else(|| match (kind, sample.filter(|_| kind == by_name)) {
            (Kind::Conclusion, _) => self.conclusion(value),
            (Kind::Text | Kind::Choice | Kind::Flag | Kind::List, _) => {
                name.rsplit('.').next().unwrap_or(&name).to_owned()
            }
            (_, Some(sample)) => sample.to_owned(),
            (kind, None) => kind.sample().to_owned(),
        });
        (kind, text)
    }

    /// A value that no branch asks for.
    fn other(&self, kind: Kind, values: &[String]) -> Option<String> {
        let verdicts = ["Upheld".to_owned(), "Overturned".to_owned()];
        let values = if kind == Kind::Verdict { &verdicts[..] } else { values };
        // The space of choices is the same for all variants; what is asked for stands in the template.
        let asked = |value: &&String| {
            let quoted = [format!("\"{value}\""), format!("'{value}'")];
            quoted.iter().any(|quoted| self.text.contains(quoted.as_str()))
        };
        values.iter().find(|value| !asked(value)).cloned()
    }

    /// The conclusion, as the sentence around it needs it.
    fn conclusion(&self, value: &Value) -> String {
        let before = self.rendering.text.trim_end();
        let behind = self.text[usize::from(value.range.end())..].trim_start();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or(before).to_lowercase();
        let verb = ["is", "are", "was", "were"].contains(&word.as_str());
        let text = match (verb, behind.starts_with("medically necessary")) {
            (true, true) => "not",
            (true, false) => "not medically necessary",
            (false, true) => "is not",
            (false, false) if before.is_empty() || before.ends_with(['.', ':']) => {
                "The request is not medically necessary"
            }
            (false, false) => "is not medically necessary",
        };
        text.to_owned()
    }
}

/// The names under which a placeholder may be declared: its own, and that with the list in the place of its
/// loop's variable.
pub(crate) fn names<'s>(name: &str, scopes: impl Iterator<Item = (&'s str, &'s str)>) -> Vec<String> {
    let in_list = scopes.filter_map(|(one, many)| {
        let rest = name.strip_prefix(normal(one).as_str())?;
        rest.starts_with('.').then(|| format!("{}{rest}", normal(many)))
    });
    std::iter::once(name.to_owned()).chain(in_list).collect()
}

impl Rendering {
    /// The pieces that a range touches.
    fn touched(&self, place: TextRange) -> &[Piece] {
        let (start, end) = (usize::from(place.start()), usize::from(place.end()));
        let first = self.pieces.partition_point(|piece| piece.start <= start).saturating_sub(1);
        let last = self.pieces.partition_point(|piece| piece.start < end).max(first + 1);
        &self.pieces[first..last.min(self.pieces.len())]
    }

    /// How much of a range is filled in.
    pub(crate) fn filled(&self, place: TextRange) -> Filled {
        let end = usize::from(place.end());
        let pieces = self.touched(place);
        let seen = |(n, piece): &(usize, &Piece)| {
            let stop = self.end_of(piece).min(end);
            let start = piece.start.max(place.start().into());
            (stop > start || pieces.len() == 1) && (n + 1 == pieces.len() || self.end_of(piece) > piece.start)
        };
        let mut values = 0;
        let mut all = 0;
        for (_, piece) in pieces.iter().enumerate().filter(seen) {
            let stop = self.end_of(piece).min(end);
            let text = &self.text[piece.start.max(place.start().into()).min(stop)..stop];
            // Blanks around a value make no text.
            if piece.value.is_none() && text.trim().is_empty() && !place.is_empty() {
                continue;
            }
            all += 1;
            values += usize::from(piece.value.is_some());
        }
        match values {
            0 => Filled::Nothing,
            _ if values == all => Filled::Wholly,
            _ => Filled::Partly,
        }
    }

    /// What the values in a range are for.
    pub(crate) fn kinds(&self, place: TextRange) -> impl Iterator<Item = Kind> + '_ {
        self.touched(place).iter().filter_map(|piece| piece.value)
    }

    fn end_of(&self, piece: &Piece) -> usize {
        let next = self.pieces.partition_point(|other| other.start <= piece.start);
        self.pieces.get(next).map_or(self.text.len(), |next| next.start)
    }

    /// Where a range of the letter comes from; all of a placeholder for a part of its value.
    pub(crate) fn to_source(&self, place: TextRange) -> TextRange {
        let pieces = self.touched(place);
        let Some((first, last)) = pieces.first().zip(pieces.last()) else { return TextRange::default() };
        let offset = |piece: &Piece, at: usize| {
            piece.source.start() + size(at.saturating_sub(piece.start)).min(piece.source.len())
        };
        let start =
            if first.value.is_some() { first.source.start() } else { offset(first, place.start().into()) };
        let end = if last.value.is_some() { last.source.end() } else { offset(last, place.end().into()) };
        // A range over two turns of a loop comes from the loop.
        if start <= end { TextRange::new(start, end) } else { last.source.cover(first.source) }
    }

    /// The same for a range that stands in the template as it is in the letter.
    pub(crate) fn to_source_exactly(&self, place: TextRange) -> Option<TextRange> {
        let pieces = self.touched(place);
        let literal = pieces.iter().all(|piece| piece.value.is_none());
        let source = self.to_source(place);
        (literal && source.len() == place.len()).then_some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::lexer::tokens;
    use crate::template::variant::{space, variants};
    use crate::text::range;

    fn renderings(text: &str) -> Vec<Rendering> {
        let declared = Placeholders::default();
        let tree = Tree::read(text, &tokens(text, &declared));
        let space = space(&tree, &declared);
        variants(&space).iter().map(|variant| render(text, &tree, &declared, variant)).collect()
    }

    #[test]
    fn branches_and_loops_are_rendered() {
        let texts = |text: &str| renderings(text).into_iter().map(|r| r.text).collect::<Vec<_>>();
        assert_eq!(texts("a{% if x %}b{% else %}c{% endif %}"), ["ab", "ac"]);
        assert_eq!(
            texts("{% for i in l %}{{ loop.index }}{{ i.age }};{% else %}none{% endfor %}"),
            ["151;251;", "151;", "none"]
        );
        assert_eq!(
            texts("{{ verdict }}{% if verdict == \"Upheld\" %} not{% endif %}"),
            ["Upheld not", "Overturned"]
        );
        assert_eq!(texts("is {{ conclusion }}."), ["is not medically necessary."]);
    }

    #[test]
    fn every_range_leads_back() {
        let text = "He is {{ age }} years old.";
        let rendering = &renderings(text)[0];
        assert_eq!(rendering.text, "He is 51 years old.");
        let place = |needle: &str| {
            let at = rendering.text.find(needle).expect("rendered");
            range(at, at + needle.len())
        };
        for (needle, source, filled) in [
            ("He is", "He is", Filled::Nothing),
            ("51", "{{ age }}", Filled::Wholly),
            ("51 years", "{{ age }} years", Filled::Partly),
            ("is 51", "is {{ age }}", Filled::Partly),
            ("years", "years", Filled::Nothing),
            ("old.", "old.", Filled::Nothing),
        ] {
            assert_eq!(&text[rendering.to_source(place(needle))], source);
            assert_eq!(rendering.filled(place(needle)), filled, "{needle}");
        }
        assert_eq!(rendering.to_source_exactly(place("51 years")), None);
        assert_eq!(rendering.to_source_exactly(place("years")), Some(range(16, 21)));
    }
}
