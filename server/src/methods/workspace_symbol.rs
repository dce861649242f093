//! `workspace/symbol`: the sections, issues and fields of all letters, open or in the open folders.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, MutexGuard, PoisonError};

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{SymbolInformation, Url};

use super::symbols::list;
use crate::diagnostics::{Listed, Stamp};
use crate::server::Server;
use crate::transport::Stop;

/// No editor shows more; who looks for one types on.
const MOST: usize = 256;
/// The symbols of so many letters on disk are remembered.
const REMEMBERED: usize = 512;

/// The symbols of letters on disk, and when those were as they are.
pub(crate) type Symbols = HashMap<PathBuf, (Stamp, Arc<[SymbolInformation]>)>;

/// Answers with the symbols whose name holds the query; where none does, with those that hold its letters in their
/// order: "norco upheld" stands in no letter. Case counts for nothing.
pub(crate) async fn workspace_symbol(server: &Arc<Server>, query: &str) -> Result<Vec<SymbolInformation>> {
    let mut letters = server.world().snapshots();
    letters.sort_by(|a, b| a.uri.cmp(&b.uri));
    let open: HashSet<Url> = letters.iter().map(|letter| letter.uri.clone()).collect();
    let mut found = Found::new(query);
    for letter in letters {
        found.add(&server.read(letter, list).await?.unwrap_or_default());
    }
    server.settled().await;
    server.outbox.room().await;
    let this = server.clone();
    let work = move |stop: &Stop| {
        this.add_closed(&mut found, &open, stop);
        found.all()
    };
    server.workers.run(work).await
}

impl Server {
    /// Adds the symbols of letters that are in the folders and not open.
    fn add_closed(&self, found: &mut Found, open: &HashSet<Url>, stop: &Stop) {
        if !self.world().client.watches {
            self.distrust_disk();
        }
        let disk = self.changes.borrow().disk;
        let Some(listing) = self.listing(disk, stop) else { return };
        for listed in listing.letters.iter().filter(|listed| !open.contains(&listed.uri)) {
            if stop.is_set() || found.is_full() {
                return;
            }
            found.add(&self.symbols_of(listed));
        }
    }

    /// The symbols of a letter on disk.
    fn symbols_of(&self, listed: &Listed) -> Arc<[SymbolInformation]> {
        let stamp = listed.stamp();
        if let Some((_, symbols)) =
            self.known_symbols().get(&listed.file.path).filter(|(known, _)| *known == stamp)
        {
            return symbols.clone();
        }
        // It is read to its end, for whoever asks next.
        let letter = self.letter_on_disk(listed);
        let symbols = letter.and_then(|letter| letter.read(&|| false, list)).unwrap_or_default();
        let symbols: Arc<[SymbolInformation]> = symbols.into();
        let mut known = self.known_symbols();
        if known.len() < REMEMBERED || known.contains_key(&listed.file.path) {
            known.insert(listed.file.path.clone(), (stamp, symbols.clone()));
        }
        symbols
    }

    pub(crate) fn known_symbols(&self) -> MutexGuard<'_, Symbols> {
        self.symbols.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What fits a query.
struct Found {
    query: String,
    /// Names that hold the query as it is.
    whole: Vec<SymbolInformation>,
    /// Names that hold its letters in their order, with others between.
    scattered: Vec<SymbolInformation>,
}

impl Found {
    fn new(query: &str) -> Self {
        Self { query: query.trim().to_lowercase(), whole: Vec::new(), scattered: Vec::new() }
    }

    fn is_full(&self) -> bool {
        self.whole.len() >= MOST
    }

    fn add(&mut self, symbols: &[SymbolInformation]) {
        for symbol in symbols {
            let name = symbol.name.to_lowercase();
            let fitting = if name.contains(&self.query) {
                &mut self.whole
            } else if is_scattered(&self.query, &name) {
                &mut self.scattered
            } else {
                continue;
            };
            if fitting.len() < MOST {
                fitting.push(symbol.clone());
            }
        }
    }

    fn all(self) -> Vec<SymbolInformation> {
        if self.whole.is_empty() { self.scattered } else { self.whole }
    }
}

/// Whether a text has the letters of another in their order.
fn is_scattered(letters: &str, text: &str) -> bool {
    let mut rest = text.chars();
    letters.chars().filter(|letter| !letter.is_whitespace()).all(|letter| rest.any(|other| other == letter))
}
