//! What all handlers share: the client, the workers, and the state. Held for an instant at a time, never
//! while somebody computes or waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, watch};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::{MessageType, ShowMessageParams, Url};

use crate::changes::Changes;
use crate::diagnostics::{Known, Listing};
use crate::document::{Reading, Snapshot};
use crate::methods::workspace_symbol::Symbols;
use crate::transport::{Outbox, Stop, Workers};
use crate::world::World;

/// One check for each worker.
const CHECKS: usize = 2;

/// What all handlers share.
pub(crate) struct Server {
    pub(crate) outbox: Outbox,
    pub(crate) workers: Workers,
    /// Counts what diagnostics of the workspace depend on.
    pub(crate) changes: watch::Sender<Changes>,
    /// Whether the editor's settings are known; whoever asks about a letter waits for them.
    pub(crate) settled: watch::Sender<bool>,
    /// The client has asked for an overview, and wants to hear when one changes.
    pub(crate) shows_overviews: AtomicBool,
    /// What is known of files on disk.
    pub(crate) known: Mutex<Known>,
    /// The symbols of letters on disk.
    pub(crate) symbols: Mutex<Symbols>,
    /// The letters of the folders, when they were last looked for.
    pub(crate) listing: Mutex<Arc<Listing>>,
    /// So many checks at a time: the others let questions pass.
    pub(crate) checking: Semaphore,
    /// Mistakes in settings are gathered by one after the other.
    pub(crate) gathering: Arc<tokio::sync::Mutex<()>>,
    /// Somebody is about to gather them, and will see what is there by then.
    pub(crate) will_gather: AtomicBool,
    world: Mutex<World>,
}

impl Server {
    pub(crate) fn new(outbox: Outbox) -> Arc<Self> {
        Arc::new(Self {
            outbox,
            workers: Workers::default(),
            changes: watch::Sender::default(),
            settled: watch::Sender::new(false),
            shows_overviews: AtomicBool::new(false),
            known: Mutex::default(),
            symbols: Mutex::default(),
            listing: Mutex::default(),
            checking: Semaphore::new(CHECKS),
            gathering: Arc::default(),
            will_gather: AtomicBool::new(false),
            world: Mutex::default(),
        })
    }

    /// The state, for an instant.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on an open letter as it is now; gives nothing for one that is not open or left out by the settings.
    pub(crate) async fn on<T: Send + 'static>(
        &self,
        uri: &Url,
        work: impl FnOnce(&Reading<'_>) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let snapshot = self.world().snapshot(uri);
        match snapshot {
            Some(snapshot) => self.read(snapshot, work).await,
            None => Ok(None),
        }
    }

    /// Works on a letter as it was, when there is something to answer by.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        snapshot: Snapshot,
        work: impl FnOnce(&Reading<'_>) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let snapshot = self.ready(snapshot).await;
        self.in_turn(snapshot, |snapshot, stop| snapshot.read(&|| stop.is_set(), work)).await
    }

    /// Waits until the settings are known and the client has room for an answer. The text stays what it was.
    pub(crate) async fn ready(&self, mut snapshot: Snapshot) -> Snapshot {
        if !*self.settled.borrow() {
            self.settled().await;
            snapshot.configuration = self.world().configuration.clone();
        }
        self.outbox.room().await;
        snapshot
    }

    /// Computes when the letter's turn has come: one letter never keeps more than one worker busy.
    pub(crate) async fn in_turn<T: Send + 'static>(
        &self,
        snapshot: Snapshot,
        work: impl FnOnce(&Snapshot, &Stop) -> T + Send + 'static,
    ) -> Result<T> {
        let turn = snapshot.turn().await;
        let work = move |stop: &Stop| {
            let done = work(&snapshot, stop);
            drop(turn);
            done
        };
        self.workers.run(work).await
    }

    /// Waits until the editor's settings are known.
    pub(crate) async fn settled(&self) {
        // The sender lives as long as the server does.
        let _ = self.settled.subscribe().wait_for(|settled| *settled).await;
    }

    /// Tells the user something.
    pub(crate) fn show(&self, typ: MessageType, message: String) {
        self.outbox.tell_last::<ShowMessage>(message.clone(), ShowMessageParams { typ, message });
    }

    /// Whether somebody shows overviews.
    pub(crate) fn wants_overviews(&self) -> bool {
        self.shows_overviews.load(Ordering::Relaxed)
    }
}
