//! In the title of a numbered issue, which is a sentence that decides: the request, then the decision.

use std::sync::LazyLock;

use imr_linter::letter::BlockKind;
use imr_linter::profile::{IssueStyle, Part, Phrase, PhraseId, SectionRole, parts};
use imr_linter::text::{Flat, LineSource, TextRange, range};
use regex::Regex;
use tower_lsp::lsp_types::{CompletionItem, CompletionItemKind};

use super::Cursor;
use crate::letter::sentences;

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\d{1,2}[.)](?: |$)").expect("a valid pattern"));

/// Answers in a paragraph that begins with a number, among the decisions of a letter with such titles.
pub(super) fn items(cursor: &Cursor<'_, '_>) -> Option<Vec<CompletionItem>> {
    let view = cursor.letter.session.view();
    let place = matches!(
        cursor.kind?,
        BlockKind::Issue | BlockKind::Field(_) | BlockKind::Paragraph(SectionRole::Decisions)
    );
    if view.profile.issue.style != IssueStyle::Numbered || !place || !cursor.at_end {
        return None;
    }
    let start = cursor.paragraph();
    let source = cursor.letter.letter.text.slice(TextRange::new(start, cursor.offset));
    let flat = Flat::new(&source);
    let number = NUMBER.find(&flat)?.end();
    let behind = |said: usize| cursor.from(start + flat.to_source(range(0, said)).end());
    let ids = [PhraseId::UpheldTitle, PhraseId::OverturnedTitle];
    let titles: Vec<&Phrase> = ids.into_iter().filter_map(|id| view.profile.phrases.get(id)).collect();
    let ends: Vec<CompletionItem> = titles
        .iter()
        .filter_map(|phrase| {
            let (at, rest) = decision(phrase, &flat[number..], source.ends_with(' '))?;
            cursor.words(rest, &behind(number + at), CompletionItemKind::VALUE)
        })
        .collect();
    if !ends.is_empty() {
        return Some(ends);
    }
    let typed = behind(number);
    let begins = |phrase: &&&Phrase| phrase.text.to_lowercase().starts_with(&typed.words().to_lowercase());
    let offers = titles.iter().filter(begins).filter_map(|phrase| sentences::plain(cursor.letter, phrase.id));
    let items: Vec<CompletionItem> = offers.filter_map(|offer| cursor.sentence(&offer, &typed)).collect();
    Some(items)
}

/// Where the decision begins in a title that names its item, and the words of the decision.
fn decision<'p>(phrase: &'p Phrase, title: &str, blank: bool) -> Option<(usize, &'p str)> {
    let [Part::Text(before), Part::Gap(_), Part::Text(decision)] = parts(&phrase.text)[..] else {
        return None;
    };
    let named = title.get(..before.len()).filter(|head| head.eq_ignore_ascii_case(before))?.len();
    let decision = decision.trim_start();
    let item = &title[named..];
    // As much of the decision as is typed, at the end and behind a blank.
    let typed = item.match_indices(' ').map(|(at, _)| at + 1);
    let begun = typed.clone().find(|at| decision.starts_with(&item[*at..]));
    let at = begun.or(blank.then_some(item.len())).filter(|at| *at > 1)?;
    Some((named + at, decision))
}
