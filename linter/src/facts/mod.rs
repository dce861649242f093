//! Facts: what a block says, by itself and in short, for the rules that compare. Ranges are relative
//! to the block; texts are short quotes. One file for each kind of fact.

mod citations;
mod credentials;
pub(crate) mod dates;
pub(crate) mod item;
mod rationale;
mod statements;

use crate::guideline::grammar::{Citation, GuidelineLine};
use crate::letter::{Block, BlockKind, Grammar, HeaderValue, header_values, misspelled_verdict};
use crate::profile::Profile;
use crate::settings::Settings;
use crate::text::{Flat, TextRange, size};

pub use credentials::{Credential, CredentialKind, Known};
pub use item::{Form, Item};
pub use rationale::Grounds;
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
    /// What stands for a verdict and is not quite one, with the verdict meant.
    pub misspelled_verdict: Option<(String, &'static str)>,
    /// Fields of the header table.
    pub header: Vec<HeaderValue>,
    /// The reviewer's licences and specialties.
    pub credentials: Vec<Credential>,
    /// Fixed statements, as they stand here.
    pub statements: Vec<StatementFact>,
    /// The disputed item, in an issue's title.
    pub item: Option<Box<Item>>,
    /// The citations of a guideline line.
    pub guideline: Option<Box<GuidelineLine>>,
    /// The guidelines that a rationale mentions.
    pub mentions: Vec<Citation>,
    /// What else a rationale rests on.
    pub grounds: Grounds,
}

/// Quotes in messages are cut to this many characters.
const QUOTE: usize = 100;

/// Reads the facts of a block. `text` is the block's text behind its label.
pub(crate) fn read(text: &str, flat: &Flat, block: &Block, settings: &Settings, profile: &Profile) -> Facts {
    let (grammar, index) = (settings.grammar(), settings.index());
    let statements = statements::read(flat, block.kind, profile);
    let fixed: usize = statements.iter().map(|fact| words(&flat[fact.range])).sum();
    let mut facts = Facts {
        words: (words(flat) - fixed) as u32,
        fixed_words: fixed as u32,
        title: title(flat, block.kind, grammar),
        misspelled_verdict: match block.kind {
            BlockKind::Issue => misspelled_verdict(flat).map(|(word, meant)| (word.to_owned(), meant)),
            _ => None,
        },
        header: match block.kind {
            BlockKind::Header => header_values(text, flat, &profile.header),
            _ => Vec::new(),
        },
        credentials: credentials::read(flat, block.kind, grammar.recogniser()),
        statements,
        item: (block.kind == BlockKind::Issue).then(|| Box::new(item::read(flat, index))),
        guideline: citations::line(flat, block.kind, index).map(Box::new),
        mentions: citations::mentions(flat, block.kind, index),
        grounds: rationale::read(flat, block.kind),
    };
    let to_block = |range: TextRange| flat.to_source(range) + size(block.label as usize);
    for fact in &mut facts.header {
        fact.label += size(block.label as usize);
        fact.value += size(block.label as usize);
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
    facts.grounds.depends = facts.grounds.depends.map(to_block);
    for (place, _) in &mut facts.grounds.tests {
        *place = to_block(*place);
    }
    if let Some(item) = &mut facts.item {
        item.drugs.iter_mut().for_each(|(place, _)| *place = to_block(*place));
        item.regions.iter_mut().for_each(|(place, _)| *place = to_block(*place));
        item.services.iter_mut().for_each(|(place, _)| *place = to_block(*place));
    }
    facts
}

fn title(flat: &str, kind: BlockKind, grammar: &Grammar) -> String {
    if kind != BlockKind::Issue {
        return String::new();
    }
    let end = grammar.recogniser().verdict_at_end(flat).map_or(flat.len(), |(_, start, _)| start);
    quote(flat[..end].trim_end_matches([' ', ':']))
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
