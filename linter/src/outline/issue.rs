//! A disputed item with its decision.

use schemars::JsonSchema;
use serde::Serialize;

use super::citation::{CitationOutline, GuidelineOutline};
use super::item::ItemOutline;
use super::place::Place;
use super::reader::Reader;
use crate::facts::{Conclusion, Facts, Polarity, Share, final_conclusion};
use crate::letter::{Block, BlockKind, FieldSpan, IssueSpan, Verdict};
use crate::profile::IssueField;
use crate::text::TextSize;

/// A disputed item with its decision.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct IssueOutline {
    /// From one.
    pub number: usize,
    /// The item as requested, without its verdict; empty when there is none.
    pub title: String,
    /// The verdict behind the title.
    pub verdict: Option<VerdictOutline>,
    /// The item that is decided, taken apart: where a part of the request was authorised, what remains of it.
    pub item: ItemOutline,
    /// The original request, where the title tells it apart.
    pub requested: Option<ItemOutline>,
    /// What was authorised of it.
    pub authorised: Option<ItemOutline>,
    /// What the claims administrator relied on.
    pub administrator_guideline: Option<GuidelineOutline>,
    /// What the reviewer relies on.
    pub reviewer_guideline: Option<GuidelineOutline>,
    /// Why.
    pub rationale: Option<RationaleOutline>,
    /// From the title to the end of the last field.
    #[serde(flatten)]
    pub place: Place,
}

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerdictOutline {
    /// Which.
    pub verdict: Verdict,
    /// As printed; where a sentence decides, the sentence.
    pub words: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// A rationale.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RationaleOutline {
    /// How many words it has.
    pub length: u32,
    /// The guidelines that it mentions, in order.
    pub mentions: Vec<CitationOutline>,
    /// The clauses that decide, in order.
    pub conclusions: Vec<ConclusionOutline>,
    /// Label and text.
    #[serde(flatten)]
    pub place: Place,
}

/// A clause that decides whether an item is medically necessary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConclusionOutline {
    /// What it says.
    pub polarity: Polarity,
    /// Whether its wording leaves no doubt that it is the reviewer's conclusion and what it says.
    pub certain: bool,
    /// It is the ground of a conclusion and none itself.
    pub premise: bool,
    /// It is the conclusion that counts: the last certain one, else the last.
    pub counts: bool,
    /// What it decides about; empty where it does not say.
    pub subject: String,
    /// The words that decide.
    pub words: String,
    /// Where the clause stands.
    #[serde(flatten)]
    pub place: Place,
}

impl Reader<'_> {
    /// An issue, numbered from zero.
    pub(super) fn issue(&self, number: usize, issue: &IssueSpan) -> IssueOutline {
        let field = |field: IssueField| {
            let span = issue.field(field)?;
            let kind = BlockKind::Field(field);
            Some((span, self.view.issue_blocks(number).filter(move |(block, _)| block.kind == kind)))
        };
        let verdict = issue.verdict.map(|found| VerdictOutline {
            verdict: found.verdict,
            words: self.words(found.range),
            place: self.place(found.range),
        });
        let title = self.view.issue_title_block(number);
        let portion = |share: Share| {
            let (block, facts) = title?;
            let portion = facts.portions.iter().find(|portion| portion.share == share)?;
            Some(self.item(&portion.item, block.range.start()))
        };
        let whole = || {
            let (block, facts) = title?;
            Some(self.item(facts.item.as_deref()?, block.range.start()))
        };
        IssueOutline {
            number: number + 1,
            title: self.words(issue.title).trim_end_matches([' ', ':']).to_owned(),
            verdict,
            item: portion(Share::Remaining).or_else(whole).unwrap_or_default(),
            requested: portion(Share::Original),
            authorised: portion(Share::Authorised),
            administrator_guideline: field(IssueField::AdministratorGuideline)
                .map(|(span, blocks)| self.guideline(span, blocks)),
            reviewer_guideline: field(IssueField::ReviewerGuideline)
                .map(|(span, blocks)| self.guideline(span, blocks)),
            rationale: field(IssueField::Rationale).map(|(span, blocks)| self.rationale(span, blocks)),
            place: self.place(issue.range),
        }
    }

    fn rationale<'f>(
        &self,
        field: &FieldSpan,
        blocks: impl Iterator<Item = (&'f Block, &'f Facts)>,
    ) -> RationaleOutline {
        let blocks: Vec<_> = blocks.collect();
        let all =
            blocks.iter().flat_map(|(block, facts)| facts.conclusions.iter().map(|found| (*block, found)));
        let counts = final_conclusion(all.clone().map(|(_, found)| found));
        let conclusions = all.map(|(block, found)| {
            let counts = counts.is_some_and(|counts| std::ptr::eq(counts, found));
            self.conclusion(found, block.range.start(), counts)
        });
        let mentions = blocks.iter().flat_map(|(block, facts)| {
            facts.mentions.iter().map(|citation| self.citation(citation, block.range.start()))
        });
        RationaleOutline {
            length: blocks.iter().map(|(_, facts)| facts.words).sum(),
            mentions: mentions.collect(),
            conclusions: conclusions.collect(),
            place: self.place(field.range),
        }
    }

    fn conclusion(&self, found: &Conclusion, offset: TextSize, counts: bool) -> ConclusionOutline {
        ConclusionOutline {
            polarity: found.polarity,
            certain: found.certain,
            premise: found.premise,
            counts,
            subject: self.words(found.subject + offset),
            words: self.words(found.decides + offset),
            place: self.place(found.range + offset),
        }
    }
}
