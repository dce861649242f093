//! Facts: what a block says, by itself and in short, for the rules that compare. Ranges are relative
//! to the block; texts are short quotes. One file for each kind of fact.

mod credentials;
mod statements;

use crate::letter::{Block, BlockKind, Grammar, HeaderValue, header_values, misspelled_verdict};
use crate::profile::Profile;
use crate::text::{Flat, TextRange, size};

pub use credentials::{Credential, CredentialKind, Known};
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
}

/// Quotes in messages are cut to this many characters.
const QUOTE: usize = 100;

/// Reads the facts of a block. `text` is the block's text behind its label.
pub(crate) fn read(text: &str, flat: &Flat, block: &Block, grammar: &Grammar, profile: &Profile) -> Facts {
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
