//! Computing off the protocol's task, on two threads that stay for as long as the server does. The second works only
//! while the first is held up by something long: what a thread keeps for itself (every pattern that it ran has a
//! memory) is mostly kept once, and a busy server leaves the machine to the editor.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot, watch};
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Result};

/// A job that takes longer holds up the first thread. Most letters are read in a tenth of it.
const PATIENCE: Duration = Duration::from_millis(50);

type Job = Box<dyn FnOnce() + Send>;

/// A place to compute.
#[derive(Clone, Debug)]
pub struct Workers {
    first: Worker,
    second: Worker,
    patience: Duration,
}

/// A thread.
#[derive(Clone, Debug)]
struct Worker {
    jobs: mpsc::Sender<Job>,
    /// The one permit to give it a job.
    free: Arc<Semaphore>,
    /// Changes when a job begins.
    began: Arc<watch::Sender<()>>,
}

/// Tells a job that nobody waits for its result any more.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

/// Sets the stop when the one who waits goes away.
struct Waiting(Stop);

impl Default for Worker {
    fn default() -> Self {
        let (sender, jobs) = mpsc::channel::<Job>();
        std::thread::spawn(move || jobs.into_iter().for_each(|job| job()));
        Self { jobs: sender, free: Arc::new(Semaphore::new(1)), began: Arc::new(watch::Sender::new(())) }
    }
}

impl Default for Workers {
    fn default() -> Self {
        Self { first: Worker::default(), second: Worker::default(), patience: PATIENCE }
    }
}

impl Workers {
    /// Runs a job when a thread is free. A caller that is dropped stops it: before it begins at once,
    /// later when the job asks. A job that panics is an internal error, to this caller alone.
    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce(&Stop) -> T + Send + 'static) -> Result<T> {
        let (worker, permit) = self.free().await?;
        let stop = Stop::default();
        let waiting = Waiting(stop.clone());
        let (answer, answered) = oneshot::channel();
        let job = move || {
            let done = if stop.is_set() { None } else { catch_unwind(AssertUnwindSafe(|| job(&stop))).ok() };
            // Whoever gets the answer finds the thread free.
            drop(permit);
            // Nobody may be waiting any more.
            let _ = answer.send(done);
        };
        worker.began.send_replace(());
        worker.jobs.send(Box::new(job)).map_err(|_| Error::internal_error())?;
        let done = answered.await;
        drop(waiting);
        done.ok().flatten().ok_or_else(Error::internal_error)
    }

    /// The first thread, or the second when one job holds up the first.
    async fn free(&self) -> Result<(&Worker, OwnedSemaphorePermit)> {
        let mut began = self.first.began.subscribe();
        let held_up = async {
            while timeout(self.patience, began.changed()).await.is_ok() {}
            self.second.free.clone().acquire_owned().await
        };
        let (worker, permit) = tokio::select! {
            biased;
            permit = self.first.free.clone().acquire_owned() => (&self.first, permit),
            permit = held_up => (&self.second, permit),
        };
        Ok((worker, permit.map_err(|_| Error::internal_error())?))
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

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread::{ThreadId, current};

    use super::*;

    #[tokio::test]
    async fn one_job_after_the_other_runs_on_one_thread() {
        let workers = Workers::default();
        let run = || workers.run(|_| current().id());
        let first: ThreadId = run().await.expect("it runs");
        for _ in 0..20 {
            assert_eq!(run().await, Ok(first));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_long_job_holds_up_no_other() {
        let (workers, meeting) = (Workers::default(), Arc::new(Barrier::new(2)));
        let run = || {
            let meeting = meeting.clone();
            workers.run(move |_| {
                meeting.wait();
                current().id()
            })
        };
        let (one, other) = tokio::join!(run(), run());
        assert_ne!(one.expect("it runs"), other.expect("it runs"));
    }

    #[tokio::test]
    async fn many_short_jobs_run_on_one_thread() {
        let workers = Workers { patience: Duration::MAX, ..Workers::default() };
        let jobs: Vec<_> = (0..20).map(|_| workers.run(|_| current().id())).collect();
        let threads: Vec<ThreadId> =
            futures_util::future::join_all(jobs).await.into_iter().map(|id| id.expect("it runs")).collect();
        assert!(threads.iter().all(|thread| *thread == threads[0]));
    }
}
