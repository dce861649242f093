//! The letters that a template may become: which branches are taken, how often loops run. All
//! combinations where they are few; else each choice against the others' first.

use std::collections::BTreeMap;

use super::condition::Question;
use super::declared::Placeholders;
use super::kind::normal;
use super::tree::{Node, Tree, walk};

/// What a template leaves open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Open {
    /// Whether something holds.
    Holds(String),
    /// Which value a name has.
    Value(String),
    /// How many a loop runs over.
    Loop(String),
}

/// A way to settle one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Holds(bool),
    /// One of the values that the template asks for.
    Is(String),
    /// None of them.
    Other,
    /// So many.
    Count(usize),
}

/// All that a template leaves open, with the choices there are.
pub(crate) type Space = BTreeMap<Open, Vec<Choice>>;
/// One way to settle everything.
pub(crate) type Variant = BTreeMap<Open, Choice>;

/// So many letters are read at most.
const MAX_VARIANTS: usize = 48;

/// What a template leaves open.
pub(crate) fn space(tree: &Tree, declared: &Placeholders) -> Space {
    let mut space = Space::new();
    walk(&tree.nodes, &mut |node| match node {
        Node::If(branch) => {
            for arm in &branch.arms {
                match &arm.condition.question {
                    Question::Holds(text) => {
                        let choices = vec![Choice::Holds(true), Choice::Holds(false)];
                        space.entry(Open::Holds(text.clone())).or_insert(choices);
                    }
                    Question::Equals(name, value) => {
                        let choices =
                            space.entry(Open::Value(name.clone())).or_insert_with(|| vec![Choice::Other]);
                        let choice = Choice::Is(value.clone());
                        if !choices.contains(&choice) {
                            choices.insert(choices.len() - 1, choice);
                        }
                    }
                }
            }
        }
        Node::For(loops) => {
            let counts = vec![Choice::Count(2), Choice::Count(1), Choice::Count(0)];
            space.insert(Open::Loop(normal(&loops.many)), counts);
        }
        Node::Text(_) | Node::Value(_) => {}
    });
    // A choice whose values are all asked for has no other.
    for (open, choices) in &mut space {
        let Open::Value(name) = open else { continue };
        let all = declared.get(name).map_or(&[][..], |known| &known.values);
        if !all.is_empty() && all.iter().all(|value| choices.contains(&Choice::Is(value.clone()))) {
            choices.retain(|choice| *choice != Choice::Other);
        }
    }
    space
}

/// The letters to read.
pub(crate) fn variants(space: &Space) -> Vec<Variant> {
    let product = space.values().try_fold(1_usize, |product, choices| {
        product.checked_mul(choices.len()).filter(|product| *product <= MAX_VARIANTS)
    });
    if product.is_some() {
        return all(space);
    }
    let first = |choices: &Vec<Choice>| choices[0].clone();
    // Not an empty loop: what stands in it would never be read with the other branches.
    let last = |choices: &Vec<Choice>| {
        choices.iter().rev().find(|choice| **choice != Choice::Count(0)).unwrap_or(&choices[0]).clone()
    };
    let base: Variant = space.iter().map(|(open, choices)| (open.clone(), first(choices))).collect();
    let mut found =
        vec![base.clone(), space.iter().map(|(open, choices)| (open.clone(), last(choices))).collect()];
    for (open, choices) in space {
        for choice in &choices[1..] {
            let mut variant = base.clone();
            variant.insert(open.clone(), choice.clone());
            found.push(variant);
        }
    }
    found.truncate(MAX_VARIANTS);
    found
}

fn all(space: &Space) -> Vec<Variant> {
    let mut found = vec![Variant::new()];
    for (open, choices) in space {
        let with = |variant: &Variant| {
            let variant = variant.clone();
            choices
                .iter()
                .map(move |choice| {
                    let mut variant = variant.clone();
                    variant.insert(open.clone(), choice.clone());
                    variant
                })
                .collect::<Vec<_>>()
        };
        found = found.iter().flat_map(with).collect();
    }
    found
}

/// A choice as messages say it.
pub(crate) fn words(open: &Open, choice: &Choice) -> String {
    match (open, choice) {
        (Open::Holds(text), Choice::Holds(holds)) => {
            let expression = text.contains(' ') && text.contains(['=', '<', '>', '('])
                || text.contains(" or ")
                || text.contains(" and ");
            match (expression, holds) {
                (true, true) => format!("`{text}` holds"),
                (true, false) => format!("`{text}` does not hold"),
                (false, true) => format!("`{text}` is set"),
                (false, false) => format!("`{text}` is not set"),
            }
        }
        (Open::Value(name), Choice::Is(value)) => format!("`{name}` is \"{value}\""),
        (Open::Value(name), _) => format!("`{name}` is something else"),
        (Open::Loop(name), Choice::Count(0)) => format!("`{name}` is empty"),
        (Open::Loop(name), Choice::Count(1)) => format!("`{name}` has one entry"),
        (Open::Loop(name) | Open::Holds(name), _) => format!("`{name}` has several entries"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::lexer::tokens;

    fn of(text: &str) -> Space {
        let declared = Placeholders::default();
        space(&Tree::read(text, &tokens(text, &declared)), &declared)
    }

    #[test]
    fn few_choices_are_all_tried() {
        let space = of(
            "{% if a %}{% endif %}{% for x in y %}{% if v == 'u' %}{% endif %}{% endfor %}{% if not a %}{% endif %}",
        );
        assert_eq!(space.len(), 3);
        assert_eq!(variants(&space).len(), 2 * 3 * 2);
        assert_eq!(variants(&of("plain")), [Variant::new()]);
    }

    #[test]
    fn many_choices_are_tried_one_by_one() {
        let branches: Vec<_> = (0..20).map(|n| format!("{{% if a{n} %}}{{% endif %}}")).collect();
        let text = branches.concat();
        let found = variants(&of(&text));
        assert_eq!(found.len(), 22);
        for (open, _) in of(&text) {
            for holds in [true, false] {
                assert!(found.iter().any(|variant| variant[&open] == Choice::Holds(holds)));
            }
        }
    }
}
