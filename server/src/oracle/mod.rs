//! The judge of all that follows edits: whatever a client does to a letter, the server's text is the
//! client's, and what is known of the letter is what a fresh reading knows. Tests and the fuzz target ask it.

mod position;
mod step;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use imr_linter::letter::Letter;
use imr_linter::text::StrSource;
use imr_linter::{Outcome, Session};
use imr_project::Effective;
use serde_json::json;
use tower_lsp::lsp_types::{Range, TextDocumentContentChangeEvent, Url};

use crate::client::ClientInfo;
use crate::configuration::Configuration;
use crate::document::{Document, Kind, Snapshot};
use crate::editor_settings::EditorSettings;
use crate::rope::Encoding;

pub use step::{Start, Step};

use position::{offset, positions};
use step::{LETTERS, PIECES, Way};

/// Where letters are that are not saved yet; nobody has such a folder.
const FOLDER: &str = "/letters-of-the-oracle";

/// What an editor may set; kept, so that a letter is read afresh only when they change.
static CONFIGURATIONS: LazyLock<[Arc<Configuration>; 3]> = LazyLock::new(|| {
    let baseline = concat!(env!("CARGO_MANIFEST_DIR"), "/src/oracle/baseline.toml");
    let others = json!({ "draft": true, "ignore": ["S001"], "severity": { "P001": "error" } });
    [json!(null), others, json!({ "baseline": baseline })].map(|settings| {
        let (settings, mistakes) = EditorSettings::read(&settings, Path::new(""));
        assert_eq!(mistakes, Vec::<String>::new());
        Arc::new(Configuration::new(Vec::new(), (PathBuf::from(FOLDER), settings)))
    })
});

/// Plays edits and compares after each notice of the client.
///
/// Errors: what differs from a fresh reading.
pub fn follow(start: Start, steps: &[Step]) -> Result<(), String> {
    let mut session = Editing::open(start);
    // What the server knows before is what it has to keep up to date.
    session.is_fresh()?;
    for (place, step) in steps.iter().enumerate() {
        session.take(*step, place + 1 == steps.len())?;
    }
    Ok(())
}

/// A client and a server with a letter open.
struct Editing {
    client: Arc<ClientInfo>,
    /// The server's letter.
    document: Document,
    /// The client's text, and as of its last notice.
    text: String,
    sent: String,
    /// What the client has not sent yet.
    changes: Vec<TextDocumentContentChangeEvent>,
    /// Which of the settings hold.
    settings: usize,
    /// Rules that compare all of a letter rest.
    rests: bool,
}

impl Editing {
    fn open(start: Start) -> Self {
        let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][usize::from(start.encoding) % 3];
        let line_end = ["\n", "\r\n", "\r"][usize::from(start.line_end) % 3];
        let text = LETTERS[usize::from(start.letter) % LETTERS.len()].replace('\n', line_end);
        Self {
            client: client(encoding),
            document: Document::new(uri(), 1, &text),
            sent: text.clone(),
            text,
            changes: Vec::new(),
            settings: 0,
            rests: false,
        }
    }

    fn take(&mut self, step: Step, last: bool) -> Result<(), String> {
        let encoding = self.client.encoding;
        let (from, to) = positions(&self.text, step);
        let piece = PIECES[usize::from(step.piece) % PIECES.len()];
        let (a, b) = (offset(&self.text, from, encoding), offset(&self.text, to, encoding));
        self.text.replace_range(a.min(b)..a.max(b), piece);
        let way = Way::of(step);
        match way {
            Way::WholeText => self.changes.push(change(None, &self.text)),
            Way::Save | Way::Reopen => self.changes.clear(),
            _ => self.changes.push(change(Some(Range::new(from, to)), piece)),
        }
        let before = self.snapshot();
        match way {
            Way::Settings => self.settings = (self.settings + 1) % CONFIGURATIONS.len(),
            Way::Kind => self.turn_kind(),
            _ => {}
        }
        if !step.sends && !last && !matches!(way, Way::Save | Way::Reopen) {
            return Ok(());
        }
        self.document.change(2, std::mem::take(&mut self.changes), &self.client);
        match way {
            Way::Save => drop(self.document.heal(&self.text)),
            Way::Reopen => self.reopen(),
            _ => {}
        }
        self.is_fresh()?;
        if way == Way::Behind {
            // Who asked before the edit is answered after those who asked behind it.
            fresh(&before, &self.sent, self.rests)?;
            self.is_fresh()?;
        }
        self.sent.clone_from(&self.text);
        Ok(())
    }

    fn turn_kind(&mut self) {
        let kind = match self.document.kind() {
            Kind::Letter => Kind::Template,
            Kind::Template => Kind::Letter,
        };
        let closed = Document::new(uri(), 0, "");
        self.document = std::mem::replace(&mut self.document, closed).of_kind(kind);
    }

    fn reopen(&mut self) {
        self.document = Document::new(uri(), 1, &self.text).of_kind(self.document.kind());
    }

    /// Compares the letter as it is now with a fresh reading.
    fn is_fresh(&self) -> Result<(), String> {
        fresh(&self.snapshot(), &self.text, self.rests)
    }

    fn snapshot(&self) -> Snapshot {
        self.document.snapshot(&self.client, &CONFIGURATIONS[self.settings])
    }
}

/// Compares with a fresh reading: text, structure, findings.
fn fresh(snapshot: &Snapshot, text: &str, rests: bool) -> Result<(), String> {
    if snapshot.text.to_text() != text {
        return Err(format!("the text is not the client's: {text:?}"));
    }
    let effective = snapshot.effective().ok_or("there are no settings")?;
    let checked = snapshot.read(&|| false, |letter| {
        let fresh = Letter::read(&StrSource(text), effective.settings.grammar());
        let known = letter.session.letter();
        (*known == fresh, *letter.outcome == findings(snapshot, text, &effective, rests))
    });
    match checked {
        Some((true, true)) => Ok(()),
        Some((false, _)) => Err(format!("the structure is not that of a fresh reading: {text:?}")),
        Some((true, false)) => Err(format!("the findings are not those of a fresh reading: {text:?}")),
        None => Err("the letter was not read".to_owned()),
    }
}

/// The findings of a fresh reading.
fn findings(snapshot: &Snapshot, text: &str, effective: &Effective, rests: bool) -> Outcome {
    let path = snapshot.configuration.path(&snapshot.uri);
    if !rests {
        return effective.lint(text, &path);
    }
    let session = Session::open(&StrSource(text), effective.settings.blockwise());
    effective.without_baselined(session.outcome(&StrSource(text)), text, &path)
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
