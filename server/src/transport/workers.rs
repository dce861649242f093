//! Computing off the protocol's task: on at most two threads, so that a busy server leaves the machine
//! to the editor. They stay for as long as the server does, and the second works only while the first is busy: what
//! a thread keeps for itself (every pattern that it ran has a memory) is kept once, or twice at most.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use tokio::sync::{Semaphore, oneshot};
use tower_lsp::jsonrpc::{Error, Result};

/// Jobs that run at once.
const THREADS: usize = 2;

type Job = Box<dyn FnOnce() + Send>;

/// A place to compute.
#[derive(Clone, Debug)]
pub struct Workers {
    /// One permit for each thread.
    free: Arc<Semaphore>,
    /// The ways to the threads that are free.
    threads: Arc<Mutex<[Option<mpsc::Sender<Job>>; THREADS]>>,
}

/// Tells a job that nobody waits for its result any more.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

/// Sets the stop when the one who waits goes away.
struct Waiting(Stop);

impl Default for Workers {
    fn default() -> Self {
        let thread = |_| {
            let (sender, jobs) = mpsc::channel::<Job>();
            std::thread::spawn(move || jobs.into_iter().for_each(|job| job()));
            Some(sender)
        };
        let threads = [0; THREADS].map(thread);
        Self { free: Arc::new(Semaphore::new(THREADS)), threads: Arc::new(Mutex::new(threads)) }
    }
}

impl Workers {
    /// Runs a job when a thread is free. A caller that is dropped stops it: before it begins at once,
    /// later when the job asks. A job that panics is an internal error, to this caller alone.
    pub async fn run<T: Send + 'static>(&self, job: impl FnOnce(&Stop) -> T + Send + 'static) -> Result<T> {
        let permit = self.free.clone().acquire_owned().await.map_err(|_| Error::internal_error())?;
        let stop = Stop::default();
        let waiting = Waiting(stop.clone());
        let (place, thread) = self.take();
        let (answer, answered) = oneshot::channel();
        let (workers, way_back) = (self.clone(), thread.clone());
        let job = move || {
            let done = if stop.is_set() { None } else { catch_unwind(AssertUnwindSafe(|| job(&stop))).ok() };
            workers.give_back(place, way_back);
            drop(permit);
            // Nobody may be waiting any more.
            let _ = answer.send(done);
        };
        thread.send(Box::new(job)).map_err(|_| Error::internal_error())?;
        let done = answered.await;
        drop(waiting);
        done.ok().flatten().ok_or_else(Error::internal_error)
    }

    /// The first thread that is free.
    fn take(&self) -> (usize, mpsc::Sender<Job>) {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = threads.iter_mut().enumerate();
        free.find_map(|(place, thread)| Some((place, thread.take()?))).expect("a permit is a free thread")
    }

    fn give_back(&self, place: usize, thread: mpsc::Sender<Job>) {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)[place] = Some(thread);
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

    #[tokio::test]
    async fn two_jobs_run_at_once() {
        let (workers, meeting) = (Workers::default(), Arc::new(Barrier::new(THREADS)));
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
}
