//! `imrlint guideline`: which guidelines the index knows, and how their pages become facts.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::anyhow;
use imr_linter::card::{self, Card};
use imr_linter::guideline::import::{Reading, is_importable, read_document};
use imr_linter::guideline::{Confidence, EditionId, Index, nearest};
use imr_project::{GuidelineStore, read_pages};

use crate::args::GuidelineCommand;
use crate::cite;

/// The exit code when a document differs from the index.
const DIFFERENT: u8 = 1;

/// Runs a subcommand.
///
/// Errors: whatever keeps a document from being read, believed or kept.
pub(crate) fn run(command: &GuidelineCommand) -> anyhow::Result<ExitCode> {
    match command {
        GuidelineCommand::List => {
            let index = index(false)?;
            list(&index);
        }
        GuidelineCommand::Show { edition, output_format } => {
            let index = index(false)?;
            let id = self::edition(&index, edition)?;
            let cards = std::iter::once(card::edition(&index, id))
                .chain(index.topics_of(id).map(|(topic, _)| card::topic(&index, topic)));
            anstream::print!("{}", cite::print(&cards.collect::<Vec<Card>>(), *output_format)?);
        }
        GuidelineCommand::Import { edition, file } => import(edition, file)?,
        GuidelineCommand::Verify { edition, file } => return verify(edition, file),
        GuidelineCommand::Forget { edition } => {
            let id = self::edition(&Index::built_in(), edition).map(|_| edition)?;
            if GuidelineStore::of_user()?.forget(id)? {
                anstream::println!("{id}: forgotten; the built-in index holds again");
            } else {
                anstream::println!("{id}: nothing was imported");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The index with what the user has imported.
pub(crate) fn index(isolated: bool) -> anyhow::Result<Arc<Index>> {
    let stored = if isolated { None } else { GuidelineStore::of_user()?.index(None)? };
    Ok(stored.unwrap_or_else(|| Arc::new(Index::built_in())))
}

/// The edition of a name.
pub(crate) fn edition(index: &Index, name: &str) -> anyhow::Result<EditionId> {
    index.find_edition(name).ok_or_else(|| {
        let ids = || index.editions().map(|(_, edition)| edition.id.as_str());
        let mut near: Vec<&str> = ids().filter(|id| name.len() >= 3 && id.starts_with(name)).collect();
        near.extend(nearest(name, ids().map(|id| (id, id))).map(|(id, _)| id));
        let near =
            if near.is_empty() { String::new() } else { format!(": did you mean {}?", near.join(" or ")) };
        anyhow!("there is no edition called \"{name}\"{near} (`imrlint guideline list` shows all)")
    })
}

fn list(index: &Index) {
    let width = index.editions().map(|(_, edition)| edition.id.len()).max().unwrap_or(0);
    for (id, edition) in index.editions() {
        let topics: Vec<_> = index.topics_of(id).collect();
        let verified = topics.iter().filter(|(_, t)| t.evidence.confidence == Confidence::Verified).count();
        let unverified =
            topics.iter().filter(|(_, t)| t.evidence.confidence == Confidence::Unverified).count();
        let mut known = match topics.len() {
            0 => "no topics known".to_owned(),
            1 => "1 topic or section".to_owned(),
            count => format!("{count} topics and sections"),
        };
        if verified > 0 {
            known.extend([", ", &verified.to_string(), " verified"]);
        }
        if unverified > 0 {
            known.extend([", ", &unverified.to_string(), " not verified"]);
        }
        if is_importable(index, id) && verified == 0 {
            known += "; can be imported";
        }
        anstream::println!("{:<width$}  {}: {known}", edition.id, edition.full_title());
    }
}

fn import(edition: &str, file: &Path) -> anyhow::Result<()> {
    let index = Index::built_in();
    let reading = read(&index, edition, file)?;
    report(&index, &reading);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let verified = reading.verified(&index, format!("{name}, {} pages", reading.last_page));
    let kept = GuidelineStore::of_user()?.keep(&verified)?;
    anstream::println!(
        "Kept in {}: pages are verified from now on, and findings on them errors.",
        kept.display()
    );
    Ok(())
}

fn verify(edition: &str, file: &Path) -> anyhow::Result<ExitCode> {
    let index = index(false)?;
    let reading = read(&index, edition, file)?;
    report(&index, &reading);
    let same = reading.differences(&index).next().is_none();
    Ok(if same { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}

fn read(index: &Index, edition: &str, file: &Path) -> anyhow::Result<Reading> {
    let id = self::edition(index, edition)?;
    let pages = read_pages(file).map_err(|error| anyhow!("{}: {error}", file.display()))?;
    read_document(index, id, &pages).map_err(|error| anyhow!("{}: {error}", file.display()))
}

/// Says what the document has told.
fn report(index: &Index, reading: &Reading) {
    let title = index.edition(reading.edition).full_title();
    let (found, missing) = (reading.found.len(), reading.missing.len());
    anstream::println!("{title}: {found} of {} topics found on {} pages", found + missing, reading.last_page);
    let differences: Vec<_> = reading.differences(index).collect();
    if !differences.is_empty() {
        anstream::println!("\nOther pages than in the index ({}):", differences.len());
    }
    for (id, before, now) in differences {
        anstream::println!("  {}: {before} -> {now}", index.topic(id).name);
    }
    if missing > 0 {
        anstream::println!("\nNot found as headings, so they stay as they were ({missing}):");
    }
    for id in &reading.missing {
        anstream::println!("  {}", index.topic(*id).name);
    }
    anstream::println!();
}
