//! Whatever a client does to a letter, the server's text is the client's, and what is known of the letter
//! is what a fresh reading knows.

use std::sync::{Arc, LazyLock};

use imr_linter::letter::Letter;
use imr_linter::lint;
use imr_linter::text::StrSource;
use proptest::prelude::*;
use proptest::sample::Index;
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::document::Document;
use crate::rope::Encoding;

const LETTER: &str = include_str!("../../examples/clean/2017-sections.imr");

/// What is put in: words, line ends of all kinds, titles, labels, verdicts, comments, and a lot at once.
const PIECES: [&str; 22] = [
    "",
    "",
    " ",
    "x",
    "é😀",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\u{c}",
    "\u{2028}",
    "CLINICAL CASE SUMMARY\n",
    "\nCLINCAL CASE SUMMARY\n",
    "HOW THE IMR FINAL DETERMINATION WAS MADE\n",
    "Decision rationale:",
    "\nMAXIMUS guideline: x\n",
    "State(s) of Licensure: Ohio\n",
    ": Upheld\n",
    "Overturned",
    "The request is not medically necessary. ",
    "<!-- imrlint-ignore S007: on purpose -->\n",
    "\n1. The request for x is not medically necessary.\n",
];

/// The same for all: under other settings a letter is read afresh.
static CONFIGURATION: LazyLock<Arc<Configuration>> = LazyLock::new(Arc::default);

/// One edit: where it begins and ends (line and column of a little more than the text), and what comes.
type Script = Vec<Vec<((Index, Index), (Index, Index), Index)>>;

/// Batches of edits.
fn scripts() -> impl Strategy<Value = Script> {
    let place = || (any::<Index>(), any::<Index>());
    prop::collection::vec(prop::collection::vec((place(), place(), any::<Index>()), 1..4), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]
    #[test]
    fn a_letter_under_edit_is_a_fresh_letter(script in scripts(), encoding in 0_usize..3, crlf in any::<bool>()) {
        let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][encoding];
        let start = if crlf { LETTER.replace('\n', "\r\n") } else { LETTER.to_owned() };
        follow(&start, script, encoding)?;
    }
}

#[test]
fn a_megabyte_pasted_and_removed_leaves_a_fresh_letter() {
    let paste = "The records of 01/02/2016 were reviewed, with é and 😀. \u{c}\r\n".repeat(16 * 1024);
    let client = client(Encoding::Utf16);
    let mut document = Document::new(uri(), 1, LETTER);
    let at = Position::new(30, 10);
    let change = |range, text: &str| TextDocumentContentChangeEvent {
        range: Some(range),
        range_length: None,
        text: text.to_owned(),
    };
    document.change(2, vec![change(Range::new(at, at), &paste)], &client);
    let offset = reference(LETTER, at, Encoding::Utf16);
    let mut text = LETTER.to_owned();
    text.insert_str(offset, &paste);
    same(&document, &client, &text).expect("pasted");
    let end = Position::new(30 + 16 * 1024, 0);
    document.change(3, vec![change(Range::new(at, end), "")], &client);
    same(&document, &client, LETTER).expect("removed");
}

fn follow(start: &str, script: Script, encoding: Encoding) -> Result<(), TestCaseError> {
    let client = client(encoding);
    let (mut document, mut text) = (Document::new(uri(), 1, start), start.to_owned());
    for batch in script {
        let mut changes = Vec::new();
        for (from, to, piece) in batch {
            let (from, to) = (position(&text, from), position(&text, to));
            // Mostly near each other, now and then far apart or the wrong way round.
            let to = if piece.index(5) > 0 {
                Position::new(from.line, from.character + to.character % 9)
            } else {
                to
            };
            let piece = PIECES[piece.index(PIECES.len())];
            let (a, b) = (reference(&text, from, encoding), reference(&text, to, encoding));
            text.replace_range(a.min(b)..a.max(b), piece);
            let range = Some(Range::new(from, to));
            changes.push(TextDocumentContentChangeEvent {
                range,
                range_length: None,
                text: piece.to_owned(),
            });
        }
        document.change(2, changes, &client);
        same(&document, &client, &text)?;
    }
    Ok(())
}

/// Compares with a fresh reading: text, structure, findings.
fn same(document: &Document, client: &Arc<ClientInfo>, text: &str) -> Result<(), TestCaseError> {
    let snapshot = document.snapshot(client, &CONFIGURATION);
    prop_assert_eq!(snapshot.text.to_text(), text);
    let checked = snapshot.read(|letter| {
        let settings = letter.session.settings();
        let fresh = Letter::read(&StrSource(text), settings.grammar());
        (*letter.session.letter() == fresh, letter.outcome.clone() == lint(text, settings))
    });
    prop_assert_eq!(checked, Some((true, true)), "structure and findings");
    Ok(())
}

/// A position in the text or a little outside.
fn position(text: &str, (line, column): (Index, Index)) -> Position {
    let lines = text.split(['\n', '\r']).count();
    Position::new(line.index(lines + 2) as u32, column.index(120) as u32)
}

/// The protocol's rules, spelt out: lines end with CRLF, LF or CR; what is outside is clamped; within a
/// character is before it.
fn reference(text: &str, position: Position, encoding: Encoding) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        let Some(found) = text[start..].find(['\n', '\r']) else { return text.len() };
        start += found + if text[start + found..].starts_with("\r\n") { 2 } else { 1 };
    }
    let line = text[start..].split(['\n', '\r']).next().unwrap_or("");
    let mut units = 0;
    for (at, c) in line.char_indices() {
        units += match encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        };
        if units > position.character as usize {
            return start + at;
        }
    }
    start + line.len()
}

fn client(encoding: Encoding) -> Arc<ClientInfo> {
    Arc::new(ClientInfo { encoding, ..ClientInfo::default() })
}

fn uri() -> Url {
    Url::parse("untitled:letter").expect("an address")
}
