//! Work on many files at once, with the results in the order of the files and as soon as they can be
//! had: workers take the next file from a counter and stay close to the report, so that what waits to be
//! printed never piles up behind one large file.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How far the work may be ahead of the report, in files.
const AHEAD: usize = 256;

/// Runs `work` over the jobs on rayon's threads and hands every result to `take`, in order. Stops early
/// when `take` fails.
pub(crate) fn in_order<J: Sync, R: Send, E>(
    jobs: &[J],
    work: impl Fn(&J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let window = Window::default();
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        let (window, work) = (&window, &work);
        scope.spawn(move || {
            rayon::broadcast(|_| {
                let _stop = StopOnPanic(window);
                while let Some(index) = window.next() {
                    let Some(job) = jobs.get(index) else { break };
                    if sender.send((index, work(job))).is_err() {
                        break;
                    }
                }
            });
        });
        // Whatever ends the report ends the work.
        let _stop = StopAtEnd(window);
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (index, result) in receiver {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&expected) {
                take(result)?;
                expected += 1;
                window.advance();
            }
        }
        Ok(())
    })
}

/// Which file is next, and how far the report is.
#[derive(Default)]
struct Window {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: usize,
    taken: usize,
    stopped: bool,
}

impl Window {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next file to work on, once the report is near enough; none when all is over.
    fn next(&self) -> Option<usize> {
        let too_far = |state: &mut State| !state.stopped && state.next >= state.taken + AHEAD;
        let waited = self.moved.wait_while(self.state(), too_far);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.next += 1;
        (!state.stopped).then(|| state.next - 1)
    }

    fn advance(&self) {
        self.state().taken += 1;
        self.moved.notify_all();
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.moved.notify_all();
    }
}

struct StopAtEnd<'w>(&'w Window);

impl Drop for StopAtEnd<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// A result that never comes would be waited for by all other workers.
struct StopOnPanic<'w>(&'w Window);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_order_and_an_error_ends_it() {
        let jobs: Vec<usize> = (0..1000).collect();
        let mut seen = Vec::new();
        let all = in_order(
            &jobs,
            |n| n * 2,
            |n| -> Result<(), ()> {
                seen.push(n);
                Ok(())
            },
        );
        assert_eq!((all, seen), (Ok(()), (0..1000).map(|n| n * 2).collect::<Vec<_>>()));
        let stopped = in_order(&jobs, |n| *n, |n| if n == 10 { Err(n) } else { Ok(()) });
        assert_eq!(stopped, Err(10));
    }

    #[test]
    fn work_stays_near_the_report() {
        let jobs: Vec<usize> = (0..3000).collect();
        let (done, furthest) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut taken = 0;
        let work = |n: &usize| {
            done.fetch_add(1, Ordering::SeqCst);
            *n
        };
        let all = in_order(&jobs, work, |_| -> Result<(), ()> {
            furthest.fetch_max(done.load(Ordering::SeqCst) - taken, Ordering::SeqCst);
            taken += 1;
            Ok(())
        });
        assert_eq!((all, taken), (Ok(()), 3000));
        assert!(furthest.into_inner() <= AHEAD, "results piled up");
    }

    #[test]
    fn work_that_panics_ends_the_run() {
        let jobs: Vec<usize> = (0..3000).collect();
        let work = |n: &usize| assert!(*n != 500, "broken");
        let run = || in_order(&jobs, work, |()| -> Result<(), ()> { Ok(()) });
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
    }
}
