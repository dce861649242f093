//! What there is to know of the place under the cursor: which card, and for which range.

use crate::card::{self, Card, Circumstances};
use crate::facts::item::drugs;
use crate::facts::{Facts, final_conclusion};
use crate::guideline::grammar::Citation;
use crate::letter::{Block, BlockKind};
use crate::profile::HeaderField;
use crate::rules;
use crate::session::Session;
use crate::suppression;
use crate::text::{Flat, LineSource, TextRange, TextSize};

impl Session {
    /// The card for a place in the letter, with the range it is about.
    pub fn card_at(&self, source: &impl LineSource, offset: TextSize) -> Option<(TextRange, Card)> {
        if let Some(found) = self.rule_at(source, offset) {
            return Some(found);
        }
        let (block, facts) = self.block_at(offset)?;
        match block.kind {
            BlockKind::Title(role) => {
                let profile = self.letter().profile(self.settings().grammar());
                let mark = self
                    .letter()
                    .outline()
                    .marks
                    .iter()
                    .find(|mark| mark.range.contains_inclusive(offset))?;
                Some((mark.range, card::section(profile, role, &self.missing_parts())))
            }
            BlockKind::Issue => {
                let exact = self.verdict_at(block, offset).or_else(|| self.drug_at(source, block, offset));
                exact.or_else(|| self.item_at(block, facts, offset))
            }
            _ => self
                .citation_at(block, facts, offset)
                .or_else(|| self.label_at(block, facts, offset))
                .or_else(|| self.drug_at(source, block, offset)),
        }
    }

    /// The card of a field's label, of a field of the header, or of a credential.
    fn label_at(&self, block: &Block, facts: &Facts, offset: TextSize) -> Option<(TextRange, Card)> {
        let start = block.range.start();
        let label = TextRange::at(start, block.label.into());
        if let BlockKind::Field(field) = block.kind
            && label.contains(offset)
        {
            return Some((label, card::field(field, self.view().label(field))));
        }
        let is_here = |range: TextRange| (range + start).contains_inclusive(offset);
        if let Some(value) = facts.header.iter().find(|value| is_here(value.label) || is_here(value.value)) {
            let range = if is_here(value.label) { value.label } else { value.value } + start;
            return Some((range, card::header_field(value, &self.circumstances(0))));
        }
        let found = facts.credentials.iter().find(|credential| is_here(credential.range))?;
        Some((found.range + start, card::credential(found)))
    }

    /// The dates of the letter that decide how a citation applies.
    pub fn circumstances(&self, issue: usize) -> Circumstances {
        let view = self.view();
        Circumstances {
            counts: view.date_that_counts(issue).map(|counts| (counts.date, counts.what)),
            injury: view.header_date(HeaderField::DateOfInjury),
        }
    }

    fn rule_at(&self, source: &impl LineSource, offset: TextSize) -> Option<(TextRange, Card)> {
        let directives = suppression::directives(source, self.letter());
        let mut codes = directives.iter().flat_map(|directive| &directive.codes);
        let (code, range) = codes.find(|(_, range)| range.contains_inclusive(offset))?;
        Some((*range, card::rule(rules::find(code)?)))
    }

    fn verdict_at(&self, block: &Block, offset: TextSize) -> Option<(TextRange, Card)> {
        let issue = self.letter().issues().get(block.issue? as usize)?;
        let found = issue.verdict.filter(|verdict| verdict.range.contains_inclusive(offset))?;
        Some((found.range, card::verdict(found.verdict)))
    }

    /// The card of an issue's title, with what its rationale concludes.
    fn item_at(&self, block: &Block, facts: &Facts, offset: TextSize) -> Option<(TextRange, Card)> {
        let number = block.issue? as usize;
        let title = self.letter().issues().get(number)?.title;
        let view = self.view();
        let conclusions = view.issue_blocks(number).flat_map(|(_, facts)| &facts.conclusions);
        let card = card::item(self.settings().index(), facts, final_conclusion(conclusions))?;
        title.contains_inclusive(offset).then_some((title, card))
    }

    fn citation_at(&self, block: &Block, facts: &Facts, offset: TextSize) -> Option<(TextRange, Card)> {
        let line = facts.guideline.as_deref().map_or(&[][..], |line| line.citations.as_slice());
        let place = |citation: &Citation| citation.range + block.range.start();
        let citation =
            line.iter().chain(&facts.mentions).find(|citation| place(citation).contains_inclusive(offset))?;
        let circumstances = self.circumstances(block.issue.unwrap_or(0) as usize);
        Some((place(citation), card::citation(self.settings().index(), citation, &circumstances)))
    }

    fn drug_at(
        &self,
        source: &impl LineSource,
        block: &Block,
        offset: TextSize,
    ) -> Option<(TextRange, Card)> {
        let text = block.text_range();
        let flat = Flat::new(&source.slice(text));
        let index = self.settings().index();
        let found =
            drugs(&flat, index).into_iter().map(|(range, drug)| (flat.to_source(range) + text.start(), drug));
        let (range, drug) = found.into_iter().find(|(range, _)| range.contains_inclusive(offset))?;
        let date = self.circumstances(block.issue.unwrap_or(0) as usize).counts.map(|(date, _)| date);
        Some((range, card::drug(index, drug, date)))
    }

    /// What the letter lacks, as the structure rules put it.
    fn missing_parts(&self) -> Vec<String> {
        let view = self.view();
        let required =
            view.profile.sections.iter().filter(|section| section.required.contains(&view.audience));
        let missing = required.filter(|section| view.sections(section.role).next().is_none());
        missing.map(|section| section.title().trim_end_matches(':').to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{StrSource, size};

    /// The title of the card at the `|` of a text.
    fn at(marked: &str) -> Option<String> {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replace('|', "");
        let source = StrSource(&text);
        let session = Session::open(&source, std::sync::Arc::default());
        let (range, card) = session.card_at(&source, size(offset))?;
        assert!(range.contains_inclusive(size(offset)));
        assert!(!card.markdown().is_empty() && !card.text().is_empty());
        Some(card.title)
    }

    #[test]
    fn every_kind_of_place_has_its_card() {
        let letter = |text: &str| format!("IMR ISSUES, DECISIONS AND RATIONALES\n\n{text}");
        assert_eq!(at("CLINICAL CASE| SUMMARY\nText.\n").as_deref(), Some("CLINICAL CASE SUMMARY"));
        assert_eq!(at(&letter("Norco 5/325mg #60: Up|held\n")).as_deref(), Some("Upheld"));
        assert_eq!(at(&letter("Nor|co 5/325mg #60: Upheld\n")).as_deref(), Some("hydrocodone/acetaminophen"));
        assert_eq!(at(&letter("MRI of the le|ft knee: Upheld\n")).as_deref(), Some("MRI of the left knee"));
        let line = "A visit: Upheld\n\nMAXIMUS guideline: Decision based on MTUS Low Back| Complaints 2004, Section(s): Summary.\n";
        assert_eq!(at(&letter(line)).as_deref(), Some("Low Back Complaints 2004"));
        let mention =
            "A visit: Upheld\n\nDecision rationale: See ACOEM Chap|ter 12, page 301. Take Flexeril.\n";
        assert_eq!(at(&letter(mention)).as_deref(), Some("Low Back Complaints 2004"));
        let drug = "A visit: Upheld\n\nDecision rationale: She takes Flexe|ril.\n";
        assert_eq!(at(&letter(drug)).as_deref(), Some("cyclobenzaprine"));
        assert_eq!(
            at("<!-- imrlint-ignore S|011: why -->\nText.\n").as_deref(),
            Some("S011 altered-statement")
        );
        assert_eq!(at("Nothing to| say.\n"), None);
    }

    #[test]
    fn labels_dates_and_credentials_have_cards() {
        let line =
            "IMR ISSUES, DECISIONS AND RATIONALES\n\nA visit: Upheld\n\nDecision ratio|nale: It helps.\n";
        assert_eq!(at(line).as_deref(), Some("Decision rationale"));
        let header = |marked: &str| format!("{marked}\nPriority: Standard\n\nCLINICAL CASE SUMMARY\nText.\n");
        assert_eq!(at(&header("UR Denial| Date: 01/04/2017")).as_deref(), Some("UR Denial Date"));
        assert_eq!(at(&header("UR Denial Date: 01/0|4/2017")).as_deref(), Some("UR Denial Date"));
        let credentials = "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nThe Expert Reviewer has the following \
             credentials:\nState(s) of Licensure: Cali|fornia\nCertification(s)/Specialty: Neurology\n";
        assert_eq!(at(credentials).as_deref(), Some("California"));
    }
}
