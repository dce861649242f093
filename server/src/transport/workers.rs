//! Computing off the protocol's task: on at most two threads, so that a busy server leaves the machine
//! to the editor.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Semaphore;
use tower_lsp::jsonrpc::{Error, Result};

/// Jobs that run at once.
const THREADS: usize = 2;

/// A place to compute.
#[derive(Clone, Debug)]
pub struct Workers(Arc<Semaphore>);

/// Tells a job that nobody waits for its result any more.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

/// Sets the stop when the one who waits goes away.
struct Waiting(Stop);

impl Default for Workers {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(THREADS)))
    }
}

impl Workers {
    /// Runs a job when a thread is free. A caller that is dropped stops it: before it begins at once,
    /// later when the job asks. A job that panics is an internal error, to this caller alone.
    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce(&Stop) -> T + Send + 'static) -> Result<T> {
        let permit = self.0.clone().acquire_owned().await.map_err(|_| Error::internal_error())?;
        let stop = Stop::default();
        let waiting = Waiting(stop.clone());
        let job = move || {
            let done = if stop.is_set() { None } else { catch_unwind(AssertUnwindSafe(|| job(&stop))).ok() };
            drop(permit);
            done
        };
        let done = tokio::task::spawn_blocking(job).await;
        drop(waiting);
        done.ok().flatten().ok_or_else(Error::internal_error)
    }
}

impl Stop {
    /// Whether the work is in vain.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}
