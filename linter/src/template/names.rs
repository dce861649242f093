//! The names of a template: which it uses, and which of them nobody declared.

use std::collections::BTreeSet;

use super::kind::normal;
use super::lexer::tokens;
use super::render;
use super::tree::{Node, Tree};
use crate::finding::Finding;
use crate::rules::{t002_unknown_placeholder, t003_malformed_placeholder};
use crate::settings::Settings;
use crate::text::{TextRange, range};

/// A name where it is used.
struct Use<'t> {
    name: &'t str,
    place: TextRange,
    /// The loops around it: variable and list.
    scopes: Vec<(&'t str, &'t str)>,
}

/// The names that a template uses, as the settings compare them.
pub fn names(text: &str, settings: &Settings) -> BTreeSet<String> {
    let declared = &settings.options().placeholders;
    let tree = Tree::read(text, &tokens(text, declared));
    let used = uses(&tree);
    let all = used.iter().flat_map(|this| render::names(&normal(this.name), this.scopes.iter().copied()));
    all.collect()
}

/// T002 of settings: the declared names, with their places in the settings file, that are not among those in use.
pub fn unused(
    declared: &[(String, std::ops::Range<usize>)],
    used: &BTreeSet<String>,
    settings: &Settings,
) -> Vec<Finding> {
    let rule = &t002_unknown_placeholder::RULE;
    let idle = declared.iter().filter(|(name, _)| settings.runs(rule) && !used.contains(&normal(name)));
    let finding = |(name, place): &(String, std::ops::Range<usize>)| {
        let finding = t002_unknown_placeholder::unused(name, range(place.start, place.end));
        let severity = settings.severity_of(rule).unwrap_or(finding.severity);
        finding.at(severity)
    };
    idle.map(finding).collect()
}

/// T002 and T003 of a template.
pub(super) fn check(tree: &Tree, settings: &Settings, findings: &mut Vec<Finding>) {
    if settings.runs(&t003_malformed_placeholder::RULE) {
        let faults = tree.faults.iter();
        findings.extend(faults.map(|(place, message)| t003_malformed_placeholder::finding(*place, message)));
    }
    let declared = &settings.options().placeholders;
    if declared.is_empty() || !settings.runs(&t002_unknown_placeholder::RULE) {
        return;
    }
    let mut told = BTreeSet::new();
    for this in uses(tree) {
        let name = normal(this.name);
        let variable = this.scopes.iter().any(|(one, _)| normal(one) == name);
        let in_loop = !this.scopes.is_empty() && name.starts_with("loop.");
        let names = render::names(&name, this.scopes.iter().copied());
        if variable || in_loop || names.iter().any(|name| declared.get(name).is_some()) || !told.insert(name)
        {
            continue;
        }
        let near = declared.nearest(this.name);
        findings.push(t002_unknown_placeholder::undeclared(this.name, near, this.place));
    }
}

fn uses(tree: &Tree) -> Vec<Use<'_>> {
    let mut found = Vec::new();
    collect(&tree.nodes, &mut Vec::new(), &mut found);
    found
}

fn collect<'t>(nodes: &'t [Node], scopes: &mut Vec<(&'t str, &'t str)>, found: &mut Vec<Use<'t>>) {
    for node in nodes {
        match node {
            Node::Text(_) => {}
            Node::Value(value) => {
                found.push(Use { name: &value.name, place: value.range, scopes: scopes.clone() });
            }
            Node::If(branch) => {
                for arm in &branch.arms {
                    let names = arm.condition.names.iter();
                    found.extend(names.map(|name| Use { name, place: arm.range, scopes: scopes.clone() }));
                    collect(&arm.nodes, scopes, found);
                }
                collect(&branch.otherwise, scopes, found);
            }
            Node::For(loops) => {
                found.push(Use { name: &loops.many, place: loops.range, scopes: scopes.clone() });
                scopes.push((&loops.one, &loops.many));
                collect(&loops.nodes, scopes, found);
                scopes.pop();
                collect(&loops.otherwise, scopes, found);
            }
        }
    }
}
