//! A letter under the linter: read once, kept up to date edit by edit, its findings at any time those
//! of a fresh reading.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::facts::Facts;
use crate::finding::{Finding, Severity};
use crate::letter::{Block, BlockKind, Edit, Letter};
use crate::profile::{Audience, IssueField};
use crate::report::{BlockReport, run_letter_rule};
use crate::rules::{self, Check, LetterView};
use crate::settings::Settings;
use crate::suppression;
use crate::text::{LineSource, StrSource, TextSize};

/// What is remembered of a block stands under this.
type Key = (u64, u32, BlockKind, u32, Option<(u16, u8)>);

/// A letter with all that is known of it.
#[derive(Debug)]
pub struct Session {
    settings: Arc<Settings>,
    letter: Letter,
    reports: Vec<Arc<BlockReport>>,
}

/// The findings of a letter, and what is kept quiet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// In the order of the text.
    pub findings: Vec<Finding>,
    /// Findings that suppression comments silence.
    pub suppressed: usize,
}

/// Lints a text from scratch.
pub fn lint(text: &str, settings: &Arc<Settings>) -> Outcome {
    let source = StrSource(text);
    Session::open(&source, settings.clone()).outcome(&source)
}

impl Session {
    /// Reads a letter.
    pub fn open(source: &impl LineSource, settings: Arc<Settings>) -> Self {
        let letter = Letter::read(source, settings.grammar());
        let mut session = Self { settings, letter, reports: Vec::new() };
        session.reports = session.work(source, |_| None);
        session
    }

    /// Takes an edit over; `source` is the text after it.
    pub fn edit(&mut self, source: &impl LineSource, edit: Edit) {
        let old_profile = self.letter.outline().profile;
        let old_blocks = self.letter.blocks().to_vec();
        self.letter.edit(source, self.settings.grammar(), edit);
        let old_reports = std::mem::take(&mut self.reports);
        if self.letter.outline().profile != old_profile {
            self.reports = self.work(source, |_| None);
            return;
        }
        let known: FxHashMap<Key, &Arc<BlockReport>> = old_blocks.iter().map(key).zip(&old_reports).collect();
        self.reports = self.work(source, |block| known.get(&key(block)).copied().cloned());
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
    pub(crate) fn block_at(&self, offset: TextSize) -> Option<(&Block, &Facts)> {
        let blocks = self.letter.blocks();
        let at = blocks.partition_point(|block| block.range.start() <= offset).checked_sub(1)?;
        Some((&blocks[at], &self.reports[at].facts))
    }

    /// The settings in force.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    fn work(
        &self,
        source: &impl LineSource,
        known: impl Fn(&Block) -> Option<Arc<BlockReport>>,
    ) -> Vec<Arc<BlockReport>> {
        let profile = self.letter.profile(self.settings.grammar());
        let blocks = self.letter.blocks().iter();
        let work = |block: &Block| {
            known(block).unwrap_or_else(|| {
                Arc::new(BlockReport::of(block, &source.slice(block.range), profile, &self.settings))
            })
        };
        blocks.map(work).collect()
    }

    /// All findings: those of the blocks, then those of the rules that compare, then severities,
    /// suppressions and what there is to say about them.
    pub fn outcome(&self, source: &impl LineSource) -> Outcome {
        let mut findings: Vec<Finding> = Vec::new();
        for (block, report) in self.letter.blocks().iter().zip(&self.reports) {
            findings.extend(report.findings.iter().map(|finding| finding.shifted(block.range)));
        }
        let view = self.view();
        for rule in rules::all().filter(|rule| self.settings.runs(rule)) {
            if let Check::Letter(run) = rule.check {
                findings.extend(run_letter_rule(rule, &view, run));
            }
        }
        for finding in &mut findings {
            self.respect_locked_text(finding);
            finding.severity = self.severity(finding);
        }
        if uses_crlf(source) {
            for edit in
                findings.iter_mut().flat_map(|finding| &mut finding.fixes).flat_map(|fix| &mut fix.edits)
            {
                edit.replacement = edit.replacement.replace('\n', "\r\n");
            }
        }
        findings.sort_by_key(|finding| (finding.range.start(), finding.range.end(), finding.rule.code));
        let directives = suppression::directives(source, &self.letter);
        suppression::apply(findings, &directives, &self.settings)
    }

    /// Administrator lines and issue titles quote another party's words: what is found there is worth
    /// knowing, but the reviewer cannot mend it. Leaks, placeholders and the decision itself are exempt.
    fn respect_locked_text(&self, finding: &mut Finding) {
        let exempt = finding.rule.code.starts_with(['R', 'T', 'V', 'E', 'M'])
            || ["S006", "S007"].contains(&finding.rule.code);
        let Some(block) = self.letter.block_at(finding.range.start()).filter(|_| !exempt) else { return };
        let locked =
            matches!(block.kind, BlockKind::Issue | BlockKind::Field(IssueField::AdministratorGuideline));
        if locked && block.text_range().contains(finding.range.start()) {
            finding.severity = finding.severity.min(Severity::Info);
            finding.fixes.clear();
        }
    }

    pub(crate) fn view(&self) -> LetterView<'_> {
        LetterView {
            letter: &self.letter,
            profile: self.letter.profile(self.settings.grammar()),
            audience: self.audience(),
            settings: &self.settings,
            reports: &self.reports,
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

/// Whether lines end as Windows ends them; the first line tells.
fn uses_crlf(source: &impl LineSource) -> bool {
    let end = source.line_end(0);
    end >= 2 && source.slice(crate::text::range(end - 2, end)) == "\r\n"
}

fn key(block: &Block) -> Key {
    (block.hash, block.range.len().into(), block.kind, block.label, block.form)
}
