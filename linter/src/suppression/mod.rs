//! Suppression comments: `<!-- imrlint-ignore C003: reason -->` covers its own line or the paragraph
//! below, `<!-- imrlint-ignore-file R013: reason -->` the whole letter.

pub mod comment;

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Applicability, Finding, Severity};
use crate::letter::{Letter, LineFlags};
use crate::rules::{self, m001_unused_suppression, m002_unknown_rule};
use crate::session::Outcome;
use crate::settings::Settings;
use crate::text::{Flat, LineSource, TextRange, TextSize, range, size};

static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"(?i)^<!--\s*imrlint-ignore(?<file>-file)?(?:\s+(?<codes>[^:>]*?))?\s*(?::(?<reason>.*?))?-->$";
    Regex::new(pattern).expect("a valid pattern")
});

/// A suppression comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The comment.
    pub range: TextRange,
    /// What it covers; all of the letter for a file comment, nothing for one that is not understood.
    pub covers: TextRange,
    /// The codes it names, with their places.
    pub codes: Vec<(String, TextRange)>,
    /// Why, as its author says.
    pub reason: Option<String>,
    /// What to remove to be rid of it: its line, if it has one to itself.
    pub removal: TextRange,
    /// It is written as it must be.
    pub understood: bool,
    /// It announces a reason and gives none: an editor wrote it, and its author is not done.
    pub unfinished: bool,
}

/// The suppression comments of a letter.
pub fn directives(source: &impl LineSource, letter: &Letter) -> Vec<Directive> {
    let mut found = Vec::new();
    for (place, line) in letter.lines().that_are(LineFlags::COMMENT) {
        let text = source.slice(place);
        for comment in Flat::comments(&text) {
            let covers = if line.is(LineFlags::COMMENT_ONLY) {
                letter.paragraph_below(place.end().into())
            } else {
                place
            };
            let directive = read(&text, comment, covers, range(0, source.len()));
            found.push(directive.moved(place.start()));
        }
    }
    found
}

/// Reads a comment of a line; ranges in the line, but for `covers` and `all` of the letter.
fn read(line: &str, comment: TextRange, covers: TextRange, all: TextRange) -> Directive {
    let text = &line[comment];
    let alone = line.trim().len() == text.len();
    let blank = line[..usize::from(comment.start())].ends_with(' ');
    let removal = if alone {
        range(0, line.len())
    } else {
        TextRange::new(comment.start() - size(usize::from(blank)), comment.end())
    };
    let mut directive = Directive {
        range: comment,
        covers,
        codes: Vec::new(),
        reason: None,
        removal,
        understood: false,
        unfinished: false,
    };
    let Some(parts) = COMMENT.captures(text) else {
        directive.covers = TextRange::default();
        return directive;
    };
    directive.understood = true;
    directive.unfinished = parts.name("reason").is_some_and(|reason| reason.as_str().trim().is_empty());
    if directive.unfinished {
        directive.covers = TextRange::default();
    } else if parts.name("file").is_some() {
        directive.covers = all;
    }
    if let Some(codes) = parts.name("codes") {
        directive.codes = split(codes.as_str(), usize::from(comment.start()) + codes.start());
    }
    directive.reason = parts
        .name("reason")
        .map(|reason| reason.as_str().trim().to_owned())
        .filter(|reason| !reason.is_empty());
    directive
}

impl Directive {
    /// The same with places counted from the beginning of the letter, not of its line.
    fn moved(mut self, by: TextSize) -> Self {
        self.range += by;
        self.removal += by;
        self.codes.iter_mut().for_each(|(_, place)| *place += by);
        self
    }
}

/// Whether a range holds a part of a comment.
pub(crate) fn touches(directives: &[Directive], place: TextRange) -> bool {
    let behind = directives.partition_point(|directive| directive.range.end() <= place.start());
    directives.get(behind).is_some_and(|directive| directive.range.start() < place.end())
}

fn split(codes: &str, start: usize) -> Vec<(String, TextRange)> {
    let pieces = codes.split([',', ' ', '\t']).filter(|code| !code.is_empty());
    pieces
        .map(|code| {
            let at = start + (code.as_ptr() as usize - codes.as_ptr() as usize);
            (code.to_owned(), range(at, at + code.len()))
        })
        .collect()
}

/// Takes out what the comments cover, and reports comments that cover nothing or name no rule.
pub(crate) fn apply(findings: Vec<Finding>, directives: &[Directive], settings: &Settings) -> Outcome {
    if directives.is_empty() {
        return Outcome { findings, ..Outcome::default() };
    }
    let mut used = vec![Vec::new(); directives.len()];
    let before = findings.len();
    let mut findings: Vec<Finding> = findings
        .into_iter()
        .filter(|finding| {
            let mut silenced = false;
            for (directive, used) in directives.iter().zip(&mut used) {
                let touches = !directive.unfinished && directive.covers.intersect(finding.range).is_some();
                let named = directive.codes.iter().position(|(code, _)| is_called(finding, code));
                if let Some(index) = named.filter(|_| touches) {
                    used.push(index);
                    silenced = true;
                }
            }
            !silenced
        })
        .collect();
    let suppressed = before - findings.len();
    for (directive, used) in directives.iter().zip(&used) {
        report_unknown(directive, settings, &mut findings);
        report_unused(directive, used, settings, &mut findings);
    }
    Outcome { findings, suppressed, ..Outcome::default() }
}

/// Leaves all findings as they are, and reports every comment: in a letter that goes out nothing is held back.
pub(crate) fn refuse(mut findings: Vec<Finding>, directives: &[Directive]) -> Outcome {
    findings.extend(directives.iter().map(|directive| {
        let message = "a comment to imrlint is left in a letter that goes out";
        Finding::new(&m001_unused_suppression::RULE, directive.range, message)
            .at(Severity::Error)
            .help("in a final letter no finding is held back: mend what the comment is about, and remove it")
            .replace(Applicability::Unsafe, "Remove the comment", directive.removal, "")
    }));
    Outcome { findings, ..Outcome::default() }
}

fn is_called(finding: &Finding, code: &str) -> bool {
    finding.rule.code.eq_ignore_ascii_case(code) || finding.rule.name.eq_ignore_ascii_case(code)
}

fn report_unknown(directive: &Directive, settings: &Settings, findings: &mut Vec<Finding>) {
    if !settings.runs(&m002_unknown_rule::RULE) {
        return;
    }
    if directive.unfinished {
        let message = "this comment gives no reason, so it silences nothing";
        let help = "write behind the colon why the finding may stay";
        findings.push(Finding::new(&m002_unknown_rule::RULE, directive.range, message).help(help));
    }
    if directive.codes.is_empty() {
        let message = if directive.understood {
            "this comment names no rule, so it silences nothing"
        } else {
            "this comment is not understood, so it silences nothing"
        };
        let help =
            "name the rule and say why: `<!-- imrlint-ignore S011: agreed with the medical director -->`";
        findings.push(Finding::new(&m002_unknown_rule::RULE, directive.range, message).help(help));
    }
    for (code, place) in directive.codes.iter().filter(|(code, _)| rules::find(code).is_none()) {
        findings.push(m002_unknown_rule::finding(code, *place));
    }
}

fn report_unused(directive: &Directive, used: &[usize], settings: &Settings, findings: &mut Vec<Finding>) {
    let rule = &m001_unused_suppression::RULE;
    if !settings.runs(rule) || directive.unfinished {
        return;
    }
    let idle: Vec<usize> = (0..directive.codes.len())
        .filter(|index| !used.contains(index))
        .filter(|index| rules::find(&directive.codes[*index].0).is_some_and(|rule| settings.runs(rule)))
        .collect();
    let whole = idle.len() == directive.codes.len();
    for index in &idle {
        let (code, place) = &directive.codes[*index];
        let message = format!("nothing here needs {code} silenced");
        let finding = Finding::new(rule, *place, message);
        let finding = if whole {
            finding.replace(Applicability::Safe, "Remove the comment", directive.removal, "")
        } else {
            finding.replace(Applicability::Safe, format!("Remove {code}"), without(directive, *index), "")
        };
        findings.push(finding);
    }
}

/// The range that takes one code out of several, with the comma beside it.
fn without(directive: &Directive, index: usize) -> TextRange {
    let place = directive.codes[index].1;
    match directive.codes.get(index + 1) {
        Some((_, next)) => TextRange::new(place.start(), next.start()),
        None => TextRange::new(directive.codes[index - 1].1.end(), place.end()),
    }
}
