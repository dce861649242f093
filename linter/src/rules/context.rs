//! What a rule sees: one block, or the facts of the letter.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;

use crate::facts::says::Index;
use crate::facts::{Facts, Overall, Patient, Says};
use crate::guideline::grammar::Citation;
use crate::identifier::{self, Identified};
use crate::letter::{Block, BlockKind, Form, IssueSpan, Letter, MarkForm, SectionSpan, Verdict, sentences};
use crate::profile::{Audience, HeaderField, IssueField, Profile, SectionRole};
use crate::report::BlockReport;
use crate::settings::Settings;
use crate::text::{Flat, TextRange, TextSize, range, size};

/// One block, for rules that look at blocks. Ranges that they report are relative to the block.
pub struct BlockView<'a> {
    /// What the block is.
    pub kind: BlockKind,
    /// Its text behind the label, as written.
    pub text: &'a str,
    /// Its text behind the label, evened.
    pub flat: &'a Flat,
    /// What it says.
    pub facts: &'a Facts,
    /// The title or label that marks it, and how well.
    pub form: Option<(&'a Form, MarkForm)>,
    /// The profile that the letter follows.
    pub profile: &'a Profile,
    /// The settings.
    pub settings: &'a Settings,
    /// Where the rule's trigger words stand in the flat text.
    pub hits: &'a [TextRange],
    pub(crate) label: u32,
    pub(crate) label_text: &'a str,
    pub(crate) sentences: &'a OnceCell<Vec<TextRange>>,
}

impl<'a> BlockView<'a> {
    /// The place in the block of a range of the flat text.
    pub fn place(&self, flat: TextRange) -> TextRange {
        self.flat.to_source(flat) + size(self.label as usize)
    }

    /// Whether a line ends within a range of the block.
    pub fn has_line_end(&self, place: TextRange) -> bool {
        self.text[place - size(self.label as usize)].contains(['\n', '\r'])
    }

    /// The sentences of the flat text.
    pub fn sentences(&self) -> &'a [TextRange] {
        self.sentences.get_or_init(|| sentences(self.flat))
    }

    /// The title or label as written, with its place.
    pub fn mark(&self) -> (String, TextRange) {
        let flat = Flat::new(self.label_text);
        let place = flat.to_source(range(0, flat.len()));
        (flat.as_str().to_owned(), place)
    }

    /// The evened text of a range of the block.
    pub fn quote(&self, place: TextRange) -> String {
        let start = usize::from(place.start()).saturating_sub(self.label as usize);
        let end = usize::from(place.end()).saturating_sub(self.label as usize);
        Flat::new(&self.text[start..end]).as_str().to_owned()
    }
}

/// A citation with its place in the letter.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// The citation; its ranges are relative to its block.
    pub citation: &'a Citation,
    /// Where its block begins.
    pub offset: TextSize,
    /// The issue it belongs to.
    pub issue: usize,
}

/// The date that decides which edition applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountingDate {
    /// The date.
    pub date: Date,
    /// What it is the date of.
    pub what: &'static str,
}

/// The letter, for rules that compare its parts. They see structure and facts, never text.
pub struct LetterView<'a> {
    /// Lines, outline, issues, blocks.
    pub letter: &'a Letter,
    /// The profile that the letter follows.
    pub profile: &'a Profile,
    /// Who the letter is for.
    pub audience: Audience,
    /// The settings.
    pub settings: &'a Settings,
    pub(crate) reports: &'a [Arc<BlockReport>],
    pub(crate) index: &'a Index,
    pub(crate) identified: OnceCell<Vec<Identified>>,
}

impl<'a> LetterView<'a> {
    /// The blocks with what they say.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = (&'a Block, &'a Facts)> + Clone + use<'a> {
        self.letter.blocks().iter().zip(self.reports).map(|(block, report)| (block, &report.facts))
    }

    /// The blocks that have facts of one kind.
    pub fn saying(
        &self,
        kind: Says,
    ) -> impl DoubleEndedIterator<Item = (&'a Block, &'a Facts)> + Clone + use<'a> {
        let (blocks, reports) = (self.letter.blocks(), self.reports);
        let places = self.index.places(kind).iter().map(|place| *place as usize);
        places.map(move |place| (&blocks[place], &reports[place].facts))
    }

    /// What tells who somebody is, in the order of the text.
    pub fn identified(&self) -> &[Identified] {
        self.identified.get_or_init(|| identifier::identified(self))
    }

    /// The blocks that lie in a range.
    pub fn blocks_in(
        &self,
        span: TextRange,
    ) -> impl DoubleEndedIterator<Item = (&'a Block, &'a Facts)> + Clone + use<'a> {
        let blocks = self.letter.blocks();
        let first = blocks.partition_point(|block| block.range.start() < span.start());
        let last = blocks.partition_point(|block| block.range.start() < span.end()).max(first);
        blocks[first..last]
            .iter()
            .zip(&self.reports[first..last])
            .map(|(block, report)| (block, &report.facts))
    }

    /// The blocks of an issue.
    pub fn issue_blocks(&self, issue: usize) -> impl Iterator<Item = (&'a Block, &'a Facts)> + use<'a> {
        let (letter, reports) = (self.letter, self.reports);
        letter.issue_blocks(issue).map(move |place| (&letter.blocks()[place], &reports[place].facts))
    }

    /// The issues, numbered from zero.
    pub fn issues(&self) -> impl Iterator<Item = (usize, &'a IssueSpan)> + use<'a> {
        self.letter.issues().iter().enumerate()
    }

    /// The citations of a guideline field, in the order of the letter.
    pub fn lines(&self, field: IssueField) -> impl Iterator<Item = Cited<'a>> + use<'a> {
        self.saying(Says::CITATIONS).filter(move |(block, _)| block.kind == BlockKind::Field(field)).flat_map(
            |(block, facts)| {
                let line = facts.guideline.as_deref();
                let citations = line.map_or(&[][..], |line| line.citations.as_slice());
                let issue = block.issue.unwrap_or(0) as usize;
                citations.iter().map(move |citation| Cited { citation, offset: block.range.start(), issue })
            },
        )
    }

    /// All citations: of both guideline fields, and those that rationales make in passing.
    pub fn citations(&self) -> impl Iterator<Item = Cited<'a>> + use<'a> {
        self.saying(Says::CITATIONS).flat_map(|(block, facts)| {
            let line = facts.guideline.as_deref().map_or(&[][..], |line| line.citations.as_slice());
            let issue = block.issue.unwrap_or(0) as usize;
            line.iter().chain(&facts.mentions).map(move |citation| Cited {
                citation,
                offset: block.range.start(),
                issue,
            })
        })
    }

    /// A date of the header, where there is one.
    pub fn header_date(&self, field: HeaderField) -> Option<Date> {
        self.saying(Says::HEADER)
            .flat_map(|(_, facts)| &facts.header)
            .find(|value| value.field == field)?
            .date
    }

    /// The date that decides which edition applies to an issue: the date of service where the title
    /// states one, else that of the denial, else that of the decision.
    pub fn date_that_counts(&self, issue: usize) -> Option<CountingDate> {
        let service = self.issue_title(issue).and_then(|facts| facts.item.as_ref()?.service_date);
        let dates = [
            (service, "date of service"),
            (self.header_date(HeaderField::UrDenialDate), "date of the denial"),
            (self.header_date(HeaderField::DecisionDate), "date of the decision"),
        ];
        dates.into_iter().find_map(|(date, what)| Some(CountingDate { date: date?, what }))
    }

    /// What the summary and the rationales say of the worker, block by block: facts of one kind.
    pub fn patients(&self, kind: Says) -> impl Iterator<Item = (&'a Block, &'a Patient)> + Clone + use<'a> {
        self.saying(kind).filter_map(|(block, facts)| Some((block, facts.patient.as_deref()?)))
    }

    /// The same, of the summary alone.
    pub fn summary(&self, kind: Says) -> impl Iterator<Item = (&'a Block, &'a Patient)> + Clone + use<'a> {
        let summary = BlockKind::Paragraph(SectionRole::Summary);
        self.patients(kind).filter(move |(block, _)| block.kind == summary)
    }

    /// A field of the header table that holds a date, with where it is printed.
    pub fn header_field(&self, field: HeaderField) -> Option<(Date, TextRange)> {
        let values = self
            .saying(Says::HEADER)
            .flat_map(|(block, facts)| facts.header.iter().map(move |value| (block, value)));
        let mut values = values.filter(|(_, value)| value.field == field);
        values.find_map(|(block, value)| Some((value.date?, value.value + block.range.start())))
    }

    /// The sections of a role.
    pub fn sections(&self, role: SectionRole) -> impl Iterator<Item = &'a SectionSpan> + use<'a> {
        self.letter.outline().sections(role)
    }

    /// Where a section's title stands.
    pub fn title_range(&self, section: &SectionSpan) -> TextRange {
        self.letter.outline().marks[section.mark].range
    }

    /// A section's title as the profile prints it.
    pub fn title(&self, role: SectionRole) -> &'a str {
        self.profile.section(role).map_or("", |section| section.title().trim_end_matches(':'))
    }

    /// The label of an issue's field as the profile prints it, without its colon.
    pub fn label(&self, field: IssueField) -> &'a str {
        let form = self.profile.issue.fields.iter().find(|form| form.id == field);
        form.map_or("", |form| form.mark().trim_end_matches(':'))
    }

    /// The place of what speaks for the letter as a whole: its first title, or its first text.
    pub fn head(&self) -> TextRange {
        if let Some(section) = self.letter.outline().sections.first() {
            return self.title_range(section);
        }
        let blank = crate::letter::LineFlags::BLANK;
        let mut lines = self.letter.lines().that_are(crate::letter::LineFlags::all());
        lines.find(|(_, line)| !line.is(blank)).map_or_else(TextRange::default, |(place, _)| place)
    }

    /// What the verdicts add up to, with an issue that shows it; nothing where an issue is not decided.
    pub fn overall(&self) -> Option<(Overall, &'a IssueSpan)> {
        let issues = self.letter.issues();
        let with = |verdict| {
            let decides =
                move |issue: &&IssueSpan| issue.verdict.is_some_and(|found| found.verdict == verdict);
            issues.iter().find(decides)
        };
        let all =
            issues.iter().all(|issue| issue.verdict.is_some_and(|found| found.verdict != Verdict::Other));
        match (with(Verdict::Upheld), with(Verdict::Overturned)) {
            (Some(upheld), Some(_)) => Some((Overall::PartialOverturn, upheld)),
            (Some(upheld), None) if all => Some((Overall::Uphold, upheld)),
            (None, Some(overturned)) if all => Some((Overall::Overturn, overturned)),
            _ => None,
        }
    }

    /// How an issue is named in messages: its number and the beginning of its title.
    pub fn issue_name(&self, issue: usize) -> String {
        match self.issue_title(issue).map(|facts| facts.title.as_str()) {
            Some(title) if !title.is_empty() => format!("issue {} ({title})", issue + 1),
            _ => format!("issue {}", issue + 1),
        }
    }

    /// What an issue's title says, if it has one.
    pub fn issue_title(&self, issue: usize) -> Option<&'a Facts> {
        self.issue_title_block(issue).map(|(_, facts)| facts)
    }

    /// The same, with its block.
    pub fn issue_title_block(&self, issue: usize) -> Option<(&'a Block, &'a Facts)> {
        self.issue_blocks(issue).find(|(block, _)| block.kind == BlockKind::Issue)
    }

    /// Where an issue is named: its title, else its first label.
    pub fn issue_place(&self, issue: &IssueSpan) -> TextRange {
        match issue.fields.first() {
            Some(field) if issue.title.is_empty() => {
                TextRange::new(field.range.start(), field.value_start.into())
            }
            _ => issue.title,
        }
    }
}
