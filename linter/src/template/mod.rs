//! Templates: letters with placeholders, branches and loops. They are read as the letters that they may
//! become: filled in with samples, each branch taken, each loop run not at all, once and several times. What
//! is found in those letters is told at its place in the template, once, with the branch where it holds.
//!
//! A letter in which a placeholder was left over is read in the same way: what is missing is one finding, T001,
//! and not all that follows from it.

mod condition;
mod declared;
mod draft;
mod hard_coded;
mod kind;
pub(crate) mod lexer;
mod merge;
mod names;
mod render;
mod tree;
mod variant;

use std::sync::Arc;

pub(crate) use declared::WrittenDeclaration;
pub use declared::{Declaration, Placeholders};
pub use draft::{Draft, draft};
pub use kind::{Kind, known_names};
pub use lexer::{LOOSE_PAIRS, PAIRS};
pub use names::{names, unused};

use crate::finding::Finding;
use crate::letter::Letter;
use crate::session::{Outcome, Session};
use crate::settings::Settings;
use crate::suppression::{self, Directive};
use crate::text::{StrSource, TextRange};
use merge::Merge;
use tree::Tree;

/// The branches and loops of a template, each from its first tag to its last.
pub fn blocks(text: &str, settings: &Settings) -> Vec<TextRange> {
    Tree::read(text, &lexer::tokens(text, &settings.options().placeholders)).blocks
}

/// A text with what is known of it as a plain letter.
pub(crate) struct Plain<'a> {
    pub(crate) text: &'a str,
    pub(crate) letter: &'a Letter,
    pub(crate) outcome: Outcome,
}

/// The findings of a template, or of a letter with placeholders in it.
pub(crate) fn outcome(plain: Plain<'_>, settings: &Arc<Settings>) -> Outcome {
    let Plain { text, letter, outcome: plain } = plain;
    let declared = &settings.options().placeholders;
    let tree = Tree::read(text, &lexer::tokens(text, declared));
    let template = settings.options().template;
    let space = if template { variant::space(&tree, declared) } else { variant::Space::new() };
    let variants = variant::variants(&space);
    let mut merge = Merge::new(&space, &variants, &tree, declared);
    let mut verdicts = hard_coded::Verdicts::default();
    let inner = settings.rendering();
    let mut suppressed = 0;
    for (number, variant) in variants.iter().enumerate() {
        let rendering = render::render(text, &tree, declared, variant);
        let source = StrSource(&rendering.text);
        let session = Session::open(&source, inner.clone());
        let outcome = session.outcome(&source);
        suppressed = suppressed.max(outcome.suppressed);
        verdicts.note(&session, &rendering);
        for finding in &outcome.findings {
            merge.add(number, finding, &rendering, &session);
        }
    }
    let directives = suppression::directives(&StrSource(text), letter);
    let mut own = Vec::new();
    if template {
        names::check(&tree, settings, &mut own);
        verdicts.check(&tree, settings, &mut own);
    }
    let (own, unused) = silenced(own, &directives, settings, &mut suppressed);
    // In a letter T001 and T003 are found like anything else.
    let told = |finding: &&Finding| !template && finding.rule.code.starts_with('T');
    let mut findings: Vec<Finding> = plain.findings.iter().filter(told).cloned().collect();
    findings.extend(own);
    // A comment is idle if it silences nothing, neither here nor there.
    let idle = |finding: &Finding| {
        finding.rule.code != "M001"
            || [&plain.findings, &unused].iter().all(|list| {
                list.iter().any(|other| other.rule.code == "M001" && other.range == finding.range)
            })
    };
    findings.extend(merge.finish().into_iter().filter(idle));
    findings.sort_by_key(|finding| (finding.range.start(), finding.range.end(), finding.rule.code));
    Outcome { findings, suppressed, identifiers: plain.identifiers, ..Outcome::default() }
}

/// Takes out what comments cover; gives what is left, and the comments that covered nothing.
fn silenced(
    findings: Vec<Finding>,
    directives: &[Directive],
    settings: &Settings,
    suppressed: &mut usize,
) -> (Vec<Finding>, Vec<Finding>) {
    let mut outcome = suppression::apply(findings, directives, settings);
    *suppressed += outcome.suppressed;
    for finding in &mut outcome.findings {
        finding.severity = settings.severity_of(finding.rule).unwrap_or(finding.severity);
    }
    outcome.findings.into_iter().partition(|finding| !finding.rule.code.starts_with('M'))
}
