//! `imrlint cite`: what the index knows of a citation, topic, drug, page or rule, as the editor's hover
//! shows it.

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use imr_linter::card::{self, Card, Circumstances};
use imr_linter::guideline::{EditionId, Index};

use crate::args::{CiteArgs, PageFormat};
use crate::guideline;

/// The exit code when nothing is known.
const NOTHING: u8 = 1;

/// Prints the cards.
///
/// Errors: an unknown edition or a malformed stored guideline.
pub(crate) fn run(args: &CiteArgs) -> anyhow::Result<ExitCode> {
    let index = guideline::index(args.isolated)?;
    let edition = args.edition.as_deref().map(|id| guideline::edition(&index, id)).transpose()?;
    let (cards, what) = cards(args, &index, edition)?;
    if cards.is_empty() {
        anstream::eprintln!("imrlint knows nothing of {what}; `imrlint guideline list` shows what it knows");
        return Ok(ExitCode::from(NOTHING));
    }
    anstream::print!("{}", print(&cards, args.output_format)?);
    Ok(ExitCode::SUCCESS)
}

fn cards(args: &CiteArgs, index: &Index, edition: Option<EditionId>) -> anyhow::Result<(Vec<Card>, String)> {
    let circumstances =
        Circumstances { counts: args.on.map(|date| (date, "the date given")), ..Circumstances::default() };
    let of_edition = |name: String| match edition {
        Some(id) => format!("{name} in {}", index.edition(id).full_title()),
        None => name,
    };
    Ok(match (&args.text, &args.topic, args.page) {
        (Some(text), None, None) if args.edition.is_none() => {
            (card::look_up(index, text, &circumstances), format!("\"{text}\""))
        }
        (None, Some(topic), None) => {
            (card::look_up_topic(index, topic, edition), of_edition(format!("a topic \"{topic}\"")))
        }
        (None, None, Some(page)) => {
            let id = edition.context("name the edition that the page is of: --edition chronic-pain-2009")?;
            (vec![card::page(index, id, page)], String::new())
        }
        (None, None, None) if edition.is_some() => {
            (edition.map(|id| card::edition(index, id)).into_iter().collect(), String::new())
        }
        (None, None, None) => bail!("say what to look up: a citation or name, --topic, --page or --edition"),
        _ => {
            bail!("look up one thing at a time: a text, --topic or --page; --edition goes with the last two")
        }
    })
}

/// The cards in a format.
pub(crate) fn print(cards: &[Card], format: PageFormat) -> anyhow::Result<String> {
    Ok(match format {
        PageFormat::Text => cards.iter().map(Card::text).collect::<Vec<_>>().join("\n"),
        PageFormat::Markdown => cards.iter().map(Card::markdown).collect::<Vec<_>>().join("\n"),
        PageFormat::Json => serde_json::to_string_pretty(cards)? + "\n",
    })
}
