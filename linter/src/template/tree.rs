//! Tokens as a tree: branches and loops with what they hold. A tag alone on its line takes the line with it.

use super::condition::Condition;
use super::lexer::{Token, TokenKind};
use crate::text::{TextRange, range};

/// A template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
    /// Branches and loops from the first tag to the last, in the order of their ends.
    pub(crate) blocks: Vec<TextRange>,
    /// What is malformed, with its place.
    pub(crate) faults: Vec<(TextRange, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(TextRange),
    Value(Value),
    If(If),
    For(For),
}

/// A placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    /// Its name as written.
    pub(crate) name: String,
    pub(crate) range: TextRange,
}

/// `{% if %}`, `{% elif %}`, `{% else %}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct If {
    pub(crate) arms: Vec<Arm>,
    pub(crate) otherwise: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arm {
    pub(crate) condition: Condition,
    /// The tag.
    pub(crate) range: TextRange,
    pub(crate) nodes: Vec<Node>,
}

/// `{% for one in many %}`; `otherwise` stands where there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct For {
    pub(crate) one: String,
    pub(crate) many: String,
    /// The tag.
    pub(crate) range: TextRange,
    pub(crate) nodes: Vec<Node>,
    pub(crate) otherwise: Vec<Node>,
}

/// A block that is not closed yet.
struct Open {
    node: Node,
    /// The nodes before it.
    before: Vec<Node>,
    tag: TextRange,
    /// Behind `{% else %}`.
    otherwise: bool,
}

impl Tree {
    /// Reads a template from its tokens.
    pub(crate) fn read(text: &str, tokens: &[Token]) -> Self {
        let mut reader = Reader { tree: Tree::default(), nodes: Vec::new(), open: Vec::new() };
        let mut at = 0;
        for token in tokens {
            let taken = match token.kind {
                TokenKind::Tag(_) | TokenKind::Comment => whole_line(text, token.range),
                _ => token.range,
            };
            reader.text(at, usize::from(taken.start()).max(at));
            at = taken.end().into();
            match &token.kind {
                TokenKind::Placeholder(name) => {
                    reader.nodes.push(Node::Value(Value { name: name.clone(), range: token.range }));
                }
                TokenKind::Tag(tag) => reader.tag(tag, token.range),
                TokenKind::Comment => {}
                TokenKind::Malformed(fault) => {
                    let message = format!("\"{}\" {}", &text[token.range], fault.words());
                    reader.tree.faults.push((token.range, message));
                }
            }
        }
        reader.text(at, text.len());
        reader.finish()
    }

    /// All placeholders.
    pub(crate) fn values(&self) -> Vec<&Value> {
        let mut found = Vec::new();
        walk(&self.nodes, &mut |node| {
            if let Node::Value(value) = node {
                found.push(value);
            }
        });
        found
    }
}

/// Visits all nodes in the order of the text.
pub(crate) fn walk<'n>(nodes: &'n [Node], visit: &mut impl FnMut(&'n Node)) {
    for node in nodes {
        visit(node);
        match node {
            Node::If(branch) => {
                branch.arms.iter().for_each(|arm| walk(&arm.nodes, visit));
                walk(&branch.otherwise, visit);
            }
            Node::For(loops) => {
                walk(&loops.nodes, visit);
                walk(&loops.otherwise, visit);
            }
            Node::Text(_) | Node::Value(_) => {}
        }
    }
}

/// The line of a tag that has it to itself, with its end; else the tag.
fn whole_line(text: &str, tag: TextRange) -> TextRange {
    let (start, end) = (usize::from(tag.start()), usize::from(tag.end()));
    let before = text[..start].trim_end_matches([' ', '\t']);
    let rest = text[end..].trim_start_matches([' ', '\t']);
    let behind = ["\r\n", "\n", "\r"].into_iter().find(|line_end| rest.starts_with(line_end));
    let begins = before.is_empty() || before.ends_with(['\n', '\r']);
    match behind {
        Some(line_end) if begins => range(before.len(), text.len() - rest.len() + line_end.len()),
        None if begins && rest.is_empty() => range(before.len(), text.len()),
        _ => tag,
    }
}

struct Reader {
    tree: Tree,
    nodes: Vec<Node>,
    open: Vec<Open>,
}

impl Reader {
    fn text(&mut self, start: usize, end: usize) {
        if start < end {
            self.nodes.push(Node::Text(range(start, end)));
        }
    }

    fn fault(&mut self, place: TextRange, message: impl Into<String>) {
        self.tree.faults.push((place, message.into()));
    }

    fn tag(&mut self, tag: &str, place: TextRange) {
        let (word, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let rest = rest.trim();
        match word {
            "if" if !rest.is_empty() => {
                let arm = Arm { condition: Condition::read(rest), range: place, nodes: Vec::new() };
                self.begin(Node::If(If { arms: vec![arm], otherwise: Vec::new() }), place);
            }
            "for" => match rest.split_once(" in ") {
                Some((one, many)) if !one.trim().is_empty() && !many.trim().is_empty() => {
                    let (one, many) = (one.trim().to_owned(), many.trim().to_owned());
                    let (nodes, otherwise) = (Vec::new(), Vec::new());
                    self.begin(Node::For(For { one, many, range: place, nodes, otherwise }), place);
                }
                _ => self.fault(place, format!("\"{tag}\" is no loop: write \"for issue in issues\"")),
            },
            "elif" | "elseif" if !rest.is_empty() => self.arm(rest, place),
            "else" => self.otherwise(place),
            "endif" | "endfor" => self.end(word, place),
            "if" | "elif" | "elseif" => self.fault(place, format!("\"{word}\" has no condition")),
            _ => self.fault(
                place,
                format!("\"{word}\" is no tag that imrlint knows: it knows if, elif, else and for"),
            ),
        }
    }

    fn begin(&mut self, node: Node, tag: TextRange) {
        let before = std::mem::take(&mut self.nodes);
        self.open.push(Open { node, before, tag, otherwise: false });
    }

    /// Puts what was read since the last tag where it belongs.
    fn settle(&mut self) {
        let nodes = std::mem::take(&mut self.nodes);
        let Some(open) = self.open.last_mut() else {
            self.nodes = nodes;
            return;
        };
        let target = match &mut open.node {
            Node::If(branch) if open.otherwise => &mut branch.otherwise,
            Node::If(branch) => &mut branch.arms.last_mut().expect("an if has an arm").nodes,
            Node::For(loops) if open.otherwise => &mut loops.otherwise,
            Node::For(loops) => &mut loops.nodes,
            Node::Text(_) | Node::Value(_) => return,
        };
        target.extend(nodes);
    }

    fn arm(&mut self, condition: &str, place: TextRange) {
        if !self.open.last().is_some_and(|open| !open.otherwise && matches!(open.node, Node::If(_))) {
            self.fault(place, "\"elif\" stands in no \"if\"");
            return;
        }
        self.settle();
        if let Some(Open { node: Node::If(branch), .. }) = self.open.last_mut() {
            branch.arms.push(Arm { condition: Condition::read(condition), range: place, nodes: Vec::new() });
        }
    }

    fn otherwise(&mut self, place: TextRange) {
        if self.open.last().is_none_or(|open| open.otherwise) {
            self.fault(place, "\"else\" stands in no \"if\"");
            return;
        }
        self.settle();
        self.open.iter_mut().last().into_iter().for_each(|open| open.otherwise = true);
    }

    fn end(&mut self, word: &str, place: TextRange) {
        let fits = match self.open.last().map(|open| &open.node) {
            Some(Node::If(_)) => word == "endif",
            Some(Node::For(_)) => word == "endfor",
            _ => false,
        };
        if !fits {
            self.fault(place, format!("\"{word}\" closes nothing"));
            return;
        }
        let begin = self.open.last().map_or(place, |open| open.tag);
        self.tree.blocks.push(begin.cover(place));
        self.close();
    }

    fn close(&mut self) {
        self.settle();
        if let Some(open) = self.open.pop() {
            self.nodes = open.before;
            self.nodes.push(open.node);
        }
    }

    fn finish(mut self) -> Tree {
        while let Some(open) = self.open.last() {
            let (word, place) =
                if matches!(open.node, Node::If(_)) { ("if", open.tag) } else { ("for", open.tag) };
            self.fault(place, format!("this \"{word}\" is never closed: \"end{word}\" is missing"));
            self.close();
        }
        self.tree.nodes = self.nodes;
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::declared::Placeholders;
    use crate::template::lexer::tokens;

    fn read(text: &str) -> Tree {
        Tree::read(text, &tokens(text, &Placeholders::default()))
    }

    fn outline(text: &str, nodes: &[Node]) -> String {
        let node = |node: &Node| match node {
            Node::Text(place) => text[*place].to_owned(),
            Node::Value(value) => format!("<{}>", value.name),
            Node::If(branch) => {
                let arms: Vec<_> = branch.arms.iter().map(|arm| outline(text, &arm.nodes)).collect();
                format!("(?{}:{})", arms.join("?"), outline(text, &branch.otherwise))
            }
            Node::For(loops) => {
                format!("[{} of {} {}]", loops.one, loops.many, outline(text, &loops.nodes))
            }
        };
        nodes.iter().map(node).collect()
    }

    #[test]
    fn blocks_nest() {
        let text = "a{% if x %}b{% for i in y %}{{ i.z }}{% endfor %}{% elif w %}c{% else %}d{% endif %}e";
        let tree = read(text);
        assert_eq!(outline(text, &tree.nodes), "a(?b[i of y <i.z>]?c:d)e");
        assert_eq!(tree.faults, []);
    }

    #[test]
    fn a_tag_takes_its_line_with_it() {
        let text = "a\n  {% if x %}  \nb\n{% endif %}\r\nc {% if y %}d{% endif %}\n";
        assert_eq!(outline(text, &read(text).nodes), "a\n(?b\n:)c (?d:)\n");
    }

    #[test]
    fn faults_are_told_and_nothing_is_lost() {
        for (text, fault) in [
            ("{% if x %}b", "this \"if\" is never closed: \"endif\" is missing"),
            ("b{% endif %}", "\"endif\" closes nothing"),
            ("{% for x %}b", "\"for x\" is no loop: write \"for issue in issues\""),
            ("b{% else %}", "\"else\" stands in no \"if\""),
            ("{% unless x %}b", "\"unless\" is no tag that imrlint knows: it knows if, elif, else and for"),
        ] {
            let tree = read(text);
            assert_eq!(tree.faults.iter().map(|(_, fault)| fault.as_str()).collect::<Vec<_>>(), [fault]);
            assert!(outline(text, &tree.nodes).contains('b'), "{text}");
        }
    }
}
