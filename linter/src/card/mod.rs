//! Reference cards: what there is to know of the thing under the cursor or on the command line, said once
//! and printed as Markdown, text or JSON.

mod citation;
mod drug;
mod edition;
mod item;
mod label;
mod lookup;
mod page;
mod rule;
mod section;
mod topic;
mod verdict;

use std::fmt::Write as _;

use serde::Serialize;

pub use citation::{Circumstances, citation};
pub use drug::drug;
pub use edition::edition;
pub use item::item;
pub use label::{credential, field, header_field};
pub use lookup::{look_up, look_up_topic};
pub use page::page;
pub use rule::rule;
pub use section::section;
pub use topic::topic;
pub use verdict::verdict;

/// A reference card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Card {
    /// What it is about.
    pub title: String,
    /// What it is, in a line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// What there is to know, each with its name.
    pub rows: Vec<Row>,
    /// The way to cite it, ready to copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    /// Text that is Markdown already: a rule's page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// A line of a card, or several under one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it tells.
    pub label: &'static str,
    /// What it is.
    pub values: Vec<String>,
}

impl Card {
    fn new(title: impl Into<String>, summary: impl Into<String>) -> Self {
        Self { title: title.into(), summary: summary.into(), ..Self::default() }
    }

    fn row(&mut self, label: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.rows.push(Row { label, values: vec![value] });
        }
    }

    fn list(&mut self, label: &'static str, values: Vec<String>) {
        if !values.is_empty() {
            self.rows.push(Row { label, values });
        }
    }

    /// As Markdown, for a hover.
    pub fn markdown(&self) -> String {
        let mut out = format!("### {}\n", self.title);
        if !self.summary.is_empty() {
            let _ = write!(out, "\n{}\n", self.summary);
        }
        if !self.rows.is_empty() {
            out.push('\n');
        }
        for row in &self.rows {
            match row.values.as_slice() {
                [one] => {
                    let _ = writeln!(out, "- **{}**: {one}", row.label);
                }
                many => {
                    let _ = writeln!(out, "- **{}**:", row.label);
                    for value in many {
                        let _ = writeln!(out, "  - {value}");
                    }
                }
            }
        }
        if let Some(copy) = &self.copy {
            let _ = write!(out, "\n```text\n{copy}\n```\n");
        }
        if !self.body.is_empty() {
            let _ = write!(out, "\n{}", self.body);
        }
        out
    }

    /// As plain text, names aligned.
    pub fn text(&self) -> String {
        let width = self.rows.iter().map(|row| row.label.len()).max().unwrap_or(0);
        let mut out = format!("{}\n", self.title);
        if !self.summary.is_empty() {
            let _ = writeln!(out, "{}", self.summary);
        }
        for row in &self.rows {
            for (n, value) in row.values.iter().enumerate() {
                let label = if n == 0 { row.label } else { "" };
                let _ = writeln!(out, "  {label:<width$}  {value}");
            }
        }
        if let Some(copy) = &self.copy {
            let _ = writeln!(out, "  cite as: {copy}");
        }
        if !self.body.is_empty() {
            let _ = write!(out, "\n{}", self.body);
        }
        out
    }
}

/// "is", or "are" for several.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
