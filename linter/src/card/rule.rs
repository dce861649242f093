//! The card of a rule: its page.

use super::Card;
use crate::rules::{self, Rule};

/// A rule's page.
pub fn rule(rule: &Rule) -> Card {
    let documentation = rules::documentation(rule);
    let body = documentation.markdown.lines().skip(1).collect::<Vec<_>>().join("\n");
    let mut card = Card::new(format!("{} {}", rule.code, rule.name), "");
    card.row("Severity", rule.severity.name());
    body.trim_start().clone_into(&mut card.body);
    card.body.push('\n');
    card
}
