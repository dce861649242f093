//! A letter under the linter: read once, kept up to date edit by edit, its findings at any time those
//! of a fresh reading.

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::says::Index;
use crate::facts::{Facts, PlaceholderFact, PlaceholderKind, Says};
use crate::finding::{Finding, Severity, TextEdit};
use crate::identifier::Masked;
use crate::letter::{Block, BlockKind, Change, Edit, Key, Letter};
use crate::profile::{Audience, IssueField};
use crate::report::{self, BlockReport, run_letter_rule};
use crate::rules::{Check, LetterView};
use crate::settings::Settings;
use crate::suppression;
use crate::template;
use crate::text::{LineSource, StrSource, TextSize, range};

/// A longer letter is not read again without its placeholders. Bytes.
const MAX_RENDERED: usize = 1 << 20;

/// A letter with all that is known of it.
#[derive(Debug)]
pub struct Session {
    settings: Arc<Settings>,
    letter: Letter,
    reports: Vec<Arc<BlockReport>>,
    /// Which blocks say what.
    index: Index,
}

/// The findings of a letter, and what is kept quiet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// Findings that suppression comments silence.
    pub suppressed: usize,
    /// Findings that a baseline holds.
    pub baselined: usize,
    /// What tells who somebody is, reported or not: a report hides it with [`crate::identifier::Mask`].
    pub identifiers: Vec<Masked>,
}

/// Asked between the parts of long work: whether nobody waits for it any more.
pub type Stop<'s> = &'s dyn Fn() -> bool;

/// Lints a text from scratch. Never fails: should the reading of the letter itself break, the one finding
/// says so.
pub fn lint(text: &str, settings: &Arc<Settings>) -> Outcome {
    lint_unless(&|| false, text, settings).unwrap_or_else(broken)
}

/// Lints a text from scratch, unless it is stopped before the end.
pub fn lint_unless(stop: Stop<'_>, text: &str, settings: &Arc<Settings>) -> Option<Outcome> {
    let source = StrSource(text);
    let work = || Session::open_unless(stop, &source, settings.clone())?.outcome_unless(stop, &source);
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| Some(broken()))
}

/// What there is to report of a letter whose reading broke.
pub fn broken() -> Outcome {
    Outcome { findings: vec![report::unreadable_letter()], ..Outcome::default() }
}

impl Session {
    /// Reads a letter.
    pub fn open(source: &impl LineSource, settings: Arc<Settings>) -> Self {
        Self::open_unless(&|| false, source, settings).expect("it is never stopped")
    }

    fn open_unless(stop: Stop<'_>, source: &impl LineSource, settings: Arc<Settings>) -> Option<Self> {
        let letter = Letter::read(source, settings.grammar());
        let mut session = Self { settings, letter, reports: Vec::new(), index: Index::default() };
        session.work_on_all(stop, source)?;
        Some(session)
    }

    /// Takes an edit over; `source` is the text after it.
    pub fn edit(&mut self, source: &impl LineSource, edit: Edit) {
        let old_profile = self.letter.outline().profile;
        let change = self.letter.edit(source, self.settings.grammar(), edit);
        if self.letter.outline().profile == old_profile {
            self.work(&|| false, source, &change)
        } else {
            self.work_on_all(&|| false, source)
        }
        .expect("it is never stopped");
    }

    /// Goes on under other settings.
    pub fn reconfigure(&mut self, source: &impl LineSource, settings: Arc<Settings>) {
        if self.settings.revision() != settings.revision() {
            *self = Self::open(source, settings);
        }
    }

    /// The letter's structure.
    pub fn letter(&self) -> &Letter {
        &self.letter
    }

    /// The block that holds a byte offset, with what it says.
    pub fn block_at(&self, offset: TextSize) -> Option<(&Block, &Facts)> {
        let blocks = self.letter.blocks();
        let at = blocks.partition_point(|block| block.range.start() <= offset).checked_sub(1)?;
        Some((&blocks[at], &self.reports[at].facts))
    }

    /// The settings in force.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    fn work_on_all(&mut self, stop: Stop<'_>, source: &impl LineSource) -> Option<()> {
        self.reports.clear();
        self.index = Index::default();
        self.work(stop, source, &Change { before: Vec::new(), now: 0..self.letter.blocks().len() })
    }

    /// Works on the blocks that are others now. One of those before may be among them, by what it says.
    fn work(&mut self, stop: Stop<'_>, source: &impl LineSource, change: &Change) -> Option<()> {
        let old = change.now.start..change.now.start + change.before.len();
        let before = change.before.iter().map(Block::key).zip(self.reports[old.clone()].iter().cloned());
        let known: FxHashMap<Key, Arc<BlockReport>> = before.collect();
        let profile = self.letter.profile(self.settings.grammar());
        let work = |block: &Block| {
            let fresh = || BlockReport::of(block, &source.slice(block.range), profile, &self.settings);
            known.get(&block.key()).cloned().unwrap_or_else(|| Arc::new(fresh()))
        };
        let blocks = self.letter.blocks()[change.now.clone()].iter();
        let fresh: Vec<Arc<BlockReport>> =
            blocks.map(|block| (!stop()).then(|| work(block))).collect::<Option<_>>()?;
        let says: Vec<Says> = fresh.iter().map(|report| report.says).collect();
        self.index.replace(old.clone(), &says);
        self.reports.splice(old, fresh);
        Some(())
    }

    /// All findings. A template, or a letter with a placeholder in it, is read as the letters that it may
    /// become, from scratch: such texts are short.
    pub fn outcome(&self, source: &impl LineSource) -> Outcome {
        self.outcome_unless(&|| false, source).expect("it is never stopped")
    }

    fn outcome_unless(&self, stop: Stop<'_>, source: &impl LineSource) -> Option<Outcome> {
        let outcome = self.own_outcome(stop, source)?;
        if self.settings.is_rendering() || !self.has_placeholders(source.len()) {
            return Some(outcome);
        }
        let text = source.slice(range(0, source.len()));
        let plain = template::Plain { text: &text, letter: &self.letter, outcome };
        Some(template::outcome(plain, &self.settings))
    }

    fn has_placeholders(&self, length: usize) -> bool {
        let placeholder = |fact: &PlaceholderFact| fact.kind != PlaceholderKind::Malformed;
        let mut facts = self.view().saying(Says::PLACEHOLDERS).map(|(_, facts)| facts);
        self.settings.options().template
            || (length <= MAX_RENDERED && facts.any(|facts| facts.placeholders.iter().any(placeholder)))
    }

    /// The findings of the text as it is: those of the blocks, then those of the rules that compare, then
    /// severities, suppressions and what there is to say about them.
    fn own_outcome(&self, stop: Stop<'_>, source: &impl LineSource) -> Option<Outcome> {
        let mut findings: Vec<Finding> = Vec::new();
        for place in self.index.places(Says::MISTAKES) {
            let (block, report) = (&self.letter.blocks()[*place as usize], &self.reports[*place as usize]);
            findings.extend(report.findings.iter().map(|finding| finding.shifted(block.range)));
        }
        let view = self.view();
        for (_, rule) in self.settings.running() {
            if stop() {
                return None;
            }
            if let Check::Letter(run) = rule.check {
                findings.extend(run_letter_rule(rule, &view, run));
            }
        }
        for finding in &mut findings {
            self.respect_locked_text(finding);
            finding.severity = self.severity(finding);
        }
        let directives = suppression::directives(source, &self.letter);
        for finding in &mut findings {
            // A fix must not swallow what somebody wrote to imrlint.
            finding
                .fixes
                .retain(|fix| fix.edits.iter().all(|edit| !suppression::touches(&directives, edit.range)));
            for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
                adapt_line_ends(edit, source);
            }
        }
        let mut outcome = if self.settings.options().is_final {
            suppression::refuse(findings, &directives)
        } else {
            suppression::apply(findings, &directives, &self.settings)
        };
        for finding in outcome.findings.iter_mut().filter(|finding| finding.rule.code.starts_with('M')) {
            finding.severity = self.severity(finding);
        }
        outcome.identifiers =
            view.identified().iter().map(|found| Masked { kind: found.kind, range: found.range }).collect();
        outcome
            .findings
            .sort_by_key(|finding| (finding.range.start(), finding.range.end(), finding.rule.code));
        Some(outcome)
    }

    /// Administrator lines and issue titles quote another party's words, quotations a guideline's: what is
    /// found there is worth knowing, but the reviewer cannot mend it. Leaks, placeholders and the decision itself are exempt.
    fn respect_locked_text(&self, finding: &mut Finding) {
        let exempt = finding.rule.code.starts_with(['R', 'T', 'V', 'E', 'M'])
            || ["S006", "S007"].contains(&finding.rule.code);
        let Some((block, facts)) = self.block_at(finding.range.start()).filter(|_| !exempt) else { return };
        let theirs =
            matches!(block.kind, BlockKind::Issue | BlockKind::Field(IssueField::AdministratorGuideline))
                && block.text_range().contains(finding.range.start());
        if theirs || facts.is_quoted(finding.range - block.range.start()) {
            finding.severity = finding.severity.min(Severity::Info);
            finding.fixes.clear();
        }
    }

    /// The letter as rules see it.
    pub fn view(&self) -> LetterView<'_> {
        LetterView {
            letter: &self.letter,
            profile: self.letter.profile(self.settings.grammar()),
            audience: self.audience(),
            settings: &self.settings,
            reports: &self.reports,
            index: &self.index,
            identified: OnceCell::new(),
        }
    }

    /// Who the letter is for: as set, or by its own signs.
    pub fn audience(&self) -> Audience {
        self.settings.options().audience.unwrap_or(self.letter.outline().audience)
    }

    fn severity(&self, finding: &Finding) -> Severity {
        /// What a draft may still lack.
        const UNFINISHED: [&str; 4] = ["S001", "S004", "S006", "S007"];
        if let Some(severity) = self.settings.severity_of(finding.rule) {
            return severity;
        }
        if self.settings.options().draft && UNFINISHED.contains(&finding.rule.code) {
            return finding.severity.min(Severity::Info);
        }
        finding.severity
    }
}

/// Gives new lines the end that the lines around them have.
fn adapt_line_ends(edit: &mut TextEdit, source: &impl LineSource) {
    if !edit.replacement.contains('\n') {
        return;
    }
    let at = usize::from(edit.range.start());
    let end_of = |offset: usize| {
        let end = source.line_end(offset);
        let tail = source.slice(range(source.floor_char_boundary(end.saturating_sub(2)), end)).into_owned();
        ["\r\n", "\n", "\r"].into_iter().find(|line_end| tail.ends_with(line_end))
    };
    let before = || source.line_start(at).checked_sub(1).and_then(end_of);
    if let Some(line_end) = end_of(at).or_else(before).filter(|line_end| *line_end != "\n") {
        edit.replacement = edit.replacement.replace('\n', line_end);
    }
}
