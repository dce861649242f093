//! The judge of all that follows edits: whatever a client does to a letter, the server's text is the
//! client's, and what is known of the letter is what a fresh reading knows. Tests and the fuzz target ask it.

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use imr_linter::letter::Letter;
use imr_linter::lint;
use imr_linter::text::StrSource;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::document::{Document, Kind};
use crate::editor_settings::EditorSettings;
use crate::rope::Encoding;

/// Letters to begin with, one for each layout.
const LETTERS: [&str; 4] = [
    include_str!("../../../examples/clean/2017-sections.imr"),
    include_str!("../../../examples/clean/2013-early-review.imr"),
    include_str!("../../../examples/clean/2014-numbered.imr"),
    include_str!("../../../examples/clean/2017-for-the-parties.imr"),
];

/// What is put in: words, line ends of all kinds, titles, labels, verdicts, comments.
const PIECES: [&str; 24] = [
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
    "He said \"it hurt",
    "Jane Canary, the patient, is 45 years old. ",
];

/// Positions lie in so many columns.
const COLUMNS: usize = 120;

/// What an editor may set; kept, so that a letter is read afresh only when they change.
static CONFIGURATIONS: LazyLock<[Arc<Configuration>; 2]> = LazyLock::new(|| {
    let others = json!({ "draft": true, "ignore": ["S001"], "severity": { "P001": "error" } });
    [Value::Null, others].map(|settings| {
        let (settings, mistakes) = EditorSettings::read(&settings, Path::new(""));
        assert_eq!(mistakes, Vec::<String>::new());
        Arc::new(Configuration::new(Vec::new(), (PathBuf::new(), settings)))
    })
});

/// One edit. Its numbers are cut to what the text has, and a little more.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Where it begins: line and column.
    pub from: (u16, u8),
    /// Where it ends; mostly on the same line.
    pub to: (u16, u8),
    /// What is put in.
    pub piece: u8,
    /// The client sends it, and all before it that were not sent yet.
    pub sends: bool,
    /// How it comes to the server: mostly as an edit.
    pub way: u8,
}

/// How a step comes to the server, by number: most are edits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Edit,
    /// The whole text anew.
    WholeText,
    /// Not at all, until the letter is saved.
    Save,
    /// As an edit, under other settings.
    Settings,
    /// As an edit, taken for a template from then on.
    Kind,
}

impl Way {
    fn of(step: Step) -> Self {
        match step.way % 16 {
            0 => Way::WholeText,
            1 => Way::Save,
            2 => Way::Settings,
            3 => Way::Kind,
            _ => Way::Edit,
        }
    }
}

/// What a client counts columns in, and the letter and line ends that it begins with, all by number.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// One of three encodings.
    pub encoding: u8,
    /// One of the letters.
    pub letter: u8,
    /// One of three line ends.
    pub line_end: u8,
}

/// Plays edits and compares after each notice of the client.
///
/// Errors: what differs from a fresh reading.
pub fn follow(start: Start, steps: &[Step]) -> Result<(), String> {
    let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][usize::from(start.encoding) % 3];
    let line_end = ["\n", "\r\n", "\r"][usize::from(start.line_end) % 3];
    let mut text = LETTERS[usize::from(start.letter) % LETTERS.len()].replace('\n', line_end);
    let client = client(encoding);
    let mut document = Document::new(uri(), 1, &text);
    let mut settings = 0;
    // What the server knows before is what it has to keep up to date.
    same(&document, &client, settings, &text)?;
    let mut changes = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        let (from, to) = positions(&text, *step);
        let piece = PIECES[usize::from(step.piece) % PIECES.len()];
        let (a, b) = (reference(&text, from, encoding), reference(&text, to, encoding));
        text.replace_range(a.min(b)..a.max(b), piece);
        let way = Way::of(*step);
        match way {
            Way::WholeText => changes.push(change(None, &text)),
            Way::Save => changes.clear(),
            _ => changes.push(change(Some(Range::new(from, to)), piece)),
        }
        if way == Way::Settings {
            settings = 1 - settings;
        }
        if step.sends || way == Way::Save || place + 1 == steps.len() {
            document.change(2, std::mem::take(&mut changes), &client);
            if way == Way::Save {
                document.heal(&text);
            }
            if way == Way::Kind {
                document = document.of_kind(Kind::Template);
            }
            same(&document, &client, settings, &text)?;
        }
    }
    Ok(())
}

/// Compares with a fresh reading: text, structure, findings.
fn same(document: &Document, client: &Arc<ClientInfo>, settings: usize, text: &str) -> Result<(), String> {
    let snapshot = document.snapshot(client, &CONFIGURATIONS[settings]);
    if snapshot.text.to_text() != text {
        return Err(format!("the text is not the client's: {text:?}"));
    }
    let effective = snapshot.effective().ok_or("there are no settings")?;
    let checked = snapshot.read(&|| false, |letter| {
        let fresh = Letter::read(&StrSource(text), effective.settings.grammar());
        let known = letter.session.letter();
        (*known == fresh, *letter.outcome == lint(text, &effective.settings))
    });
    match checked {
        Some((true, true)) => Ok(()),
        Some((false, _)) => Err(format!("the structure is not that of a fresh reading: {text:?}")),
        Some((true, false)) => Err(format!("the findings are not those of a fresh reading: {text:?}")),
        None => Err("the letter was not read".to_owned()),
    }
}

/// Where a step begins and ends: in the text or a little outside. Mostly both are near each other, now and
/// then far apart or the wrong way round.
fn positions(text: &str, step: Step) -> (Position, Position) {
    let lines = text.split(['\n', '\r']).count() + 2;
    let position = |(line, column): (u16, u8)| {
        Position::new((usize::from(line) % lines) as u32, (usize::from(column) % COLUMNS) as u32)
    };
    let (from, to) = (position(step.from), position(step.to));
    let near = !step.to.1.is_multiple_of(5);
    (from, if near { Position::new(from.line, from.character + to.character % 9) } else { to })
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

fn change(range: Option<Range>, text: &str) -> TextDocumentContentChangeEvent {
    TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
}

fn client(encoding: Encoding) -> Arc<ClientInfo> {
    Arc::new(ClientInfo { encoding, ..ClientInfo::default() })
}

fn uri() -> Url {
    Url::parse("untitled:letter").expect("an address")
}
