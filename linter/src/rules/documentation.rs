//! A rule's documentation, read from the comment that opens its file. It is the page of the website,
//! the hover, `imrlint explain` and the help of SARIF; its examples are run as tests.

/// What a rule's file says about the rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documentation {
    /// All of it, as Markdown.
    pub markdown: String,
    /// Headings with their text, in order.
    pub parts: Vec<(String, String)>,
}

/// A piece of a letter in the documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Which part of a letter it is: the first word behind the fence, `letter` for a whole one.
    pub part: String,
    /// Whether it is a template: the second word behind the fence.
    pub template: bool,
    /// Its text.
    pub text: String,
}

impl Documentation {
    pub(super) fn read(source: &str) -> Self {
        let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let mut parts: Vec<(String, String)> = Vec::new();
        for line in &lines {
            if let Some(heading) = line.strip_prefix("## ") {
                parts.push((heading.to_owned(), String::new()));
            } else if let Some((_, text)) = parts.last_mut() {
                text.push_str(line);
                text.push('\n');
            }
        }
        for (_, text) in &mut parts {
            *text = text.trim().to_owned();
        }
        Self { markdown: lines.join("\n") + "\n", parts }
    }

    /// The text under a heading; empty when there is none.
    pub fn part(&self, heading: &str) -> &str {
        self.parts.iter().find(|(known, _)| known == heading).map_or("", |(_, text)| text)
    }

    /// The examples under a heading.
    pub fn examples(&self, heading: &str) -> Vec<Example> {
        let mut examples = Vec::new();
        let mut lines = self.part(heading).lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else { continue };
            let text = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let text = text.fold(String::new(), |text, line| text + line + "\n");
            let mut words = info.split_whitespace();
            let part = words.next().unwrap_or("").to_owned();
            examples.push(Example { part, template: words.next() == Some("template"), text });
        }
        examples
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_examples_are_read() {
        let source = "//! # X001 a-rule\n//!\n//! ## Example\n//! ```letter\n//! A\n//!\n//! B\n//! ```\n//! ## Fix\n//! None.\nuse x;\n//! no\n";
        let documentation = Documentation::read(source);
        assert_eq!(documentation.part("Fix"), "None.");
        let example = Example { part: "letter".to_owned(), template: false, text: "A\n\nB\n".to_owned() };
        assert_eq!(documentation.examples("Example"), [example]);
        assert!(documentation.markdown.starts_with("# X001 a-rule\n"));
    }
}
