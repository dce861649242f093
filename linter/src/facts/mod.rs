//! Facts: what a block says, by itself and in short, for the rules that compare. Ranges are relative
//! to the block; texts are short quotes. One file for each kind of fact.

mod citations;
mod conclusion;
mod credentials;
pub(crate) mod dates;
mod determination;
pub(crate) mod item;
mod passages;
mod patient;
mod placeholders;
mod quotations;
mod rationale;
pub(crate) mod says;
mod stated;
mod statements;

use crate::guideline::grammar::{Citation, GuidelineLine};
use crate::hole::{self, Hole};
use crate::identifier::{self, Identifiers};
use crate::letter::{Block, BlockKind, HeaderValue, VerdictSlip, header_values, signs, verdict_slip};
use crate::lexicon::Service;
use crate::profile::Profile;
use crate::settings::Settings;
use crate::text::{Flat, TextRange, TextSize, range, size};

pub use conclusion::{About, Conclusion, Polarity, conclusions, final_conclusion};
pub use credentials::{Credential, CredentialKind, Known, specialties, states};
pub(crate) use dates::print as print_date;
pub use determination::{Determination, Overall};
pub use item::{Amount, DosageForm, Form, Item, Measure, Portion, Share, Strength, Unit, portions};
pub use patient::{
    DateMention, DateRole, Duration, Operation, Patient, Pronoun, Quoted, Sex, SideMention, Topic,
};
pub use placeholders::{PlaceholderFact, PlaceholderKind};
pub use quotations::{Quotations, QuoteMark, Side};
pub use rationale::Grounds;
pub use says::Says;
pub use stated::{Role, Stated};
pub use statements::{StatementChange, StatementFact};

/// Everything that a block says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Words of the block that are not part of a fixed statement.
    pub words: u32,
    /// Words of the fixed statements in it.
    pub fixed_words: u32,
    /// The beginning of an issue's title, without its verdict.
    pub title: String,
    /// What stands at the end of a title in place of a verdict, and is not quite one.
    pub verdict_slip: Option<VerdictSlip>,
    /// Where an issue's title ends, and whether with a colon.
    pub title_end: (TextSize, bool),
    /// Labels within the block that are nearly right.
    pub label_slips: Vec<LabelSlip>,
    /// It tells how to appeal.
    pub appeal: bool,
    /// Fields of the header table.
    pub header: Vec<HeaderValue>,
    /// The reviewer's licences and specialties.
    pub credentials: Vec<Credential>,
    /// Fixed statements, as they stand here.
    pub statements: Vec<StatementFact>,
    /// The disputed item, in an issue's title.
    pub item: Option<Box<Item>>,
    /// The parts of the request, where the title tells them apart.
    pub portions: Vec<Portion>,
    /// The phrases of a rationale that name the item.
    pub stated: Vec<Stated>,
    /// It is a rationale, or a part of one.
    pub is_rationale: bool,
    /// What a summary or a rationale says of the worker.
    pub patient: Option<Box<Patient>>,
    /// The services that a rationale names, each once.
    pub services: Vec<Service>,
    /// The citations of a guideline line.
    pub guideline: Option<Box<GuidelineLine>>,
    /// The guidelines that a rationale mentions.
    pub mentions: Vec<Citation>,
    /// Passages that a rationale quotes.
    pub passages: Vec<TextRange>,
    /// What else a rationale rests on.
    pub grounds: Grounds,
    /// Places where words are missing.
    pub holes: Vec<Hole>,
    /// What tells who somebody is.
    pub identifiers: Identifiers,
    /// What a rationale concludes, and the premises that it concludes from.
    pub conclusions: Vec<Conclusion>,
    /// Placeholders and what is left of them.
    pub placeholders: Vec<PlaceholderFact>,
    /// Quotation marks in prose.
    pub quotations: Quotations,
    /// The overall determination of a letter to the parties.
    pub determination: Option<Determination>,
}

impl Facts {
    /// Whether a place in the block lies within a quoted passage.
    pub fn is_quoted(&self, place: TextRange) -> bool {
        self.passages.iter().any(|passage| passage.contains_range(place))
    }
}

/// A label that is nearly right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSlip {
    /// Where it stands.
    pub range: TextRange,
    /// The label as letters print it.
    pub usual: String,
}

/// Quotes in messages are cut to this many characters.
const QUOTE: usize = 100;

/// Reads the facts of a block. `text` is the block's text behind its label.
pub(crate) fn read(text: &str, flat: &Flat, block: &Block, settings: &Settings, profile: &Profile) -> Facts {
    let (grammar, index) = (settings.grammar(), settings.index());
    let statements = statements::read(flat, block.kind, profile);
    let fixed: usize = statements.iter().map(|fact| words(&flat[fact.range])).sum();
    let title = Flat::new(&text[..block.item as usize]);
    let (credentials, label_slips) = credentials::read(flat, block.kind, grammar.recogniser());
    let mut facts = Facts {
        words: (words(flat) - fixed) as u32,
        fixed_words: fixed as u32,
        title: quote(title.trim_end_matches([' ', ':'])),
        verdict_slip: verdict_slip(&title),
        title_end: (title.to_source(range(0, title.len())).end(), title.ends_with(':')),
        label_slips,
        appeal: tells_of_appeal(text, flat, block.kind),
        header: match block.kind {
            BlockKind::Header => header_values(text, flat, &profile.header),
            _ => Vec::new(),
        },
        credentials,
        statements,
        item: (block.kind == BlockKind::Issue).then(|| Box::new(item::read(&title, index))),
        portions: if block.kind == BlockKind::Issue { portions(&title, index) } else { Vec::new() },
        stated: Vec::new(),
        is_rationale: stated::is_rationale(block.kind),
        patient: patient::read(flat, block.kind).map(Box::new),
        services: stated::services_named(flat, block.kind),
        guideline: citations::line(flat, block.kind, index).map(Box::new),
        mentions: citations::mentions(flat, block.kind, index),
        passages: passages::read(flat, block.kind),
        grounds: rationale::read(flat, block.kind),
        conclusions: conclusion::read(flat, block.kind),
        placeholders: placeholders::read(flat, &settings.options().placeholders),
        quotations: quotations::read(flat, block.kind),
        determination: determination::read(flat, block.kind),
        holes: hole::read(text, block.kind, block.label),
        identifiers: identifier::read(flat, block, settings),
    };
    facts.stated = stated::read(flat, block.kind, &facts.conclusions, index);
    let to_block = |range: TextRange| flat.to_source(range) + size(block.label as usize);
    if let Some(slip) = &mut facts.verdict_slip {
        slip.range = title.to_source(slip.range) + size(block.label as usize);
    }
    facts.title_end.0 += size(block.label as usize);
    for slip in &mut facts.label_slips {
        slip.range = to_block(slip.range);
    }
    for fact in &mut facts.header {
        fact.label += size(block.label as usize);
        fact.value += size(block.label as usize);
        facts.label_slips.extend(fact.usual.clone().map(|usual| LabelSlip { range: fact.label, usual }));
    }
    for fact in &mut facts.credentials {
        fact.range = to_block(fact.range);
    }
    for fact in &mut facts.statements {
        fact.range = to_block(fact.range);
        for change in &mut fact.changes {
            change.found = to_block(change.found);
        }
    }
    facts.guideline = facts.guideline.map(|line| Box::new(line.moved(to_block)));
    facts.mentions = facts.mentions.into_iter().map(|citation| citation.moved(to_block)).collect();
    facts.conclusions = facts.conclusions.into_iter().map(|found| found.moved(to_block)).collect();
    if let Some(found) = &mut facts.determination {
        found.range = to_block(found.range);
        found.meaning = found.meaning.map(|(meaning, place)| (meaning, to_block(place)));
    }
    for passage in &mut facts.passages {
        *passage = to_block(*passage);
    }
    facts.grounds.depends = facts.grounds.depends.map(to_block);
    for (place, _) in &mut facts.grounds.tests {
        *place = to_block(*place);
    }
    facts.placeholders.iter_mut().for_each(|fact| fact.range = to_block(fact.range));
    facts.quotations.move_by(to_block);
    facts.item = facts.item.map(|item| Box::new(item.moved(to_block)));
    facts.patient = facts.patient.map(|patient| Box::new(patient.moved(to_block)));
    for portion in &mut facts.portions {
        portion.range = to_block(portion.range);
        portion.item = std::mem::take(&mut portion.item).moved(to_block);
    }
    for stated in &mut facts.stated {
        stated.range = to_block(stated.range);
        stated.item = std::mem::take(&mut stated.item).moved(to_block);
    }
    facts
}

fn tells_of_appeal(text: &str, flat: &Flat, kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Issue | BlockKind::Field(_)) && signs::has(text, flat, signs::Sign::Appeal)
}

fn words(text: &str) -> usize {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The beginning of a text, for a message.
pub(crate) fn quote(text: &str) -> String {
    match text.char_indices().nth(QUOTE) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}...", text[..text[..at].rfind(' ').unwrap_or(at)].trim_end()),
    }
}
