//! Work on many files at once, with the results in the order of the files and as soon as they can be
//! had: workers take the next file from a counter, so that none runs far ahead of the report.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

/// Results that wait for an earlier one, at most.
const WAITING: usize = 256;

/// Runs `work` over the jobs on rayon's threads and hands every result to `take`, in order. Stops early
/// when `take` fails.
pub(super) fn in_order<J: Sync, R: Send, E>(
    jobs: &[J],
    work: impl Fn(&J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = sync_channel(WAITING);
    thread::scope(|scope| {
        let (next, work) = (&next, &work);
        scope.spawn(move || {
            rayon::broadcast(|_| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(job) = jobs.get(index) else { break };
                    if sender.send((index, work(job))).is_err() {
                        break;
                    }
                }
            });
        });
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (index, result) in receiver {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&expected) {
                take(result)?;
                expected += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
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
}
